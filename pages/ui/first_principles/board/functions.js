// The engine's functions once more, for pictures that follow a finger: a test holds them to the engine's own numbers.
// Whatever is printed comes from the engine.

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const STEEPNESS = Math.sqrt(2 / Math.PI), CUBIC = 0.044715, LEAK = 0.01;
/** @param {number} z */
const bend = (z) => Math.tanh(STEEPNESS * (z + CUBIC * z ** 3));

/** @typedef {{f: (z: number) => number, slope: (z: number) => number}} Pair */

/**
 * A function by the engine's numbers at z = sinh(step i), i from -half to half; null where they are not finite.
 * @typedef {{step: number, f: (number | null)[], slope: (number | null)[]}} Sampled
 */

/**
 * Each activation f(z) with its derivative f'(z), by the names of the engine's table.
 * @type {Record<string, Pair>}
 */
export const ACTIVATIONS = {
  sigmoid: { f: sigmoid, slope: (z) => sigmoid(z) - sigmoid(z) ** 2 },
  tanh: { f: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 },
  relu: { f: (z) => Math.max(0, z), slope: (z) => Number(z > 0) },
  leaky_relu: { f: (z) => Math.max(z, LEAK * z), slope: (z) => (z > 0 ? 1 : LEAK) },
  gelu: { f: (z) => z / 2 * (1 + bend(z)),
          slope: (z) => (1 + bend(z)) / 2 + z / 2 * (1 - bend(z) ** 2) * STEEPNESS * (1 + 3 * CUBIC * z * z) },
  sine: { f: Math.sin, slope: Math.cos },
  identity: { f: (z) => z, slope: () => 1 },
  step: { f: (z) => Number(z > 0), slope: () => 0 },
};

/** Take up functions that are not in the table, by name. @param {Record<string, Sampled>} sampled */
export function learn(sampled) {
  for (const [name, samples] of Object.entries(sampled)) ACTIVATIONS[name] ??= between(samples);
}

/**
 * f as a cubic between its samples, which has their slopes; a straight line beyond.
 * @param {Sampled} samples
 * @returns {Pair}
 */
function between({ step, f, slope }) {
  const half = (f.length - 1) / 2;
  /** The samples around z, and how far z lies between them, from 0 to 1. @param {number} z */
  const around = (z) => {
    const i = Math.max(0, Math.min(2 * half - 1, Math.floor(Math.asinh(z) / step + half)));
    const low = Math.sinh((i - half) * step), width = Math.sinh((i + 1 - half) * step) - low;
    return { width, share: (z - low) / width, values: [f[i], f[i + 1], slope[i], slope[i + 1]].map((y) => y ?? NaN) };
  };
  return {
    f: (z) => {
      const { width, share: t, values: [from, to, rises, ends] } = around(z);
      if (t < 0) return from + t * width * rises;
      if (t > 1) return to + (t - 1) * width * ends;
      const [a, b] = [width * rises - (to - from), to - from - width * ends];
      return from + t * (to - from) + t * (1 - t) * (a * (1 - t) + b * t);
    },
    slope: (z) => {
      const { share, values: [, , rises, ends] } = around(z), t = Math.max(0, Math.min(1, share));
      return rises + t * (ends - rises);
    },
  };
}
