// The timeline: a slider over the moments that the page has kept of the run, to look at any of them and go on from there.

const TIMELINE_CSS = `
  .timeline { contain: layout style; display: none; margin: 10px 0 0 } .has-moments .timeline { display: block }
  .timeline label { display: flex; gap: 12px; align-items: center }
  .timeline input { flex: 1; min-width: 60px; height: 22px; margin: 0; accent-color: var(--st-primary-color); cursor: pointer; touch-action: none }
  .timeline input:disabled { cursor: default }
  .timeline output { min-width: 5.5em; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
  .under { display: flex; gap: 8px 14px; align-items: center; justify-content: space-between; flex-wrap: wrap }
  .under p { flex: 1 1 260px; margin: 0; opacity: .75; line-height: 1.35; min-height: 2.7em; align-content: center }
  .under p.past { opacity: 1 } .under button { white-space: nowrap } .stage button[hidden] { display: none }
  summary:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .in-words { margin-top: 6px } .in-words summary { cursor: pointer; opacity: .75; width: fit-content }
  .in-words p { margin: 4px 0 0; line-height: 1.5; -webkit-user-select: text; user-select: text }`;
const TIMELINE_HTML = `<div class="timeline">
    <label><span>Moment</span><input type="range" min="0" step="1" aria-label="Moment of the run"><output></output></label>
    <div class="under"><p></p><div class="tools"><button class="newest" type="button" hidden>Back to the newest</button>
      <button class="pin" type="button" title="Keep this run's curve, map and numbers here, beside the next one">Pin this run</button><button class="save" type="button" title="The picture as a PNG file">Save picture</button></div></div></div>`;

class Timeline {
  constructor(stage, element) {
    Object.assign(this, { stage, held: false, sentHeld: false });
    [this.slider, this.label, this.words, this.newest] = ["input", "output", "p", ".newest"].map((one) => element.querySelector(one));
    this.slider.addEventListener("input", () => this.lookAt(this.slider.valueAsNumber));
    this.slider.addEventListener("pointerdown", () => { this.held = true; });
    for (const end of ["pointerup", "pointercancel", "change"]) this.slider.addEventListener(end, () => this.letGo());
    this.newest.addEventListener("click", () => { this.lookAt(this.count - 1); this.slider.focus(); });
  }

  // With every message. While a person waits for a moment, the slider stays where they have put it.
  accept(scene) {
    const { slider } = this;
    this.count = scene.moments;
    slider.max = Math.max(1, scene.moments - 1);
    slider.disabled = scene.moments < 2;
    this.epochs = scene.playing ? null : scene.epochs ?? this.epochs;
    if (this.wanted != null && this.stage.outbox.sent) return; // an answer is still to come
    this.wanted = null;
    this.index = scene.playing ? scene.moments - 1 : scene.moment;
    slider.value = slider.disabled ? 1 : this.index;
    this.newest.hidden = scene.playing || !scene.ahead;
    this.words.classList.toggle("past", !this.newest.hidden);
    const words = slider.disabled ? "Once the network trains, drag here to see any moment of it again."
      : this.newest.hidden ? "Drag to see any moment again; nothing is lost by looking."
      : "You are looking back. Play, a step or an edit goes on from here, and the moments after it are dropped.";
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  // The epoch of the moment that is shown, or that was asked for.
  write() {
    const { scene, shown } = this.stage;
    if (!scene.moments) return;
    const at = this.wanted != null && this.epochs ? this.epochs[this.wanted] : shown.epoch;
    const text = (epoch) => epochText(epoch, scene.stepsPerEpoch), last = this.epochs?.at(-1);
    // the epoch stands above the pictures, too; a new label at every frame would cost frames
    const words = scene.playing && this.wanted == null ? "the newest" : last > at + 1e-3 ? `epoch ${text(at)} of ${text(last)}` : `epoch ${text(at)}`;
    if (this.label.textContent === words) return;
    this.label.textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
  }

  lookAt(index) {
    if (!(this.count > 1)) return;
    this.wanted = Math.max(0, Math.min(this.count - 1, index));
    this.slider.value = this.wanted;
    this.write();
    this.send(this.wanted);
  }

  // While somebody drags, the page answers with the stage alone.
  send(index) {
    this.stage.outbox.send({ do: "moment", index, of: this.count, held: this.held }, "moment");
    this.sentHeld = this.held;
  }

  letGo() {
    this.held = false;
    if (this.sentHeld) this.send(this.wanted ?? this.index);
  }

  // A moment back or forth from the one that is shown or on its way.
  go(by) { this.lookAt((this.wanted ?? this.index) + by); }
}
