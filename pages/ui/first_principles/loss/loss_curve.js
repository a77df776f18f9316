// Squared error and cross-entropy over one prediction, each with a point to drag.

import colors from "../../shared/colors.json" with { type: "json" };
import { mounted } from "../../shared/js/mount.js";
import { number } from "../../shared/js/text.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";
import { LOSSES } from "./loss_functions.js";

/** @typedef {{target: number, tangents: boolean}} Picture */

const STYLE = `
  .curve.cross { stroke: ${colors.charts.training} } .curve.squared { stroke: ${colors.charts.test}; stroke-dasharray: 9 4 }
  .tangent { stroke: var(--st-text-color); stroke-width: 1.5; fill: none }
  .value { font-weight: 600 }`;
const HIGH = 5, HALF = 75; // the axis's end; half a tangent's length

/** @extends {Board<Picture>} */
class Curve extends Board {
  sheet = new Sheet(this.place, "Losses over the prediction p");
  handles = [["p, on the curve of the cross-entropy", "crossEntropy"], ["p, on the curve of the squared error", "mse"]].map(
    ([name, kind]) => ({ kind: /** @type {keyof typeof LOSSES} */ (kind), handle: new Handle(this.sheet, name,
      (place) => this.put(this.axes.valuesAt(place).x), (dx, dy) => this.put(this.values.loss_p + (dx + dy) / 100)) }));
  axes = this.axesFor(300);

  /** @param {number} width */
  axesFor(width) {
    return new Axes({ left: 34, top: 26, width: width - 52, height: 270, x: [0, 1], y: [0, HIGH],
                      xName: "prediction p", yName: "loss" });
  }

  /** @param {number} p */
  put(p) { this.set({ loss_p: Math.round(100 * Math.max(0, Math.min(1, p))) / 100 }); }

  draw() {
    const { target, tangents } = this.picture, p = this.values.loss_p;
    const axes = this.axes = this.axesFor(this.sheet.width);
    const curve = (/** @type {keyof typeof LOSSES} */ kind, /** @type {string} */ style) =>
      axes.function((x) => LOSSES[kind].f(Math.min(1 - 1e-4, Math.max(1e-4, x)), target), `curve ${style}`);
    this.sheet.draw(344, `${axes.frame()}${curve("crossEntropy", "cross")}${curve("mse", "squared")}
      ${tangents ? this.handles.map(({ kind }) => this.tangent(kind, p, target)).join("") : ""}${this.legend(p, target)}`);
    for (const { kind, handle } of this.handles) {
      const loss = LOSSES[kind].f(p, target);
      handle.put(axes.x(p), axes.y(Math.min(HIGH, loss)), p,
                 `${p}, loss ${loss === Infinity ? "infinite" : number(loss)}`, [0, 1]);
    }
  }

  /** @param {keyof typeof LOSSES} kind @param {number} p @param {number} y */
  tangent(kind, p, y) {
    const loss = LOSSES[kind].f(p, y), slope = LOSSES[kind].slope(p, y), { width, height } = this.axes.box;
    if (!(loss <= HIGH)) return "";
    const along = HALF / Math.hypot(width, slope * height / HIGH);
    return this.axes.curve([-along, along].map((dx) => ({ x: p + dx, y: loss + slope * dx })), "tangent");
  }

  /** In the corner that the curves leave free. @param {number} p @param {number} y */
  legend(p, y) {
    const left = y ? this.axes.x(1) - 205 : this.axes.x(0) + 14;
    return [["cross", "cross-entropy", "crossEntropy"], ["squared", "squared error", "mse"]].map(([style, name, kind], i) => {
      const top = this.axes.box.top + 14 + 24 * i, loss = LOSSES[/** @type {keyof typeof LOSSES} */ (kind)].f(p, y);
      const text = loss === Infinity ? "infinite" : `${number(loss)}${loss > HIGH ? " ↑" : ""}`;
      return `<path class="curve ${style}" d="M${left} ${top}h32"/><text x="${left + 40}" y="${top + 4}">${name}</text>
        <text class="value" x="${left + 140}" y="${top + 4}">${text}</text>`;
    }).join("");
  }
}

export const paint = mounted(Curve, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
