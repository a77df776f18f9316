// What the pictures of one neuron are made of and can be reckoned without a page: lines, ranges, numbers.

import { number } from "../../shared/js/text.js";

/** @typedef {{x: number, y: number}} Point */

/** The ends of both inputs' axes. @type {[number, number]} */
export const USUAL = [-5, 5];

/**
 * A number with few digits, for a picture: what is only rounded to a whole number says so.
 * @param {number} value
 * @param {number} [digits]
 */
export function short(value, digits = 3) {
  if (value && Math.abs(value) < 0.5 * 10 ** -digits) return value.toExponential(1).replace("-", "−").replace("e-", "e−");
  const text = number(value, digits);
  if (!text.includes(".") || text.includes("e")) return text;
  const trimmed = text.replace(/\.?0+$/, "");
  return trimmed.includes(".") || Number.isInteger(value) ? trimmed : `≈ ${trimmed}`;
}

/**
 * The part of the line w1 x + w2 y + b = 0 that lies within a rectangle, from end to end; null where none does.
 * @param {number} w1
 * @param {number} w2
 * @param {number} b
 * @param {[number, number]} xs the rectangle's sides
 * @param {[number, number]} ys
 * @returns {[Point, Point] | null}
 */
export function lineWithin(w1, w2, b, xs, ys) {
  const size = Math.hypot(w1, w2);
  if (!size) return null;
  const [across, up] = [w1 / size, w2 / size], distance = -b / size; // of the line from (0, 0), along w
  if (!Number.isFinite(distance)) return null;
  // Along the line from its foot: (across * distance, up * distance) + t * (-up, across).
  let [low, high] = [-Infinity, Infinity];
  for (const [foot, way, [least, most]] of /** @type {[number, number, [number, number]][]} */ (
    [[across * distance, -up, xs], [up * distance, across, ys]])) {
    if (Math.abs(way) < 1e-12) {
      if (foot < least || foot > most) return null;
      continue;
    }
    const [one, other] = [(least - foot) / way, (most - foot) / way];
    low = Math.max(low, Math.min(one, other));
    high = Math.min(high, Math.max(one, other));
  }
  if (!(low < high)) return null;
  const at = (/** @type {number} */ t) => ({ x: across * distance - t * up, y: up * distance + t * across });
  return [at(low), at(high)];
}

/**
 * Where all lines on which a sine's output is 0 cross a rectangle, z = 0 left out; none where they are too many to see.
 * @param {number} w1
 * @param {number} w2
 * @param {number} b
 * @param {[number, number]} xs
 * @param {[number, number]} ys
 */
export function furtherZeros(w1, w2, b, xs, ys) {
  const corners = xs.flatMap((x) => ys.map((y) => w1 * x + w2 * y + b));
  const [first, last] = [Math.ceil(Math.min(...corners) / Math.PI), Math.floor(Math.max(...corners) / Math.PI)];
  if (!(last - first <= 40)) return [];
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter((place) => place);
  return places.flatMap((place) => {
    const line = lineWithin(w1, w2, b - place * Math.PI, xs, ys);
    return line ? [line] : [];
  });
}

/**
 * The part of an activation's curve to show so that z is on it: around 0 as long as z is near.
 * @param {number} z
 * @param {boolean} isWave whether the curve goes on and on, so that its far parts need no whole
 * @returns {[number, number]}
 */
export function windowOf(z, isWave) {
  const least = 6, size = Math.abs(z);
  if (isWave && size > least) return [z - least, z + least];
  const half = Math.max(least, 1.25 * size);
  return [-half, half];
}

/**
 * What a scale of colors begins and ends with, so that its middle is neutral: 0 to 1, -1 to 1, or as far as a part of
 * the plane goes.
 * @param {{threshold: number, activation: string}} picture
 * @param {number[]} corners outputs at the corners of what is shown
 * @returns {[number, number]}
 */
export function rangeOf({ threshold, activation }, corners) {
  if (threshold) return [0, 1];
  if (activation === "tanh" || activation === "sine") return [-1, 1];
  const most = Math.max(1, ...corners.map(Math.abs));
  return [-most, most];
}
