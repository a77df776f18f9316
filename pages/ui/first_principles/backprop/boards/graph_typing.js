// A box to type another number into, over the number in a picture. Enter sends it, Escape leaves it.

import { made } from "../../../shared/js/dom.js";

export const TYPING_STYLE = `
  .typing { position: absolute; z-index: 4; display: grid; gap: 0.2rem; padding: 0.4rem; border-radius: 8px;
            width: 11rem; background: var(--st-background-color);
            border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent);
            box-shadow: 0 2px 12px color-mix(in srgb, var(--st-text-color) 30%, transparent) }
  .typing[hidden] { display: none }
  .typing label { font-size: 0.8125rem; font-weight: 600 }
  .typing input { font: inherit; font-size: 0.875rem; width: 100%; box-sizing: border-box; padding: 0.25rem 0.45rem;
    border-radius: 6px; color: inherit; background: var(--st-background-color); font-variant-numeric: tabular-nums;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent) }
  .typing input[aria-invalid=true] { border-color: var(--st-red-color); border-width: 2px }
  .typing p { margin: 0; font-size: 0.8125rem; line-height: 1.3 }
  .typing p:empty { display: none }
  .typing .wrong::before { content: "⚠ " }
  @media (pointer: coarse) { .typing input { font-size: 16px } }`;
const WIDTH = 192; // pixels that it takes at least

export class TypingBox {
  /**
   * @param {HTMLElement} place
   * @param {(key: string, text: string) => void} set called with what was typed
   * @param {() => void} left called when the box has gone and the picture is to have the focus
   */
  constructor(place, set, left) {
    this.key = "";
    this.place = place;
    this.top = 0;
    this.waits = false; // for what Python says of it
    this.set = set;
    this.left = left;
    this.box = made("div", "typing");
    this.box.hidden = true;
    this.title = made("label");
    this.input = Object.assign(made("input"), { id: "graph-typed", autocomplete: "off", spellcheck: false });
    this.error = Object.assign(made("p", "wrong"), { id: "graph-typed-error", role: "status" });
    this.title.htmlFor = this.input.id;
    this.input.setAttribute("aria-describedby", this.error.id);
    this.box.append(this.title, this.input, this.error, made("p", "", "Enter sets it, Esc leaves it."));
    place.append(this.box);
    this.input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") this.send();
      else if (event.key === "Escape") this.close();
    });
    this.input.addEventListener("blur", () => { // it is left for something else
      if (!this.waits && !this.error.textContent) this.hide();
    });
  }

  get isOpen() { return !this.box.hidden; }

  /**
   * @param {{key: string, name: string, typed: string}} what
   * @param {{x: number, y: number, height: number}} over in pixels of the place
   * @param {number} room the place's width
   */
  open({ key, name, typed }, { x, y, height }, room) {
    this.key = key;
    this.waits = false;
    this.title.textContent = `${name} =`;
    this.box.hidden = false;
    this.box.style.left = `${Math.max(0, Math.min(x - 8, room - WIDTH))}px`;
    this.top = y + height / 2 - 40;
    this.input.value = typed;
    this.say("");
    this.input.focus({ preventScroll: true });
    this.input.select();
  }

  send() {
    this.waits = true;
    this.set(this.key, this.input.value);
  }

  /** Python has answered. @param {{key: string, error: string} | null} wrong */
  answered(wrong) {
    if (!this.waits) return;
    this.waits = false;
    if (wrong?.key === this.key) {
      this.say(wrong.error);
      this.input.focus({ preventScroll: true });
    } else this.close();
  }

  /** @param {string} error */
  say(error) {
    this.error.textContent = error;
    this.input.setAttribute("aria-invalid", `${error !== ""}`);
    const lowest = this.place.clientHeight - this.box.offsetHeight;
    this.box.style.top = `${Math.max(0, Math.min(this.top, lowest))}px`;
    this.box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  hide() {
    this.waits = false;
    this.box.hidden = true;
    this.error.textContent = "";
  }

  close() {
    this.hide();
    this.left();
  }
}
