// The network of two inputs, two hidden neurons and one output, with every number on it.

import { css } from "../../shared/js/color.js";
import { themeOf } from "../../shared/js/theme.js";
import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Sheet } from "../board/plot.js";
import { forward, short } from "./forward.js";

/**
 * @import { BoardMessage } from "../board/board.js"
 * @typedef {{activation: string}} Picture
 * @typedef {{x: number, y: number}} Point
 */

const STYLE = `${BOARD_STYLE}
  .node { fill: var(--st-background-color); stroke: var(--st-text-color); stroke-width: 1.5 }
  .neuron { stroke: var(--st-primary-color); stroke-width: 2.5 }
  text { text-anchor: middle }
  .halo { paint-order: stroke; stroke: var(--st-background-color); stroke-width: 7px; stroke-linejoin: round }
  .name, .a { font-weight: 600 }
  .layer { fill: color-mix(in srgb, var(--st-text-color) 80%, var(--st-background-color)) }`;
const HEIGHT = 350, MIDDLE = 190, APART = 88;
const SUBSCRIPTS = "₀₁₂₃₄₅₆";

/** @extends {Board<Picture>} */
class TwoTwoOne extends Board {
  sheet = new Sheet(this.place);
  theme = themeOf(this.element);

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    this.theme = themeOf(this.element);
    super.show(message, answered);
  }

  /** @param {string} name */
  value(name) { return this.values[`feedforward_${name}`]; }

  draw() {
    const [x1, x2, w1, w2, b1, w3, w4, b2, w5, w6, b3] =
      ["x1", "x2", "w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3"].map((name) => this.value(name));
    const { activation } = this.picture;
    const [hidden, output] = forward([x1, x2], [
      { weights: [[w1, w3], [w2, w4]], biases: [b1, b2], activation },
      { weights: [[w5], [w6]], biases: [b3], activation }]);
    const width = this.sheet.width, radius = width < 480 ? 33 : 38, edge = radius + 4;
    const columns = [edge, width / 2, width - edge];
    const inputs = [x1, x2].map((_, i) => ({ x: columns[0], y: MIDDLE + (2 * i - 1) * APART }));
    const neurons = inputs.map(({ y }) => ({ x: columns[1], y })), out = { x: columns[2], y: MIDDLE };
    const links = [this.link(inputs[0], neurons[0], w1, 1, radius), this.link(inputs[1], neurons[0], w2, 2, radius),
                   this.link(inputs[0], neurons[1], w3, 3, radius), this.link(inputs[1], neurons[1], w4, 4, radius),
                   this.link(neurons[0], out, w5, 5, radius), this.link(neurons[1], out, w6, 6, radius)];
    const titles = ["input layer", "hidden layer", "output layer"].map((title, i) =>
      `<text class="layer" x="${columns[i]}" y="16" style="text-anchor: ${["start", "middle", "end"][i]}"
        dx="${[-radius, 0, radius][i]}">${title}</text>`);
    const texts = [...links.map(({ text }) => text), ...titles,
      this.input("x₁", x1, inputs[0], radius), this.input("x₂", x2, inputs[1], radius),
      this.neuron("h₁", hidden.z[0], hidden.a[0], `b₁ = ${short(b1)}`, neurons[0], radius),
      this.neuron("h₂", hidden.z[1], hidden.a[1], `b₂ = ${short(b2)}`, neurons[1], radius),
      this.neuron("o", output.z[0], output.a[0], `b₃ = ${short(b3)}`, out, radius)];
    this.sheet.draw(HEIGHT, `${links.map(({ line }) => line).join("")}${texts.join("")}`);
  }

  /**
   * A weight's line, and its number nearer to the line's start, where lines that cross are still apart.
   * @param {Point} from @param {Point} to @param {number} weight @param {number} index @param {number} radius
   */
  link(from, to, weight, index, radius) {
    const thick = weight ? Math.min(9, 1 + 2.4 * Math.sqrt(Math.abs(weight))) : 1;
    const { negative, positive, text } = this.theme;
    const color = css(weight < 0 ? negative : weight > 0 ? positive : text, weight ? 0.8 : 0.4);
    const length = Math.hypot(to.x - from.x, to.y - from.y), free = length - 2 * radius;
    const share = (radius + free * (index === 2 || index === 3 ? 0.27 : 0.45)) / length;
    const x = from.x + share * (to.x - from.x), y = from.y + share * (to.y - from.y) + 4;
    return { line: `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${color}"
      stroke-width="${thick}" ${weight ? "" : 'stroke-dasharray="4 4"'}/>`,
             text: `<text class="halo" x="${x}" y="${y}">w${SUBSCRIPTS[index]} = ${short(weight)}</text>` };
  }

  /** @param {string} name @param {number} value @param {Point} at @param {number} radius */
  input(name, value, { x, y }, radius) {
    return `<circle class="node" cx="${x}" cy="${y}" r="${radius}"/><text class="name" x="${x}" y="${y - 5}">${name}</text>
      <text x="${x}" y="${y + 14}">${short(value)}</text>`;
  }

  /**
   * @param {string} name @param {number} z @param {number} a @param {string} bias
   * @param {Point} at @param {number} radius
   */
  neuron(name, z, a, bias, { x, y }, radius) {
    return `<circle class="node neuron" cx="${x}" cy="${y}" r="${radius}"/>
      <text class="name halo" x="${x}" y="${y - radius - 8}">${name}</text>
      <text x="${x}" y="${y - 4}">z ${short(z)}</text><text class="a" x="${x}" y="${y + 15}">${name === "o" ? "o" : "a"} ${short(a)}</text>
      <text class="halo" x="${x}" y="${y + radius + 19}">${bias}</text>`;
  }
}

export const paint = mounted(TwoTwoOne, { style: STYLE, html: BOARD_HTML });
