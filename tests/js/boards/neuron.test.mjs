// The geometry of one neuron's pictures, and its functions' classes.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  furtherZeros, lineWithin, rangeOf, short, windowOf,
} from "../../../pages/ui/first_principles/neuron/geometry.js";

/** @type {[number, number]} */ const ENDS = [-5, 5];
let seed = 1;
/** A number from -1 to 1. */
const drawn = () => { seed = (seed * 16807) % 2147483647; return seed / 1073741823.5 - 1; };

test("a line ends at the sides of the rectangle, and z is 0 at both ends", () => {
  let seen = 0;
  for (let i = 0; i < 500; i++) {
    const [w1, w2, b] = [10 * drawn(), 10 * drawn(), 30 * drawn()], line = lineWithin(w1, w2, b, ENDS, ENDS);
    const sums = ENDS.flatMap((x) => ENDS.map((y) => w1 * x + w2 * y + b));
    assert.equal(line !== null, Math.min(...sums) < 0 && Math.max(...sums) > 0);
    for (const { x, y } of line ?? []) {
      seen += 1;
      assert.ok(Math.abs(w1 * x + w2 * y + b) < 1e-9);
      assert.ok(Math.abs(Math.max(Math.abs(x), Math.abs(y)) - 5) < 1e-9);
    }
  }
  assert.ok(seen > 200);
});

test("lines along an axis, with weights of any size, are found; without weights there is none", () => {
  assert.deepEqual(lineWithin(0, 1, 4, ENDS, ENDS)?.map(({ y }) => y), [-4, -4]);
  assert.deepEqual(lineWithin(2, 0, -4, ENDS, ENDS)?.map(({ x }) => x), [2, 2]);
  assert.ok(lineWithin(1e-300, 1e-300, 0, ENDS, ENDS));
  assert.ok(lineWithin(1e6, -1e6, 1, ENDS, ENDS));
  assert.equal(lineWithin(1e-300, 0, 1e6, ENDS, ENDS), null);
  assert.equal(lineWithin(0, 0, 0, ENDS, ENDS), null);
});

test("a sine is zero on lines that are pi apart, which are left out where they are too many to see", () => {
  const lines = furtherZeros(1, 0, 0, ENDS, ENDS);
  assert.deepEqual(lines.map(([{ x }]) => Number(x.toFixed(4))), [-3.1416, 3.1416]);
  assert.deepEqual(furtherZeros(1e6, 1, 0, ENDS, ENDS), []);
  assert.deepEqual(furtherZeros(0, 0, 5, ENDS, ENDS), []);
});

test("the curve's window has the sum in it", () => {
  for (const z of [0, 3, -7, 40, -1e12, 1e-300])
    for (const isWave of [false, true]) {
      const [low, high] = windowOf(z, isWave);
      assert.ok(low <= z && z <= high && high - low >= 12);
    }
});

test("the scale's middle is the threshold, so that the color turns where the class does", () => {
  for (const [activation, threshold] of /** @type {[string, number][]} */ (
    [["sigmoid", 0.5], ["step", 0.5], ["tanh", 0], ["sine", 0], ["relu", 0], ["identity", 0]])) {
    const [low, high] = rangeOf({ activation, threshold }, [-3, 12]);
    assert.equal((low + high) / 2, threshold);
  }
  assert.deepEqual(rangeOf({ activation: "relu", threshold: 0 }, [0, 12, 3, 4]), [-12, 12]);
});

test("a number in the picture is short, and says when it is only rounded to a whole one", () => {
  for (const [value, text] of /** @type {[number, string][]} */ ([
    [2, "2"], [-2, "−2"], [0, "0"], [0.5, "0.5"], [-1.25, "−1.25"], [0.9990889, "0.999"], [0.99999, "≈ 1"], [6.9999, "≈ 7"],
    [1e-5, "1.0e−5"], [-1e-300, "−1.0e−300"], [1e6, "1.0e+6"], [12.5, "12.5"], [1234.5, "1235"]]))
    assert.equal(short(value), text);
});
