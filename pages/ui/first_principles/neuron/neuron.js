// One neuron with its numbers on it: inputs, weights, products, the sum, the activation's curve, the output.

import { colorAt, css, readable } from "../../shared/js/color.js";
import { mounted } from "../../shared/js/mount.js";
import { themeOf } from "../../shared/js/theme.js";
import { widthOf } from "../../shared/stage/network_layout.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, PLOT_STYLE, Sheet } from "../board/plot.js";
import { USUAL, rangeOf, short, windowOf } from "./geometry.js";

/**
 * @import { BoardMessage } from "../board/board.js"
 * @typedef {{activation: string, threshold: number}} Picture
 * @typedef {{x: number, y: number}} Place
 */

const STYLE = `
  text { text-anchor: middle }
  .node { fill: var(--st-background-color); stroke: var(--st-text-color); stroke-width: 1.5 }
  .name { font-weight: 600 }
  .value { font-weight: 600; dominant-baseline: central }
  .halo { paint-order: stroke; stroke: var(--st-background-color); stroke-width: 7px; stroke-linejoin: round;
          dominant-baseline: central }
  .flow { stroke: var(--st-text-color); stroke-width: 1.5 }
  .none { stroke: color-mix(in srgb, var(--st-text-color) 40%, transparent); stroke-width: 1.2; stroke-dasharray: 3 4 }
  .drop { stroke: var(--st-text-color); stroke-width: 1; stroke-dasharray: 2 3; fill: none }
  .dot { fill: var(--st-primary-color); stroke: var(--st-background-color); stroke-width: 2 }
  .narrow text { font-size: 12px }
  .narrow .tick { font-size: 11px }`;

const ENDS = { sigmoid: [0, 1], step: [0, 1], tanh: [-1, 1], sine: [-1, 1] };

