// What the bug lab's curves need that no canvas is needed for.

/** @typedef {[place: number, value: number | null]} Pair */

const ROOM = 1.08; // above the highest point, as a share

/**
 * The parts of a curve between gaps.
 * @param {Pair[]} pairs
 */
export function pieces(pairs) {
  /** @type {{x: number, y: number}[][]} */
  const found = [[]];
  for (const [x, y] of pairs)
    if (y === null) found.push([]);
    else found[found.length - 1].push({ x, y });
  return found.filter((points) => points.length > 0);
}

/** The end of an axis from 0 that shows all of these curves. @param {Pair[][]} curves */
export const top = (curves) =>
  Math.max(0, ...curves.flat().map(([, value]) => value ?? 0)) * ROOM || 1;

/**
 * Where names stand that belong at some heights: at least so far from each other, and between two ends.
 * @param {number[]} heights at most two
 * @param {number} distance
 * @param {number} upper
 * @param {number} lower
 */
export function apart(heights, distance, upper, lower) {
  const within = heights.map((y) => Math.max(upper, Math.min(lower, y)));
  if (within.length < 2 || Math.abs(within[0] - within[1]) >= distance) return within;
  const middle = Math.max(upper + distance / 2, Math.min(lower - distance / 2, (within[0] + within[1]) / 2));
  const first = heights[0] <= heights[1] ? -1 : 1;
  return [middle + first * distance / 2, middle - first * distance / 2];
}
