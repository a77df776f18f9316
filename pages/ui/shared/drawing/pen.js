// The sheet that people draw on, with mouse, pen or finger. All that they do there counts in the browser at once;
// Python is told what lies on the sheet, and how it looks, after each change. See sheet.js for who has the last word,
// hand.js for what the ink follows.

import { context2d } from "../js/canvas.js";
import { elementOf, made } from "../js/dom.js";
import { mounted } from "../js/mount.js";
import { expose, pageState } from "../js/page_state.js";
import { themeOf } from "../js/theme.js";
import { Hand } from "./hand.js";
import { cursor, paintSheet, paintStroke, thinned } from "./ink.js";
import { Sheet } from "./sheet.js";
import { brushOf, pressed, takePen } from "./tools.js";

/**
 * @import { Outbox } from "../js/outbox.js"
 * @import { Laid } from "./sheet.js"
 * @import { Tools } from "./tools.js"
 *
 * @typedef {object} Message
 * @property {Laid} laid
 * @property {number} known the last change that Python knows of
 * @property {Tools} tools
 * @property {{button: string, value: unknown} | null} taker the end of the key of a button that takes the drawing from
 *   the sheet, and what Python is to be told with it
 */

const HINT = "A sheet to draw digits on, with a finger, a pen or the mouse. Ctrl+Z takes a stroke back.";
const LONG = 5_000; // points of a stroke, after which it goes on as another one
const FARTHEST = 9_999; // pixels from the sheet's corner
const STYLE = `
  canvas { display: block; width: 17.5rem; max-width: 100%; touch-action: none; user-select: none;
           -webkit-user-select: none; -webkit-touch-callout: none;
           outline: 1px solid var(--st-border-color, lightgrey); outline-offset: -1px }`;
// Its classes are those of the component that was here before: what knows the sheet by them still finds it.
const HTML = `<canvas class="upper-canvas dc-canvas" width="280" height="280" role="img" aria-label="${HINT}"></canvas>`;

class Pen {
  hand = new Hand();
  /** Where the sheet is. A page that moves under a hand does not bend its strokes. */
  box = { left: 0, top: 0, width: 0 };
  /** What people have drawn, without the stroke that they draw now. */
  ink = made("canvas");
  /** @type {{width: number, erases: boolean}} */
  brush = { width: 0, erases: false };

  /** @param {HTMLCanvasElement} element @param {Outbox} outbox @param {Message} message */
  constructor(element, outbox, message) {
    this.element = element;
    this.outbox = outbox;
    this.message = message;
    Object.assign(this.ink, { width: element.width, height: element.height });
    /** @type {Sheet} */
    this.sheet = pageState().sheets[message.tools.page] ??= new Sheet();
    this.leaving = new AbortController();
    this.listen();
  }

  listen() {
    const { signal } = this.leaving, { element } = this;
    /** @type {[string, (event: PointerEvent) => void][]} */
    const reactions = [["down", this.down], ["move", this.move], ["up", this.up], ["cancel", this.up], ["enter", this.point]];
    for (const [name, react] of reactions)
      element.addEventListener(`pointer${name}`, (event) => react.call(this, /** @type {PointerEvent} */ (event)), { signal });
    element.addEventListener("lostpointercapture", (event) => this.up(event), { signal });
    for (const name of ["touchstart", "touchmove"]) // which would scroll the page, or make a mouse of the finger
      element.addEventListener(name, (event) => event.preventDefault(), { passive: false, signal });
    element.addEventListener("contextmenu", (event) => { if (this.hand.touches.size) event.preventDefault(); }, { signal });
    addEventListener("blur", () => this.draw(this.hand.cut()), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("click", (event) => this.click(event), { capture: true, signal });
  }

  dispose() {
    this.leaving.abort();
    this.draw(this.hand.cut());
  }

  /** @param {Message} message */
  show(message) {
    this.message = message;
    this.sheet.hear(message.laid, message.known);
    this.point();
    this.repaint();
    if (this.sheet.isNews && !this.outbox.sent) this.tell();
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    if (event.isTrusted) this.element.setPointerCapture(event.pointerId);
    if (!this.hand.followed) this.box = this.element.getBoundingClientRect();
    if (!this.hand.followed) this.brush = brushOf(this.message.tools);
    this.draw(this.hand.down(event.pointerId, event.pointerType, ...this.placeOf(event)));
    this.paint();
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.hand.touches.has(event.pointerId)) return;
    if (!event.buttons) return this.up(event); // lifted where nobody heard of it
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const each of passed.length ? passed : [event]) this.hand.move(event.pointerId, ...this.placeOf(each));
    if ((this.hand.drawing?.points.length ?? 0) > 2 * LONG) this.draw(this.hand.cut());
    this.paint();
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.hand.touches.has(event.pointerId)) return;
    this.draw(this.hand.up(event.pointerId));
    this.paint();
  }

  /** Where on the sheet an event is. @param {PointerEvent} event @returns {[number, number]} */
  placeOf({ clientX, clientY }) {
    const { left, top, width } = this.box, scale = this.element.width / (width || 1);
    return [(clientX - left) * scale, (clientY - top) * scale];
  }

  /** Make points a stroke. @param {number[] | null} points */
  draw(points) {
    if (!points) return;
    const within = points.map((value) => Math.max(-FARTHEST, Math.min(FARTHEST, value)));
    this.sheet.add({ points: thinned(within), ...this.brush });
    this.change();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (elementOf(event)?.closest("input:not([type=range], [type=radio]), textarea, [contenteditable]")) return;
    event.preventDefault();
    this.sheet.undo();
    this.change();
  }

  /** Do at once what a click on a button is to do; Streamlit does not hear of it. @param {MouseEvent} event */
  click(event) {
    const { tools, taker } = this.message, { sheet } = this;
    const button = pressed(event, tools.page, ["undo", "clear", ...(taker ? [taker.button] : [])]);
    if (!button) return;
    event.stopPropagation();
    if (button === "undo") sheet.undo();
    else {
      const taken = sheet.strokes.length ? this.contents() : null;
      sheet.clear();
      takePen(tools);
      if (button !== "clear" && taken) this.outbox.send({ ...this.contents(), taken, value: taker?.value });
    }
    this.change();
  }

  /** The sheet is another. */
  change() {
    this.repaint();
    this.tell();
  }

  tell() { this.outbox.send(this.contents(), "sheet"); }

  /** What Python hears of. */
  contents() {
    const { strokes, cleared, changes, isTouched } = this.sheet;
    return { strokes, cleared, change: changes, touched: isTouched, picture: this.ink.toDataURL("image/png") };
  }

  /** Show how large the brush is, on a sheet of the size that it has on the page. */
  point() {
    const scale = this.element.clientWidth / this.element.width || 1;
    this.element.style.cursor = cursor(scale * brushOf(this.message.tools).width);
  }

  repaint() {
    this.colors = themeOf(this.element).sheet;
    paintSheet(context2d(this.ink), this.sheet.strokes, this.colors);
    this.paint();
  }

  /** Show the ink, and the stroke that is drawn now. */
  paint() {
    const context = context2d(this.element), { drawing } = this.hand, { strokes, known, changes } = this.sheet;
    context.drawImage(this.ink, 0, 0);
    if (drawing && this.colors) paintStroke(context, { points: drawing.points, ...this.brush }, this.colors);
    expose("playgroundSheet", { strokes: strokes.length, known, changes });
  }
}

export const paint = mounted(Pen, { style: STYLE, html: HTML });