/** @extends {Board<Picture>} */
class Neuron extends Board {
  sheet = new Sheet(this.place);
  theme = themeOf(this.element);
  radius = 30;

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    this.theme = themeOf(this.element);
    super.show(message, answered);
  }

  draw() {
    const { neuron_x1: x1, neuron_x2: x2, neuron_w1: w1, neuron_w2: w2, neuron_b: b } = this.values;
    const z = w1 * x1 + w2 * x2 + b, a = ACTIVATIONS[this.picture.activation].f(z);
    const width = this.sheet.width, isNarrow = width < 500, height = isNarrow ? 258 : 300;
    const radius = this.radius = isNarrow ? 24 : 31, middle = height / 2 + 6, left = radius + 2;
    const sum = { x: isNarrow ? 0.445 * width : 0.4 * width, y: middle };
    const out = { x: width - radius - 2, y: middle };
    const places = [30 + radius, middle, height - radius - 4].map((y) => ({ x: left, y }));
    this.sheet.draw(height, `<g class="${isNarrow ? "narrow" : "wide"}">
      ${this.link(places[0], sum, w1)}${this.link(places[1], sum, w2)}${this.link(places[2], sum, b)}
      ${this.curve(sum, out, z, a, isNarrow)}
      ${this.words(places[0], sum, "₁", w1, x1)}${this.words(places[1], sum, "₂", w2, x2)}
      ${this.node(places[0], "x₁", x1)}${this.node(places[1], "x₂", x2)}${this.node(places[2], "b", b)}
      ${this.node(sum, isNarrow ? "sum z" : "weighted sum z", z)}${this.output(out, a)}</g>`);
  }

  /** A weight: wide if it is large, dashed if it is 0. @param {Place} from @param {Place} to @param {number} weight */
  link(from, to, weight) {
    const line = `x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}"`;
    if (!weight) return `<line class="none" ${line}/>`;
    const color = css(weight < 0 ? this.theme.negative : this.theme.positive);
    return `<line ${line} stroke="${color}" stroke-width="${1 + widthOf(weight)}"/>`;
  }

  /**
   * A weight and its product with the input, on their line.
   * @param {Place} from
   * @param {Place} to
   * @param {string} index
   * @param {number} weight
   * @param {number} input
   */
  words(from, to, index, weight, input) {
    const length = Math.hypot(to.x - from.x, to.y - from.y), share = this.radius < 30 ? 0.5 - 3 / length : 0.38;
    const x = from.x + (to.x - from.x) * share, y = from.y + (to.y - from.y) * share;
    return `<text class="halo" x="${x}" y="${y - 9}">w${index} = ${short(weight)}</text>
      <text class="halo name" x="${x}" y="${y + 9}">w${index}x${index} = ${short(weight * input)}</text>`;
  }

  /** @param {Place} place @param {string} name @param {number} value */
  node({ x, y }, name, value) {
    const text = short(value, 2), isLong = text.length > 6, size = Math.max(9, 3.2 * this.radius / text.length);
    return `<circle class="node" cx="${x}" cy="${y}" r="${this.radius}"/>
      <text class="halo name" x="${x}" y="${y - this.radius - 11}">${name}</text>
      <text class="value" ${isLong ? `style="font-size: ${size}px"` : ""} x="${x}" y="${y}">${text}</text>`;
  }

  /** In the color that the plane has there. @param {Place} place @param {number} a */
  output({ x, y }, a) {
    const { neuron_w1: w1, neuron_w2: w2, neuron_b: b } = this.values, { f } = ACTIVATIONS[this.picture.activation];
    const corners = USUAL.flatMap((x1) => USUAL.map((x2) => f(w1 * x1 + w2 * x2 + b)));
    const { theme } = this, [low, high] = rangeOf(this.picture, corners);
    const color = colorAt(theme.scale, 2 * (a - low) / (high - low) - 1);
    const ink = readable(color, theme.text, theme.background);
    return `<circle class="node" style="fill: ${css(color)}" cx="${x}" cy="${y}" r="${this.radius}"/>
      <text class="name" x="${x}" y="${y - this.radius - 7}">${this.radius > 30 ? "output a" : "a"}</text>
      <text class="value" style="fill: ${css(ink)}" x="${x}" y="${y}">${short(a, this.radius > 30 ? 4 : 3)}</text>`;
  }

  /**
   * The activation's curve between the sum and the output, with the point of this sum on it.
   * @param {Place} sum
   * @param {Place} out
   * @param {number} z
   * @param {number} a
   * @param {boolean} isNarrow
   */
  curve(sum, out, z, a, isNarrow) {
    const { activation } = this.picture, { f } = ACTIVATIONS[activation], x = windowOf(z, activation === "sine");
    const ends = ENDS[/** @type {keyof typeof ENDS} */ (activation)], room = (ends ? ends[1] - ends[0] : x[1]) * 0.12;
    const y = ends ? [ends[0] - room, ends[1] + room] : [f(x[0]) - room, f(x[1]) + room];
    const left = sum.x + this.radius + (isNarrow ? 32 : 56), right = out.x - this.radius - (isNarrow ? 10 : 26);
    const width = right - left, height = isNarrow ? 90 : Math.min(170, width);
    const top = sum.y - height / 2;
    const axes = new Axes({ left, top, width, height, x, y: [Math.min(y[0], -room), y[1]], xName: "z" });
    const [dotX, dotY, bottom] = [axes.x(z), axes.y(a), sum.y + height / 2];
    return `<line class="flow" x1="${sum.x}" y1="${sum.y}" x2="${out.x}" y2="${out.y}"/>
      <rect class="node" x="${left - 28}" y="${top - 4}" width="${width + 34}" height="${height + 24}" rx="6"
        style="stroke: none"/>
      ${axes.frame()}${axes.function(f)}
      <path class="drop" d="M${dotX} ${bottom}V${dotY}H${left}"/><circle class="dot" cx="${dotX}" cy="${dotY}" r="6"/>
      <text class="name" x="${left + width / 2}" y="${top - 12}">a = f(z)</text>`;
  }
}

export const paint = mounted(Neuron, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
