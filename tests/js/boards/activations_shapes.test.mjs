// What the pictures of the chapter Activations are made of.
import assert from "node:assert/strict";
import { test } from "node:test";

import { chainOf } from "../../../pages/ui/first_principles/activations/chain_numbers.js";
import { ends, lowered, powers, raised, roomy, said, traced }
  from "../../../pages/ui/first_principles/activations/shapes.js";
import { ACTIVATIONS } from "../../../pages/ui/first_principles/board/functions.js";

test("a number is said with four decimals, or with a power of ten where they would not say it", () => {
  assert.deepEqual([1.5, 0, -0.25, 0.81757, 1e-7, -2.34e6, 99999].map(said),
                   ["1.5", "0", "−0.25", "0.8176", "1.0·10⁻⁷", "−2.3·10⁶", "99999"]);
  assert.deepEqual([NaN, Infinity, -Infinity].map(said), ["not a number", "∞", "−∞"]);
});

test("exponents are raised and indices lowered", () => {
  assert.equal(raised(-12), "⁻¹²");
  assert.equal(lowered(10), "₁₀");
});

test("a smooth or kinked function is one line, a jump ends it", () => {
  for (const name of ["sigmoid", "tanh", "relu", "leaky_relu", "gelu", "sine", "identity"])
    assert.equal(traced(ACTIVATIONS[name].f, -6, 6).length, 1, name);
  for (const of of [ACTIVATIONS.step.f, ACTIVATIONS.relu.slope, ACTIVATIONS.leaky_relu.slope]) {
    const [left, right, ...more] = traced(of, -6, 6.1);
    assert.deepEqual(more, []);
    assert.equal(new Set(left.map(({ y }) => y)).size, 1);
    assert.equal(new Set(right.map(({ y }) => y)).size, 1);
    assert.ok(Math.abs(left[left.length - 1].x) < 1e-9 && Math.abs(right[0].x) < 1e-9);
  }
});

test("a steep function that is far from its ends is still one line", () => {
  assert.equal(traced((x) => Math.tanh(100 * x), -6, 6).length, 1);
});

test("axes have room around their values, and for values that are all alike, too", () => {
  assert.deepEqual(roomy([0, 100], 0.1), [-10, 110]);
  assert.deepEqual(roomy([2, 2]), [1.5, 2.5]);
  assert.deepEqual(ends([3, NaN, -1, Infinity]), [-1, 3]);
  assert.deepEqual(ends([NaN]), [0, 0]);
});

test("powers of ten span all sizes but zero", () => {
  assert.deepEqual(powers([1e-7, 0.5], [-3, 1]), [-7, 1]);
  assert.deepEqual(powers([3e120, 0], [-3, 1]), [-3, 121]);
  assert.deepEqual(powers([0, 0], [-3, 1]), [-3, 1]);
});

test("a chain multiplies derivatives and weights from the output back", () => {
  const square = { f: (/** @type {number} */ z) => z * z, slope: (/** @type {number} */ z) => 2 * z };
  const layers = chainOf(square, 2, 3, 1, 1); // z = 4, a = 16; z = 49, a = 2401
  assert.deepEqual(layers.map(({ z, a }) => [z, a]), [[4, 16], [49, 2401]]);
  assert.deepEqual(layers.map(({ product }) => product), [8 * 3 * 98, 98]);
});
