// The plane of both inputs, colored by a neuron's output, with the line that it draws.

import { Cells } from "../../shared/js/cells.js";
import { colorAt, css, readable } from "../../shared/js/color.js";
import { growth } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { themeOf } from "../../shared/js/theme.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";
import { USUAL, furtherZeros, lineWithin, rangeOf, short } from "./geometry.js";

/**
 * @import { BoardMessage } from "../board/board.js"
 * @import { Point } from "./geometry.js"
 * @typedef {{activation: string, threshold: number, targets: number[]}} Picture targets: of the corners, or none
 */

const STYLE = `
  .map { position: absolute; image-rendering: auto }
  .picture svg { position: relative }
  .boundary { stroke: var(--st-text-color); stroke-width: 3 }
  .boundary.further { stroke-width: 1.5 }
  .arrow { stroke: var(--st-text-color); stroke-width: 2; fill: none }
  .arrow.head { fill: var(--st-text-color) }
  .handle .dot { fill: var(--st-text-color) }
  .handle:focus-visible .dot { stroke: var(--st-primary-color) }
  .ground { fill: transparent; cursor: crosshair }
  .halo { paint-order: stroke; stroke: var(--st-background-color); stroke-width: 4px; stroke-linejoin: round }
  .halo, .corner text { text-anchor: middle; font-weight: 600; dominant-baseline: central }
  .corner circle { stroke: var(--st-background-color); stroke-width: 2 }
  .edge { fill: none; stroke: color-mix(in srgb, var(--st-text-color) 40%, transparent) }
  .end { text-anchor: end }`;

const ALONG = [0.5, 0.36, 0.64, 0.22, 0.78]; // shares of the line at which the arrow may begin, the best first
const CLEAR = 48; // pixels from its tip to a corner
const SIDE = 96; // cells of the map
const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];
/** @type {[number, number]} */ const AROUND_CORNERS = [-0.75, 1.75];

/** @extends {Board<Picture>} */
class NeuronLine extends Board {
  cells = new Cells(SIDE, SIDE);
  bytes = new Uint8Array(SIDE * SIDE);
  sheet = new Sheet(this.place, "The plane of both inputs");
  handle = new Handle(this.sheet, "x1 and x2", (place) => this.moved(place), (dx, dy) => this.put(
    this.values.neuron_x1 + dx / 10, this.values.neuron_x2 + dy / 10));
  axes = this.axesFor(300, USUAL);
  theme = themeOf(this.element);

  /** @param {HTMLElement} element @param {any} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.cells.canvas.className = "map";
    this.cells.canvas.ariaHidden = "true"; // the board has a name
    this.place.prepend(this.cells.canvas);
    this.sheet.back.addEventListener("click", (event) => {
      if (!this.picture.targets.length && event.target instanceof Element && event.target.classList.contains("ground"))
        this.moved(this.sheet.at(event));
    });
  }

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    this.theme = themeOf(this.element);
    super.show(message, answered);
  }

  resize() {
    super.resize();
    this.element.classList.add("narrow"); // the plane needs the room beside it
  }

  /** @param {number} width @param {[number, number]} ends */
  axesFor(width, ends) {
    const side = Math.min(width - 50, 420);
    return new Axes({ left: 36, top: 24, width: side, height: side, x: ends, y: ends, xName: "x₁", yName: "x₂" });
  }

  /** @param {Point} place on the sheet */
  moved(place) {
    const { x, y } = this.axes.valuesAt(place);
    this.put(x, y);
  }

  /** Set both inputs, within the plane. @param {number} x @param {number} y */
  put(x, y) {
    const [x1, x2] = [x, y].map((value) => Math.round(10 * Math.max(USUAL[0], Math.min(USUAL[1], value))) / 10 + 0);
    this.set({ neuron_x1: x1, neuron_x2: x2 });
  }

  draw() {
    const { neuron_w1: w1, neuron_w2: w2, neuron_b: b } = this.values, { targets } = this.picture;
    const ends = targets.length ? AROUND_CORNERS : USUAL;
    this.axes = this.axesFor(this.sheet.width, ends);
    const { left, top, width } = this.axes.box, line = lineWithin(w1, w2, b, ends, ends), range = this.paintMap();
    const further = this.picture.activation === "sine" ? furtherZeros(w1, w2, b, ends, ends) : [];
    const notes = [!w1 && !w2 ? "Both weights are 0: no line" : line ? "" : "z = 0 lies outside of this part",
      this.isPointShown || targets.length ? "" : "x₁, x₂ lie outside of this part"].filter(Boolean);
    this.sheet.draw(top + width + 72, `${this.axes.frame()}
      <rect class="edge" x="${left}" y="${top}" width="${width}" height="${width}"/>
      ${further.map((one) => this.boundary(one, "boundary further")).join("")}
      ${line ? this.boundary(line, "boundary") : ""}${w1 || w2 ? this.arrow(w1, w2, line) : ""}
      ${notes.map((note, i) =>
        `<text class="halo" x="${left + width / 2}" y="${top + width - 16 - 20 * i}">${note}</text>`).join("")}
      <rect class="ground" x="${left}" y="${top}" width="${width}" height="${width}"/>
      ${targets.map((target, i) => this.corner(CORNERS[i], target)).join("")}${this.legend(range)}`);
    this.placeHandle();
  }

  /** The output at a place of the plane. @param {number} x1 @param {number} x2 */
  output(x1, x2) {
    const { neuron_w1: w1, neuron_w2: w2, neuron_b: b } = this.values;
    return ACTIVATIONS[this.picture.activation].f(w1 * x1 + w2 * x2 + b);
  }

