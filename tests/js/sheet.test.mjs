// What lies on a sheet, and who has the last word: nothing that is drawn while word of something else is on its way is
// lost by it, or drawn twice.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Sheet } from "../../pages/ui/shared/drawing/sheet.js";

/** @import { Laid, Stroke } from "../../pages/ui/shared/drawing/sheet.js" */

/** @type {Sheet} */
let sheet;

beforeEach(() => {
  sheet = new Sheet();
  sheet.hear(laid({}), 0);
});

/** A stroke that is known by its width. @param {number} width @returns {Stroke} */
const stroke = (width) => ({ points: [1, 2], width, erases: false });

/** @param {Partial<Laid>} changes @returns {Laid} */
const laid = (changes) => ({ visit: "a", revision: 0, basis: 0, strokes: [], cleared: [], ...changes });

/** @param {Sheet} one */
const widths = (one) => one.strokes.map(({ width }) => width);

/** @param {number[]} strokes */
function draw(...strokes) {
  for (const width of strokes) sheet.add(stroke(width));
}

test("undo takes stroke after stroke back, and no more than there are", () => {
  draw(1, 2);
  for (const left of [[1], [], []]) {
    sheet.undo();
    assert.deepEqual(widths(sheet), left);
  }
});

test("undo brings back what was cleared, once, and however often it was cleared", () => {
  draw(1, 2);
  sheet.clear();
  sheet.clear();
  assert.deepEqual(widths(sheet), []);
  sheet.undo();
  assert.deepEqual(widths(sheet), [1, 2]);
  sheet.undo();
  assert.deepEqual(widths(sheet), [1]);
});

test("a new stroke lets go of what was cleared", () => {
  draw(1);
  sheet.clear();
  draw(2);
  sheet.undo();
  sheet.undo();
  assert.deepEqual(widths(sheet), []);
});

test("there is news until Python knows of the last change", () => {
  assert.equal(sheet.isNews, false);
  draw(1, 2);
  sheet.hear(laid({}), 1);
  assert.equal(sheet.isNews, true);
  sheet.hear(laid({}), 2);
  assert.equal(sheet.isNews, false);
  sheet.hear(laid({}), 1); // late
  assert.equal(sheet.isNews, false);
});

test("what is laid replaces what Python knew of, and is then told as nobody's doing", () => {
  draw(1, 2);
  sheet.hear(laid({ revision: 1, basis: 2, strokes: [stroke(7)] }), 2);
  assert.deepEqual(widths(sheet), [7]);
  assert.deepEqual([sheet.isNews, sheet.isTouched], [true, false]);
});

test("what is laid leaves what was drawn meanwhile", () => {
  draw(1, 2);
  sheet.hear(laid({ revision: 1, basis: 1, strokes: [stroke(7)] }), 1);
  assert.deepEqual(widths(sheet), [7, 2]);
  sheet.hear(laid({ revision: 2, basis: 1, strokes: [stroke(8)] }), 1); // before Python has heard of all this
  assert.deepEqual(widths(sheet), [8, 2]);
});

test("what was brought back meanwhile stays, too", () => {
  draw(1);
  sheet.clear();
  sheet.undo();
  sheet.hear(laid({ revision: 1, basis: 2 }), 2);
  assert.deepEqual(widths(sheet), [1]);
});

test("the same is laid once", () => {
  const one = laid({ revision: 1, strokes: [stroke(7)] });
  sheet.hear(one, 0);
  sheet.undo();
  sheet.hear(one, 0);
  assert.deepEqual(widths(sheet), []);
});

test("undo brings back what Python has cleared", () => {
  draw(1);
  sheet.hear(laid({ revision: 1, basis: 1, cleared: [stroke(1)] }), 1);
  assert.deepEqual(widths(sheet), []);
  sheet.undo();
  assert.deepEqual(widths(sheet), [1]);
});

test("a new sheet takes what a visit has on it", () => {
  const other = new Sheet();
  other.hear(laid({ visit: "b", revision: 3, basis: 5, strokes: [stroke(1)] }), 5);
  assert.deepEqual(widths(other), [1]);
  assert.ok(other.changes > 5); // so that Python's numbers are none of this sheet's
});

test("after a lost visit the sheet counts, and not what was kept of it", () => {
  draw(1, 2);
  sheet.hear(laid({}), 2);
  sheet.hear(laid({ visit: "b" }), 0);
  assert.deepEqual([sheet.isNews, sheet.isTouched], [true, false]);
  sheet.hear(laid({ visit: "b", revision: 1, strokes: [stroke(1)] }), 0);
  assert.deepEqual(widths(sheet), [1, 2]);
  sheet.hear(laid({ visit: "b", revision: 2, basis: sheet.changes, strokes: [] }), sheet.changes);
  assert.deepEqual(widths(sheet), []);
});

test("a blank sheet takes what was kept of a lost visit", () => {
  sheet.hear(laid({ visit: "b" }), 0);
  sheet.hear(laid({ visit: "b", revision: 1, strokes: [stroke(1)] }), 0);
  assert.deepEqual(widths(sheet), [1]);
});

test("of all orders in which things arrive, none loses a stroke or draws it twice", () => {
  for (let seed = 0; seed < 300; seed++) {
    let state = seed + 1;
    const random = (/** @type {number} */ below) => (state = (state * 48271) % 2147483647) % below;
    const one = new Sheet();
    let revision = 0, known = 0, count = 0;
    /** @type {number[]} */
    let expected = [];
    for (let step = 0; step < 12; step++) {
      const act = random(4);
      if (act < 2) {
        one.add(stroke(++count));
        expected = [...expected, count];
      } else if (act === 2) {
        one.undo();
        expected = expected.slice(0, -1);
        if (!one.strokes.length) one.cleared = [];
      } else if (random(2)) known = one.changes;
      else { // Python takes away all that it knows of
        const gone = one.strokes.filter((each) => (one.since.get(each) ?? 0) <= known).map(({ width }) => width);
        one.hear(laid({ revision: ++revision, basis: known }), known);
        expected = expected.filter((width) => !gone.includes(width));
      }
      assert.deepEqual(widths(one), expected);
    }
  }
});
