// Where powers of e overflow, and what three ways of computing a loss say of a hopeless score.

import colors from "../../shared/colors.json" with { type: "json" };
import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";
import { twoClassLoss } from "./loss_functions.js";

/**
 * @typedef {object} Picture
 * @property {number[]} scores
 * @property {number} most the largest exponent whose power is a float64
 * @property {number[]} behind where along d the losses are
 * @property {(number | null)[]} naive null: infinite
 * @property {number[]} withTiny
 * @property {number[]} engine
 */

const STYLE = `
  .wall { stroke: var(--st-red-color); stroke-width: 2; fill: none }
  .beyond { fill: color-mix(in srgb, var(--st-red-color) 12%, transparent) }
  .score { fill: var(--st-text-color) } .score.over { fill: var(--st-red-color) }
  .curve.engine { stroke: color-mix(in srgb, ${colors.charts.training} 65%, var(--st-background-color)); stroke-width: 6 }
  .curve.naive { stroke-width: 2 } .curve.tiny { stroke: ${colors.charts.test}; stroke-dasharray: 9 4 }
  .name { font-weight: 600 }`;
const LANE = 46, END = 1000;

/** @extends {Board<Picture>} */
class Safe extends Board {
  sheet = new Sheet(this.place, "Exponents before and after the largest is subtracted, and losses over d");
  lanes = this.lanesFor(300);
  axes = this.axesFor(300);
  shift = new Handle(this.sheet, "c, added to every score", ({ x }) => this.put("loss_c", this.lanes.valuesAt({ x, y: 0 }).x),
                     (dx, dy) => this.put("loss_c", this.values.loss_c + dx + dy));
  behind = new Handle(this.sheet, "d, how far behind", ({ x }) => this.put("loss_d", this.axes.valuesAt({ x, y: 0 }).x),
                      (dx, dy) => this.put("loss_d", this.values.loss_d + dx + dy));

  /** @param {number} width */
  lanesFor(width) {
    return new Axes({ left: 34, top: 26, width: width - 52, height: 2 * LANE, x: [-100, 1100], y: [0, 1] });
  }

  /** @param {number} width */
  axesFor(width) {
    return new Axes({ left: 44, top: 216, width: width - 62, height: 190, x: [0, END], y: [0, END], xName: "d, how far behind",
                      yName: "loss of the correct class" });
  }

  /** @param {string} name @param {number} value */
  put(name, value) { this.set({ [name]: Math.round(Math.max(0, Math.min(END, value))) }); }

  draw() {
    const { loss_c: c, loss_d: d } = this.values, { most, behind, naive, withTiny, engine } = this.picture;
    const lanes = this.lanes = this.lanesFor(this.sheet.width), axes = this.axes = this.axesFor(this.sheet.width);
    const points = (/** @type {(number | null)[]} */ losses) =>
      losses.flatMap((y, i) => (y === null ? [] : [{ x: behind[i], y }]));
    this.sheet.draw(454, `${this.exponents(lanes, c, most)}${axes.frame()}
      ${axes.curve(points(engine), "curve engine")}${axes.curve(points(naive))}${axes.curve(points(withTiny), "curve tiny")}
      ${this.ends(axes, points(naive))}${this.legend(axes)}`);
    this.shift.put(lanes.x(Math.max(-100, Math.min(1100, c))), lanes.box.top + LANE, c, `${c}`, [0, END]);
    const at = Math.min(END, d);
    this.behind.put(axes.x(at), axes.y(Math.min(END, twoClassLoss(at))), d, `${d}`, [0, END]);
  }

  /** Both lanes of exponents, and the wall. @param {Axes} lanes @param {number} c @param {number} most */
  exponents(lanes, c, most) {
    const { left, top, width, height } = lanes.box, wall = lanes.x(most), largest = Math.max(...this.picture.scores);
    const places = this.picture.scores.flatMap((score) => [[score + c, 0.68], [score - largest, 1.68]]);
    const dots = places.map(([exponent, lane]) => {
      const x = lanes.x(Math.max(-100, Math.min(1100, exponent)));
      return `<circle class="score ${exponent > most ? "over" : ""}" r="5" cx="${x}" cy="${top + lane * LANE}"/>`;
    });
    return `<rect class="beyond" x="${wall}" y="${top}" width="${left + width - wall}" height="${height}"/>
      ${[0, 500, 1000].map((at) => `<path class="${at ? "grid" : "axis"}" d="M${lanes.x(at)} ${top}v${height}"/>
        <text class="tick" x="${lanes.x(at)}" y="${top + height + 16}" text-anchor="middle">${at}</text>`).join("")}
      <path class="grid" d="M${left} ${top + LANE}h${width}"/><path class="wall" d="M${wall} ${top}v${height}"/>
      <text class="tick" x="${left}" y="${top - 8}">exponent of e</text>
      <text class="tick" x="${wall + 6}" y="${top - 8}">overflow</text>
      <text class="name" x="${lanes.x(0) + 8}" y="${top + 14}">s + c</text>
      <text class="name" x="${lanes.x(0) + 8}" y="${top + LANE + 14}">s − largest: never above 0</text>${dots.join("")}`;
  }

  /** Where the plain logarithm ends. @param {Axes} axes @param {{x: number, y: number}[]} points */
  ends(axes, points) {
    const last = points[points.length - 1];
    return `<text class="tick" x="${axes.x(last.x) - 8}" y="${axes.y(last.y) - 8}" text-anchor="end">p = 0, −ln p infinite</text>
      <path class="wall" d="M${axes.x(last.x) - 5} ${axes.y(last.y) - 5}l10 10m0 -10l-10 10"/>`;
  }

  /** @param {Axes} axes */
  legend(axes) {
    const left = axes.x(0) + 12, top = axes.box.top + 14;
    return [["engine", "from the scores"], ["", "−ln p"], ["tiny", "−ln(p + 10⁻⁸)"]].map(([kind, name], i) =>
      `<path class="curve ${kind}" d="M${left} ${top + 22 * i}h30"/><text x="${left + 38}" y="${top + 4 + 22 * i}">${name}</text>`).join("");
  }
}

export const paint = mounted(Safe, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
