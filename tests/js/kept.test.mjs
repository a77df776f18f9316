// What the browser keeps of a visit: when it tells, brings back, keeps and forgets, with a database and a tab's storage
// that live in memory.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { pageState } from "../../pages/ui/shared/js/page_state.js";
import { Keeper, hear, since } from "../../pages/ui/shared/keeping/keeper.js";
import { DAYS, MOST, sorted } from "../../pages/ui/shared/keeping/store.js";

const DAY = 86_400_000;
/** @type {Map<string, any>} */
let entries;
/** @type {Map<string, string>} */
let tabs;
/** @type {Record<string, any>[]} */
let sent;
/** @type {Keeper} */
let keeper;
/** How the page came to be: by "reload", "back_forward" or "navigate". */
let navigation = "reload";

performance.getEntriesByType = () => /** @type {any} */ ([{ type: navigation }]);

/** A request that succeeds at once. @param {any} result */
function request(result) {
  const asked = { result, onsuccess: () => {}, onerror: () => {}, onblocked: () => {}, onupgradeneeded: () => {} };
  void Promise.resolve().then(() => asked.onsuccess());
  return asked;
}

const store = {
  getAll: () => ({ result: [...entries.values()] }),
  get: (/** @type {string} */ key) => ({ result: entries.get(key) }),
  put: (/** @type {{key: string}} */ entry) => ({ result: entries.set(entry.key, entry) }),
  delete: (/** @type {string} */ key) => ({ result: entries.delete(key) }),
};

const database = {
  transaction: () => {
    const transaction = { objectStore: () => store, oncomplete: () => {}, onabort: () => {}, onerror: () => {} };
    void Promise.resolve().then(() => transaction.oncomplete());
    return transaction;
  },
  close: () => {},
};

beforeEach(() => {
  entries = new Map();
  tabs = new Map();
  sent = [];
  navigation = "reload";
  Object.assign(globalThis, {
    playground: undefined, document: {}, BroadcastChannel: class { postMessage() {} },
    indexedDB: { open: () => request(database) },
    sessionStorage: { getItem: (/** @type {string} */ name) => tabs.get(name) ?? null,
                      setItem: (/** @type {string} */ name, /** @type {string} */ text) => tabs.set(name, text),
                      removeItem: (/** @type {string} */ name) => tabs.delete(name) } });
  keeper = new Keeper(/** @type {any} */ (null), /** @type {any} */ (
    { sent: 0, send: (/** @type {object} */ event) => sent.push(event) }));
});

const settled = () => new Promise((done) => setTimeout(done)); // all else here takes no time

/** @param {Partial<import("../../pages/ui/shared/keeping/keeper.js").Message>} changes */
async function shown(changes = {}) {
  const content = changes.content ?? new Uint8Array();
  keeper.show({ visit: "a", name: "own", lasting: true, ofAddress: false, words: "", gone: "", has: null, stamp: "", orders: [], took: 0,
                ...changes, content });
  await settled();
}

/** What Python has. @param {number[]} numbers */
const having = (...numbers) => ({ has: numbers.length, stamp: `of ${numbers}`, content: new Uint8Array(numbers) });

/** An entry of another page. @param {object} [changes] */
function kept(changes = {}) {
  const entry = { key: "own.other", name: "own", at: Date.now(), words: "test accuracy 98%", content: new Uint8Array([9]),
                  ...changes };
  entries.set(entry.key, entry);
}

const contents = () => [...entries.values()].map(({ content }) => [...content]);
const told = () => sent.filter(({ how }) => how === "found");

test("what is new is kept, in place of what this page kept before", async () => {
  await shown(having(1));
  await shown(having(1, 2));
  assert.deepEqual(contents(), [[1, 2]]);
  await shown({ has: null });
  assert.deepEqual(contents(), [[1, 2]]);
  await shown(having());
  assert.deepEqual(contents(), []);
});

test("another page's entry is told of, and stays beside this page's own", async () => {
  kept();
  await shown(having(1));
  assert.deepEqual(told().map(({ records }) => records.map((/** @type {any} */ { key }) => key)), [["own.other"]]);
  assert.deepEqual(contents(), [[9], [1]]);
});

test("nothing is told where nothing is", async () => {
  await shown();
  assert.deepEqual(sent, []);
});

