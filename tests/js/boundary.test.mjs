// The decision boundary's line and the answers between a map's cells.
import assert from "node:assert/strict";
import { test } from "node:test";

import { boundaryOf } from "../../pages/ui/shared/stage/boundary.js";
import { answersAt, placeAt, positionOf, shareAt } from "../../pages/ui/shared/stage/plane.js";

const SIDE = 12;
/** A map whose cell at row and column has a value. @param {(row: number, column: number) => number} value */
const mapOf = (value) => Uint8Array.from({ length: SIDE * SIDE }, (_, i) => value(Math.floor(i / SIDE), i % SIDE));

test("the boundary of a slope from left to right is a vertical line where it is undecided", () => {
  const segments = boundaryOf(mapOf((_, column) => (column + 0.5) / SIDE * 255), SIDE);
  assert.equal(segments.length, 4 * (SIDE - 1));
  for (let i = 0; i < segments.length; i += 2) assert.ok(Math.abs(segments[i] - 0.5) < 0.005);
});

test("a network that is undecided everywhere has no boundary, whichever way its answers are rounded", () => {
  assert.deepEqual(boundaryOf(mapOf((row, column) => 127 + (row * column) % 2), SIDE), []);
});

test("each segment begins and ends on the sides of one cell", () => {
  const segments = boundaryOf(mapOf((row, column) => Math.hypot(row - 5, column - 6) < 3 ? 240 : 10), SIDE);
  assert.ok(segments.length > 40);
  for (let i = 0; i < segments.length; i += 4) {
    const [x0, y0, x1, y1] = segments.slice(i, i + 4);
    assert.ok(Math.abs(x0 - x1) <= 1 / SIDE + 1e-9 && Math.abs(y0 - y1) <= 1 / SIDE + 1e-9);
  }
});

test("a straight boundary stays straight up to the map's edges", () => {
  const slope = mapOf((row, column) => 255 / (1 + Math.exp(6.1 - 0.3 * row - 0.8 * column)));
  const segments = boundaryOf(slope, SIDE);
  assert.ok(segments.length);
  for (let i = 0; i < segments.length; i += 2) {
    const away = 0.8 * (segments[i] * SIDE - 0.5) + 0.3 * (segments[i + 1] * SIDE - 0.5) - 6.1;
    assert.ok(Math.abs(away) < 0.05);
  }
});

test("the line around a disc is closed: each of its ends is the end of two segments", () => {
  const segments = boundaryOf(mapOf((row, column) => Math.hypot(row - 5, column - 6) < 3 ? 240 : 10), SIDE);
  const ends = new Map();
  for (let i = 0; i < segments.length; i += 2) {
    const end = `${segments[i].toFixed(6)} ${segments[i + 1].toFixed(6)}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  assert.deepEqual(new Set(ends.values()), new Set([2]));
});

test("a network that always says the same has no boundary", () => {
  assert.deepEqual(boundaryOf(mapOf(() => 255), SIDE), []);
});

test("a place of the plane and its position in the picture are each other's", () => {
  const plane = { x: [-2, 2], y: [0, 10], map: SIDE, outputs: 1 }, plot = { x: 40, y: 20, size: 300 };
  const position = positionOf(plane, plot, { x: 1, y: 2.5 });
  assert.deepEqual(position, [265, 245]);
  const share = shareAt(plot, position[0], position[1]);
  assert.ok(share);
  assert.deepEqual(placeAt(plane, share), { x: 1, y: 2.5 });
  assert.equal(shareAt(plot, 30, 100), null);
});

test("an answer is read between the four cells around its place, with high y on top", () => {
  const plane = { x: [0, 1], y: [0, 1], map: SIDE, outputs: 2 };
  const map = new Uint8Array([...mapOf((row) => (SIDE - 1 - row) * 20), ...mapOf((_, column) => column * 10)]);
  const [up, across] = answersAt(plane, { x: 0.5, y: 0.5 }, map);
  assert.ok(Math.abs(up - 110 / 255) < 1e-9);
  assert.ok(Math.abs(across - 55 / 255) < 1e-9);
});
