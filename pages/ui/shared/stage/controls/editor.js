// The small editor of a weight or a bias: it opens beside what it edits, and what that is set to takes effect at once,
// also while the network trains.

import { css } from "../../js/color.js";
import { focusedBeside, found, part, placeIn } from "../../js/dom.js";
import { typed } from "../../js/text.js";
import { LABEL, parameterOf } from "../network_layout.js";

/**
 * @import { Thing } from "../network_layout.js"
 * @import { Stage } from "../stage.js"
 */

export const EDITOR_STYLE = `
  .tools { display: flex; gap: 8px } .tools[hidden] { display: none }
  .tools button, .choices button, .choices input { font: inherit; font-size: .96em; color: inherit; cursor: pointer;
    background: var(--st-background-color); border: 1px solid var(--st-border-color, color-mix(in srgb, currentColor 40%, transparent));
    border-radius: 6px; padding: 3px 10px; min-height: 28px }
  .tools button:disabled { opacity: .45; cursor: default }
  .tools button:hover:enabled, .choices button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color) }
  button:focus-visible, input:focus-visible, canvas:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .said { margin: 0 0 6px; font-weight: 600 } .said:empty { display: none }
  .editor { position: absolute; z-index: 6; box-sizing: border-box; width: 18em; margin: 0; padding: 8px 10px 7px;
    border: 1px solid var(--st-border-color, color-mix(in srgb, currentColor 40%, transparent)); border-radius: 8px;
    background: var(--st-background-color); box-shadow: 0 4px 18px rgb(0 0 0 / .2); font-size: .96em; line-height: 1.35 }
  .editor[hidden] { display: none }
  .editor b { display: block; margin-bottom: 5px; font-weight: 600; overflow-wrap: anywhere }
  .editor div { display: flex; gap: 8px; align-items: center }
  .editor [type=range] { flex: 1; min-width: 0; height: 26px; margin: 0; touch-action: none }
  .editor [type=text] { width: 6em; box-sizing: border-box; padding: 4px 6px; font: inherit; font-size: 1.08em; color: inherit;
    font-variant-numeric: tabular-nums; background: var(--st-secondary-background-color);
    border: 1px solid var(--st-border-color, color-mix(in srgb, currentColor 40%, transparent)); border-radius: 5px }
  .editor p { margin: 5px 0 0; font-weight: 600 } .editor p:empty { display: none }
  .editor small { display: block; margin-top: 4px; opacity: .7; font-size: .88em }`;
export const EDITOR_HTML = `<form class="editor" role="dialog" hidden><b></b>
  <div><input type="range" step="0.01"><input type="text" inputmode="decimal" autocomplete="off" spellcheck="false"></div>
  <p role="alert"></p><small></small></form>`;

export class ParameterEditor {
  /** @type {Thing | null} */
  thing = null;
  byKey = false;
  gesture = 0; // the number of this opening: however often it changes the parameter, that is one edit
  dragging = false;
  typed = false;
  closing = false; // once Python has taken the number
  written = NaN;

