// What the bug lab's pictures compute by themselves: curves with gaps, names that do not touch, and Python's words.
import assert from "node:assert/strict";
import { test } from "node:test";

import { indent, tokens } from "../../../pages/ui/first_principles/bugs/bugs_code.js";
import { apart, pieces, top } from "../../../pages/ui/first_principles/bugs/bugs_lines.js";

test("a curve is drawn in pieces where some of its values are none", () => {
  assert.deepEqual(pieces([[0, 1], [1, null], [2, 3], [3, 4]]), [[{ x: 0, y: 1 }], [{ x: 2, y: 3 }, { x: 3, y: 4 }]]);
  assert.deepEqual(pieces([[0, null]]), []);
});

test("an axis shows the highest of all curves, and something where all are 0", () => {
  assert.equal(top([[[0, 1], [1, null]], [[0, 2]]]), 2.16);
  assert.equal(top([[[0, 0]], []]), 1);
});

test("names stand at their heights where there is room, and else apart and in order", () => {
  assert.deepEqual(apart([10, 90], 17, 0, 100), [10, 90]);
  for (const heights of [[50, 52], [52, 50], [50, 50], [0, 1], [100, 99], [-20, -30]]) {
    const [one, other] = apart(heights, 17, 0, 100);
    assert.ok(Math.abs(one - other) >= 17);
    assert.ok(Math.min(one, other) >= 0 && Math.max(one, other) <= 100);
    assert.ok((one - other) * (heights[0] - heights[1]) >= 0);
  }
  assert.deepEqual(apart([200], 17, 0, 100), [100]);
});

test("a line keeps all of its letters, with keywords and a comment told apart", () => {
  const line = "for first in range(0, len(x), size):  # of a batch";
  assert.equal(tokens(line).map(({ text }) => text).join(""), line);
  assert.deepEqual(tokens(line).filter(({ kind }) => kind).map(({ text }) => text), ["for", "in", "# of a batch"]);
  assert.equal(indent("    return s"), 4);
});
