// The timeline: a slider over the moments that the page has kept of the run, to look at any of them and go on from
// there.

import { found, part } from "../../js/dom.js";
import { epochText } from "../../js/text.js";

/**
 * @import { Scene } from "../messages/message.js"
 * @import { Stage } from "../stage.js"
 */

export const TIMELINE_STYLE = `
  .timeline { contain: layout style; display: none; margin: 8px 0 0 } .has-moments .timeline { display: block }
  .timeline > div { display: flex; gap: 6px 12px; align-items: center; flex-wrap: wrap }
  .timeline label { display: flex; gap: 12px; align-items: center; flex: 1 1 20em }
  .timeline input { flex: 1; min-width: 60px; height: 22px; margin: 0; accent-color: var(--st-primary-color);
    cursor: pointer; touch-action: none }
  .timeline input:disabled { cursor: default }
  .timeline output { min-width: 5.5em; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
  .timeline p { margin: 2px 0 0; line-height: 1.35 } .timeline p:empty { display: none }
  .timeline button { white-space: nowrap } .stage button[hidden] { display: none }
  summary:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .in-words { margin-top: 6px } .in-words summary { cursor: pointer; width: fit-content }
  .in-words p { margin: 4px 0 0; line-height: 1.5; -webkit-user-select: text; user-select: text }`;
export const TIMELINE_HTML = `<div class="timeline"><div>
    <label><span>Timeline</span><input type="range" min="0" step="1" aria-label="Moment of the run"><output></output></label>
    <div class="tools"><button class="newest" type="button" hidden>Back to the newest</button>
      <button class="pin" type="button" title="Keep this run's curve, map and numbers here, beside the next one">Pin this run</button><button class="save" type="button" title="The picture as a PNG file">Save picture</button></div></div>
    <p></p></div>`;

export class Timeline {
  /** @param {Stage} stage @param {HTMLElement} element */
  constructor(stage, element) {
    this.stage = stage;
    this.slider = found(element, "input", HTMLInputElement);
    this.label = part(element, "output");
    this.words = part(element, "p");
    this.tools = part(element, ".tools");
    this.newest = part(element, ".newest");
    this.held = this.sentHeld = false; // whether somebody is dragging, and whether Python has heard so
    this.count = this.index = 0;
    /** @type {number | null} the moment that a person waits for */
    this.wanted = null;
    /** @type {number[] | null | undefined} */
    this.epochs = null;
    this.slider.addEventListener("input", () => this.lookAt(this.slider.valueAsNumber));
    this.slider.addEventListener("pointerdown", () => { this.held = true; });
    for (const end of ["pointerup", "pointercancel", "change"]) this.slider.addEventListener(end, () => this.letGo());
    this.newest.addEventListener("click", () => { this.lookAt(this.count - 1); this.slider.focus(); });
  }

  /**
   * With every message. While a person waits for a moment, the slider stays where they have put it.
   * @param {Scene} scene
   */
  accept(scene) {
    const { slider } = this;
    this.count = scene.moments ?? 0;
    slider.max = `${Math.max(1, this.count - 1)}`;
    slider.disabled = this.count < 2;
    this.epochs = scene.playing ? null : scene.epochs ?? this.epochs;
    if (this.wanted != null && this.stage.outbox.sent) return; // an answer is still to come
    this.wanted = null;
    this.index = scene.playing ? this.count - 1 : scene.moment ?? 0;
    slider.value = `${slider.disabled ? 1 : this.index}`;
    this.newest.hidden = scene.playing || !scene.ahead;
    slider.title = slider.disabled ? "Once the network trains, drag here to see any moment again."
      : "Drag to see any moment of the run again; nothing is lost by looking.";
    const words = this.newest.hidden ? ""
      : "You are looking back. Play, a step or an edit continues from here and discards the moments after it.";
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  // The epoch of the moment that is shown, or that was asked for.
  write() {
    const { scene, shown } = this.stage;
    if (!scene.moments) return;
    const at = this.wanted != null && this.epochs ? this.epochs[this.wanted] : shown.epoch;
    const last = this.epochs?.at(-1) ?? -Infinity;
    /** @param {number} epoch */
    const text = (epoch) => epochText(epoch, scene.stepsPerEpoch);
    // the epoch stands above the pictures, too; a new label at every frame would cost frames
    const words = scene.playing && this.wanted == null ? "the newest"
      : last > at + 1e-3 ? `epoch ${text(at)} of ${text(last)}` : `epoch ${text(at)}`;
    if (this.label.textContent === words) return;
    this.label.textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
  }

  /** @param {number} index */
  lookAt(index) {
    if (!(this.count > 1)) return;
    this.wanted = Math.max(0, Math.min(this.count - 1, index));
    this.slider.value = `${this.wanted}`;
    this.write();
    this.send(this.wanted);
  }

  /** While somebody drags, the page answers with the stage alone. @param {number} index */
  send(index) {
    this.stage.outbox.send({ do: "moment", index, of: this.count, held: this.held }, "moment");
    this.sentHeld = this.held;
  }

  letGo() {
    this.held = false;
    if (this.sentHeld) this.send(this.wanted ?? this.index);
  }

  /** A moment back or forth from the one that is shown or on its way. @param {number} by */
  go(by) { this.lookAt((this.wanted ?? this.index) + by); }
}
