// How what a person does in a picture gets to Python: one event at a time, in order, each with an id. The next one
// leaves when Python has acknowledged the id; until then the same event is sent again now and then, as Streamlit may
// lose one or merge two that follow each other quickly. Python leaves out what it has already handled, so each is
// applied once.

import { pageState } from "./page_state.js";

const PATIENCE = 3000; // milliseconds until an event is sent again
const ATTEMPTS = 5; // after so many the connection is gone, and with it the visit

/** @typedef {Record<string, unknown>} Event */

export class Outbox {
  /** @param {(event: Event) => void} post */
  constructor(post) {
    this.post = post;
    /** @type {{event: Event, kind: string}[]} */
    this.waiting = [];
    /** The id of the event that is on its way, or 0. */
    this.sent = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.alarm = undefined;
  }

  /**
   * Send an event as soon as those before it have arrived. Of a kind, only the newest one waits.
   * @param {Event} event
   * @param {string} [kind]
   */
  send(event, kind = "") {
    this.waiting = this.waiting.filter((one) => !kind || one.kind !== kind);
    this.waiting.push({ event, kind });
    this.flush();
  }

  /** The last event that waits; it may still be added to. */
  get last() { return this.waiting.at(-1)?.event; }

  /** Whether something is on its way or waits to be. */
  get isBusy() { return this.sent > 0 || this.waiting.length > 0; }

  flush() {
    const next = this.sent ? undefined : this.waiting.shift();
    if (!next) return;
    const state = pageState();
    state.lastEvent = this.sent = Math.max(Date.now(), state.lastEvent + 1);
    this.attempt({ ...next.event, id: this.sent }, ATTEMPTS);
  }

  /**
   * @param {Event} event
   * @param {number} attempts left
   */
  attempt(event, attempts) {
    if (!attempts) return this.finish();
    this.alarm = setTimeout(() => this.attempt(event, attempts - 1), PATIENCE);
    this.post(event);
  }

  /**
   * Python has handled the event of this id; whether that is the one that was on its way.
   * @param {number} id
   */
  acknowledge(id) {
    if (!this.sent || id !== this.sent) return false;
    this.finish();
    return true;
  }

  finish() {
    clearTimeout(this.alarm);
    this.sent = 0;
    this.flush();
  }

  dispose() { clearTimeout(this.alarm); }
}
