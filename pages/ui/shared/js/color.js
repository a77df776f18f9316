// Colors as numbers: mixed, written for a canvas, and as the scale from negative to positive.

/** @typedef {number[]} RGB red, green and blue, 0 to 255 */

/**
 * From "#rrggbb".
 * @param {string} hex
 * @returns {RGB}
 */
export const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/**
 * The color at a share `t` of the way from a to b.
 * @param {RGB} a
 * @param {RGB} b
 * @param {number} t
 */
export const mix = (a, b, t) => a.map((value, i) => Math.round(value + (b[i] - value) * t));

/**
 * As a canvas takes it.
 * @param {RGB} color
 * @param {number} [alpha]
 */
export const css = (color, alpha = 1) => `rgba(${color[0]},${color[1]},${color[2]},${alpha})`;

/** As a pixel of an image, little-endian RGBA. @param {RGB} color */
export const packed = ([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red;

/**
 * Pixels for every byte, from negative over neutral to positive.
 * @param {RGB} negative
 * @param {RGB} neutral
 * @param {RGB} positive
 */
export function scaleOf(negative, neutral, positive) {
  const scale = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    const t = (i - 127.5) / 127.5;
    scale[i] = packed(mix(neutral, t < 0 ? negative : positive, Math.min(1, Math.abs(t))));
  }
  return scale;
}

/**
 * Pixels for every byte, from neutral to one color.
 * @param {RGB} neutral
 * @param {RGB} color
 */
export const scaleTo = (neutral, color) =>
  Uint32Array.from({ length: 256 }, (_, i) => packed(mix(neutral, color, i / 255)));

/**
 * A scale's color of a value -1..1.
 * @param {Uint32Array} scale
 * @param {number} value
 * @returns {RGB}
 */
export function colorAt(scale, value) {
  const color = scale[Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * value)))];
  return [color & 255, (color >> 8) & 255, (color >> 16) & 255];
}
