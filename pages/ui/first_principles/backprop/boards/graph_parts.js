// The parts of a computational graph as SVG.

import { css } from "../../../shared/js/color.js";
import { spoken } from "../../board/fields.js";
import { LINE, PAD, backwardText, flowText, forwardText, headOf } from "./graph_layout.js";
import { rowsOf } from "./graph_types.js";

/**
 * @import { Theme } from "../../../shared/js/theme.js"
 * @import { Edge, Layout, Means, Rect } from "./graph_layout.js"
 * @import { Graph, Parameter, Picture, Typeable } from "./graph_types.js"
 */

export const PARTS_STYLE = `
  .line { fill: none }
  .faded .line { stroke-opacity: 0.28 }
  .box { fill: var(--st-background-color);
         stroke: color-mix(in srgb, var(--st-text-color) 55%, var(--st-background-color)) }
  .on > .box { stroke: var(--st-text-color); stroke-width: 2 }
  .split { stroke: color-mix(in srgb, var(--st-text-color) 30%, var(--st-background-color)) }
  .name { font-weight: 600 }
  .plate { fill: var(--st-background-color) }
  .back { fill: var(--back) }
  .faded text { fill: color-mix(in srgb, var(--st-text-color) 72%, var(--st-background-color)) }
  .faded .back { fill: color-mix(in srgb, var(--back) 88%, var(--st-background-color)) }
  .value { text-decoration: underline dotted 1px; text-underline-offset: 3px; cursor: text }
  .hit { fill: transparent }
  .chosen > .hit { fill: color-mix(in srgb, var(--st-primary-color) 14%, transparent) }
  .graph:focus-visible .cursor > .hit { stroke: var(--st-primary-color); stroke-width: 2.5 }
  .quiet :is(text, .plate), .unrevealed, .forward .back, .backward .fore { visibility: hidden }`;

/**
 * What a parameter is, for who hears it.
 * @param {Graph} graph @param {Parameter} parameter @param {boolean} [tells] its derivative, too
 */
export function inWords(graph, parameter, tells = true) {
  const { name, layer, row, column, bias, value, derivative } = parameter, to = spoken(graph.names[layer + 1][column]);
  const what = bias ? `${graph.is_fixed ? "fixed bias" : "bias"} ${spoken(name)} of ${to}`
    : `weight ${spoken(name)} from ${spoken(graph.names[layer][row])} to ${to}`;
  return `${what}, ${value}${tells ? `, derivative ${derivative}` : ""}`;
}

/** The whole picture. @param {Picture} graph @param {Layout} layout @param {Means} means @param {Theme} theme */
export function parts(graph, layout, means, theme) {
  const edges = layout.edges.map((edge, i) => edgePart(graph, layout, edge, i, means, theme));
  const inputs = graph.inputs.map((input, i) => inputPart(input, layout.inputs[i], i));
  const neurons = layout.neurons.flatMap((boxes, i) => boxes.map((box, j) => neuronPart(graph, i, j, box, means)));
  const biases = layout.biases.map(({ parameter, label }) => biasPart(graph, parameter, label, layout.isDown));
  return [...edges, ...inputs, ...neurons, lossPart(graph, layout.loss), ...biases].join("");
}

/** A text. @param {number} x @param {number} y @param {string} content @param {string} kind @param {string} [anchor] */
const text = (x, y, content, kind = "", anchor = "start") =>
  `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}">${content}</text>`;

/** @param {Rect} rect @param {string} kind @param {number} [round] */
const rectangle = ({ x, y, width, height }, kind, round = 6) =>
  `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>`;

/** A name and a number that can be typed. @param {{key: string, name: string, value: string}} of */
const named = ({ key, name, value }) =>
  `<tspan class="name">${name}</tspan> <tspan class="value fore" data-typed="${key}">${value}</tspan>`;

/**
 * An edge's line, whose color and width are its size, and its numbers: forward above it, backward below.
 * @param {Picture} graph @param {Layout} layout @param {Edge} edge @param {number} index among all edges
 * @param {Means} means @param {Theme} theme
 */
