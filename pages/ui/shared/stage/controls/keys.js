// The keyboard: space plays and pauses, the arrows go along the run. Only where no other thing on the page has the
// keys. Streamlit's own `shortcut=` (1.67) takes the space bar from whatever button or summary the keyboard has
// reached, so that nothing else on the page can be pressed by it, and writes the key into the button's label.

import { elementOf } from "../../js/dom.js";

/** @import { Stage } from "../stage.js" */

const TYPED_INTO = "input, textarea, select, summary, [contenteditable], [role=slider], [role=combobox], [role=listbox], " +
  "[role=option], [role=menu], [role=menuitem], [role=radio], [role=tab], [role=dialog], [role=grid]";
const BY_POINTER = 600; // milliseconds from a press to the focus that it gives
const SWAPPED = ":is(.st-key-playground-play, .st-key-playground-pause)";
const LONGEST_SWAP = 10_000; // milliseconds for the server to answer

export class Keys {
  /** @type {{thing: Element | null, byPointer: boolean} | null} */
  focused = null;
  pointedAt = -Infinity;
  held = false;
  steppedFrom = NaN; // the message from which the last step was asked for, and when
  steppedAt = -Infinity;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.ended = new AbortController();
    const { signal } = this.ended, first = { signal, capture: true };
    document.addEventListener("keydown", (event) => this.down(event), { signal });
    document.addEventListener("keyup", (event) => this.up(event), { signal });
    document.addEventListener("pointerdown", () => { this.pointedAt = performance.now(); }, first);
    document.addEventListener("click", (event) => {
      const pressed = elementOf(event)?.closest(`${SWAPPED} button`);
      if (pressed?.closest(".st-key-playground-pause")) stage.hold();
      if (pressed && pressed === document.activeElement) this.followFocus(pressed);
    }, first);
    document.addEventListener("focusin", (event) => {
      this.focused = { thing: elementOf(event), byPointer: performance.now() - this.pointedAt < BY_POINTER };
    }, first);
  }

  dispose() { this.ended.abort(); }

  /**
   * Play and Pause take each other's place: who has pressed the one has the focus on the other, once that is there.
   * @param {Element} pressed
   */
  followFocus(pressed) {
    const started = performance.now();
    const look = () => {
      const other = this.button("play") ?? this.button("pause"), { activeElement } = document;
      if (activeElement !== pressed && activeElement !== document.body) return; // it went elsewhere
      if (other && other !== pressed) return other.focus();
      if (performance.now() - started < LONGEST_SWAP && !this.ended.signal.aborted) requestAnimationFrame(look);
    };
    look();
  }

  /** @param {KeyboardEvent} event */
  down(event) {
    const isSpace = event.key === " ", isArrow = event.key === "ArrowRight" || event.key === "ArrowLeft";
    if (!isSpace && !isArrow) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (!this.areFree(event)) return;
    event.preventDefault();
    this.held = isSpace;
    if (isSpace && event.repeat) return;
    if (isSpace) this.playOrPause();
    else if (event.key === "ArrowRight") this.forth();
    else this.stage.timeline.go(-1);
  }

  /** A button that has the focus is pressed as the space bar comes up. @param {KeyboardEvent} event */
  up(event) {
    if (event.key === " " && this.held) event.preventDefault();
    this.held = false;
  }

  /**
   * Not where keys mean something already; a button or link keeps space if it was reached by the keyboard.
   * @param {KeyboardEvent} event
   */
  areFree(event) {
    const { stage, focused } = this;
    if (!stage.scene.moments || !stage.element.isConnected) return false;
    if (document.querySelector("[role=dialog], [data-baseweb=popover]")) return false;
    const thing = elementOf(event);
    if (!thing) return true;
    if (thing.closest(TYPED_INTO)) return false;
    const pressable = thing.closest("button, a, [role=button]");
    return !pressable || event.key !== " " || (focused?.thing === thing && focused.byPointer);
  }

  /** A button of the page. @param {string} name @returns {HTMLButtonElement | null} */
  button(name) { return document.querySelector(`.st-key-playground-${name} button`); }

  playOrPause() { this.button(this.stage.scene.playing ? "pause" : "play")?.click(); }

  // Looking back, a moment forth; at the newest moment, a step further, one for each answer of the page.
  forth() {
    const { timeline, scene, sequence } = this.stage;
    if (timeline.wanted != null || (!scene.playing && scene.ahead)) return timeline.go(1);
    if (this.steppedFrom === sequence && performance.now() - this.steppedAt < 1000) return;
    this.steppedFrom = sequence;
    this.steppedAt = performance.now();
    this.button("step")?.click();
  }
}
