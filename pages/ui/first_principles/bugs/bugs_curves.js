// The curves of a program with a mistake, dashed, and of the corrected one, with their names at their ends.

import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Axes, PLOT_STYLE, Sheet } from "../board/plot.js";
import { apart, pieces, top } from "./bugs_lines.js";

/**
 * @import { Pair } from "./bugs_lines.js"
 *
 * @typedef {object} Panel
 * @property {string} title
 * @property {boolean} share whether its values are shares, 0 to 1
 * @property {number} count where its curves end
 * @property {Pair[]} wrong this program's, null where it is no finite number
 * @property {Pair[]} right the corrected one's
 * @property {number | null} stops where this program's first is no finite number
 *
 * @typedef {{unit: string, panels: Panel[]}} Picture
 */

const HEIGHT = 250, TOP = 34, PLOT = 170, LEFT = 44, NAMES = 92; // pixels; at the right the curves' names
const ROOM = 540; // pixels from which on two panels stand side by side
const NAME = { wrong: "this program", right: "corrected" };

const STYLE = `
  .board { grid-template-columns: minmax(0, 1fr) }
  .fields { max-width: 22rem }
  .curve.right { stroke: var(--st-blue-color) }
  .curve.wrong { stroke: var(--st-orange-color); stroke-dasharray: 7 4 }
  .name { font-size: 12.5px; font-weight: 600 }
  .leader { stroke: color-mix(in srgb, var(--st-text-color) 40%, transparent); fill: none }
  .stop { stroke: var(--st-orange-color); stroke-width: 2.5 }
  .title { font-weight: 600 }`;

/** @extends {Board<Picture>} */
class BugsCurves extends Board {
  sheet = new Sheet(this.place, "The curves of both programs");

  draw() {
    const { unit, panels } = this.picture, wide = this.sheet.width;
    const across = panels.length > 1 && wide >= ROOM ? panels.length : 1, width = wide / across;
    const rows = Math.ceil(panels.length / across);
    this.sheet.draw(HEIGHT * rows, panels.map((panel, i) =>
      drawn(panel, unit, (i % across) * width, Math.floor(i / across) * HEIGHT, width)).join(""));
  }
}

/** @param {Panel} panel @param {string} unit @param {number} left @param {number} above @param {number} width */
function drawn(panel, unit, left, above, width) {
  const { title, share, count, wrong, right, stops } = panel;
  const axes = new Axes({ left: left + LEFT, top: above + TOP, width: width - LEFT - NAMES, height: PLOT,
                          x: [0, Math.max(1, count)], y: [0, share ? 1.05 : top([wrong, right])], xName: unit });
  const lines = /** @type {const} */ ([["right", right], ["wrong", wrong]]).map(([kind, pairs]) =>
    pieces(pairs).map((points) => axes.curve(points, `curve ${kind}`)).join(""));
  return `<text class="title" x="${left + LEFT}" y="${above + 18}">${title}</text>
    ${axes.frame()}${lines.join("")}${names(axes, panel)}${stops === null ? "" : stop(axes, wrong, stops)}`;
}

/** The curves' names at their ends, apart from each other. @param {Axes} axes @param {Panel} panel */
function names(axes, { wrong, right }) {
  const { left, top: upper, width, height } = axes.box;
  const ends = /** @type {const} */ ([["right", right], ["wrong", wrong]]).flatMap(([kind, pairs]) => {
    const last = pairs.at(-1);
    return last && last[1] !== null ? [{ kind, y: axes.y(last[1]) }] : [];
  });
  const places = apart(ends.map(({ y }) => y), 17, upper + 4, upper + height + 4), x = left + width;
  return ends.map(({ kind, y }, i) =>
    `<path class="leader" d="M${x + 2} ${y}L${x + 10} ${places[i]}"/>
     <text class="name" x="${x + 13}" y="${places[i] + 4}">${NAME[kind]}</text>`).join("");
}

/** A cross where this program's curve ends, and why. @param {Axes} axes @param {Pair[]} pairs @param {number} at */
function stop(axes, pairs, at) {
  const last = pairs.filter(([x, y]) => x < at && y !== null).at(-1);
  const x = axes.x(at), y = axes.y(last?.[1] ?? 0), isLate = x > axes.box.left + axes.box.width / 2;
  return `<path class="stop" d="M${x - 6} ${y - 6}l12 12m0 -12l-12 12"/>
    <text class="name" x="${isLate ? x - 12 : x + 12}" y="${y + 4}" text-anchor="${isLate ? "end" : "start"}">${
    NAME.wrong}: not finite from here on</text>`;
}

export const paint = mounted(BugsCurves, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
