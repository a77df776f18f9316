// The address: settings replace each other in it, and only pages make history.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { keepHistoryShort } from "../../pages/ui/shared/js/history.js";

/** @type {string[]} */
let entries = [];
let time = 0;

beforeEach(() => {
  entries = ["http://app/lessons"];
  time = 0;
  const location = { get href() { return entries[entries.length - 1]; },
                     get search() { return new URL(this.href).search; },
                     get pathname() { return new URL(this.href).pathname; } };
  const history = {
    state: null,
    pushState(/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ to) {
      entries.push(new URL(to, location.href).href);
    },
    replaceState(/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ to) {
      entries[entries.length - 1] = new URL(to, location.href).href;
    },
  };
  Object.assign(globalThis, { playground: undefined, location, history });
  mock.method(performance, "now", () => time);
  keepHistoryShort();
  keepHistoryShort(); // twice is once
});

const push = (/** @type {string} */ to) => globalThis.history.pushState(null, "", to);

test("a setting replaces the one before", () => {
  push("/playground");
  push("/playground?playground.layers=2");
  push("/playground?playground.layers=3");
  assert.deepEqual(entries, ["http://app/lessons", "http://app/playground?playground.layers=3"]);
});

test("the settings that Streamlit takes away on leaving come back with the page", () => {
  push("/playground?playground.layers=3");
  push("/playground");
  time = 100;
  push("/digits");
  assert.deepEqual(entries, ["http://app/lessons", "http://app/playground?playground.layers=3", "http://app/digits"]);
});

test("settings that a person took away stay away", () => {
  push("/playground?playground.layers=3");
  push("/playground");
  time = 5000;
  push("/digits");
  assert.deepEqual(entries, ["http://app/lessons", "http://app/playground", "http://app/digits"]);
});

test("the next page's settings, which Streamlit writes before it leaves, do not stay with this one", () => {
  push("/playground?playground.layers=3");
  push("/playground?principles.bring=playground");
  push("/playground?principles.own_rate=1");
  time = 5000;
  push("/first_principles?principles.own_rate=1");
  assert.deepEqual(entries, ["http://app/lessons", "http://app/playground?playground.layers=3",
                             "http://app/first_principles?principles.own_rate=1"]);
});

test("they do not stay either where the address was emptied first, or never had any", () => {
  push("/playground?playground.layers=3");
  push("/playground");
  push("/playground?principles.own_rate=1");
  push("/first_principles?principles.own_rate=1");
  assert.equal(entries[1], "http://app/playground?playground.layers=3");
  push("/digits");
  push("/digits?principles.own_rate=1");
  push("/first_principles?principles.own_rate=1");
  assert.equal(entries[3], "http://app/digits");
});

test("a page's own settings stay when a link goes on with others", () => {
  push("/playground");
  push("/playground?playground.layers=3");
  push("/first_principles?principles.own_rate=1");
  assert.equal(entries[1], "http://app/playground?playground.layers=3");
});
