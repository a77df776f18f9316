// Two layers of one neuron each, without a function between them and with one.

import { part } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, PLOT_STYLE, Sheet } from "../board/plot.js";
import { SHAPES_STYLE, ends, roomy, traced } from "./shapes.js";

/** @typedef {{name: string, label: string}} Picture */

const STYLE = `${BOARD_STYLE}${PLOT_STYLE}${SHAPES_STYLE}
  .legend { margin: 0.9rem 0 0; font-size: 0.875rem; line-height: 1.9 }`;
const HTML = `<div class="board"><div class="picture"></div><div><div class="fields"></div>
  <p class="legend"><span class="key dashed"></span>two linear layers<br>
  <span class="key"></span><span class="between"></span></p></div></div>`;
const REACH = 4; // how far the x axis goes each way

/** @extends {Board<Picture>} */
class ActivationLayers extends Board {
  sheet = new Sheet(this.place, "The output y of two layers, over their input x");

  draw() {
    const { activations_w1: w1, activations_b1: b1, activations_w2: w2, activations_b2: b2 } = this.values;
    const pair = ACTIVATIONS[this.picture.name], straight = traced((x) => w2 * (w1 * x + b1) + b2, -REACH, REACH);
    const bent = traced((x) => w2 * pair.f(w1 * x + b1) + b2, -REACH, REACH);
    const axes = new Axes({ left: 44, top: 28, width: this.sheet.width - 56, height: 210, x: [-REACH, REACH],
                            y: roomy(ends([...straight, ...bent].flat().map(({ y }) => y))), xName: "x", yName: "y" });
    part(this.element, ".between").textContent = `with ${this.picture.label} between`;
    this.sheet.draw(276, `${axes.frame()}${bent.map((line) => axes.curve(line)).join("")}
      ${straight.map((line) => axes.curve(line, "slope")).join("")}`);
  }
}

export const paint = mounted(ActivationLayers, { style: STYLE, html: HTML });
