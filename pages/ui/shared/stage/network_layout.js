// Where a network's neurons and weights stand, and which of the run's parameters each of them is.

/**
 * @import { Curve } from "./bezier.js"
 *
 * @typedef {object} NetworkNode an input (layer 0) or a neuron
 * @property {number} layer
 * @property {number} index
 * @property {number} x
 * @property {number} y
 * @property {number} neuron which one of all neurons; -1 for an input
 * @property {number} bias its parameter; -1 for an input
 *
 * @typedef {object} NetworkEdge a weight
 * @property {NetworkNode} from
 * @property {NetworkNode} to
 * @property {number} weight its parameter
 * @property {Curve} curve
 *
 * @typedef {NetworkNode | NetworkEdge} Thing
 */

const TOP = 24, BOTTOM = 6; // room for words above the columns
export const LABEL = 18; // and under a tile

/** @param {Thing | null | undefined} thing @returns {thing is NetworkNode} */
export const isNode = (thing) => thing != null && "layer" in thing;

/** Which of the run's parameters a thing stands for; -1 for an input. @param {Thing} thing */
export const parameterOf = (thing) => (isNode(thing) ? thing.bias : thing.weight);

/** How wide a weight is drawn. @param {number} weight */
export const widthOf = (weight) => 0.6 + 7 * Math.tanh(Math.abs(weight) / 5);

/**
 * The tile's side, the step from column to column, the columns of nodes and the edges between them.
 * @param {number[]} sizes of the layers
 * @param {number} width
 * @param {number} height
 */
export function layoutOf(sizes, width, height) {
  const pitch = Math.min(112, (height - TOP - BOTTOM) / Math.max(...sizes));
  const tile = Math.max(14, Math.min(76, pitch - LABEL - 4, (width / sizes.length) * 0.55));
  const step = (width - tile - 20) / (sizes.length - 1), middle = TOP + (height - TOP - BOTTOM) / 2;
  /** @type {NetworkNode[][]} */
  const columns = sizes.map((count, layer) => Array.from({ length: count }, (_, index) => ({
    layer, index, x: 10 + layer * step, y: middle + (index - count / 2) * pitch + (pitch - tile - LABEL) / 2,
    neuron: -1, bias: -1 })));
  return { tile, step, columns, edges: connected(columns, tile) };
}

/**
 * The edges, parameter by parameter: layer by layer the weights of each input, then the biases, which the nodes get.
 * @param {NetworkNode[][]} columns
 * @param {number} tile
 */
function connected(columns, tile) {
  /** @type {NetworkEdge[]} */
  const edges = [];
  let offset = 0, neuron = 0;
  for (let l = 0; l + 1 < columns.length; l++) {
    const fanIn = columns[l].length, fanOut = columns[l + 1].length;
    columns[l + 1].forEach((to, j) => {
      to.neuron = neuron++;
      to.bias = offset + fanIn * fanOut + j;
      columns[l].forEach((from, i) => {
        edges.push({ from, to, weight: offset + i * fanOut + j, curve: curveBetween(from, to, tile) });
      });
    });
    offset += (fanIn + 1) * fanOut;
  }
  return edges;
}

/** @param {NetworkNode} from @param {NetworkNode} to @param {number} tile @returns {Curve} */
function curveBetween(from, to, tile) {
  const x0 = from.x + tile, y0 = from.y + tile / 2, x1 = to.x, y1 = to.y + tile / 2, bend = (x1 - x0) * 0.45;
  return [x0, y0, x0 + bend, y0, x1 - bend, y1, x1, y1];
}