test("what is brought back is sent until it is taken, and its entry goes once this page keeps it itself", async () => {
  kept();
  await shown();
  await shown({ orders: [[1, "bring", "own.other"]] });
  const brought = sent.filter(({ how }) => how === "brought");
  assert.deepEqual(brought.map(({ content }) => content), [btoa("\t")]);
  await shown({ orders: [[1, "bring", "own.other"]], ...having(9), took: brought[0].token });
  assert.deepEqual(contents(), [[9]]);
  assert.notEqual([...entries.keys()][0], "own.other");
});

test("what this page kept stays, and is offered, when something else is brought back", async () => {
  kept();
  await shown(having(1));
  await shown({ ...having(1), orders: [[1, "bring", "own.other"]] });
  assert.deepEqual(contents().sort(), [[1], [9]]);
  const { token } = sent.filter(({ how }) => how === "brought")[0];
  await shown({ ...having(9), orders: [[1, "bring", "own.other"]], took: token });
  assert.deepEqual(contents().sort(), [[1], [9]]);
  assert.equal(told().at(-1)?.records.length, 1);
});

test("an entry that another tab has forgotten is said to be missing", async () => {
  await shown({ orders: [[1, "bring", "own.gone"]] });
  assert.deepEqual([told().at(-1)?.records, told().at(-1)?.missing], [[], true]);
});

test("forgetting what is offered deletes it, and forgetting all keeps nothing from then on", async () => {
  kept();
  await shown(having(1));
  kept({ key: "own.third" });
  await shown({ ...having(1), orders: [[1, "forget", ""]] });
  assert.deepEqual(contents(), [[1]]);
  await shown({ ...having(1), orders: [[2, "stop", ""]] });
  await shown({ ...having(1, 2), orders: [[2, "stop", ""]] });
  assert.deepEqual(contents(), []);
  await shown({ ...having(1, 2), orders: [[3, "keep", ""]] });
  assert.deepEqual(contents(), [[1, 2]]);
});

test("nothing is kept after forgetting all where the tab's storage refuses, too", async () => {
  Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get() { throw new Error("refused"); } });
  await shown({ ...having(1), orders: [[1, "stop", ""]] });
  await shown({ ...having(1, 2), orders: [[1, "stop", ""]] });
  assert.deepEqual(contents(), []);
  Object.defineProperty(globalThis, "sessionStorage", { configurable: true, writable: true, value: {} });
});

test("a server that has forgotten the visit is handed what there was, also what was never stored", async () => {
  Object.assign(globalThis, { indexedDB: { open() { throw new Error("refused"); } } });
  await shown({ ...having(1), gone: "the photo" });
  assert.deepEqual(told().at(-1)?.refused, true);
  await shown({ visit: "b" });
  const lost = sent.filter(({ how }) => how === "lost").at(-1);
  assert.deepEqual([lost?.content, lost?.gone], [btoa("\x01"), "the photo"]);
});

test("a database that is full is said to refuse", async () => {
  await shown();
  Object.assign(globalThis, { indexedDB: { open() { throw new Error("full"); } } });
  await shown(having(1));
  assert.deepEqual(sent.at(-1), { how: "refused" });
});

test("a tab's own thing is back after the page is loaded again, and in no other tab", async () => {
  await shown({ name: "sheet", lasting: false, ...having(1) });
  assert.equal(entries.size, 0);
  Object.assign(globalThis, { playground: undefined });
  await shown({ name: "sheet", lasting: false, ...having() });
  assert.deepEqual(sent.map(({ how, content }) => [how, content]), [["reload", btoa("\x01")]]);
  await shown({ name: "sheet", lasting: false, ...having(), took: sent[0].token });
  assert.equal(tabs.size, 0); // the page had it, and let it go
  assert.equal(pageState().kept.sheet.pending, null);
});

test("orders that come together are all done, each once", async () => {
  kept();
  await shown({ ...having(1), orders: [[1, "forget", ""], [2, "stop", ""]] });
  await shown({ ...having(1), orders: [[1, "forget", ""], [2, "stop", ""], [3, "keep", ""]] });
  assert.deepEqual(contents(), [[1]]);
});

test("what an address is about does not come back at one that somebody has followed or typed", async () => {
  await shown({ name: "moment", lasting: false, ofAddress: true, ...having(1) });
  await shown({ name: "sheet", lasting: false, ...having(2) });
  Object.assign(globalThis, { playground: undefined });
  navigation = "navigate";
  await shown({ name: "moment", lasting: false, ofAddress: true });
  await shown({ name: "sheet", lasting: false });
  assert.deepEqual(sent.map(({ content }) => content), [btoa("\x02")]);
  assert.equal(tabs.has("playground.moment"), false);
});

