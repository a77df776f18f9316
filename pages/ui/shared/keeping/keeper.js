// Keeps in this browser what Python hands over, and hands it back: each of these is of one Keeper, see keeper.py.
//
// A message is the length of its header (uint32), the header (JSON) and the content. What was handed over last stays
// in the page's memory, too: that comes back when the server has lost the visit.

import { base64Of } from "../js/base64.js";
import { mounted } from "../js/mount.js";
import { expose, exposed, pageState } from "../js/page_state.js";
import { entriesOf, entry, keysOf, otherTabs, put, removeAll, removeStale, replaceAll, tab } from "./store.js";

/**
 * @import { Outbox } from "../js/outbox.js"
 *
 * @typedef {object} Header
 * @property {string} visit what the server knows the visit by
 * @property {string} name of the thing
 * @property {boolean} lasting whether it outlives the tab
 * @property {boolean} ofAddress whether another address is about another such thing
 * @property {string} words about it, for people
 * @property {string} gone what is lost with the visit all the same
 * @property {number | null} has the content's length; null: what was kept stays as it is
 * @property {string} stamp equal for equal contents, within a visit
 * @property {[number, "bring" | "forget" | "stop" | "keep", string][]} orders of each its number, what to do, and to
 *   which entry
 * @property {number} took the token of the last event with a content that Python has taken
 *
 * @typedef {Header & {content: Uint8Array}} Message
 *
 * @typedef {object} Known what the page knows of a thing
 * @property {string} visit
 * @property {string} stamp
 * @property {Uint8Array | null} content
 * @property {string} words
 * @property {string} gone
 * @property {number} order the last one that was done
 * @property {{token: number} & Record<string, unknown> | null} pending an event with a content, until Python has it
 * @property {string | null} source the entry that came back, which the next one of this tab replaces
 * @property {string} key of this tab's entry
 * @property {boolean} off whether nothing of it is to outlive the tab
 * @property {Keeper} view the one on the page, or the last that was there
 */

const ASLEEP = 10_000; // milliseconds without a tick, after which a page has slept
const TICK = 2_000;
const DEAD = 3_000; // milliseconds without an answer, after which a connection is dead

export class Keeper {
  /** @param {HTMLElement} _ @param {Outbox} outbox */
  constructor(_, outbox) { this.outbox = outbox; }

  /** @param {Message} message */
  show(message) {
    const { kept } = pageState(), { visit, name } = message;
    if (!kept[name]) {
      kept[name] = { visit, stamp: "", content: null, words: "", gone: "", order: 0, pending: null, source: null,
                     key: newKey(name), off: tab.get(`off.${name}`) !== null, view: this };
      this.arrive(message);
    }
    const known = kept[name];
    known.view = this;
    if (known.visit !== visit) this.surviveLoss(known, message);
    if (known.pending?.token === message.took) known.pending = null;
    if (known.pending && !this.outbox.sent) this.outbox.send(known.pending);
    for (const order of message.orders) if (order[0] > known.order) this.obey(known, message, order);
    if (!known.pending) this.keep(known, message);
    if (name === "visit") wakeWith(this.outbox);
  }

  /**
   * The page has just been loaded: hand back what this tab had, or tell what is there.
   * @param {Message} message
   */
  arrive({ name, lasting, ofAddress, content }) {
    const how = arrival();
    if (ofAddress && how === "navigate") tab.set(name, null);
    const text = lasting ? null : tab.get(name);
    const told = () => this.tell(pageState().kept[name], name, content);
    if (lasting) void removeStale(name, Date.now()).then(told, told);
    else if (text) pageState().kept[name].pending = { how: ofAddress ? how : "reload", content: text, token: token() };
  }

  /**
   * The server does not know the visit any more: hand back what there was.
   * @param {Known} known
   * @param {Message} message of the new visit
   */
  surviveLoss(known, { visit, name, lasting }) {
    const content = known.content && base64Of(known.content);
    Object.assign(known, { visit, stamp: "", order: 0 });
    if (content || known.gone) known.pending = { how: "lost", content, gone: known.gone, token: token() };
    if (lasting) void this.tell(known, name, known.content);
  }

  /**
   * Tell which entries there are to be brought back.
   * @param {Known} known
   * @param {string} name
   * @param {Uint8Array | null} present which need not come back
   * @param {boolean} [anyway] also that there are none
   * @param {boolean} [missing] whether the visitor has asked for one that is gone
   */
  async tell(known, name, present, anyway = known.off, missing = false) {
    const { off } = known;
    try {
      const entries = await entriesOf(name, Date.now());
      const records = entries.filter(({ key, content }) => key !== known.key && !(present && isEqual(content, present)))
        .map(({ key, at, words }) => ({ key, since: since(new Date(at), new Date()), words }));
      if (records.length || anyway) this.outbox.send({ how: "found", records, refused: false, off, missing });
    } catch {
      this.outbox.send({ how: "found", records: [], refused: true, off });
    }
  }

  /** @param {Known} known @param {Message} message @param {[number, string, string]} order */
  obey(known, { name, content }, [number, what, key]) {
    known.order = number;
    void this.doing(known, name, what, key).catch(() => this.tell(known, name, content, true, what === "bring"));
  }

