// Predictions beside their targets: each squared error is a square.

import { mounted } from "../../shared/js/mount.js";
import { number, typed } from "../../shared/js/text.js";
import { themeOf } from "../../shared/js/theme.js";
import { css } from "../../shared/js/color.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Handle, PLOT_STYLE, Sheet } from "../board/plot.js";

/**
 * @typedef {{name: string, target: number, prediction: number, field: string}} Sample
 * @typedef {{samples: Sample[], low: number, high: number}} Picture
 * @typedef {{left: number, top: number, side: number}} Frame
 */

const STYLE = `
  .target { stroke: var(--st-text-color); stroke-width: 3 } .guess { stroke: var(--st-primary-color); stroke-width: 3 }
  .who { font-weight: 600 } .square { stroke-width: 1.5 }`;
const MARGIN = 34, ABOVE = 30, BELOW = 30, LARGEST = 190;

/** @extends {Board<Picture>} */
class People extends Board {
  sheet = new Sheet(this.place, "Predictions and targets");
  /** @type {Map<string, Handle>} */
  handles = new Map();
  /** @type {Frame[]} */
  frames = [];

  draw() {
    const { samples } = this.picture, width = this.sheet.width, least = samples.length > 4 ? 84 : 130;
    const fitting = Math.max(1, Math.floor(width / least)), lines = Math.ceil(samples.length / fitting);
    const inLine = Math.ceil(samples.length / lines); // as many in each
    const cell = Math.min(LARGEST + MARGIN + 24, width / inLine);
    const side = Math.min(LARGEST, cell - MARGIN - 12), high = side + ABOVE + BELOW;
    this.frames = samples.map((_, i) => ({ left: (i % inLine) * cell + MARGIN, side,
                                           top: Math.floor(i / inLine) * high + ABOVE }));
    const { positive, negative } = themeOf(this.element), tones = { up: css(positive, 1), down: css(negative, 1) };
    this.sheet.draw(lines * high, samples.map((sample, i) =>
      this.sample(sample, this.frames[i], tones)).join(""));
    this.arrange(samples);
  }

  /** @param {Sample} sample */
  valueOf({ field, prediction }) { return field in this.values ? this.values[field] : prediction; }

  /** @param {number} value @param {Frame} frame */
  y(value, { top, side }) {
    const { low, high } = this.picture;
    return top + (high - value) / (high - low) * side;
  }

  /** @param {Sample} sample @param {Frame} frame @param {{up: string, down: string}} tones */
  sample(sample, frame, tones) {
    const { left, top, side } = frame, p = this.valueOf(sample), a = this.y(sample.target, frame), b = this.y(p, frame);
    const size = Math.abs(a - b), tone = p > sample.target ? tones.up : tones.down;
    const ends = [...new Set([this.picture.low, 0, 1, this.picture.high])].filter((end) => end === this.picture.low
      || end === this.picture.high || this.picture.high - this.picture.low < 3);
    return `${ends.map((end) => `<path class="grid" d="M${left} ${this.y(end, frame)}h${side}"/>
        <text class="tick" x="${left - 6}" y="${this.y(end, frame) + 4}" text-anchor="end">${number(end, 0)}</text>`).join("")}
      <path class="axis" d="M${left} ${top}v${side}"/>
      <rect class="square" x="${left}" y="${Math.min(a, b)}" width="${size}" height="${size}" fill="${tone}"
        fill-opacity=".25" stroke="${tone}"/>
      <path class="target" d="M${left} ${a}h${side}"/><path class="guess" d="M${left} ${b}h${side}"/>
      <text class="who" x="${left}" y="${top - 12}">${sample.name}</text>
      <text x="${left + side}" y="${top - 12}" text-anchor="end">y = ${typed(sample.target).replace("-", "−")}</text>
      <text x="${left}" y="${top + side + 20}">(p − y)² = ${typed((p - sample.target) ** 2)}</text>`;
  }

  /** Put a handle at each prediction that can be dragged. @param {Sample[]} samples */
  arrange(samples) {
    for (const handle of this.handles.values()) handle.show(false);
    for (const [i, sample] of samples.entries()) {
      if (!sample.field) continue;
      const handle = this.handleOf(sample, i), frame = this.frames[i], p = this.valueOf(sample);
      handle.show(true);
      handle.put(frame.left + frame.side / 2, this.y(p, frame), p,
                 `${p}, squared error ${typed((p - sample.target) ** 2)}`, [0, 1]);
    }
  }

  /** @param {Sample} sample @param {number} i */
  handleOf({ name, field }, i) {
    const known = this.handles.get(field);
    if (known) return known;
    const put = (/** @type {number} */ p) => this.set({ [field]: Math.round(100 * Math.max(0, Math.min(1, p))) / 100 });
    const handle = new Handle(this.sheet, `${name}'s prediction`, ({ y }) => {
      const { top, side } = this.frames[i];
      put((top + side - y) / side);
    }, (dx, dy) => put(this.values[field] + (dx + dy) / 100));
    this.handles.set(field, handle);
    return handle;
  }
}

export const paint = mounted(People, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
