// The losses' pictures: what they compute by themselves while a finger drags.
import assert from "node:assert/strict";
import { test } from "node:test";

import { LOSSES, reach, scoresOf, softmax, twoClassLoss } from "../../../pages/ui/first_principles/loss/loss_functions.js";

test("each derivative is the slope of its loss", () => {
  for (const { f, slope } of Object.values(LOSSES))
    for (const y of [0, 1])
      for (let p = 0.05; p < 1; p += 0.1) {
        const found = (f(p + 1e-6, y) - f(p - 1e-6, y)) / 2e-6;
        assert.ok(Math.abs(found - slope(p, y)) < 1e-6 * (1 + Math.abs(found)));
      }
});

test("the cross-entropy of an impossible label is infinite, and that of a certain one 0", () => {
  assert.equal(LOSSES.crossEntropy.f(0, 1), Infinity);
  assert.equal(LOSSES.crossEntropy.f(1, 0), Infinity);
  assert.deepEqual([LOSSES.crossEntropy.f(1, 1), LOSSES.crossEntropy.f(0, 0)], [0, 0]);
});

test("probabilities add up to 1, however large the scores are", () => {
  for (const scores of [[2, 1, 0.1], [1e6, -1e6], [-1e6, -1e6, -1e6], [1000, 1001]]) {
    const found = softmax(scores);
    assert.ok(Math.abs(found.reduce((sum, p) => sum + p, 0) - 1) < 1e-12);
    assert.ok(found.every((p) => p >= 0 && p <= 1));
  }
});

test("the loss of a hopeless score grows as far as it lies behind", () => {
  assert.equal(twoClassLoss(0), Math.log(2));
  assert.equal(twoClassLoss(1000), 1000);
});

test("scores are read as this picture writes them; what was typed some other way is Python's to read", () => {
  assert.deepEqual(scoresOf("2, 1, 0.1"), [2, 1, 0.1]);
  for (const text of [undefined, 3, "", "2", "2, x", "2,", "1/2, 1"]) assert.equal(scoresOf(text), null);
});

test("an axis has room for its scores, and a round end", () => {
  assert.deepEqual([[0], [4, -5], [5.1], [-18], [1e6, 2]].map(reach), [5, 5, 10, 20, 1e6]);
});
