// The chapter Feedforward: a pass through a small network, and the way of keys through a matrix.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../../../pages/ui/first_principles/feedforward/cells.js";
import { forward, short } from "../../../pages/ui/first_principles/feedforward/forward.js";

const layers = [{ weights: [[0, 0], [1, 1]], biases: [0, 0], activation: "sigmoid" },
                { weights: [[0], [1]], biases: [0], activation: "sigmoid" }];

test("the tutorial's network gives the tutorial's number", () => {
  const [hidden, output] = forward([2, 3], layers);
  assert.deepEqual(hidden.z, [3, 3]);
  assert.ok(Math.abs(output.a[0] - 0.7216325609518421) < 1e-15);
});

test("each layer has an activation of its own", () => {
  const [first, second] = forward([-2, 1], [{ weights: [[1], [0]], biases: [0], activation: "relu" },
                                            { weights: [[3]], biases: [5], activation: "identity" }]);
  assert.deepEqual([first.z, first.a, second.a], [[-2], [0], [5]]);
});

test("an arrow key leads to the next cell, and stays at the edge", () => {
  assert.deepEqual(moved("ArrowRight", 0, 0, 4, 2), { row: 0, column: 1 });
  assert.deepEqual(moved("ArrowRight", 0, 1, 4, 2), { row: 0, column: 1 });
  assert.deepEqual(moved("ArrowUp", 0, 1, 4, 2), { row: 0, column: 1 });
  assert.deepEqual(moved("PageDown", 0, 1, 4, 2), { row: 3, column: 1 });
  assert.deepEqual(moved("Home", 2, 1, 4, 2), { row: 2, column: 0 });
  assert.equal(moved("Tab", 0, 0, 4, 2), null);
});

test("a number in the picture is short, and says when it is huge or tiny", () => {
  assert.deepEqual([2, -0.5, 0.95257, 0, 1e-300, -2e6, Infinity].map(short),
                   ["2", "−0.5", "0.953", "0", "1.0e−300", "−2.0e6", "–"]);
});
