// The loss over two weights as a map with contour lines: its gradient at a point to drag, and gradient descent's way.

import { context2d, sharp } from "../../../shared/js/canvas.js";
import { css, mix } from "../../../shared/js/color.js";
import { growth, made } from "../../../shared/js/dom.js";
import { mounted } from "../../../shared/js/mount.js";
import { themeOf } from "../../../shared/js/theme.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../../board/plot.js";
import { levels, pieces, sampled, unpacked } from "./contours.js";
import { CONTROLS_STYLE, offer, short } from "./controls.js";

/**
 * @import { Grid, Packed } from "./contours.js"
 * @typedef {object} Picture
 * @property {[string, string]} names fields of the weights across and up
 * @property {[string, string]} symbols
 * @property {number} end of both axes
 * @property {Packed} grid
 * @property {[number, number][]} path the next steps
 * @property {[number, number]} gradient at the first of them
 * @property {number} loss there
 * @property {{label: string, rate: number}[]} rates
 */

const STYLE = `
  .picture canvas { position: absolute; pointer-events: none; border-radius: 2px }
  .picture .sheet, .picture .sheet svg { position: relative }
  .gradient { stroke: var(--st-text-color); stroke-width: 2.5; fill: none }
  .gradient-tip { fill: var(--st-text-color) }
  .way { stroke: var(--st-violet-color); stroke-width: 2; fill: none; stroke-linejoin: round }
  .way-stop { fill: var(--st-violet-color) }`;
const BOX = { left: 50, top: 26 }, BELOW = 44, MOST = 420;
const SHORTEST = 26, LONGEST = 90; // pixels of the arrow
const SHADES = 0.55; // of the way to the page's blue, at the highest loss

/** @extends {Board<Picture>} */
class DescentPlane extends Board {
  readout = this.place.appendChild(made("div", "readout"));
  frame_ = this.place.appendChild(made("div", "sheet"));
  canvas = this.frame_.appendChild(Object.assign(made("canvas"), { ariaHidden: "true" })); // its board has a name
  sheet = new Sheet(this.frame_, "The loss over two weights");
  presets = this.place.appendChild(made("div", "controls"));
  handle = new Handle(this.sheet, "Both weights", (place) => this.moved(this.axes.valuesAt(place)), (dx, dy) => {
    const grain = this.axes.ends.x[1] / 100, [across, up] = this.picture.names;
    this.moved({ x: this.values[across] + dx * grain, y: this.values[up] + dy * grain });
  });
  axes = this.axesFor(300);
  /** @type {Grid | null} */
  grid = null;
  /** What is painted on the canvas. */
  painted = "";
  /** The end of the axes while the point is dragged. */
  held = 0;

  /** @param {ConstructorParameters<typeof Board<Picture>>} all */
  constructor(...all) {
    super(...all);
    this.handle.group.addEventListener("pointerdown", () => { this.held = this.picture.end; });
    this.handle.group.addEventListener("lostpointercapture", () => { this.held = 0; this.paint(); });
  }

  /** @param {import("../../board/board.js").BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    super.show(message, answered);
    const { rates } = this.picture;
    offer(this.presets, rates.length ? "Two rates:" : "", rates, (rate) => this.set({ descent_rate: rate }));
  }

  /** @param {import("../../board/plot.js").Point} place */
  moved({ x, y }) {
    const end = this.axes.ends.x[1], digits = Math.max(0, 2 - Math.log10(end / 10)), [across, up] = this.picture.names;
    /** @param {number} value */
    const rounded = (value) => Number(Math.max(-end, Math.min(end, value)).toFixed(digits));
    this.set({ [across]: rounded(x), [up]: rounded(y) });
  }

  /** @param {number} width */
  axesFor(width) {
    const side = Math.max(120, Math.min(MOST, width - BOX.left - 12)), end = this.held || this.picture.end;
    const [xName, yName] = this.picture.symbols;
    return new Axes({ ...BOX, width: side, height: side, x: [-end, end], y: [-end, end], xName, yName });
  }

