// A chain of layers of one neuron each, and the product of derivatives on the way back through it.

import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, PLOT_STYLE, Sheet } from "../board/plot.js";
import { chainOf } from "./chain_numbers.js";
import { LayerPicker, PICKER_STYLE } from "./layer_picker.js";
import { SHAPES_STYLE, logFrame, lowered, powers, said } from "./shapes.js";
import { themeOf } from "../../shared/js/theme.js";
import { css } from "../../shared/js/color.js";

/**
 * @import { Layer } from "./chain_numbers.js"
 * @typedef {{name: string, label: string}} Picture
 */

const STYLE = `${BOARD_STYLE}${PLOT_STYLE}${SHAPES_STYLE}${PICKER_STYLE}
  .neuron { stroke: var(--st-text-color); stroke-width: 1.5; fill: var(--st-background-color) }
  .wire { stroke: color-mix(in srgb, var(--st-text-color) 55%, transparent); stroke-width: 1.5; fill: none }
  .nothing { stroke: var(--st-text-color); stroke-width: 1.5; stroke-dasharray: 2 4; fill: none }`;
const WIDE = 46; // pixels for a layer, from which on its numbers stand beside it

/** @extends {Board<Picture>} */
class ActivationChain extends Board {
  sheet = new Sheet(this.place, "A chain of neurons, and below each the derivative of the output by its weighted sum");
  picker = new LayerPicker(this.sheet, this.place, () => this.paint());

  draw() {
    const { activations_depth: depth, activations_w: w, activations_b: b, activations_x: x } = this.values;
    const layers = chainOf(ACTIVATIONS[this.picture.name], depth, w, b, x), top = 132, height = 200;
    const axes = new Axes({ left: 48, top, width: this.sheet.width - 60, height, x: [0.4, depth + 0.6],
                            y: powers(layers.map(({ product }) => Math.abs(product)), [-3, 1]) });
    this.sheet.draw(top + height + 42, `${this.neurons(axes, layers)}
      ${logFrame(axes, layers.map((_, i) => i + 1), `|∂a${lowered(depth)}/∂z|, from the output back`)}
      ${this.bars(axes, layers)}
      <text class="tick" x="${48 + axes.box.width}" y="${top + height + 34}" text-anchor="end">layer</text>`);
    this.picker.put(axes, 1, depth, 4, top + height);
    this.picker.say(words(layers, this.picker.chosen, w));
  }

  /** @param {Axes} axes @param {Layer[]} layers */
  neurons(axes, layers) {
    const step = axes.x(2) - axes.x(1), radius = Math.max(4, Math.min(21, 0.4 * step)), y = 52, isWide = step >= WIDE;
    const wires = `<path class="wire" d="M${axes.box.left - 10} ${y}H${axes.x(layers.length)}"/>`;
    const text = `<text class="tick" x="${axes.box.left - 12}" y="${y + 4}" text-anchor="end">x</text>`;
    return wires + text + layers.map(({ a, factor }, i) => {
      const x = axes.x(i + 1);
      return `<circle class="neuron" cx="${x}" cy="${y}" r="${radius}"/>${isWide ? `
        <text class="tick" x="${x}" y="${y - radius - 8}" text-anchor="middle">a${lowered(i + 1)} = ${short(a)}</text>
        <text class="tick" x="${x}" y="${y + radius + 18}" text-anchor="middle">× ${short(factor)}</text>` : ""}`;
    }).join("") + (isWide ? "" : `<text class="tick" x="${axes.box.left}" y="22">x → a${lowered(1)} → … →
      a${lowered(layers.length)}</text>`);
  }

  /** From 1 up where a derivative is larger, down where it is smaller. @param {Axes} axes @param {Layer[]} layers */
  bars(axes, layers) {
    const { positive, negative } = themeOf(this.element), step = axes.x(2) - axes.x(1);
    const wide = Math.max(3, Math.min(34, 0.6 * step)), one = axes.y(0), bottom = axes.box.top + axes.box.height;
    return layers.map(({ product }, i) => {
      const x = axes.x(i + 1);
      if (!Number.isFinite(product) || !product)
        return `<path class="nothing" d="M${x} ${one}V${bottom - 16}"/>
          <text class="tick" x="${x}" y="${bottom - 3}" text-anchor="middle">0</text>`;
      const y = axes.y(Math.log10(Math.abs(product))), color = css(product < 0 ? negative : positive);
      return `<rect x="${x - wide / 2}" y="${Math.min(one, y)}" width="${wide}" height="${Math.max(1.5, Math.abs(y - one))}"
        rx="2" style="fill: ${color}"/>`;
    }).join("");
  }
}

/** @param {number} value */
const short = (value) => (Math.abs(value) >= 5e-3 && Math.abs(value) < 1000 ? `${+value.toPrecision(2)}`.replace("-", "−")
  : said(value));

/** A layer's numbers in words. @param {Layer[]} layers @param {number} layer @param {number} w */
function words(layers, layer, w) {
  const { z, a, slope, product } = layers[layer - 1], after = layers[layer], last = `∂a${lowered(layers.length)}/∂z`;
  const way = after ? `f′(z) · w · ${last}${lowered(layer + 1)} = ${said(slope)} · ${bracketed(w)} · ${
    bracketed(after.product)} = ` : "f′(z) = ";
  return `Layer ${layer}: z = ${said(z)}, a = f(z) = ${said(a)}, f′(z) = ${said(slope)}. ${last}${lowered(layer)} = ${
    way}${said(product)}`;
}

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${said(value)})` : said(value));

export const paint = mounted(ActivationChain, { style: STYLE, html: BOARD_HTML });
