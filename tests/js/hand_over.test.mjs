// How a change of data gets to its painter: in order, and whichever of the two comes first.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { bootstrap } from "../../pages/ui/shared/js/arriving/bootstrap.js";
import { paintWaiting } from "../../pages/ui/shared/js/arriving/hand_over.js";
import { pageState } from "../../pages/ui/shared/js/page_state.js";
import { register } from "../../pages/ui/shared/js/arriving/register.js";

/** @import { Call, Place } from "../../pages/ui/shared/js/page_state.js" */

const place = /** @type {Place} */ (/** @type {unknown} */ ({}));
/** @type {string[]} */
let painted = [];

beforeEach(() => {
  painted = [];
  Object.assign(globalThis, { playground: undefined, playgroundHands: undefined });
  pageState().historyIsShort = true; // there is no browser's history here
});

/**
 * A change of the data, whose bytes do not begin where their buffer does.
 * @param {string} text
 * @param {number} number
 * @param {number} [acknowledged]
 * @param {(name: string, value: object) => void} [setTriggerValue]
 */
function deliver(text, number, acknowledged = 0, setTriggerValue = () => {}) {
  const bytes = new Uint8Array(3 + text.length + 12), data = bytes.subarray(3), end = text.length;
  data.set(new TextEncoder().encode(text));
  new DataView(bytes.buffer, 3 + end).setFloat64(0, acknowledged, true);
  new DataView(bytes.buffer, 3 + end).setUint32(8, number, true);
  return bootstrap("picture", { data, parentElement: place, setTriggerValue });
}

/** @param {Call} call */
const paint = ({ data }) => {
  painted.push(new TextDecoder().decode(data));
  return () => { painted.push("left"); };
};

test("what comes before its painter waits for it, and the newest alone is painted", () => {
  deliver("waits", 2);
  deliver("too late", 1);
  register("picture", paint);
  assert.deepEqual(painted, ["waits"]);
});

test("an older change that comes after a newer one is left out", () => {
  register("picture", paint);
  for (const [text, number] of /** @type {[string, number][]} */ ([["newer", 7], ["older", 6], ["newer", 7],
    ["another server's", 3_000_000_000], ["the last number", 2 ** 32 - 1], ["the first again", 0]])) deliver(text, number);
  assert.deepEqual(painted, ["newer", "newer", "another server's", "the last number", "the first again"]);
});

test("the first painter of a name stays, and other names go on waiting", () => {
  register("other", () => () => {});
  deliver("waits", 1);
  register("picture", paint);
  register("picture", () => { throw new Error("another"); });
  deliver("next", 2);
  assert.deepEqual(painted, ["waits", "next"]);
});

test("a painter hears which event was handled, and its events go to Streamlit", () => {
  /** @type {Call[]} */
  const calls = [], sent = /** @type {unknown[]} */ ([]);
  register("picture", (call) => { calls.push(call); return () => {}; });
  deliver("x", 1, 1_764_000_000_123, (name, value) => sent.push([name, value]));
  assert.equal(calls[0].acknowledged, 1_764_000_000_123);
  calls[0].post({ id: 5 });
  assert.deepEqual(sent, [["event", { id: 5 }]]);
});

test("what Streamlit calls at the end reaches the painter", () => {
  register("picture", paint);
  deliver("x", 1)();
  assert.deepEqual(painted, ["x", "left"]);
});

test("what leaves before anyone could paint it is no error", () => {
  deliver("x", 1)();
  register("picture", paint);
  assert.deepEqual(painted, ["x"]);
});

test("a call that waits for something is painted once that has come, unless a newer one was", () => {
  let hasCome = false;
  register("picture", (call) => {
    if (hasCome) return paint(call);
    pageState().waiting.push(call);
    return () => {};
  });
  deliver("older", 1);
  deliver("newer", 2);
  paintWaiting();
  hasCome = true;
  paintWaiting();
  paintWaiting();
  assert.deepEqual(painted, ["newer"]);
});
