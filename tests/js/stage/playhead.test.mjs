// Blending between snapshots, and the pace of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Blender } from "../../../pages/ui/shared/stage/blend.js";
import { Playhead } from "../../../pages/ui/shared/stage/playhead.js";

/** A snapshot all of whose values are the same. @param {number} value @param {string} [largeOf] */
const snapshot = (value, largeOf = "1,0") => ({
  epoch: value, loss: value, accuracy: value, testLoss: value, testAccuracy: value, largest: value, largeOf,
  params: Float32Array.of(value, value), inputTiles: Uint8Array.of(value), tiles: Uint8Array.of(value),
  map: Uint8Array.of(value), large: Uint8Array.of(value) });

test("a blend has everything on its way from one snapshot to the next", () => {
  const blend = new Blender().blend(snapshot(0), snapshot(100), 0.25);
  for (const part of [blend.params, blend.tiles, blend.map, blend.large]) assert.equal(part[0], 25);
  assert.equal(blend.largest, 100);
});

test("another neuron's large map is not blended with the last one's", () => {
  const blend = new Blender().blend(snapshot(0), snapshot(100, "1,1"), 0.25);
  assert.equal(blend.large[0], 100);
  assert.equal(blend.largeOf, "1,1");
});

test("the room for a blend is used again", () => {
  const blender = new Blender(), first = blender.blend(snapshot(0), snapshot(10), 0.5).params;
  assert.equal(blender.blend(snapshot(10), snapshot(20), 0.5).params, first);
  assert.equal(first[0], 15);
});

test("a playhead that rests shows its snapshot itself", () => {
  const only = snapshot(1), playhead = new Playhead(only);
  assert.equal(playhead.at(0, 40), only);
  assert.equal(playhead.isMoving, false);
});

test("it goes from snapshot to snapshot and ends at the last one exactly", () => {
  const last = snapshot(200), playhead = new Playhead(snapshot(0));
  playhead.add([snapshot(100), last]);
  const seen = [];
  for (let now = 1000; playhead.isMoving && now < 2000; now += 16) seen.push(playhead.at(now, 40).params[0]);
  assert.equal(playhead.shown, last);
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
  assert.ok(seen.length > 4);
});

test("what piles up in a background tab is dropped, the oldest first", () => {
  const playhead = new Playhead(snapshot(0)), many = Array.from({ length: 30 }, (_, i) => snapshot(i));
  let dropped = 0;
  for (let first = 0; first < 30; first += 3) dropped += playhead.add(many.slice(first, first + 3));
  assert.equal(dropped, 21);
  assert.equal(playhead.queue[0], many[21]);
});

test("more may wait where more come at once", () => {
  const playhead = new Playhead(snapshot(0)), many = Array.from({ length: 12 }, (_, i) => snapshot(i));
  for (let message = 0; message < 3; message++) assert.equal(playhead.add(many), 0);
  assert.equal(playhead.add(many), 12);
});

test("a second's snapshots at once are shown in about a second, whatever waits", () => {
  const playhead = new Playhead(snapshot(0)), gap = 1000 / 12;
  playhead.add(Array.from({ length: 12 }, (_, i) => snapshot(i + 1)));
  let now = 1000;
  for (; playhead.isMoving; now += 16) playhead.at(now, gap);
  assert.ok(now > 1900 && now < 2300, String(now));
});

test("what is held stands still, whatever comes, until it jumps or is released", () => {
  const playhead = new Playhead(snapshot(0));
  playhead.add([snapshot(100), snapshot(200)]);
  const half = playhead.at(1000, 40) && playhead.at(1020, 40), value = half.params[0];
  playhead.hold();
  playhead.add([snapshot(300)]);
  assert.equal(playhead.isMoving, false);
  assert.equal(playhead.at(1500, 40).params[0], value);
  playhead.release();
  assert.equal(playhead.isMoving, true);
  assert.ok(playhead.at(1501, 40).params[0] > value);
  playhead.hold();
  playhead.jump(snapshot(7));
  assert.equal(playhead.at(1600, 40).params[0], 7);
});

test("a jump forgets what waits", () => {
  const playhead = new Playhead(snapshot(0)), there = snapshot(7);
  playhead.add([snapshot(1), snapshot(2)]);
  playhead.jump(there);
  assert.equal(playhead.at(0, 40), there);
  assert.equal(playhead.isMoving, false);
});
