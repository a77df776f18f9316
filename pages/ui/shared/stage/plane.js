// The plane of points: where a place of it stands in a square picture, and what the network answers there.

/**
 * @import { Scene } from "./messages/message.js"
 *
 * @typedef {{x: number, y: number, size: number}} Plot where the square stands
 * @typedef {Pick<Scene, "x" | "y" | "map" | "outputs">} Plane
 */

/** @param {number} value @param {number[]} range */
const shareOf = (value, [low, high]) => (value - low) / (high - low);

/**
 * Where in the picture a place stands.
 * @param {Plane} plane
 * @param {Plot} plot
 * @param {{x: number, y: number}} place
 */
export function positionOf(plane, plot, { x, y }) {
  return [plot.x + plot.size * shareOf(x, plane.x), plot.y + plot.size * (1 - shareOf(y, plane.y))];
}

/**
 * How far across and down a position is, 0 to 1, or null beside the square.
 * @param {Plot} plot
 * @param {number} x
 * @param {number} y
 */
export function shareAt(plot, x, y) {
  const share = [(x - plot.x) / plot.size, (y - plot.y) / plot.size];
  return share.every((part) => part >= 0 && part <= 1) ? share : null;
}

/**
 * The place so far across and down.
 * @param {Plane} plane
 * @param {number[]} share
 */
export function placeAt(plane, [across, down]) {
  /** @param {number[]} range @param {number} part */
  const at = ([low, high], part) => low + part * (high - low);
  return { x: at(plane.x, across), y: at(plane.y, 1 - down) };
}

/**
 * The answers at a place, 0 to 1 each, between those of the map's four cells around it.
 * @param {Plane} plane
 * @param {{x: number, y: number}} place
 * @param {ArrayLike<number>} map
 */
export function answersAt(plane, { x, y }, map) {
  const cells = plane.map;
  /** @param {number} value @param {number[]} range */
  const part = (value, range) => Math.max(0, Math.min(cells - 1, shareOf(value, range) * cells - 0.5));
  const column = part(x, plane.x), row = cells - 1 - part(y, plane.y), left = Math.floor(column), top = Math.floor(row);
  const right = Math.ceil(column), bottom = Math.ceil(row);
  return Array.from({ length: plane.outputs }, (_, k) => {
    /** @param {number} down @param {number} across */
    const at = (down, across) => map[(k * cells + down) * cells + across] / 255;
    return (at(top, left) * (left + 1 - column) + at(top, right) * (column - left)) * (top + 1 - row)
      + (at(bottom, left) * (left + 1 - column) + at(bottom, right) * (column - left)) * (row - top);
  });
}
