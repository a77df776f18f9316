// What the pictures of this chapter share: numbers in few letters, functions that jump, axes of powers of ten.

import colors from "../../shared/colors.json" with { type: "json" };

/**
 * @import { Axes, Point } from "../board/plot.js"
 */

export const SHAPES_STYLE = `
  .slope { fill: none; stroke: ${colors.charts.training}; stroke-width: 2.5; stroke-dasharray: 7 4;
           stroke-linejoin: round }
  .value { font-weight: 600 }
  .value, .name { paint-order: stroke; stroke: var(--st-background-color); stroke-width: 4px; stroke-linejoin: round }
  .readout { margin: 0.35rem 0 0; min-height: 2.7em; font-size: 0.875rem; line-height: 1.35;
             font-variant-numeric: tabular-nums }
  .key { display: inline-block; width: 1.9rem; height: 0; margin-right: 0.4rem; vertical-align: middle;
         border-top: 2.5px solid var(--st-text-color) }
  .key.dashed { border-top: 2.5px dashed ${colors.charts.training} }`;

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹", LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** @param {number} whole @param {string} letters */
const inLetters = (whole, letters) => [...`${Math.abs(whole)}`].map((digit) => letters[Number(digit)]).join("");

/** A whole number as an exponent. @param {number} power */
export const raised = (power) => `${power < 0 ? "⁻" : ""}${inLetters(power, RAISED)}`;

/** A whole number as an index. @param {number} index */
export const lowered = (index) => inLetters(index, LOWERED);

/**
 * A number in few letters: four decimals, or a power of ten where those would not say it.
 * @param {number} value
 */
export function said(value) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value), minus = value < 0 ? "−" : "";
  if (size >= 5e-4 && size < 1e5) return `${minus}${+size.toFixed(4)}`;
  if (!size) return "0";
  const [digits, power] = size.toExponential(1).split("e");
  return `${minus}${digits}·10${raised(Number(power))}`;
}

/**
 * A function's curve as lines without jumps: where it jumps, one line ends and the next begins.
 * @param {(x: number) => number} of
 * @param {number} low
 * @param {number} high
 * @param {number} [places]
 * @returns {Point[][]}
 */
export function traced(of, low, high, places = 400) {
  const all = Array.from({ length: places + 1 }, (_, i) => low + (high - low) * i / places)
    .map((x) => ({ x, y: of(x) }));
  const [least, most] = ends(all.map(({ y }) => y)), lines = [[all[0]]];
  for (let i = 1; i < all.length; i++) {
    const before = all[i - 1], after = all[i];
    if (Math.abs(after.y - before.y) > (most - least) / 50) {
      const [left, right] = narrowed(of, before, after);
      if (Math.abs(right.y - left.y) > 0.9 * Math.abs(after.y - before.y)) {
        lines[lines.length - 1].push(left);
        lines.push([right]);
      }
    }
    lines[lines.length - 1].push(after);
  }
  return lines;
}

/**
 * Two places next to each other, between which a function changes most.
 * @param {(x: number) => number} of
 * @param {Point} left
 * @param {Point} right
 */
function narrowed(of, left, right) {
  for (let i = 0; i < 60; i++) {
    const x = (left.x + right.x) / 2, middle = { x, y: of(x) };
    if (Math.abs(middle.y - left.y) > Math.abs(right.y - middle.y)) right = middle;
    else left = middle;
  }
  return [left, right];
}

/**
 * The least and the largest of numbers, finite ones alone.
 * @param {number[]} values
 * @returns {[number, number]}
 */
export function ends(values) {
  const finite = values.filter(Number.isFinite);
  return finite.length ? [Math.min(...finite), Math.max(...finite)] : [0, 0];
}

/**
 * The ends of an axis for values: a little beyond them, and never of no length.
 * @param {[number, number]} ends
 * @param {number} [margin] a share of the axis
 * @returns {[number, number]}
 */
export function roomy([low, high], margin = 0.08) {
  const spare = (high - low) * margin || 0.5;
  return [low - spare, high + spare];
}

/**
 * Powers of ten between which sizes lie, whole ones; zeros left out.
 * @param {number[]} sizes
 * @param {[number, number]} atLeast
 * @returns {[number, number]}
 */
export function powers(sizes, atLeast) {
  const [low, high] = ends(sizes.filter((size) => size > 0).map(Math.log10));
  return [Math.min(atLeast[0], Math.floor(low)), Math.max(atLeast[1], Math.ceil(high))];
}

/**
 * Grid and numbers of axes whose y is a power of ten, and whose x counts layers.
 * @param {Axes} axes
 * @param {number[]} layers to be written, as far as there is room
 * @param {string} name of what goes up
 */
export function logFrame(axes, layers, name) {
  const { left, top, width, height } = axes.box, [low, high] = axes.ends.y, bottom = top + height;
  const step = Math.max(1, Math.ceil((high - low) / Math.max(2, height / 28)));
  const up = [];
  for (let power = Math.ceil(low / step) * step; power <= high; power += step) {
    const y = axes.y(power);
    up.push(`<path class="${power ? "grid" : "axis"}" d="M${left} ${y}H${left + width}"/>
      <text class="tick" x="${left - 6}" y="${y + 4}" text-anchor="end">${power ? `10${raised(power)}` : "1"}</text>`);
  }
  const every = Math.ceil(layers.length * 18 / width);
  const across = layers.filter((layer) => layer % every === 0 || layer === 1).map((layer) =>
    `<text class="tick" x="${axes.x(layer)}" y="${bottom + 16}" text-anchor="middle">${layer}</text>`);
  return `${up.join("")}${across.join("")}<text class="tick" x="${left - 30}" y="${top - 10}">${name}</text>`;
}
