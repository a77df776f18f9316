// What Python tells the graph's picture, see graph_numbers.py. Numbers are texts: nothing is reckoned here.

/**
 * @typedef {{key: string, name: string, value: string, typed: string}} Typeable an input or a target; typed: with all
 *   its digits
 *
 * @typedef {object} Parameter
 * @property {string} key w1
 * @property {string} name w₁
 * @property {number} layer
 * @property {number} row of its matrix
 * @property {number} column
 * @property {boolean} bias
 * @property {string} value
 * @property {string} typed the same with all its digits
 * @property {string} derivative
 * @property {number} size the value as a share of the largest one, -1 to 1
 * @property {number} slope the same of the derivative
 *
 * @typedef {{z: string, delta: string, a?: string, p?: string, slope?: string, fed?: string}} Neuron a, slope f'(z) and
 *   fed dL/da; or p, where the loss owns the activation
 *
 * @typedef {object} Graph
 * @property {string[][]} names of the inputs, and of each layer's neurons
 * @property {Typeable[]} inputs
 * @property {Typeable[]} targets
 * @property {Neuron[][]} layers
 * @property {Parameter[]} parameters
 * @property {boolean} is_fixed whether the biases are never trained
 * @property {{value: string, lines: string[], flow: string[], flowNames: string[]}} loss flow: what it hands back to
 *   each output; flowNames: ∂L/∂o, or δ where it owns the activation
 *
 * @typedef {Graph & {view: "forward" | "backward" | "both", chosen: string, sample: string,
 *   wrong: {key: string, text: string, error: string} | null}} Picture
 */

const MOST_SHOWN = 24, NARROW = 3, MEDIUM = 4;

/** @param {Graph} graph */
const widest = ({ names }) => Math.max(...names.map((layer) => layer.length));

/** Whether all numbers find room on the edges at once. @param {Graph} graph */
export const showsAll = (graph) => widest(graph) <= NARROW
  || graph.parameters.filter(({ bias }) => !bias).length <= MOST_SHOWN;

/** Whether an edge's numbers stand above and below its line. @param {Graph} graph */
export const hasTwoLines = (graph) => showsAll(graph) || widest(graph) <= MEDIUM;

/** What stands in a node below its name: pairs of a row's name and number. @param {Neuron} neuron */
export function rowsOf({ z, delta, a, p, slope, fed }) {
  /** @type {{name: string, value: string, isBack: boolean}[]} */
  const sum = [{ name: "z", value: z, isBack: false }, { name: "δ", value: delta, isBack: true }];
  const activation = [a === undefined ? { name: "p", value: p ?? "", isBack: false }
    : { name: "a", value: a, isBack: false }];
  if (slope !== undefined) activation.push({ name: "f′(z)", value: slope, isBack: true });
  if (fed !== undefined) activation.push({ name: "∂L/∂a", value: fed, isBack: true });
  return { sum, activation };
}
