// How far finite differences are off, over the step size, both as powers of ten: a valley between two slopes.

import colors from "../../../shared/colors.json" with { type: "json" };
import { mounted } from "../../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../../board/plot.js";
import { errorAt, raised, top } from "./errors.js";

/** @import { Errors } from "./errors.js" */

const STYLE = `
  .curve.forward { stroke: ${colors.charts.test}; stroke-dasharray: 9 4; stroke-width: 2 }
  .curve.central { stroke: ${colors.charts.training} }
  .own { stroke: var(--st-text-color); stroke-width: 1.5; stroke-dasharray: 2 4; fill: none }
  .at { stroke: var(--st-primary-color); stroke-width: 1.5; fill: none }
  .mark { fill: ${colors.charts.test}; stroke: var(--st-background-color); stroke-width: 1.5 }`;
const LOW = -17, HEIGHT = 260, FINEST = 4; // steps of the slider in a power of ten

/** @extends {Board<Errors>} */
class BackpropCheck extends Board {
  sheet = new Sheet(this.place, "Errors of the finite differences over the step size");
  axes = this.axesFor(300);
  handle = new Handle(this.sheet, "step h = 10ᵏ", ({ x }) => this.put(this.axes.valuesAt({ x, y: 0 }).x),
                      (dx, dy) => this.put(this.values.backprop_power + (dx + dy) / FINEST));

  /** @param {number} width */
  axesFor(width) {
    return new Axes({ left: 46, top: 54, width: width - 62, height: HEIGHT, x: [-15, -1],
                      y: [LOW, this.message ? top(this.picture) : 1] });
  }

  /** @param {number} power */
  put(power) { this.set({ backprop_power: Math.round(Math.max(-15, Math.min(-1, power)) * FINEST) / FINEST }); }

  draw() {
    const { powers, forward, central, backprop } = this.picture, power = this.values.backprop_power;
    const axes = this.axes = this.axesFor(this.sheet.width), { left, width } = axes.box;
    const points = (/** @type {number[]} */ errors) => errors.map((y, i) => ({ x: powers[i], y }));
    const at = Math.max(-15, Math.min(-1, power)), x = axes.x(at), inside = at === power;
    const now = errorAt(this.picture, "forward", power), other = errorAt(this.picture, "central", power);
    this.sheet.draw(axes.box.top + HEIGHT + 44, `${this.grid(axes)}
      <path class="own" d="M${left} ${axes.y(backprop)}h${width}"/>
      ${axes.curve(points(forward), "curve forward")}${axes.curve(points(central), "curve central")}
      ${inside ? `<path class="at" d="M${x} ${axes.box.top}V${axes.box.top + HEIGHT}"/>
        <rect class="mark" x="${x - 6}" y="${axes.y(now) - 6}" width="12" height="12"/>` : ""}${this.legend(axes)}`);
    this.handle.put(x, axes.y(Math.min(top(this.picture), other)), power, `10 to the power of ${power}`, [-15, -1]);
  }

  /** Grid and powers of ten. @param {Axes} axes */
  grid(axes) {
    const { left, top: high, width, height } = axes.box, bottom = high + height, [low, most] = axes.ends.y;
    const apart = width < 480 ? 4 : 2, up = Math.max(3, Math.ceil((most - low) / 7));
    const across = Array.from({ length: 15 }, (_, i) => -15 + i).filter((at) => (at + 1) % apart === 0).map((at) =>
      `<path class="grid" d="M${axes.x(at)} ${high}V${bottom}"/>
       <text class="tick" x="${axes.x(at)}" y="${bottom + 16}" text-anchor="middle">${raised(at)}</text>`);
    const levels = Array.from({ length: 8 }, (_, i) => low + i * up).filter((at) => at <= most).map((at) =>
      `<path class="grid" d="M${left} ${axes.y(at)}h${width}"/>
       <text class="tick" x="${left - 6}" y="${axes.y(at) + 4}" text-anchor="end">${at === low ? "0" : raised(at)}</text>`);
    return `${across.join("")}${levels.join("")}<path class="axis" d="M${left} ${high}V${bottom}h${width}"/>
      <text class="tick" x="${left + width}" y="${bottom + 34}" text-anchor="end">h</text>
      <text class="tick" x="${left}" y="${bottom + 34}">← rounding</text>
      <text class="tick" x="${left + width - 20}" y="${bottom + 34}" text-anchor="end">truncation →</text>
      <text class="tick" x="0" y="12">${this.picture.isRelative ? "relative error" : "error"}</text>`;
  }

  /** @param {Axes} axes */
  legend(axes) {
    const { left } = axes.box, places = [0, 88, 174];
    return [["curve forward", "forward"], ["curve central", "central"], ["own", "backpropagation"]].map(([kind, name], i) =>
      `<path class="${kind}" d="M${left + places[i]} 32h26"/>
       <text class="tick" x="${left + places[i] + 32}" y="36">${name}</text>`).join("");
  }
}

export const paint = mounted(BackpropCheck, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
