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

/** Of a color, 0 to 1, as WCAG has it. @param {RGB} color */
export const luminance = (color) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
  const part = color[i] / 255;
  return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
}, 0);

/** How well one color is read on another, 1 to 21, as WCAG has it. @param {RGB} a @param {RGB} b */
export function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

/** The one of two inks that is read better on a color. @param {RGB} on @param {RGB} one @param {RGB} other */
export const readable = (on, one, other) => (contrast(on, one) < contrast(on, other) ? other : one);

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
