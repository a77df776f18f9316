// What the boards of Gradient descent compute by themselves: curves between known places, walks, and contour lines.
import assert from "node:assert/strict";
import { test } from "node:test";

import { levels, pieces, sampled, unpacked } from "../../../pages/ui/first_principles/descent/boards/contours.js";
import { short } from "../../../pages/ui/first_principles/descent/boards/controls.js";
import { interpolated } from "../../../pages/ui/first_principles/descent/boards/hermite.js";
import { along, hop } from "../../../pages/ui/first_principles/descent/boards/hops.js";
import { Walk } from "../../../pages/ui/first_principles/descent/boards/walk.js";
import { Axes } from "../../../pages/ui/first_principles/board/plot.js";

const cubic = (x) => x ** 3 - 2 * x + 1, slope = (x) => 3 * x * x - 2;
const PLACES = [-2, -1.5, 0, 0.1, 2];
const KNOWN = { places: PLACES, losses: PLACES.map(cubic), slopes: PLACES.map(slope) };

test("a cubic is met everywhere, with its slope", () => {
  for (let x = -2; x <= 2; x += 0.037) {
    const found = interpolated(KNOWN, x);
    assert.ok(Math.abs(found.value - cubic(x)) < 1e-12);
    assert.ok(Math.abs(found.slope - slope(x)) < 1e-12);
  }
});

test("beyond its ends a curve goes on as it ended", () => {
  assert.equal(interpolated(KNOWN, 1e9).value, cubic(2));
  assert.equal(interpolated(KNOWN, -1e9).slope, slope(-2));
});

const PATH = { at: [1, 0.5, 0.25], losses: [1, 0.25, 0.0625], slopes: [2, 1, 0.5] };

test("a walk takes one step after the other, and counts them", () => {
  const walk = new Walk();
  walk.arrive("curve", 1, 1);
  assert.deepEqual(walk.step(PATH), { at: 0.5, loss: 0.25 });
  assert.deepEqual(walk.step(PATH), { at: 0.25, loss: 0.0625 });
  assert.equal(walk.step(PATH), null);
  assert.equal(walk.count, 2);
});

test("a walk goes on where its path begins anew at the present place", () => {
  const walk = new Walk();
  walk.arrive("curve", 1, 1);
  walk.step(PATH);
  walk.arrive("curve", 0.5, 0.25);
  walk.step({ at: [0.5, 0.4], losses: [0.25, 0.16], slopes: [1, 0.8] });
  assert.deepEqual(walk.stops.map(({ at }) => at), [1, 0.5, 0.4]);
  assert.deepEqual(walk.back(), { at: 1, loss: 1 });
  assert.equal(walk.count, 0);
});

test("another place or another curve begins a new walk", () => {
  const walk = new Walk();
  walk.arrive("curve", 1, 1);
  walk.step(PATH);
  walk.arrive("curve", 3, 9);
  assert.equal(walk.count, 0);
  walk.arrive("other", 3, 8);
  assert.deepEqual(walk.stops, [{ at: 3, loss: 8 }]);
});

const SIDE = 41;
const plane = (x, y) => (x - 20) ** 2 + 4 * (y - 15) ** 2;
const GRID = { side: SIDE, low: 0, high: plane(0, 40),
               values: Float64Array.from({ length: SIDE * SIDE }, (_, i) => plane(i % SIDE, Math.floor(i / SIDE))) };

test("a contour line runs where the loss is its level", () => {
  for (const level of levels(GRID)) {
    const found = pieces(GRID, level);
    assert.ok(found.length > 3);
    for (const [x, y, toX, toY] of found) {
      assert.ok(Math.abs(sampled(GRID, x, y).value - level) < 1e-9 * GRID.high);
      assert.ok(Math.hypot(toX - x, toY - y) <= Math.SQRT2 + 1e-9);
    }
  }
});

test("the gradient stands at a right angle to the contour lines", () => {
  for (const [x, y, toX, toY] of pieces(GRID, 300)) {
    const dx = 2 * (x - 20), dy = 8 * (y - 15), length = Math.hypot(toX - x, toY - y);
    if (length > 0.5) assert.ok(Math.abs(dx * (toX - x) + dy * (toY - y)) / (Math.hypot(dx, dy) * length) < 0.12);
  }
});

test("a flat grid has no contour lines and no gradient", () => {
  const flat = { side: 3, low: 0.5, high: 0.5, values: new Float64Array(9).fill(0.5) };
  for (const level of levels(flat)) assert.deepEqual(pieces(flat, level), []);
  assert.deepEqual(sampled(flat, 1.3, 0.2), { value: 0.5, across: 0, up: 0 });
});

test("a grid arrives as it was sent, to two bytes", () => {
  const shares = btoa(String.fromCharCode(0, 0, 255, 255, 0, 128, 1, 0));
  const { values } = unpacked({ side: 2, low: 1, high: 3, shares });
  assert.deepEqual([...values.slice(0, 2)], [1, 3]);
  assert.ok(Math.abs(values[2] - 2) < 1e-4 && values[3] > 1);
});

test("a hop leads from one stop to the next one, and one too short to see is nothing", () => {
  const axes = new Axes({ left: 0, top: 0, width: 100, height: 100, x: [0, 1], y: [0, 1] });
  const from = { at: 0.1, loss: 0.5 }, to = { at: 0.9, loss: 0.2 };
  assert.deepEqual(along(axes, from, to, 0), { x: 10, y: 50 });
  assert.deepEqual(along(axes, from, to, 1), { x: 90, y: 80 });
  assert.match(hop(axes, from, to), /class="hop"/);
  assert.equal(hop(axes, from, from), "");
});

test("numbers are short, whatever their size", () => {
  assert.deepEqual([0, 1, -0.5, 0.12345, 12.3456, 1234.56, 1e-7, -2.5e6].map(short),
    ["0", "1", "−0.5", "0.1235", "12.346", "1234.6", "1.0e−7", "−2.5e+6"]);
});
