// The numbers of a chain of layers of one neuron each, for a picture that follows a finger: a test holds them to the
// engine's.

/**
 * z: the weighted sum; a: the output; slope: f'(z); factor: what a gradient is multiplied by here; product: the
 * derivative of the chain's output by z.
 * @typedef {{z: number, a: number, slope: number, factor: number, product: number}} Layer
 */

/**
 * @param {{f: (z: number) => number, slope: (z: number) => number}} pair
 * @param {number} depth @param {number} w @param {number} b @param {number} x
 * @returns {Layer[]}
 */
export function chainOf({ f, slope }, depth, w, b, x) {
  /** @type {Layer[]} */
  const layers = [];
  let a = x;
  for (let i = 0; i < depth; i++) {
    const z = w * a + b, derivative = slope(z);
    a = f(z);
    layers.push({ z, a, slope: derivative, factor: i < depth - 1 ? derivative * w : derivative, product: 0 });
  }
  let product = 1;
  for (const layer of layers.toReversed()) {
    layer.product = product *= layer.slope;
    product *= w;
  }
  return layers;
}
