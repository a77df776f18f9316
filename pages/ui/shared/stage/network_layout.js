// Where a network's neurons and weights stand, and which of the run's parameters each of them is.

/**
 * @import { Curve } from "./bezier.js"
 *
 * @typedef {object} NetworkNode an input (layer 0) or a neuron
 * @property {number} layer
 * @property {number} index among those of its layer; -1 for an input that the network is not given
 * @property {number} x
 * @property {number} y
 * @property {number} size of its tile
 * @property {number} neuron which one of all neurons; -1 for an input
 * @property {number} bias its parameter; -1 for an input
 * @property {number} row of an input: its place in the column; -1 for a neuron
 *
 * @typedef {object} NetworkEdge a weight
 * @property {NetworkNode} from
 * @property {NetworkNode} to
 * @property {number} weight its parameter
 * @property {Curve} curve
 *
 * @typedef {NetworkNode | NetworkEdge} Thing
 *
 * @typedef {object} Room what else there is to be room for
 * @property {number[]} [inputs] for each row of the first column the input that stands there, or -1 for one that the
 *   network is not given
 * @property {number} [top] above the columns
 * @property {number} [above] each output's tile
 */

const TOP = 24, BOTTOM = 6; // room for words above the columns
export const LABEL = 18; // and under a tile
const SIDE = 10, NAME = 44; // beside the columns; an input's name is about so wide

/** @param {Thing | null | undefined} thing @returns {thing is NetworkNode} */
export const isNode = (thing) => thing != null && "layer" in thing;

/** Which of the run's parameters a thing stands for; -1 for an input. @param {Thing} thing */
export const parameterOf = (thing) => (isNode(thing) ? thing.bias : thing.weight);

/** How wide a weight is drawn. @param {number} weight */
export const widthOf = (weight) => 0.6 + 7 * Math.tanh(Math.abs(weight) / 5);

/** The middle of a node's tile, across. @param {NetworkNode} node */
export const middleOf = (node) => node.x + node.size / 2;

/**
 * The neurons' tiles' side, the step from column to column, the columns of nodes, the inputs that the network is not
 * given, and the edges.
 * @param {number[]} sizes of the layers
 * @param {number} width
 * @param {number} height
 * @param {Room} [room]
 */
export function layoutOf(sizes, width, height, { inputs = [...Array(sizes[0]).keys()], top = TOP, above = 0 } = {}) {
  const free = height - top - BOTTOM, last = sizes.length - 1, counts = [inputs.length, ...sizes.slice(1)];
  /** @param {number} pitch @param {number} [more] */
  const side = (pitch, more = 0) => Math.max(14, Math.min(76, pitch - LABEL - more - 4, (width / sizes.length) * 0.55));
  const pitch = Math.min(112, free / Math.max(...sizes)), tile = Math.min(side(pitch), side(free / sizes[last], above));
  const pitches = counts.map((count, layer) => Math.min(free / count, layer < last ? pitch
    : Math.max(pitch, tile + LABEL + 2 * above + 4)));
  const small = Math.min(tile, side(pitches[0]));
  const first = SIDE + Math.max(small, inputs.length > sizes[0] ? NAME : 0) / 2;
  const step = (width - SIDE - tile / 2 - first) / last;
  const columns = counts.map((count, layer) => Array.from({ length: count }, (_, row) => {
    const size = layer ? tile : small, over = layer === last ? above : 0, spare = pitches[layer] - size - LABEL;
    const within = Math.max(spare / 2, Math.min(over, (spare + over) / 2));
    const y = top + free / 2 + (row - count / 2) * pitches[layer] + within;
    return { layer, index: layer ? row : inputs[row], x: first + layer * step - size / 2, y, size, neuron: -1, bias: -1,
             row: layer ? -1 : row };
  }));
  const unused = columns[0].filter(({ index }) => index < 0);
  columns[0] = columns[0].filter(({ index }) => index >= 0).sort((a, b) => a.index - b.index);
  return { tile, step, columns, unused, edges: connected(columns) };
}

/**
 * The same below something that is the higher, the closer the columns are.
 * @param {(step: number) => number} topFor how high that is
 * @param {number[]} sizes
 * @param {number} width
 * @param {number} height
 * @param {Room} room
 */
export function layoutBelow(topFor, sizes, width, height, room) {
  for (let top = topFor(Infinity);;) {
    const layout = layoutOf(sizes, width, height, { ...room, top }), needed = topFor(layout.step);
    if (needed <= top) return layout;
    top = needed;
  }
}

/**
 * The edges, parameter by parameter: layer by layer the weights of each input, then the biases, which the nodes get.
 * @param {NetworkNode[][]} columns
 */
function connected(columns) {
  /** @type {NetworkEdge[]} */
  const edges = [];
  let offset = 0, neuron = 0;
  for (let l = 0; l + 1 < columns.length; l++) {
    const fanIn = columns[l].length, fanOut = columns[l + 1].length;
    columns[l + 1].forEach((to, j) => {
      to.neuron = neuron++;
      to.bias = offset + fanIn * fanOut + j;
      columns[l].forEach((from, i) => {
        edges.push({ from, to, weight: offset + i * fanOut + j, curve: curveBetween(from, to) });
      });
    });
    offset += (fanIn + 1) * fanOut;
  }
  return edges;
}

/** @param {NetworkNode} from @param {NetworkNode} to @returns {Curve} */
function curveBetween(from, to) {
  const x0 = from.x + from.size, y0 = from.y + from.size / 2, x1 = to.x, y1 = to.y + to.size / 2;
  const bend = (x1 - x0) * 0.45;
  return [x0, y0, x0 + bend, y0, x1 - bend, y1, x1, y1];
}
