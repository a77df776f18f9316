// Fields to type and drag numbers in, and a picture beside them. A picture follows a slider, or what is dragged in it,
// at once and by itself; Python hears of it meanwhile, and answers with what only the engine knows.

import { made, part } from "../../shared/js/dom.js";
import { pageState } from "../../shared/js/page_state.js";
import { FIELDS_STYLE, Fields } from "./fields.js";

/**
 * @import { Outbox } from "../../shared/js/outbox.js"
 * @import { FieldMessage } from "./fields.js"
 */

/**
 * @template Picture
 * @typedef {object} BoardMessage
 * @property {FieldMessage[]} fields
 * @property {Picture} picture what the picture shows beside the fields' values
 * @property {string} label the picture in a sentence
 */

export const BOARD_STYLE = `${FIELDS_STYLE}
  .board { display: grid; grid-template-columns: minmax(0, 1fr) minmax(15rem, 17rem); gap: 0.5rem 1.5rem;
           align-items: start; position: relative }
  .board.narrow { grid-template-columns: minmax(0, 1fr) }
  .picture { min-width: 0; position: relative }
  svg { display: block; width: 100%; overflow: visible; fill: var(--st-text-color); font-variant-numeric: tabular-nums;
        user-select: none; -webkit-user-select: none }
  svg text { font-size: 13px }
  canvas { display: block }
  .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0 }`;

export const BOARD_HTML = `<div class="board"><div class="picture"></div><div class="fields"></div></div>`;

const GAP = 250; // milliseconds between two events while something is dragged
const AGAIN = 4000; // milliseconds after which is looked whether what was sent has been answered
const SAY_AFTER = 800; // milliseconds without a change, for who hears the page
const NARROW = 620; // pixels of a usual page, below which the fields stand under the picture

/**
 * What a chapter's picture extends: it says what to draw(), and has the numbers of all fields in `values`.
 * @template Picture
 */
export class Board {
  /** @param {HTMLElement} element @param {Outbox} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    this.element = element;
    this.outbox = outbox;
    this.message = message;
    this.place = part(element, ".picture");
    this.fields = new Fields(part(element, ".fields"), (name, value) => this.set({ [name]: value }));
    /** The numbers of the fields by name. @type {Record<string, number>} */
    this.values = {};
    /** What has been set here and Python has not answered yet. @type {Record<string, number | string>} */
    this.unanswered = {};
    this.frame = 0;
    /** The picture in a sentence, said when it has come to rest. */
    this.said = Object.assign(made("p", "said"), { role: "status" });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.saying = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.sending = undefined;
    this.sentAt = -GAP;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.looking = undefined;
    this.isNew = true;
    /** What goes with what is set. @type {Record<string, unknown>} */
    this.besides = {};
    element.append(this.said);
    /** Pictures painted so far, and events that Python has answered, for tests and measuring. */
    this.paints = this.answers = 0;
  }

  /** What the picture shows beside the fields' values. */
  get picture() { return this.message.picture; }

  /** Paint the picture by `this.values` and `this.picture`. Called at most once a frame. */
  draw() {}

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    this.message = message;
    if (this.isNew) this.adopt();
    if (!this.outbox.isBusy && !this.sending && answered) this.unanswered = {};
    if (answered) this.element.dataset.answers = `${this.answers += 1}`;
    this.fields.show(message.fields.filter(({ quiet }) => !quiet), new Set(Object.keys(this.unanswered)));
    for (const { name, kind, value } of message.fields)
      if (kind === "number" && !(name in this.unanswered)) this.values[name] = Number(value);
    this.place.setAttribute("aria-label", message.label);
    this.place.setAttribute("role", "group");
    this.say(message.label, answered);
    this.resize();
  }

  /** A board with fields of these names. */
  get name() { return this.message.fields.map(({ name }) => name).join(); }

  /** Have what was set on a board like this and nobody has heard of, as the server lost the visit. */
  adopt() {
    this.isNew = false;
    const { unanswered } = pageState(), lost = unanswered[this.name];
    delete unanswered[this.name];
    if (!lost) return;
    this.fields.show(this.message.fields.filter(({ quiet }) => !quiet), new Set());
    this.set(lost);
  }

  /** @param {string} sentence @param {boolean} aloud */
  say(sentence, aloud) {
    clearTimeout(this.saying);
    if (aloud) this.saying = setTimeout(() => { this.said.textContent = sentence; }, SAY_AFTER);
  }

  resize() {
    this.element.classList.toggle("narrow", this.element.clientWidth < NARROW);
    this.paint();
  }

  /**
   * Set fields by name: numbers, as a slider or a thing in the picture is dragged; or text, as it was typed.
   * @param {Record<string, number | string>} values
   * @param {Record<string, unknown>} [besides] what else Python is told of it
   */
  set(values, besides = {}) {
    Object.assign(this.unanswered, values);
    this.besides = besides;
    for (const [name, value] of Object.entries(values))
      if (typeof value === "number") {
        this.values[name] = value;
        this.fields.put(name, value);
      } else this.fields.fill(name, value);
    this.send();
    this.paint();
  }

  /** Tell Python: of one change at once, of many now and then, which leaves the frames their time. */
  send() {
    const wait = this.sentAt + GAP - performance.now();
    clearTimeout(this.sending);
    clearTimeout(this.looking);
    this.sending = undefined;
    this.looking = setTimeout(() => this.look(), AGAIN);
    if (wait > 0) this.sending = setTimeout(() => this.send(), wait);
    else {
      this.sentAt = performance.now();
      this.outbox.send({ set: { ...this.unanswered }, ...this.besides }, "set");
    }
  }

  /** Send again what a broken connection has swallowed. */
  look() {
    if (!Object.keys(this.unanswered).length) return;
    if (this.outbox.isBusy) this.looking = setTimeout(() => this.look(), AGAIN);
    else this.send();
  }

  /** Have the picture painted in the browser's next frame. */
  paint() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.element.clientWidth || !this.element.isConnected) return;
      this.draw();
      this.paints += 1;
      this.element.dataset.paints = `${this.paints}`;
    });
  }

  dispose() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.saying);
    clearTimeout(this.sending);
    clearTimeout(this.looking);
    const left = { ...this.unanswered, ...this.fields.unsent };
    if (Object.keys(left).length) pageState().unanswered[this.name] = left;
  }
}
