// The paths from a parameter to the loss, and the way from one to the next by arrow keys. Knows nothing of a browser.

/**
 * @import { Graph, Parameter } from "./graph_types.js"
 * @import { Layout, Rect } from "./graph_layout.js"
 */

/**
 * What lies on the paths from a parameter to the loss: whether another parameter does, whether a node does (layer 0:
 * the inputs), and how many paths there are.
 * @param {string[][]} names of the nodes, layer by layer
 * @param {Parameter} chosen
 */
export function pathsFrom(names, { key, layer, row, column, bias }) {
  const into = layer + 1; // the layer of nodes that it leads to
  return {
    count: names.slice(into + 1).reduce((product, nodes) => product * nodes.length, 1),
    /** @param {Parameter} other */
    has: (other) => other.key === key
      || (!other.bias && (other.layer > into || (other.layer === into && other.row === column))),
    /** @param {number} nodeLayer @param {number} index */
    hasNode: (nodeLayer, index) => nodeLayer > into || (nodeLayer === into && index === column)
      || (nodeLayer === layer && !bias && index === row),
    /** Whether an output's edge to the loss does. @param {number} output */
    hasOutput: (output) => into < names.length - 1 || output === column,
  };
}

/**
 * What arrow keys come to: an input, a parameter or a target, and where it stands.
 * @typedef {{key: string, rect: Rect, kind: "input" | "weight" | "bias" | "target"}} Stop
 */

/**
 * All of them, column by column: inputs, each layer's parameters neuron by neuron, targets.
 * @param {Graph} graph @param {Layout} layout
 * @returns {Stop[][]}
 */
export function stops(graph, { inputs, biases, edges, isDown }) {
  const labels = new Map([...edges, ...biases].flatMap(({ parameter, label }) =>
    (parameter ? [[parameter.key, label]] : [])));
  const outputs = edges.filter(({ parameter }) => !parameter);
  /** A bias stands above its neuron's weights, or at their right. @param {Parameter} a @param {Parameter} b */
  const inOrder = (a, b) => a.column - b.column || (Number(a.bias) - Number(b.bias)) * (isDown ? 1 : -1);
  return [graph.inputs.map(({ key }, i) => ({ key, rect: inputs[i], kind: "input" })),
          ...graph.layers.map((_, i) => graph.parameters.filter(({ layer }) => layer === i).sort(inOrder)
            .map(({ key, bias }) =>
              /** @type {Stop} */ ({ key, rect: labels.get(key), kind: bias ? "bias" : "weight" }))),
          graph.targets.map(({ key }, k) => /** @type {Stop} */ ({ key, rect: outputs[k].label, kind: "target" }))];
}

/**
 * Where an arrow key leads, or null if the key leads nowhere. From a bias to the next layer's biases, if it has any.
 * @param {Stop[][]} columns see `stops`
 * @param {string} key that is left @param {string} pressed @param {boolean} isDown whether the graph runs downward
 * @returns {string | null}
 */
export function led(columns, key, pressed, isDown) {
  const [back, on, up, down] = isDown ? ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]
    : ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  if (![back, on, up, down, "Home", "End"].includes(pressed)) return null;
  const at = Math.max(0, columns.findIndex((column) => column.some((stop) => stop.key === key)));
  const column = columns[at], place = Math.max(0, column.findIndex((stop) => stop.key === key));
  if (pressed === "Home") return column[0].key;
  if (pressed === "End") return column[column.length - 1].key;
  if (pressed === up) return column[Math.max(0, place - 1)].key;
  if (pressed === down) return column[Math.min(column.length - 1, place + 1)].key;
  const next = columns[at + (pressed === on ? 1 : -1)];
  if (!next) return key;
  /** @param {Rect} rect */
  const middle = ({ x, y, width, height }) => (isDown ? x + width / 2 : y + height / 2);
  const from = column[place], here = middle(from.rect), alike = next.filter(({ kind }) => kind === from.kind);
  const weights = next.filter(({ kind }) => kind !== "bias");
  return (alike.length ? alike : weights).reduce((best, stop) =>
    (Math.abs(middle(stop.rect) - here) < Math.abs(middle(best.rect) - here) ? stop : best)).key;
}
