// Steps of gradient descent as arrows that hop from one place of a curve to another.

/** @import { Axes } from "../../board/plot.js" */
/** @typedef {{at: number, loss: number}} Stop */

const SHORTEST = 3, LOWEST = 10, HIGHEST = 60; // pixels of an arrow, and of its height above both ends

/**
 * A bow from one stop to another: its ends and what bends it, on the sheet.
 * @param {Axes} axes
 * @param {Stop} from
 * @param {Stop} to
 */
function bow(axes, from, to) {
  const [x, y, toX, toY] = [axes.x(from.at), axes.y(from.loss), axes.x(to.at), axes.y(to.loss)];
  const rise = Math.min(HIGHEST, LOWEST + Math.abs(toX - x) / 3);
  return { start: [x, y], over: [(x + toX) / 2, Math.min(y, toY) - rise], end: [toX, toY] };
}

/**
 * As SVG; nothing for one too short to be seen.
 * @param {Axes} axes
 * @param {Stop} from
 * @param {Stop} to
 * @param {string} [kind] its class
 */
export function hop(axes, from, to, kind = "hop") {
  const { start, over, end } = bow(axes, from, to);
  if (!(Math.hypot(end[0] - start[0], end[1] - start[1]) > SHORTEST)) return "";
  const angle = Math.atan2(end[1] - over[1], end[0] - over[0]) * 180 / Math.PI;
  return `<path class="${kind}" d="M${start}Q${over} ${end}"/>
    <path class="tip-of-hop" transform="translate(${end}) rotate(${angle})" d="M0 0L-9 -4.5L-9 4.5Z"/>`;
}

/**
 * Where something is that has done a share of a hop.
 * @param {Axes} axes
 * @param {Stop} from
 * @param {Stop} to
 * @param {number} share
 */
export function along(axes, from, to, share) {
  const { start, over, end } = bow(axes, from, to), rest = 1 - share;
  const [x, y] = [0, 1].map((i) => rest * rest * start[i] + 2 * rest * share * over[i] + share * share * end[i]);
  return { x, y };
}