test("what an address is about comes back by the browser's button as that, and all else as if nothing had been", async () => {
  await shown({ name: "moment", lasting: false, ofAddress: true, ...having(1) });
  await shown({ name: "sheet", lasting: false, ...having(2) });
  Object.assign(globalThis, { playground: undefined });
  navigation = "back_forward";
  await shown({ name: "moment", lasting: false, ofAddress: true });
  await shown({ name: "sheet", lasting: false });
  assert.deepEqual(sent.map(({ how, content }) => [how, content]),
                   [["back", btoa("\x01")], ["reload", btoa("\x02")]]);
});

test("a tab whose storage is full keeps nothing rather than what was there before", async () => {
  await shown({ name: "moment", lasting: false, ...having(1) });
  sessionStorage.setItem = () => { throw new Error("full"); };
  await shown({ name: "moment", lasting: false, ...having(1, 2) });
  assert.equal(tabs.size, 0);
});

test("a database that never answers is said to refuse", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { indexedDB: { open: () => ({}) } });
  keeper.show(/** @type {any} */ ({ visit: "a", name: "own", lasting: true, orders: [], took: 0, ...having(1) }));
  for (let asked = 0; asked < 2; asked++) {
    t.mock.timers.tick(10_000);
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }
  assert.deepEqual(sent, [{ how: "refused" }, { how: "found", records: [], refused: true, off: false }]);
});

test("what another tab has replaced or crowded out is kept again", async () => {
  await shown(having(1));
  const [key] = entries.keys();
  entries.clear();
  hear({ how: "replaced", name: "own", keys: ["own.other"] });
  await settled();
  assert.deepEqual(contents(), []);
  hear({ how: "replaced", name: "own", keys: ["own.other", key] });
  await settled();
  assert.deepEqual(contents(), [[1]]);
});

test("more entries than count stay where tabs keep them, and nobody goes round in circles", async () => {
  await shown(having(1));
  for (let i = 0; i <= MOST; i++) kept({ key: `own.${i}`, at: Date.now() + DAY + i }); // newer than its own
  hear({ how: "replaced", name: "own", keys: [...entries.keys()] });
  await settled();
  assert.deepEqual([entries.size, told().at(-1)?.records.length], [MOST + 2, MOST]);
  await shown({ ...having(1), orders: [[1, "stop", ""]] });
  assert.equal(entries.size, 0);
});

test("what a tab offers follows what another one does", async () => {
  kept();
  await shown();
  entries.clear();
  kept({ key: "own.newer", words: "99% right" });
  hear({ how: "replaced", name: "own", keys: ["own.other"] });
  await settled();
  assert.deepEqual(told().map(({ records }) => records.map((/** @type {any} */ { key }) => key)),
                   [["own.other"], ["own.newer"]]);
});

test("what another tab has forgotten is kept no more, and the page hears of it", async () => {
  await shown(having(1));
  const [key] = entries.keys();
  entries.clear();
  hear({ how: "forgotten", name: "own", keys: [key] });
  await shown(having(1, 2));
  assert.deepEqual(contents(), []);
  assert.deepEqual(told().map(({ off }) => off), [true]);
});

test("of many entries the newest count, and what is old or broken is stale", () => {
  const now = 100 * DAY, entry = { name: "own", words: "", content: new Uint8Array([1]) };
  const fresh = Array.from({ length: MOST + 1 }, (_, i) => ({ ...entry, key: `own.${i}`, at: now - i }));
  const stale = [{ ...entry, key: "old", at: now - DAYS * DAY - 1 }, { ...entry, key: "none", at: NaN },
                 { ...entry, key: "later", at: now + 2 * DAYS * DAY }, { ...entry, key: "words", at: now, words: 7 },
                 { ...entry, key: "text", at: now, content: "text" }, { ...entry, key: "other", name: "x", at: 0 }];
  const found = sorted(/** @type {any} */ ([...fresh, ...stale]), "own", now);
  assert.deepEqual(found.fresh, fresh.slice(0, MOST));
  assert.deepEqual(found.stale.map(({ key }) => key).sort(),
                   [`own.${MOST}`, ...stale.map(({ key }) => key)].sort());
});

test("when something was kept is said in few words", () => {
  const now = new Date(2026, 4, 3, 18, 30);
  assert.equal(since(new Date(2026, 4, 3, 9, 5), now), "09:05");
  assert.equal(since(new Date(2026, 4, 2, 9, 5), now), "May 2, 09:05");
});