  /** Color the plane; returns the outputs at the ends of its scale. */
  paintMap() {
    const { bytes, cells, axes } = this, { left, top, width } = axes.box, [least, most] = axes.ends.x;
    const step = (most - least) / SIDE, grown = growth();
    const corners = [least, most].flatMap((x) => [least, most].map((y) => this.output(x, y)));
    const [low, high] = rangeOf(this.picture, corners);
    for (let row = 0, i = 0; row < SIDE; row++) {
      const x2 = most - (row + 0.5) * step;
      for (let column = 0; column < SIDE; column++, i++)
        bytes[i] = Math.round(255 * (this.output(least + (column + 0.5) * step, x2) - low) / (high - low));
    }
    cells.color(bytes, this.theme.scale);
    Object.assign(cells.canvas.style, { left: `${left * grown}px`, top: `${top * grown}px`, width: `${width * grown}px`,
                                        height: `${width * grown}px` });
    return [low, high];
  }

  /** @param {[Point, Point]} line @param {string} kind */
  boundary([from, to], kind) {
    const { axes } = this;
    return `<path class="${kind}" d="M${axes.x(from.x)} ${axes.y(from.y)}L${axes.x(to.x)} ${axes.y(to.y)}"/>`;
  }

  /**
   * The vector of weights, from the middle of the line, or from where it meets no corner.
   * @param {number} w1
   * @param {number} w2
   * @param {[Point, Point] | null} line
   */
  arrow(w1, w2, line) {
    const { axes } = this, { width } = axes.box, size = Math.hypot(w1, w2);
    const [across, up] = [w1 / size, -w2 / size], length = width * (0.1 + 0.2 * Math.tanh(size / 5));
    const [one, other] = line ?? [{ x: axes.ends.x[0], y: axes.ends.y[0] }, { x: axes.ends.x[1], y: axes.ends.y[1] }];
    const starts = ALONG.map((share) => ({ x: axes.x(one.x + share * (other.x - one.x)),
                                           y: axes.y(one.y + share * (other.y - one.y)) }));
    /** @param {Point} start */
    const tipOf = (start) => ({ x: start.x + across * length, y: start.y + up * length });
    const middle = starts.find((start) => this.isClear(tipOf(start))) ?? starts[0], tip = tipOf(middle);
    const base = { x: tip.x - across * 11, y: tip.y - up * 11 };
    const near = { x: middle.x + 0.8 * (axes.x(one.x) - middle.x), y: middle.y + 0.8 * (axes.y(one.y) - middle.y) };
    return `<line class="arrow" x1="${middle.x}" y1="${middle.y}" x2="${base.x}" y2="${base.y}"/>
      <path class="arrow head" d="M${tip.x} ${tip.y}l${-across * 11 - up * 5} ${-up * 11 + across * 5}
        l${up * 10} ${-across * 10}Z"/>
      <text class="halo" x="${tip.x + across * 13}" y="${tip.y + up * 13}">w</text>
      ${line ? `<text class="halo" x="${near.x - across * 24}" y="${near.y - up * 16}">z = 0</text>` : ""}`;
  }

  /** Whether a place of the sheet lies apart from the corners and what stands below them. @param {Point} place */
  isClear(place) {
    return !this.picture.targets.length || CORNERS.every(([x1, x2]) =>
      Math.hypot(this.axes.x(x1) - place.x, this.axes.y(x2) + 12 - place.y) > CLEAR);
  }

  /** A corner with its target, and whether it is right. @param {number[]} corner @param {number} target */
  corner([x1, x2], target) {
    const { axes, theme } = this, x = axes.x(x1), y = axes.y(x2), color = target ? theme.positive : theme.negative;
    const isRight = Number(this.output(x1, x2) > this.picture.threshold) === target;
    const ink = readable(color, theme.text, theme.background);
    return `<g class="corner"><circle cx="${x}" cy="${y}" r="14" style="fill: ${css(color)}"/>
      <text x="${x}" y="${y}" style="fill: ${css(ink)}">${target}</text></g>
      <text class="halo" x="${x}" y="${y + 25}">${isRight ? "✓ right" : "✗ wrong"}</text>`;
  }

  /** @param {number[]} range outputs at the ends of the scale */
  legend([low, high]) {
    const { left, top, width } = this.axes.box, y = top + width + 46, bar = 110, x = left + 48;
    const stops = Array.from({ length: 9 }, (_, i) =>
      `<stop offset="${i / 8}" stop-color="${css(colorAt(this.theme.scale, i / 4 - 1))}"/>`);
    return `<defs><linearGradient id="scale">${stops.join("")}</linearGradient></defs>
      <rect class="edge" x="${x}" y="${y}" width="${bar}" height="12" style="fill: url(#scale)"/>
      <text class="tick end" x="${x - 6}" y="${y + 10}">a = ${short(low).replace("≈ ", "")}</text>
      <text class="tick" x="${x + bar + 6}" y="${y + 10}">${short(high).replace("≈ ", "")}</text>`;
  }

  /** Whether both inputs lie within the usual plane. */
  get isPointShown() {
    const { neuron_x1: x1, neuron_x2: x2 } = this.values, [low, high] = USUAL;
    return Math.max(x1, x2) <= high && Math.min(x1, x2) >= low;
  }

  placeHandle() {
    const { neuron_x1: x1, neuron_x2: x2 } = this.values;
    this.handle.show(this.isPointShown && !this.picture.targets.length);
    const words = `x1 = ${x1}, x2 = ${x2}, output ${short(this.output(x1, x2))}`;
    this.handle.put(this.axes.x(x1), this.axes.y(x2), x1, words, USUAL);
  }
}

export const paint = mounted(NeuronLine, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
