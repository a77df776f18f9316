// A forward pass of a small network in the browser, for pictures that follow a finger; what is printed is the engine's.

import { ACTIVATIONS } from "../board/functions.js";

/**
 * @typedef {{weights: number[][], biases: number[], activation: string}} Layer weights: (fan_in, fan_out)
 */

/**
 * Each layer's sums z and activations a for one sample.
 * @param {number[]} sample
 * @param {Layer[]} layers
 */
export function forward(sample, layers) {
  let given = sample;
  return layers.map(({ weights, biases, activation }) => {
    const z = biases.map((bias, k) => given.reduce((sum, x, i) => sum + x * weights[i][k], 0) + bias);
    given = z.map(ACTIVATIONS[activation].f);
    return { z, a: given };
  });
}

/**
 * A number for a picture, where there is room for few digits.
 * @param {number} value
 */
export function short(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return "–";
  if (size >= 1e5 || (value && size < 5e-4)) return value.toExponential(1).replace("e+", "e").replaceAll("-", "−");
  return `${Number(value.toFixed(3))}`.replace("-", "−");
}
