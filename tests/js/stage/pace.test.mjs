// Whether a browser keeps up: by its frames, told from times when nothing moved.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Pace } from "../../../pages/ui/shared/stage/pace.js";

/**
 * Let so many seconds pass in frames that take so long, in turns.
 * @param {Pace} pace @param {number} seconds @param {number[]} frames milliseconds @param {number} [from] milliseconds
 */
function pass(pace, seconds, frames, from = 0) {
  for (let now = from, i = 0; now <= from + 1000 * seconds; now += frames[i++ % frames.length]) pace.note(now);
  pace.rest();
}

const EVEN = [16], BUSY = [16, 16, 140], BETWEEN = [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 70];

test("a browser at sixty even frames a second keeps up, and so does one that saves power at thirty", () => {
  for (const frames of [EVEN, [33]]) {
    const pace = new Pace(false);
    pass(pace, 20, frames);
    assert.equal(pace.slow, false);
  }
});

test("long frames for a moment are no slow browser, for longer they are", () => {
  const pace = new Pace(false);
  pass(pace, 3, BUSY);
  assert.equal(pace.slow, false);
  pass(pace, 3, BUSY);
  assert.equal(pace.slow, true);
});

test("times when nothing moves do not count", () => {
  const pace = new Pace(false);
  for (let part = 0; part < 60; part++) pass(pace, 0.2, EVEN, 900 * part); // rests longer than it moves
  assert.equal(pace.slow, false);
  for (let second = 0; second < 60; second++) pace.note(2000 * second); // stood still: the tab, or the machine
  assert.equal(pace.slow, false);
});

test("a browser that is quick again is sent more messages, and after each return it takes longer", () => {
  const pace = new Pace(true);
  pass(pace, 5, EVEN);
  assert.equal(pace.slow, true);
  pass(pace, 3, EVEN);
  assert.equal(pace.slow, false);
  pass(pace, 6, BUSY);
  assert.equal(pace.slow, true);
  pass(pace, 8, EVEN);
  assert.equal(pace.slow, true);
  pass(pace, 7, EVEN);
  assert.equal(pace.slow, false);
});

test("between slow and quick all stays as it is", () => {
  for (const slow of [true, false]) {
    const pace = new Pace(slow);
    pass(pace, 30, BETWEEN);
    assert.equal(pace.slow, slow);
  }
});