  /** @param {Known} known @param {string} name @param {string} what @param {string} key */
  async doing(known, name, what, key) {
    if (what === "bring") {
      const found = await entry(key);
      if (!found) throw new Error("Another tab has forgotten it."); // of which Python is told
      const { content } = found;
      if (known.content) known.key = newKey(name); // what this tab has had stays, and can be brought back, too
      Object.assign(known, { source: key, pending: { how: "brought", content: base64Of(content), token: token() } });
      this.outbox.send(known.pending ?? {});
      if (known.content) await this.tell(known, name, content);
    } else if (what === "forget") {
      const keys = (await keysOf(name)).filter((each) => each !== known.key);
      await removeAll(keys);
      otherTabs.tell({ how: "forgotten", name, keys });
    } else if (what === "stop") {
      stop(known, name);
      otherTabs.tell({ how: "stopped", name, keys: [] });
      await removeAll(await keysOf(name));
      otherTabs.tell({ how: "stopped", name, keys: [] }); // whoever has looked meanwhile looks again
      report(name, null);
    } else {
      known.off = false;
      tab.set(`off.${name}`, null);
      if (known.content) await this.store(known, name);
    }
  }

  /**
   * Keep what is new.
   * @param {Known} known
   * @param {Message} message
   */
  keep(known, { name, lasting, words, gone, has, stamp, content }) {
    known.gone = gone;
    if (has === null || stamp === known.stamp) return;
    Object.assign(known, { stamp, words, content: has ? content.slice() : null });
    if (!lasting) tab.set(name, known.content && base64Of(known.content));
    else if (!known.off) void this.store(known, name).catch(() => this.outbox.send({ how: "refused" }, "refused"));
  }

  /** @param {Known} known @param {string} name */
  async store(known, name) {
    const { key, content, words, source } = known;
    await (content ? put({ key, name, at: Date.now(), words, content }) : removeAll([key]));
    if (source && content) await replaceAll(name, [source]);
    known.source = null;
    report(name, content);
  }
}

/**
 * Keep no more of a thing in this tab.
 * @param {Known} known
 * @param {string} name
 */
function stop(known, name) {
  known.off = true;
  tab.set(`off.${name}`, "");
}

/**
 * What a tab has done to the browser's entries may be about what this one keeps, or offers.
 * @param {import("./store.js").News} news
 */
export function hear({ how, name, keys }) {
  const { kept } = pageState(), known = kept[name];
  if (how === "stopped" && !known) tab.set(`off.${name}`, "");
  for (const [each, other] of Object.entries(kept)) // an entry that is too old may be of any thing
    if (how === "replaced" && keys.includes(other.key) && !other.off) void other.view.store(other, each).catch(() => {});
  if (!known) return;
  if (how === "stopped" || (how === "forgotten" && keys.includes(known.key))) stop(known, name);
  void known.view.tell(known, name, known.content, true);
}

/** Facts for tests. @param {string} name @param {Uint8Array | null} content */
function report(name, content) {
  expose("playgroundKept", { ...exposed("playgroundKept"), [name]: content ? content.length : 0 });
}

/**
 * An entry of this page's own: one that is loaded again, or duplicated, overwrites no other's.
 * @param {string} name
 */
const newKey = (name) => `${name}.${Date.now()}-${Math.random().toString(36).slice(2)}`;

/**
 * How this page came to be: was it here before, or by the browser's Back or Forward, or has somebody followed a link or
 * typed an address?
 * @returns {"reload" | "back" | "navigate"}
 */
function arrival() {
  const [navigation] = /** @type {{type?: string}[]} */ (performance.getEntriesByType("navigation"));
  if (navigation?.type === "back_forward") return "back";
  const wasDiscarded = /** @type {{wasDiscarded?: boolean}} */ (document).wasDiscarded; // to save memory, while hidden
  return navigation?.type === "reload" || wasDiscarded ? "reload" : "navigate";
}

/** @param {Uint8Array} one @param {Uint8Array} other */
const isEqual = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

const token = () => Date.now() + Math.floor(1e6 * Math.random());

/**
 * When something was kept, in few words.
 * @param {Date} then
 * @param {Date} now
 */
export function since(then, now) {
  const time = then.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (then.toDateString() === now.toDateString()) return time;
  return `${then.toLocaleDateString("en-US", { month: "long", day: "numeric" })}, ${time}`;
}

/**
 * Say something to the server whenever the page may have been without it for long: a dead connection is found out by
 * what is sent, and not by waiting. If a router has forgotten the connection, nothing answers that; then Streamlit
 * connects anew by its own heartbeat, which it takes from pages of client.allowedOrigins, as on Community Cloud.
 * @param {Outbox} outbox
 */
function wakeWith(outbox) {
  const state = pageState();
  const wasAwake = state.wake !== null;
  state.wake = () => outbox.send({ how: "awake" }, "awake");
  if (wasAwake) return;
  const wake = () => {
    if (document.hidden) return;
    postMessage({ stCommVersion: 1, type: "SEND_APP_HEARTBEAT", ackTimeoutMilliseconds: DEAD }, location.origin);
    state.wake?.();
  };
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  otherTabs.listen(hear);
  let last = Date.now();
  setInterval(() => {
    if (Date.now() - last > ASLEEP) wake();
    last = Date.now();
  }, TICK);
}

export const paint = mounted(Keeper, { read });

/**
 * @param {Uint8Array} bytes
 * @returns {Message}
 */
function read(bytes) {
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))), content: bytes.subarray(start) };
}
