// The engine's functions once more, for pictures that follow a finger: a test holds them to the engine's own numbers.
// Whatever is printed comes from the engine.

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const STEEPNESS = Math.sqrt(2 / Math.PI), CUBIC = 0.044715, LEAK = 0.01;
/** @param {number} z */
const bend = (z) => Math.tanh(STEEPNESS * (z + CUBIC * z ** 3));

/**
 * Each activation f(z) with its derivative f'(z), by the names of the engine's table.
 * @type {Record<string, {f: (z: number) => number, slope: (z: number) => number}>}
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
