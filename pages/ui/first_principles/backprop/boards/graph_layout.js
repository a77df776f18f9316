// Where each thing of a computational graph stands: from left to right where there is room, else from top to bottom,
// and where there is none either, from left to right and as wide as it takes. Knows nothing of a browser.

import { hasTwoLines, rowsOf, showsAll } from "./graph_types.js";

/**
 * @import { Graph, Parameter } from "./graph_types.js"
 * @typedef {{x: number, y: number, width: number, height: number}} Rect in pixels of a usual page
 * @typedef {number[]} Curve x and y of a Bezier curve's start, its two control points, and its end
 *
 * @typedef {object} Edge
 * @property {Parameter | null} parameter a weight, or null for an output's edge to the loss
 * @property {number} row where it starts
 * @property {Curve} curve up to where its numbers begin
 * @property {{x: number, y: number}} end where it meets its node
 * @property {Rect} label
 *
 * @typedef {object} Layout
 * @property {boolean} isDown whether it runs from top to bottom
 * @property {boolean} showsAll whether all edges show their numbers
 * @property {boolean} hasTwoLines whether they do so on two lines
 * @property {number} width
 * @property {number} height
 * @property {Rect[]} inputs
 * @property {Rect[][]} neurons
 * @property {{parameter: Parameter, label: Rect}[]} biases
 * @property {Edge[]} edges the weights', and behind them the outputs'
 * @property {Rect} loss
 *
 * @typedef {{isTouched: boolean, widthOf: (text: string) => number}} Means widthOf: of a text, in pixels
 *
 * @typedef {object} Row a column of nodes in a graph that runs to the right
 * @property {number} depth of its nodes, along the graph
 * @property {number} breadth of its nodes, across
 * @property {number} count
 * @property {number} port across, what each edge into a node takes; 0 for inputs
 * @property {number} ports of a node
 * @property {number} label along, what the numbers before it take
 */

export const LINE = 17;
export const PAD = 8;
const GAP = 14, WIDEST_GAP = 90, FAN = 40, WIDEST_FAN = 170, LAST_FAN = 60, TWO_LINES = 44, ONE_LINE = 16;
const NARROW = 620, TALL = 900; // a wide page is rather scrolled sideways than a graph taller than this
const FINGER = 44; // pixels that a finger needs

/** What stands on an edge, forward and backward. @param {{name: string, value: string}} of */
export const forwardText = ({ name, value }) => `${name} ${value}`;
/** @param {string} derivative @param {boolean} isDown */
export const backwardText = (derivative, isDown) => `${isDown ? "↑" : "←"} ${derivative}`;

/**
 * What the loss hands back to an output, by its name: the number above it on the edge is the target's.
 * @param {Graph} graph @param {number} row
 */
export const flowText = ({ loss: { flow, flowNames } }, row) => `${flowNames[row]} = ${flow[row]}`;

/** @param {Graph} graph @param {number} width that there is @param {Means} means @returns {Layout} */
export function layoutOf(graph, width, means) {
  const across = arranged(graph, width, means, false);
  if (across.width <= width) return across;
  const down = arranged(graph, width, means, true);
  return down.width <= width && (width < NARROW || down.height < TALL) ? down : across;
}

/**
 * The height of the part of a neuron's node that has its name, and its bias.
 * @param {Graph} graph @param {Means} means
 */
export function headOf(graph, { isTouched }) {
  const hasBias = graph.parameters.some(({ bias }) => bias);
  return !hasBias ? LINE + PAD : isTouched ? FINGER : 38;
}