  /** @param {Stage} stage @param {HTMLFormElement} form */
  constructor(stage, form) {
    this.stage = stage;
    this.form = form;
    const slider = this.slider = found(form, "[type=range]", HTMLInputElement);
    const field = this.field = found(form, "[type=text]", HTMLInputElement);
    this.title = part(form, "b");
    this.complaint = part(form, "p");
    this.hint = part(form, "small");
    slider.addEventListener("input", () => { this.dragging = true; this.typed = false; this.set(slider.value); });
    slider.addEventListener("change", () => { this.dragging = false; }); // from here on it follows the training again
    field.addEventListener("input", () => { this.typed = true; });
    field.addEventListener("change", () => { if (this.typed) this.set(field.value); });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.keep(); });
    form.addEventListener("keydown", (event) => {
      event.stopPropagation(); // keys are for the editor now, not for the page
      if (event.key === "Enter") { event.preventDefault(); this.keep(); }
      if (event.key === "Escape") this.cancel();
    });
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !form.contains(relatedTarget)) this.leave();
    });
  }

  get index() { return this.thing ? parameterOf(this.thing) : -1; }

  /** @param {Thing} thing @param {{byTouch?: boolean, byKey?: boolean}} [how] */
  open(thing, { byTouch = false, byKey = false } = {}) {
    if (this.thing) this.leave();
    const value = this.stage.shown.params[parameterOf(thing)], widest = Math.max(5, Math.ceil(1.5 * Math.abs(value)));
    this.dragging = this.typed = this.closing = false;
    Object.assign(this, { thing, byKey, gesture: Date.now(), written: NaN });
    const name = this.title.textContent = this.stage.network.parameterName(thing);
    this.form.ariaLabel = `Change ${name}`;
    this.slider.ariaLabel = `${name}, slider`;
    this.field.ariaLabel = `${name}, number`;
    this.complaint.textContent = "";
    Object.assign(this.slider, { min: -widest, max: widest });
    this.follow(this.stage.shown.params);
    this.hint.textContent = byTouch ? "Tap elsewhere to keep it." : "Enter keeps it, Escape takes it back.";
    this.form.hidden = false;
    this.place();
    const first = byTouch ? this.slider : this.field; // a finger needs no keyboard on half of its screen
    first.focus({ preventScroll: true });
    if (!byTouch) this.field.select();
    this.stage.wake();
  }

  /**
   * Show the value that training or the slider has come to, but leave alone what somebody is just typing or dragging.
   * @param {Float32Array} params
   */
  follow(params) {
    if (!this.thing) return;
    const value = params[this.index], { field, stage } = this;
    if (this.written === value) return;
    this.written = value;
    if (!this.dragging) this.slider.value = `${value}`;
    this.slider.style.accentColor = css(value < 0 ? stage.theme.negative : stage.theme.positive);
    if (this.typed) return;
    const whole = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0) === field.value.length;
    field.value = typed(value);
    if (whole && focusedBeside(this.form) === field) field.select();
  }

  /** @param {string} text */
  set(text) {
    this.stage.outbox.send({ do: "edit", index: this.index, value: text, gesture: this.gesture }, `edit ${this.gesture}`);
  }

  // Closes when Python has taken the number; it may say why it cannot.
  keep() {
    if (!this.typed) return this.close();
    this.closing = true;
    this.set(this.field.value);
  }

  leave() {
    if (this.typed && this.thing) this.set(this.field.value);
    this.close();
  }

  cancel() {
    this.stage.outbox.send({ do: "cancel", gesture: this.gesture }, `edit ${this.gesture}`);
    this.close();
  }

  close() {
    const { byKey, thing } = this;
    if (!thing) return;
    this.typed = false;
    this.thing = null;
    this.form.hidden = true;
    if (byKey) this.stage.network.canvas.focus({ preventScroll: true });
    this.stage.wake();
  }

  /** What Python says of the last change. @param {string} words */
  hear(words) {
    if (!this.thing) return;
    this.complaint.textContent = words;
    if (this.closing && !words) return this.close();
    this.closing = false;
    if (words) this.place(); // there is more of it now
  }

  /** After a new layout: the same parameter stands elsewhere, or there is none any more. @param {Thing[]} things */
  relocate(things) {
    if (!this.thing) return;
    const index = this.index, same = things.find((thing) => parameterOf(thing) === index);
    if (same) {
      this.thing = same;
      this.place();
    } else this.close();
  }

  place() {
    const { form, stage, thing } = this, { canvas, nodes, unused } = stage.network, { scale, width } = stage;
    if (!thing) return;
    /** @param {HTMLElement} element */
    const boxOf = (element) => {
      const { left, top } = placeIn(element, stage.element);
      return { x: left / scale, y: top / scale,
               width: element.offsetWidth / scale, height: element.offsetHeight / scale };
    };
    const { x: left, y: top } = boxOf(canvas), room = { width, height: stage.element.offsetHeight / scale, top };
    const spots = stage.network.outline(thing).map(([x, y]) => [x + left, y + top]);
    const tiles = [...nodes, ...unused].map(({ x, y, size }) => ({ x: left + x, y: top + y, width: size,
                                                                    height: size + LABEL }));
    const best = bestPlace(boxOf(form), room, spots, tiles, boxOf(stage.answer.canvas));
    Object.assign(form.style, { left: `${scale * (best?.left ?? 0)}px`, top: `${scale * (best?.top ?? room.height)}px` });
  }
}

/**
 * As near as possible to what is edited without covering it, and rather over empty room than over neurons or the
 * answer.
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @param {{width: number, height: number}} form
 * @param {{width: number, height: number, top: number}} room
 * @param {number[][]} spots all over what is edited; the middle one is where it should be near to
 * @param {Box[]} tiles
 * @param {Box} map
 */
export function bestPlace({ width, height }, room, spots, tiles, map) {
  const [ax, ay] = spots[spots.length >> 1];
  let best = null;
  for (let left = 0; left <= Math.max(0, room.width - width); left += 8) {
    for (let top = room.top; top <= Math.max(room.top, room.height - height); top += 8) {
      if (spots.some(([x, y]) => x > left - 8 && x < left + width + 8 && y > top - 8 && y < top + height + 8)) continue;
      const away = Math.hypot(Math.max(left - ax, 0, ax - left - width), Math.max(top - ay, 0, ay - top - height));
      /** @param {Box} box */
      const over = (box) => Math.max(0, Math.min(left + width, box.x + box.width) - Math.max(left, box.x)) *
        Math.max(0, Math.min(top + height, box.y + box.height) - Math.max(top, box.y));
      const cost = away + over(map) / 60 + tiles.reduce((sum, tile) => sum + over(tile), 0) / 40;
      if (!best || cost < best.cost) best = { left, top, cost };
    }
  }
  return best;
}
