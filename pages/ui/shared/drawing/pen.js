// The manners of the sheet that people draw on, which is another's component: no toolbar that pops up over the page,
// no wait of 200 ms before a stroke is sent (the hidden toolbar's first button, pressed here, sends it at once), a
// cursor as large as the brush, a name for screen readers, and Ctrl+Z, which tells the page to take a stroke back. It
// also tells when the theme changes, of which the page would otherwise know only at its next run.

import { elementOf, made } from "../js/dom.js";
import { mounted } from "../js/mount.js";

/**
 * @import { Outbox } from "../js/outbox.js"
 *
 * @typedef {object} Message
 * @property {string} sheet the class of the sheet's element
 * @property {number} width the brush's, in pixels
 * @property {number} side the sheet's
 * @property {boolean} unread whether the page waits to hear how the strokes look that it has laid on the sheet
 */

const HINT = "A sheet to draw digits on, with a finger, a pen or the mouse. Ctrl+Z takes a stroke back.";
const TAUGHT = "sends-at-once"; // the mark of a sheet that has learned it

class Pen {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  waiting = undefined;
  theme = "";

  /** @param {HTMLElement} element @param {Outbox} outbox */
  constructor(element, outbox) {
    this.element = element;
    this.outbox = outbox;
    this.undo = this.undo.bind(this);
    document.addEventListener("keydown", this.undo);
  }

  dispose() {
    clearInterval(this.waiting);
    document.removeEventListener("keydown", this.undo);
  }

  /** @param {KeyboardEvent} event */
  undo(event) {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (elementOf(event)?.closest("input, textarea, [contenteditable]")) return;
    event.preventDefault();
    this.outbox.send({ undo: true });
  }

  /** @param {Message} message */
  show({ sheet, width, unread }) {
    const theme = getComputedStyle(this.element).getPropertyValue("--st-background-color");
    if (this.theme && this.theme !== theme) this.outbox.send({ theme });
    this.theme = theme;
    clearInterval(this.waiting);
    const seek = () => { // the sheet's own code may still be on its way
      const root = rootOf(sheet);
      if (root && teach(root, width) && unread) this.outbox.send({ unread });
      if (root || !this.element.isConnected) clearInterval(this.waiting);
    };
    this.waiting = setInterval(seek, 60);
    seek();
  }
}

/** The shadow that the sheet stands in. @param {string} name */
function rootOf(name) {
  for (const element of document.querySelector(`.${name}`)?.querySelectorAll("*") ?? [])
    if (element.shadowRoot?.querySelector(".dc-toolbar")) return element.shadowRoot;
  return null;
}

/** Whether this sheet did not know it yet. @param {ShadowRoot} root @param {number} width */
function teach(root, width) {
  const known = root.querySelector("style.manners"), style = known ?? made("style", "manners");
  if (!known) root.append(style);
  style.textContent = `.dc-toolbar { display: none !important } .upper-canvas { cursor: ${cursor(width)} !important }`;
  const sheet = root.querySelector("canvas.upper-canvas");
  if (!sheet) return false;
  sheet.setAttribute("role", "img");
  sheet.setAttribute("aria-label", HINT);
  if (sheet.hasAttribute(TAUGHT)) return false;
  sheet.setAttribute(TAUGHT, "");
  const press = () => { const button = root.querySelector(".dc-toolbar button"); if (button instanceof HTMLElement) button.click(); };
  const ended = () => setTimeout(press); // after the sheet's own work
  for (const [begin, end] of [["mousedown", "mouseup"], ["touchstart", "touchend"]])
    sheet.addEventListener(begin, () => document.addEventListener(end, ended, { once: true }));
  return true;
}

/** A ring as large as the brush. @param {number} width */
export function cursor(width) {
  const size = width + 4;
  /** @param {string} color @param {number} line */
  const ring = (color, line) => `<circle cx='${size / 2}' cy='${size / 2}' r='${width / 2}' fill='none' stroke='${color}' stroke-width='${line}'/>`;
  const image = `<svg xmlns='http://www.w3.org/2000/svg' width='${size}' height='${size}'>${ring("white", 3)}${ring("black", 1)}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(image)}") ${size / 2} ${size / 2}, crosshair`;
}

export const paint = mounted(Pen);