/** @param {Graph} graph @param {number} room @param {Means} means @param {boolean} isDown @returns {Layout} */
function arranged(graph, room, means, isDown) {
  const rows = rowsIn(graph, means, isDown), fans = rows.length - 1;
  const breadths = rows.map(({ count, breadth }) => count * breadth + (count - 1) * GAP);
  const depth = rows.reduce((sum, row) => sum + row.depth + row.label, 0);
  const fan = isDown ? FAN : Math.max(FAN, Math.min(WIDEST_FAN, (room - depth) / fans));
  const spread = Math.max(...rows.map(({ count, breadth }) => count * breadth + (count - 1) * WIDEST_GAP));
  const most = Math.max(...breadths, isDown ? Math.min(room, spread, 480) : 0);
  const place = placer(isDown);
  /** @type {Rect[][]} */
  const boxes = [];
  /** @type {number[]} */
  const starts = [];
  let along = 0;
  for (const [i, { depth: deep, breadth, count, label }] of rows.entries()) {
    if (i) along += (isDown || i < fans ? fan : Math.min(fan, LAST_FAN)) + label;
    starts.push(along);
    const gap = count > 1 ? Math.min(WIDEST_GAP, (most - count * breadth) / (count - 1)) : GAP;
    const first = (most - count * breadth - (count - 1) * gap) / 2;
    boxes.push(Array.from({ length: count }, (_, j) => place(along, first + j * (breadth + gap), deep, breadth)));
    along += deep;
  }
  const edges = edgesIn(graph, rows, boxes, starts, isDown), size = place(0, 0, along, most);
  const biases = graph.parameters.filter(({ bias }) => bias).map((parameter) => {
    const { x, y, width } = boxes[parameter.layer + 1][parameter.column], wide = biasWidth(parameter, means);
    return { parameter, label: { x: x + width - wide - 1, y, width: wide, height: headOf(graph, means) } };
  });
  return { isDown, showsAll: showsAll(graph), hasTwoLines: isDown || hasTwoLines(graph),
           width: size.width, height: size.height, inputs: boxes[0],
           neurons: boxes.slice(1, -1), biases, edges, loss: boxes[boxes.length - 1][0] };
}

/** From along and across to x and y. @param {boolean} isDown */
function placer(isDown) {
  /** @param {number} along @param {number} across @param {number} depth @param {number} breadth @returns {Rect} */
  return (along, across, depth, breadth) => (isDown ? { x: across, y: along, width: breadth, height: depth }
    : { x: along, y: across, width: depth, height: breadth });
}

/** @param {Parameter} parameter @param {Means} means */
function biasWidth(parameter, { widthOf }) {
  return Math.max(36, widthOf(forwardText(parameter)), widthOf(backwardText(parameter.derivative, false))) + PAD;
}

/**
 * The inputs, each layer, and the loss, from the first to the last.
 * @param {Graph} graph @param {Means} means @param {boolean} isDown
 * @returns {Row[]}
 */
function rowsIn(graph, means, isDown) {
  const { widthOf, isTouched } = means, { inputs, layers, loss, targets, parameters } = graph;
  const isOnOneLine = !isDown && !hasTwoLines(graph);
  /** @param {Row} row @param {number} wide @param {number} tall */
  const turned = (row, wide, tall) => Object.assign(row, isDown
    ? { depth: tall, breadth: Math.max(wide, row.ports * row.port) }
    : { depth: wide, breadth: Math.max(tall, row.ports * row.port) });
  /** @param {number} count @param {number} ports @param {number} label @param {number} line */
  const row = (count, ports, label, line) =>
    ({ depth: 0, breadth: 0, count, ports, port: isDown ? label : line, label: isDown ? line : label });
  const first = Math.max(44, ...inputs.flatMap(({ name, value }) => [widthOf(name), widthOf(value)])) + 2 * PAD;
  const found = [turned(row(inputs.length, 0, 0, 0), first, 44)];
  layers.forEach((neurons, i) => {
    const weights = parameters.filter(({ layer, bias }) => layer === i && !bias);
    const biases = parameters.filter(({ layer, bias }) => layer === i && bias);
    const label = PAD + Math.max(FINGER - PAD, ...weights.map((each) => (isOnOneLine
      ? widthOf(`${forwardText(each)} ${backwardText(each.derivative, false)}`)
      : Math.max(widthOf(forwardText(each)), widthOf(backwardText(each.derivative, isDown))) + (isDown ? 2 : 0))));
    const all = neurons.map(rowsOf).flatMap(({ sum, activation }) => [...sum, ...activation]);
    const named = Math.max(...graph.names[i + 1].map(widthOf));
    const wide = Math.max(...all.map(({ name, value }) => widthOf(name) + widthOf(value) + 3 * PAD),
                          ...biases.map((bias) => biasWidth(bias, means) + named + 2 * PAD), 72);
    const { sum, activation } = rowsOf(neurons[0]);
    const tall = headOf(graph, means) + (sum.length + activation.length) * LINE + 2.5 * PAD;
    const line = isOnOneLine ? (isTouched ? 24 : ONE_LINE) : TWO_LINES;
    found.push(turned(row(neurons.length, graph.names[i].length, label, line), wide, tall));
  });
  const label = PAD + Math.max(FINGER - PAD, ...targets.map((each, k) => Math.max(
    widthOf(`${each.name} ${each.value}`), widthOf(backwardText(flowText(graph, k), isDown))))) + (isDown ? 2 : 0);
  const wide = Math.max(...loss.lines.map(widthOf), widthOf(`L ${loss.value}`)) + 2 * PAD;
  found.push(turned(row(1, targets.length, label, TWO_LINES), wide, (loss.lines.length + 1) * LINE + 2 * PAD));
  return found;
}

