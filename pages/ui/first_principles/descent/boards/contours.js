// A grid of losses, and lines along which they are equal.

import { bytesOf } from "../../../shared/js/base64.js";

/** @typedef {{side: number, low: number, high: number, shares: string}} Packed */
/** @typedef {{side: number, low: number, high: number, values: Float64Array}} Grid a row for each place upwards */

const MOST = 65_535;

/** @param {Packed} packed @returns {Grid} */
export function unpacked({ side, low, high, shares }) {
  const raw = bytesOf(shares, 2 * side * side), view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = Float64Array.from({ length: side * side },
    (_, i) => low + (high - low) * view.getUint16(2 * i, true) / MOST);
  return { side, low, high, values };
}

/** Levels that lie closer to each other near the lowest one. @param {Grid} grid @param {number} [count] */
export const levels = ({ low, high }, count = 12) =>
  Array.from({ length: count }, (_, k) => low + (high - low) * ((k + 0.6) / count) ** 1.6);

/**
 * The loss and its derivatives along and up the grid, per step of it, at a place in steps.
 * @param {Grid} grid
 * @param {number} x
 * @param {number} y
 */
export function sampled({ side, values }, x, y) {
  const column = Math.max(0, Math.min(side - 2, Math.floor(x))), row = Math.max(0, Math.min(side - 2, Math.floor(y)));
  const s = x - column, t = y - row, at = row * side + column;
  const [a, b, c, d] = [values[at], values[at + 1], values[at + side], values[at + side + 1]];
  return { value: a * (1 - s) * (1 - t) + b * s * (1 - t) + c * (1 - s) * t + d * s * t,
           across: (b - a) * (1 - t) + (d - c) * t, up: (c - a) * (1 - s) + (d - b) * s };
}

/**
 * The pieces of the lines at a level, each from one edge of a cell to another: [x, y, x, y] in steps of the grid.
 * @param {Grid} grid
 * @param {number} level
 */
export function pieces({ side, values }, level) {
  /** @type {[number, number, number, number][]} */
  const found = [];
  for (let row = 0; row < side - 1; row++)
    for (let column = 0; column < side - 1; column++) {
      const at = row * side + column;
      const corners = [values[at], values[at + 1], values[at + side + 1], values[at + side]];
      const crossings = crossed(corners, level).map(([x, y]) => [column + x, row + y]);
      for (let i = 0; i + 1 < crossings.length; i += 2)
        found.push([crossings[i][0], crossings[i][1], crossings[i + 1][0], crossings[i + 1][1]]);
    }
  return found;
}

/**
 * Where a level crosses the edges of a unit cell, around it from the lower left corner.
 * @param {number[]} corners
 * @param {number} level
 */
function crossed([a, b, c, d], level) {
  /** @type {[number, number][]} */
  const places = [];
  /** @param {number} from @param {number} to */
  const share = (from, to) => (level - from) / (to - from);
  if (a < level !== b < level) places.push([share(a, b), 0]);
  if (b < level !== c < level) places.push([1, share(b, c)]);
  if (c < level !== d < level) places.push([1 - share(c, d), 1]);
  if (d < level !== a < level) places.push([0, 1 - share(d, a)]);
  return places;
}
