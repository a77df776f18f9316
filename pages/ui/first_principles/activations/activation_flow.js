// How large activations and gradients are in each layer of a deep network, on a scale of powers of ten.

import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Axes, PLOT_STYLE, Sheet } from "../board/plot.js";
import { LayerPicker, PICKER_STYLE } from "./layer_picker.js";
import { SHAPES_STYLE, logFrame, powers, said } from "./shapes.js";

/** @typedef {{forward: number[], backward: number[]}} Picture standard deviations; forward: the inputs' first */

const STYLE = `${BOARD_STYLE}${PLOT_STYLE}${SHAPES_STYLE}${PICKER_STYLE}
  .point { fill: var(--st-text-color) }
  .point.back { fill: var(--st-background-color); stroke: var(--st-text-color); stroke-width: 2 }`;

/** @extends {Board<Picture>} */
class ActivationFlow extends Board {
  sheet = new Sheet(this.place, "Standard deviations of activations and, below, of gradients, in each layer");
  picker = new LayerPicker(this.sheet, this.place, () => this.paint());

  draw() {
    const { forward, backward } = this.picture, last = backward.length;
    const upper = this.axesFor(forward, 30, last), lower = this.axesFor(backward, 232, last);
    const back = backward.map((size, i) => ({ layer: i + 1, size }));
    this.sheet.draw(428, `
      ${logFrame(upper, forward.map((_, i) => i), "activations a, standard deviation: forward →")}
      ${this.line(upper, forward.map((size, i) => ({ layer: i, size })), "curve", "point")}
      ${logFrame(lower, forward.map((_, i) => i), "gradients ∂L/∂z, standard deviation: ← backward")}
      ${this.line(lower, back, "slope", "point back")}
      <text class="tick" x="${48 + lower.box.width}" y="418" text-anchor="end">layer (0: the inputs)</text>`);
    this.picker.put(lower, 0, last, 12, 382);
    const layer = this.picker.chosen;
    this.picker.say(`${layer ? `Layer ${layer}` : "Inputs"}: activations ${said(forward[layer])}${
      layer ? `, gradients ${said(backward[layer - 1])}` : ""} (standard deviations)`);
  }

  /** @param {number[]} sizes @param {number} top @param {number} last */
  axesFor(sizes, top, last) {
    return new Axes({ left: 48, top, width: this.sheet.width - 60, height: 150, x: [-0.4, last + 0.4],
                      y: powers(sizes, [-2, 1]) });
  }

  /**
   * @param {Axes} axes @param {{layer: number, size: number}[]} sizes
   * @param {string} kind of the line @param {string} point its points' class
   */
  line(axes, sizes, kind, point) {
    const bottom = axes.box.top + axes.box.height;
    const points = sizes.map(({ layer, size }) => ({ x: layer, y: size > 0 ? Math.log10(size) : 0, size }));
    return `${axes.curve(points.filter(({ size }) => size > 0), kind)}${points.map(({ x, y, size }) =>
      (size > 0 ? `<circle class="${point}" cx="${axes.x(x)}" cy="${axes.y(y)}" r="4"/>`
        : `<text class="tick" x="${axes.x(x)}" y="${bottom - 4}" text-anchor="middle">0</text>`)).join("")}`;
  }
}

export const paint = mounted(ActivationFlow, { style: STYLE, html: BOARD_HTML });