/**
 * @param {Graph} graph @param {Row[]} rows @param {Rect[][]} boxes @param {number[]} starts along, of each row
 * @param {boolean} isDown
 * @returns {Edge[]}
 */
function edgesIn(graph, rows, boxes, starts, isDown) {
  /** @param {Rect} box */
  const across = (box) => (isDown ? box.x : box.y);
  /**
   * @param {number} layer that it leads to @param {number} row @param {number} column
   * @returns {Omit<Edge, "parameter">}
   */
  const edge = (layer, row, column) => {
    const { ports, port, breadth, label: length } = rows[layer], from = boxes[layer - 1][row];
    const top = across(boxes[layer][column]) + (breadth - ports * port) / 2 + row * port;
    const [start, middle] = [starts[layer - 1] + rows[layer - 1].depth, across(from) + rows[layer - 1].breadth / 2];
    const end = starts[layer] - length, to = isDown ? top + 3 : top + port / 2, bend = (end - start) * 0.5;
    const points = [[start, middle], [start + bend, middle], [end - bend, to], [end, to]];
    return { row, label: placer(isDown)(end, top, length, port),
             curve: points.flatMap(([u, v]) => (isDown ? [v, u] : [u, v])),
             end: isDown ? { x: to, y: starts[layer] } : { x: starts[layer], y: to } };
  };
  const weights = graph.parameters.filter(({ bias }) => !bias)
    .map((parameter) => ({ parameter, ...edge(parameter.layer + 1, parameter.row, parameter.column) }));
  return [...weights, ...graph.targets.map((_, k) => ({ parameter: null, ...edge(rows.length - 1, k, 0) }))];
}

/** Whether a point lies in a rectangle. @param {Rect} rect @param {number} x @param {number} y */
export const isIn = (rect, x, y) =>
  x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;

/**
 * The parameter at a place: whose numbers stand there, else the one whose line is nearest; null if none is near.
 * @param {Layout} layout @param {number} x @param {number} y @param {number} reach in pixels
 * @returns {Parameter | null}
 */
export function parameterAt({ biases, edges, neurons }, x, y, reach) {
  const there = biases.find(({ label }) => isIn(label, x, y)) ?? edges.find(({ label }) => isIn(label, x, y));
  if (there) return there.parameter;
  if (neurons.some((layer) => layer.some((box) => isIn(box, x, y)))) return null;
  let best = null, least = reach;
  for (const { parameter, curve } of edges) {
    const far = distanceTo(curve, x, y);
    if (parameter && far < least) [best, least] = [parameter, far];
  }
  return best;
}

const PARTS = 16;

/** From a place to a curve, by its chords. @param {Curve} curve @param {number} x @param {number} y */
function distanceTo(curve, x, y) {
  let least = Infinity, [px, py] = curve;
  for (let i = 1; i <= PARTS; i++) {
    const [qx, qy] = pointOn(curve, i / PARTS), dx = qx - px, dy = qy - py;
    const t = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(px + t * dx - x, py + t * dy - y));
    [px, py] = [qx, qy];
  }
  return least;
}

/** @param {Curve} curve @param {number} t from 0 to 1 */
function pointOn([x0, y0, x1, y1, x2, y2, x3, y3], t) {
  const s = 1 - t, [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}