  draw() {
    this.axes = this.axesFor(this.sheet.width);
    this.map();
    const [across, up] = this.picture.names, x = this.values[across], y = this.values[up];
    const isKnown = this.picture.path[0][0] === x && this.picture.path[0][1] === y;
    const { value, gradient: [dx, dy] } = isKnown ? { ...this.picture, value: this.picture.loss } : this.slopes(x, y);
    const [first, second] = this.picture.symbols;
    this.readout.replaceChildren(...[`${first} = ${short(x)}`, `${second} = ${short(y)}`, `L = ${short(value)}`,
      `gradient (${short(dx)}, ${short(dy)})`].map((text) => made("span", "", text)));
    const { left, top, width, height } = this.axes.box;
    this.sheet.draw(top + height + BELOW, `${this.axes.frame()}
      <svg x="${left}" y="${top}" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}"
        style="overflow: hidden; width: ${width}px; height: ${height}px">
        ${isKnown ? this.way() : ""}${this.arrow(x, y, dx, dy)}</svg>`);
    this.handle.put(this.axes.x(x), this.axes.y(y), x, `${first} = ${short(x)}, ${second} = ${short(y)}, loss ${
      short(value)}, gradient ${short(dx)} and ${short(dy)}`);
  }

  /** The loss and the gradient by the grid, while the engine has not answered. @param {number} x @param {number} y */
  slopes(x, y) {
    const grid = this.grid ?? unpacked(this.picture.grid), { end } = this.picture, step = 2 * end / (grid.side - 1);
    const { value, across, up } = sampled(grid, (x + end) / step, (y + end) / step);
    return { value, gradient: [across / step, up / step] };
  }

  way() {
    const places = this.picture.path.map(([x, y]) => [this.axes.x(x), this.axes.y(y)]);
    return `<path class="way" d="M${places.join("L")}"/>${places.slice(1).map(([x, y]) =>
      `<circle class="way-stop" cx="${x}" cy="${y}" r="3"/>`).join("")}`;
  }

  /** @param {number} x @param {number} y @param {number} dx @param {number} dy */
  arrow(x, y, dx, dy) {
    const size = Math.hypot(dx, dy);
    if (!(size > 1e-12)) return "";
    const length = Math.max(SHORTEST, Math.min(LONGEST, LONGEST * size / (0.25 * (this.picture.grid.high || 1))));
    const from = [this.axes.x(x), this.axes.y(y)], angle = -Math.atan2(dy, dx);
    const to = [from[0] + length * Math.cos(angle), from[1] + length * Math.sin(angle)];
    return `<path class="gradient" d="M${from}L${to}"/>
      <path class="gradient-tip" transform="translate(${to}) rotate(${angle * 180 / Math.PI})" d="M8 0L-4 -6L-4 6Z"/>`;
  }

  /** The canvas with the losses' shades and contour lines, anew only where something has changed. */
  map() {
    const { left, top, width } = this.axes.box, scale = growth(), theme = themeOf(this.element);
    Object.assign(this.canvas.style, { left: `${left * scale}px`, top: `${top * scale}px` });
    const { shares, low, high } = this.picture.grid, what = [shares, low, high, width * scale, theme.isDark].join();
    if (what === this.painted) return;
    this.painted = what;
    const grid = this.grid = unpacked(this.picture.grid);
    const context = sharp(this.canvas, width * scale, width * scale), side = width * scale;
    const small = Object.assign(made("canvas"), { width: grid.side, height: grid.side });
    const image = context2d(small).createImageData(grid.side, grid.side), range = grid.high - grid.low || 1;
    for (let row = 0; row < grid.side; row++)
      for (let column = 0; column < grid.side; column++) {
        const share = (grid.values[(grid.side - 1 - row) * grid.side + column] - grid.low) / range;
        const color = mix(theme.background, theme.primary, SHADES * share);
        image.data.set([...color, 255], 4 * (row * grid.side + column));
      }
    context2d(small).putImageData(image, 0, 0);
    const cell = side / (grid.side - 1);
    context.save();
    context.beginPath();
    context.rect(0, 0, side, side);
    context.clip();
    context.drawImage(small, -cell / 2, -cell / 2, side + cell, side + cell);
    context.restore();
    context.strokeStyle = css(theme.text, 0.45);
    context.lineWidth = scale;
    context.beginPath();
    if (grid.high > grid.low)
      for (const level of levels(grid))
        for (const [x, y, toX, toY] of pieces(grid, level)) {
          context.moveTo(x * cell, side - y * cell);
          context.lineTo(toX * cell, side - toY * cell);
        }
    context.stroke();
  }
}

export const paint = mounted(DescentPlane,
  { style: BOARD_STYLE + PLOT_STYLE + CONTROLS_STYLE + STYLE, html: BOARD_HTML });
