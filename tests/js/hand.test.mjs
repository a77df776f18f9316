// Whom of several fingers, palms and pens the ink follows, and that it is all there.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Hand } from "../../pages/ui/shared/drawing/hand.js";
import { thinned, trace } from "../../pages/ui/shared/drawing/ink.js";

const FINGER = 1, OTHER = 2, PALM = 3, PEN = 4;
/** @type {Hand} */
let hand;

beforeEach(() => { hand = new Hand(); });

/** @param {number} id @param {number} x @param {string} [kind] */
const down = (id, x, kind = "touch") => hand.down(id, kind, x, 0);

/** @param {number} id @param {number[]} places */
function move(id, ...places) {
  for (const x of places) hand.move(id, x, 0);
}

/** Where along its line a stroke has points. @param {number[] | null} points */
const places = (points) => points && points.filter((_, i) => i % 2 === 0);

test("a finger's way is its stroke, from where it came down", () => {
  down(FINGER, 0);
  move(FINGER, 3, 6, 50);
  assert.deepEqual(places(hand.up(FINGER)), [0, 3, 6, 50]);
  assert.equal(hand.drawing, null);
});

test("a finger that does not move leaves a dot", () => {
  down(FINGER, 5);
  assert.deepEqual(places(hand.up(FINGER)), [5]);
});

test("a second finger that taps in the middle of a stroke changes nothing", () => {
  down(FINGER, 0);
  move(FINGER, 50);
  assert.equal(down(OTHER, 200), null);
  move(OTHER, 210, 260);
  move(FINGER, 60);
  assert.equal(hand.up(OTHER), null);
  move(FINGER, 70);
  assert.deepEqual(places(hand.up(FINGER)), [0, 50, 60, 70]);
});

test("a second finger that stays longer than the first draws nothing either", () => {
  down(FINGER, 0);
  move(FINGER, 50);
  down(OTHER, 200);
  assert.deepEqual(places(hand.up(FINGER)), [0, 50]);
  move(OTHER, 260);
  assert.equal(hand.drawing, null);
  assert.equal(hand.up(OTHER), null);
});

test("a palm that rests first leaves nothing, and every stroke beside it is there", () => {
  down(PALM, 250);
  for (const start of [0, 20]) {
    down(FINGER, start);
    move(PALM, 252);
    move(FINGER, start + 4, start + 40);
    assert.deepEqual(places(hand.up(FINGER)), [start, start + 4, start + 40]);
  }
  assert.equal(hand.up(PALM), null);
});

test("a palm that comes after the finger, before that moves, leaves nothing", () => {
  down(FINGER, 0);
  down(PALM, 250);
  move(FINGER, 4, 40);
  assert.equal(hand.up(PALM), null);
  assert.deepEqual(places(hand.up(FINGER)), [0, 4, 40]);
});

test("beside a palm a finger can leave a dot", () => {
  down(PALM, 250);
  down(FINGER, 5);
  assert.deepEqual(places(hand.up(FINGER)), [5]);
  assert.equal(hand.up(PALM), null);
});

test("a pen is followed at once, and no palm beside it", () => {
  down(PALM, 250);
  down(PEN, 0, "pen");
  move(PALM, 200);
  move(PEN, 3);
  assert.deepEqual(places(hand.up(PEN)), [0, 3]);
  assert.equal(hand.up(PALM), null);
});

test("a pen takes over from a finger, whose ink stays", () => {
  down(FINGER, 100);
  move(FINGER, 150);
  assert.deepEqual(places(down(PEN, 0, "pen")), [100, 150]);
  move(FINGER, 170);
  assert.equal(hand.up(FINGER), null);
  assert.deepEqual(places(hand.up(PEN)), [0]);
});

test("what comes down again was lifted where nobody heard of it", () => {
  down(FINGER, 0, "mouse");
  move(FINGER, 50);
  assert.deepEqual(places(down(FINGER, 100, "mouse")), [0, 50]);
  assert.deepEqual(places(hand.up(FINGER)), [100]);
});

test("a stroke that is cut goes on from its last point, if it goes on", () => {
  down(FINGER, 0);
  move(FINGER, 50);
  assert.deepEqual(places(hand.cut()), [0, 50]);
  assert.equal(hand.cut(), null);
  move(FINGER, 60);
  assert.deepEqual(places(hand.up(FINGER)), [50, 60]);
  down(FINGER, 0);
  hand.cut();
  assert.equal(hand.up(FINGER), null);
});

test("points that show nothing are left out, and the last one stays", () => {
  assert.deepEqual(thinned([0, 0, 0.1, 0, 5, 0, 5.1, 0.123]), [0, 0, 5, 0, 5.1, 0.12]);
  assert.deepEqual(thinned([1.005, 2]), [1, 2]);
});

test("ink goes from the first point to the last, and a dot has a length", () => {
  for (const [points, way] of /** @type {[number[], number[][]][]} */ ([
    [[0, 0, 10, 0, 10, 10], [[0, 0], [5, 0], [10, 0, 10, 5], [10, 10]]], [[3, 4], [[3, 4], [3.5, 4]]]])) {
    /** @type {number[][]} */
    const drawn = [];
    const note = (/** @type {number[]} */ ...numbers) => { drawn.push(numbers); };
    trace({ moveTo: note, lineTo: note, quadraticCurveTo: note }, points, 0.5);
    assert.deepEqual(drawn, way);
  }
});
