// One neuron and the line that it draws.

import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";

/** @typedef {{activation: string}} Picture */

/** @extends {Board<Picture>} */
class Neuron extends Board {
  sheet = new Sheet(this.place, "The plane of both inputs");
  handle = new Handle(this.sheet, "x₁ and x₂", (place) => this.moved(place), (dx, dy) => this.set(
    { neuron_x1: this.values.neuron_x1 + dx / 10, neuron_x2: this.values.neuron_x2 + dy / 10 }));
  axes = this.axesFor(300);

  /** @param {number} width */
  axesFor(width) {
    return new Axes({ left: 40, top: 24, width: width - 50, height: 260, x: [-5, 5], y: [-5, 5], xName: "x₁", yName: "x₂" });
  }

  /** @param {{x: number, y: number}} place */
  moved(place) {
    const { x, y } = this.axes.valuesAt(place);
    this.set({ neuron_x1: Math.round(10 * x) / 10, neuron_x2: Math.round(10 * y) / 10 });
  }

  draw() {
    const { neuron_x1: x1, neuron_x2: x2, neuron_w1: w1, neuron_w2: w2, neuron_b: b } = this.values;
    this.axes = this.axesFor(this.sheet.width);
    const a = ACTIVATIONS[this.picture.activation].f(w1 * x1 + w2 * x2 + b);
    this.sheet.draw(330, `${this.axes.frame()}${this.axes.function((x) => -(w1 * x + b) / w2)}
      <text x="60" y="50">${a}</text>`);
    this.handle.put(this.axes.x(x1), this.axes.y(x2), x1);
  }
}

export const paint = mounted(Neuron, { style: BOARD_STYLE + PLOT_STYLE, html: BOARD_HTML });
