// Where a network's parts stand, and which parameters they are.
import assert from "node:assert/strict";
import { test } from "node:test";

import { closest, nearest } from "../../pages/ui/shared/js/nearest.js";
import { alongCurve, distanceTo } from "../../pages/ui/shared/stage/bezier.js";
import { bestPlace } from "../../pages/ui/shared/stage/controls/editor.js";
import { neighborOf } from "../../pages/ui/shared/stage/controls/walk.js";
import { fileName, wrapped } from "../../pages/ui/shared/stage/controls/export.js";
import { isNode, layoutOf, parameterOf } from "../../pages/ui/shared/stage/network_layout.js";

test("every parameter is one weight's or one bias's", () => {
  for (const sizes of [[2, 1], [2, 3, 1], [5, 4, 3, 3]]) {
    const { columns, edges } = layoutOf(sizes, 600, 300);
    const things = [...edges, ...columns.flat()].map(parameterOf).filter((index) => index >= 0);
    const count = sizes.slice(1).reduce((sum, fanOut, l) => sum + (sizes[l] + 1) * fanOut, 0);
    assert.deepEqual(things.sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i));
  }
});

test("parameters stand in the engine's order: each layer's weights by input, then its biases", () => {
  const { columns, edges } = layoutOf([2, 3, 1], 600, 300), edge = edges.find(({ weight }) => weight === 4);
  assert.deepEqual([edge?.from.layer, edge?.from.index, edge?.to.index], [0, 1, 1]); // w[1, 1] of 2 x 3
  assert.deepEqual(columns[1].map(({ bias }) => bias), [6, 7, 8]);
  assert.equal(columns[2][0].bias, 12);
  assert.equal(columns[0][0].bias, -1);
});

test("tiles of a column do not overlap, and all stand in the picture", () => {
  const { tile, columns } = layoutOf([2, 8, 8, 1], 560, 460);
  for (const column of columns) {
    column.forEach((node, i) => {
      assert.ok(node.x >= 0 && node.x + tile <= 560 && node.y >= 0 && node.y + tile <= 460);
      if (i) assert.ok(node.y >= column[i - 1].y + tile);
    });
  }
});

test("neurons and weights are told apart", () => {
  const { columns, edges } = layoutOf([2, 1], 600, 300);
  assert.deepEqual([isNode(columns[0][0]), isNode(edges[0]), isNode(null)], [true, false, false]);
});

test("a curve begins and ends where it says, and is near to its own points", () => {
  const curve = [0, 0, 40, 0, 60, 100, 100, 100];
  assert.deepEqual(alongCurve(curve, 0), [0, 0]);
  assert.deepEqual(alongCurve(curve, 1), [100, 100]);
  const [x, y] = alongCurve(curve, 0.5);
  assert.ok(distanceTo(curve, x, y + 3) <= 3);
  assert.equal(distanceTo(curve, 120, 100), Infinity);
});

test("the closest thing within reach is found, or none", () => {
  assert.equal(closest([5, 9, 2], (thing) => Math.abs(thing - 8)), 9);
  assert.equal(closest([5, 9, 2], (thing) => Math.abs(thing - 20), 3), null);
  assert.deepEqual(nearest([[0, "a"], [10, "b"]].map(([epoch]) => [Number(epoch)]), 7), [10]);
});

test("by keys, the next column's thing at the same height is reached, and columns end where they end", () => {
  const stations = [["x1", "x2"], ["w1", "w2", "w3", "w4"], ["out"]];
  assert.equal(neighborOf(stations, "x2", [1, 0]), "w4");
  assert.equal(neighborOf(stations, "w1", [0, 1]), "w2");
  assert.equal(neighborOf(stations, "w1", [0, -1]), "w1");
  assert.equal(neighborOf(stations, "out", [1, 0]), "out");
  assert.equal(neighborOf(stations, "out", [-1, 0]), "w3");
});

test("the editor stands beside what it edits, over nothing that matters", () => {
  const room = { width: 800, height: 500, top: 40 }, spots = [[200, 100], [210, 105], [220, 110]];
  const map = { x: 500, y: 40, width: 300, height: 300 };
  const best = bestPlace({ width: 234, height: 120 }, room, spots, [], map);
  assert.ok(best && best.left + 234 <= 500);
  for (const [x, y] of spots) {
    assert.ok(x < best.left - 7 || x > best.left + 241 || y < best.top - 7 || y > best.top + 127);
  }
  const across = Math.max(best.left - 210, 0, 210 - best.left - 234);
  const down = Math.max(best.top - 105, 0, 105 - best.top - 120);
  assert.ok(Math.hypot(across, down) < 60);
});

test("where there is no room beside it, the editor has no place", () => {
  const room = { width: 234, height: 160, top: 40 }, map = { x: 0, y: 0, width: 0, height: 0 };
  assert.equal(bestPlace({ width: 234, height: 120 }, room, [[100, 90]], [], map), null);
});

test("a picture's file is named after its problem and epoch", () => {
  assert.equal(fileName("XOR (noisy)", "1,250.5"), "xor-noisy-epoch-1250.5.png");
});

test("a text is wrapped where it would be too wide, but never within a word", () => {
  const widthOf = (/** @type {string} */ text) => text.length;
  assert.deepEqual(wrapped(widthOf, "one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrapped(widthOf, "unbreakable", 3), ["unbreakable"]);
});
