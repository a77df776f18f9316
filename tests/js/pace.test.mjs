// Whether a browser keeps up: by its frames, told from times when nothing moved.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Pace } from "../../pages/ui/shared/stage/pace.js";

/** Let so many seconds pass at a rate. @param {Pace} pace @param {number} seconds @param {number} rate */
function pass(pace, seconds, rate, from = 0) {
  for (let frame = 0; frame <= seconds * rate; frame++) pace.note(from + 1000 * frame / rate);
  pace.rest();
}

test("a browser at sixty frames a second keeps up", () => {
  const pace = new Pace(false);
  pass(pace, 20, 60);
  assert.equal(pace.slow, false);
});

test("few frames for a moment are no slow browser, for longer they are", () => {
  const pace = new Pace(false);
  pass(pace, 3, 20);
  assert.equal(pace.slow, false);
  pass(pace, 3, 20);
  assert.equal(pace.slow, true);
});

test("times when nothing moves do not count", () => {
  const pace = new Pace(false);
  for (let part = 0; part < 60; part++) pass(pace, 0.2, 60, 900 * part); // rests longer than it moves
  assert.equal(pace.slow, false);
  for (let second = 0; second < 60; second++) pace.note(2000 * second); // stood still: the tab, or the machine
  assert.equal(pace.slow, false);
});

test("a browser that is quick again is sent more messages, and after each return it takes longer", () => {
  const pace = new Pace(true);
  pass(pace, 5, 60);
  assert.equal(pace.slow, true);
  pass(pace, 3, 60);
  assert.equal(pace.slow, false);
  pass(pace, 6, 20);
  assert.equal(pace.slow, true);
  pass(pace, 8, 60);
  assert.equal(pace.slow, true);
  pass(pace, 6, 60);
  assert.equal(pace.slow, false);
});

test("between slow and quick all stays as it is", () => {
  for (const slow of [true, false]) {
    const pace = new Pace(slow);
    pass(pace, 30, 47);
    assert.equal(pace.slow, slow);
  }
});
