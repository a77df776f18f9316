// The loss over the epochs of a training.

import { mounted } from "../../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";
import { Axes, PLOT_STYLE, Sheet } from "../../board/plot.js";

/** @typedef {{losses: number[], epochs: number}} Picture losses at equal distances, the first one before all epochs */

const HEIGHT = 250, BOX = { left: 50, top: 26, height: 180 };

/** @extends {Board<Picture>} */
class DescentTraining extends Board {
  sheet = new Sheet(this.place, "The loss over the epochs");

  draw() {
    const { losses, epochs } = this.picture, width = this.sheet.width - BOX.left - 16;
    const top = Math.max(0.1, ...losses) * 1.1;
    const axes = new Axes({ ...BOX, width, x: [0, epochs || 1000], y: [0, top], xName: "epochs", yName: "mean loss" });
    const many = Math.max(1, losses.length - 1);
    this.sheet.draw(HEIGHT, `${axes.frame()}${losses.length
      ? axes.curve(losses.map((y, i) => ({ x: epochs * i / many, y })))
      : `<text class="tick" x="${BOX.left + width / 2}" y="${BOX.top + BOX.height / 2}" text-anchor="middle">No training yet</text>`}`);
  }
}

export const paint = mounted(DescentTraining, { style: BOARD_STYLE + PLOT_STYLE, html: BOARD_HTML });
