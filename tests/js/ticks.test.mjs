// Where an axis has its numbers.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ticks } from "../../pages/ui/shared/js/ticks.js";

const PLAIN = { scale: 1, offset: 0 };

test("ticks are round and stand where their values are", () => {
  const found = ticks([0, 1], PLAIN);
  assert.deepEqual(found.map(({ text }) => text), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  for (const { at, text } of found) assert.ok(Math.abs(at - Number(text)) < 1e-9);
});

test("ticks are in the units that people know", () => {
  const places = ticks([-1, 1], { scale: 10, offset: 170 });
  assert.deepEqual(places.map(({ text }) => text), ["160", "165", "170", "175", "180"]);
  assert.deepEqual(places.map(({ at }) => at), [0, 0.25, 0.5, 0.75, 1]);
});

test("a column that is all alike has one tick", () => {
  assert.deepEqual(ticks([1, 1], PLAIN), [{ at: 0.5, text: "1" }]);
});

test("there are about as many ticks as asked for, for any range", () => {
  for (let power = -8; power < 9; power++) {
    for (const width of [1, 1.7, 3, 4.5, 9.9]) {
      const range = [-0.3 * width * 10 ** power, 0.7 * width * 10 ** power], found = ticks(range, PLAIN);
      assert.ok(found.length >= 2 && found.length <= 6, `${found.length} between ${range}`);
      for (const { at } of found) assert.ok(at > -1e-6 && at < 1 + 1e-6);
    }
  }
});