function edgePart(graph, { isDown, hasTwoLines }, edge, index, means, theme) {
  const { parameter, curve: [x0, y0, x1, y1, x2, y2, x3, y3], end, label, row } = edge;
  const shown = parameter ?? graph.targets[row], size = graph.view === "backward" ? parameter?.slope : parameter?.size;
  const { negative, positive, text: ink } = theme, width = 1 + 4 * Math.sqrt(Math.abs(size ?? 0.02));
  const color = css(size ? (size < 0 ? negative : positive) : ink, size ? 1 : 0.5);
  const line = `<path class="line" d="M${x0} ${y0}C${x1} ${y1} ${x2} ${y2} ${x3} ${y3}L${end.x} ${end.y}"
    stroke="${color}" stroke-width="${width.toFixed(2)}"/>`;
  const flow = parameter ? "" : flowText(graph, row);
  const backward = backwardText(parameter ? parameter.derivative : flow, isDown);
  const { x, y } = label, middle = y + label.height / 2, layer = parameter ? parameter.layer : graph.layers.length;
  const back = `<tspan class="back" data-layer="${layer}">${backward}</tspan>`, areTwo = hasTwoLines || !parameter;
  const plate = rectangle({ ...label, width: means.widthOf(`${forwardText(shown)} ${backward}`) + 4 }, "plate", 3);
  const numbers = isDown ? text(x + 8, middle - 3, named(shown)) + text(x + 8, middle + 13, back)
    : areTwo ? text(x + 2, middle - 6, named(shown)) + text(x + 2, middle + 15, back)
      : plate + text(x + 2, middle + 4.5, `${named(shown)} ${back}`);
  const words = parameter ? inWords(graph, parameter) : `target ${spoken(shown.name)}, ${shown.value}`;
  return option(shown.key, words, `${line}${rectangle(label, "hit", 4)}${numbers}`, `data-edge="${index}"`
    + (parameter ? "" : ` data-words="${words}" data-flow="; ${spoken(flow)}"`));
}

/** @param {string} key @param {string} words @param {string} content @param {string} [more] */
const option = (key, words, content, more = "") =>
  `<g role="option" id="graph-${key}" data-key="${key}" aria-label="${words}" ${more}>${content}</g>`;

/** @param {Typeable} input @param {Rect} box @param {number} index */
function inputPart(input, box, index) {
  const { x, y, width } = box, middle = x + width / 2;
  const content = rectangle(box, "box") + rectangle(box, "hit") + text(middle, y + 18, input.name, "name", "middle")
    + text(middle, y + 35, `<tspan class="value fore" data-typed="${input.key}">${input.value}</tspan>`, "", "middle");
  return option(input.key, `input ${spoken(input.name)}, ${input.value}`, content, `data-node="0,${index}"`);
}

/**
 * A neuron: its sum z with the derivative δ, and below a line its activation with f'(z) and the derivative dL/da.
 * @param {Picture} graph @param {number} layer @param {number} index @param {Rect} box @param {Means} means
 */
function neuronPart(graph, layer, index, box, means) {
  const { x, y, width, height } = box, head = headOf(graph, means);
  const { sum, activation } = rowsOf(graph.layers[layer][index]);
  const rows = (sum.length + activation.length) * LINE + 2.5 * PAD, spare = Math.max(0, (height - head - rows) / 2);
  let below = y + head + spare - PAD / 4;
  const lines = [...sum, ...activation].map(({ name, value, isBack }, i) => {
    below += LINE + (i === sum.length ? PAD : 0);
    const kind = isBack ? "back" : "fore", of = isBack ? ` data-layer="${layer}"` : "";
    const split = i === sum.length
      ? `<path class="split" d="M${x} ${below - LINE - PAD / 2 + 3}H${x + width}"/>` : "";
    return `${split}<g class="${kind}"${of}>${text(x + PAD, below, name, kind)}
      ${text(x + width - PAD, below, value, kind, "end")}</g>`;
  });
  return `<g data-node="${layer + 1},${index}">${rectangle(box, "box")}
    ${text(x + PAD, y + 19, graph.names[layer + 1][index], "name")}${lines.join("")}</g>`;
}

/** @param {Picture} graph @param {Parameter} bias @param {Rect} label @param {boolean} isDown */
function biasPart(graph, bias, label, isDown) {
  const { x, y, width, height } = label, middle = y + height / 2;
  const back = `<tspan class="back" data-layer="${bias.layer}">${backwardText(bias.derivative, isDown)}</tspan>`;
  return option(bias.key, inWords(graph, bias), rectangle(label, "hit", 4)
    + text(x + width - PAD / 2, middle - 3, named(bias), "", "end")
    + text(x + width - PAD / 2, middle + 13, back, "", "end"));
}

/** @param {Picture} graph @param {Rect} box */
function lossPart({ layers, loss: { value, lines } }, box) {
  const { x, y, width, height } = box, middle = x + width / 2, top = y + (height - (lines.length + 1) * LINE) / 2 - 4;
  const last = lines.length - 1; // the derivative's
  const formulas = lines.map((line, i) => `<g class="${i === last ? "back" : "fore"}"${
    i === last ? ` data-layer="${layers.length}"` : ""}>${
    text(middle, top + (i + 2) * LINE, line, i === last ? "back" : "", "middle")}</g>`);
  const name = `<tspan class="name">L</tspan> <tspan class="fore">${value}</tspan>`;
  return `<g data-node="loss">${rectangle(box, "box")}${text(middle, top + LINE, name, "", "middle")}
    ${formulas.join("")}</g>`;
}
