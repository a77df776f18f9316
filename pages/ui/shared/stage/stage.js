// The live stage: takes messages, shows what lies between their snapshots, frame by frame, and says what is under the
// pointer.

import { found, growth, isStill, part, placeIn, putBeside, topOf } from "../js/dom.js";
import { mounted } from "../js/mount.js";
import { expose, exposed, pageState } from "../js/page_state.js";
import { accuracyText, epochText, lossText } from "../js/text.js";
import { themeOf } from "../js/theme.js";
import { AnswerPicture } from "./answer.js";
import { BUILDER_STYLE, Builder } from "./build/builder.js";
import { DATASETS_STYLE, Datasets } from "./build/datasets.js";
import { CURVE_HTML, CURVE_STYLE, CurvePicture } from "./curve.js";
import { EDITOR_HTML, EDITOR_STYLE, ParameterEditor } from "./controls/editor.js";
import { Keys } from "./controls/keys.js";
import { POINTS_STYLE, PointTools } from "./controls/points.js";
import { walkByKeys } from "./controls/walk.js";
import { downloadPicture } from "./controls/export.js";
import { decode, unpacked } from "./messages/message.js";
import { NetworkPicture } from "./network.js";
import { NUMBERS_HTML, NUMBERS_STYLE, Numbers, writeApart } from "./numbers.js";
import { isNode } from "./network_layout.js";
import { PINNED_HTML, PINNED_STYLE, Pinned } from "./controls/pinned.js";
import { Pace } from "./pace.js";
import { Playhead } from "./playhead.js";
import { TIMELINE_HTML, TIMELINE_STYLE, Timeline } from "./controls/timeline.js";

/**
 * @import { Outbox } from "../js/outbox.js"
 * @import { Blend } from "./blend.js"
 * @import { Point, Scene, Snapshot } from "./messages/message.js"
 * @import { NetworkNode, Thing } from "./network_layout.js"
 *
 * @typedef {object} Pointer where a person points: at a position in a picture, or by keys at a thing
 * @property {NetworkPicture | AnswerPicture | CurvePicture} picture
 * @property {number} x
 * @property {number} y
 * @property {Thing} [thing]
 */

const NARROW = 640; // below this width the network stands under the answer
const UNDER_MAP = 130; // of the stage's pixels: the axes, the curve and what chooses it
const UNDER_STAGE = 56; // the timeline
const MOVED = 30; // pixels by which the room for the stage may change before it is laid out anew
const LONGEST_HOLD = 3000; // milliseconds until a picture that stands still goes on, if Pause is not answered
const STILL_GAP = 400; // milliseconds between two pictures for people who asked for less motion
const STYLE = NUMBERS_STYLE + CURVE_STYLE + TIMELINE_STYLE + PINNED_STYLE + BUILDER_STYLE + DATASETS_STYLE + `
  .stage { position: relative; overflow-x: clip; font-size: calc(13px * var(--k, 1)); -webkit-user-select: none; user-select: none }
  .stage > .numbers { margin: 0 0 .4rem } .editable > .numbers { display: none }
  .pictures { display: flex; gap: calc(18px * var(--k, 1)); align-items: flex-start }
  .narrow .pictures { flex-direction: column; gap: 10px }
  .narrow .net { order: 1 }
  .answer { flex: none; display: flex; flex-direction: column; gap: 4px }
  .narrow .answer { display: contents } .narrow .of-curve, .narrow .curve { order: 2 }
  .narrow .of-points { align-self: flex-end }
  canvas { display: block; touch-action: pan-y }
  .tip { max-width: 18em; padding: 6px 9px; font-size: .96em; line-height: 1.4; white-space: pre-line;
         font-variant-numeric: tabular-nums }${EDITOR_STYLE}${POINTS_STYLE}`;
const OUTPUT = "The network's output for every point of the plane";
const HTML = `<div class="stage">${NUMBERS_HTML}
  <p class="said" role="alert"></p>
  <div class="pictures"><div class="net"><div class="datasets" role="group" aria-label="Data set" hidden></div>
      <div class="board"><canvas class="network" role="img" aria-label="A network of neurons."></canvas><div class="builder" role="group" aria-label="Build the network" hidden></div></div></div>
    <div class="answer"><div class="board"><canvas class="map" role="img" aria-label="${OUTPUT}."></canvas></div>
      <div class="choices" role="group" aria-label="Class of the points to add" hidden></div>${CURVE_HTML}<canvas class="curve" role="img" aria-label="Loss by epoch."></canvas></div></div>
  ${TIMELINE_HTML}<div class="tools of-points" hidden><button class="own" type="button" title="Make these points your own data set, to add and remove some on the map">Edit points</button><button class="undo" type="button"><span aria-hidden="true">↶ </span>Undo</button></div>${PINNED_HTML}
  <details class="in-words" hidden><summary>The picture in words</summary><p></p></details>
  <div class="tip" role="tooltip"></div>${EDITOR_HTML}</div>`;

export class Stage {
  /** @type {number | undefined} pixels of the canvases for one of CSS; undefined: as many as the screen has */
  ratio = undefined;
  scale = 1; // pixels of CSS for one of the stage's own, which everything in its pictures is measured in
  width = 0; // of the stage's pixels
  narrow = false;
  room = NaN; // what is left for the stage in the window, in pixels of CSS
  tested = false; // whether there are test points enough to mean something
  sequence = NaN; // the number of the message that is shown
  stale = true; // whether more is to be painted anew than what moves
  themeIsStale = true;
  /** @type {Pointer | null} */
  pointer = null;
  /** @type {Thing | Point | null} */
  hovered = null;
  largeKnown = ""; // the neuron whose map Python sends large, and the one that is wished for
  largeWanted = "";
  request = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  wishing = undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  stillTimer = undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  holding = undefined;
  /** @type {boolean | null} what Python was told of whether this browser keeps up, until it says so itself */
  saidSlow = null;
  /** @type {boolean | null} and of whether this page is behind others */
  saidAway = null;

  /** @param {HTMLElement} element @param {Outbox} outbox @param {Scene} scene of the first message */
  constructor(element, outbox, scene) {
    this.element = element;
    this.outbox = outbox;
    this.scene = scene;
    this.playhead = new Playhead(newestOf(this.scene.snapshots));
    this.newest = this.playhead.shown;
    this.pace = new Pace(scene.slow);
    this.theme = themeOf(element);
    this.counters = exposed("playgroundStage") ??
      { paints: 0, snapshots: 0, dropped: 0, mounts: 0, epoch: 0, loss: NaN, accuracy: NaN, playing: false,
        held: false, slow: false, away: false };
    expose("playgroundStage", this.counters);
    this.numbers = new Numbers(part(element, ".numbers"));
    this.tip = part(element, ".tip");
    this.bar = part(element, ".of-points");
    this.undoButton = found(element, ".undo", HTMLButtonElement);
    this.said = part(element, ".said");
    this.inWords = part(element, ".in-words");
    this.builder = new Builder(this, part(element, ".builder"));
    this.datasets = new Datasets(this, part(element, ".datasets"));
    this.network = new NetworkPicture(this, found(element, ".network", HTMLCanvasElement));
    this.answer = new AnswerPicture(this, found(element, ".map", HTMLCanvasElement));
    this.curve = new CurvePicture(this, found(element, ".curve", HTMLCanvasElement), part(element, ".of-curve"));
    this.editor = new ParameterEditor(this, found(element, ".editor", HTMLFormElement));
    this.timeline = new Timeline(this, part(element, ".timeline"));
    this.pinned = new Pinned(this, part(element, ".pinned"), part(element, ".pin"));
    this.points = new PointTools(this, part(element, ".choices"), part(element, ".own"));
    this.keys = new Keys(this);
    this.frame = this.frame.bind(this);
    for (const picture of [this.network, this.answer, this.curve]) this.watch(picture);
    part(element, ".save").addEventListener("click", () => downloadPicture(this));
    this.handle();
    this.tellAway = this.tellAway.bind(this);
    document.addEventListener("visibilitychange", this.tellAway);
    this.resize = this.resize.bind(this);
    addEventListener("resize", this.resize); // of the window: its height counts, too
    this.counters.mounts += 1;
  }

  /** The snapshot that was reached last. */
  get shown() { return this.playhead.shown; }

  /** What of the network is under the pointer. @returns {Thing | null} */
  get hoveredThing() { return this.hovered && ("layer" in this.hovered || "weight" in this.hovered) ? this.hovered : null; }

  /** @param {NetworkPicture | AnswerPicture | CurvePicture} picture */
  watch(picture) {
    /** @param {PointerEvent} event */
    const point = (event) => {
      this.pointer = { picture, ...picture.pointed(event) };
      this.wake();
    };
    picture.canvas.addEventListener("pointermove", point);
    picture.canvas.addEventListener("pointerdown", point);
    picture.canvas.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType !== "touch") this.forget(); // a finger leaves as soon as it has tapped; what it asked for stays
    });
  }

  // Clicks and keys that change something.
  handle() {
    const { canvas } = this.network, undo = () => this.outbox.send({ do: "undo" });
    this.undoButton.addEventListener("click", undo);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || this.undoButton.disabled) return;
      event.preventDefault();
      undo();
    });
    canvas.addEventListener("click", (event) => {
      const { x, y } = this.network.pointed(event), byTouch = event.pointerType === "touch";
      const thing = this.network.editableAt(x, y, byTouch ? 14 : 7);
      if (thing) this.editor.open(thing, { byTouch });
    });
    canvas.addEventListener("pointermove", (event) => {
      const { x, y } = this.network.pointed(event);
      canvas.style.cursor = this.network.editableAt(x, y) ? "pointer" : "";
    });
    walkByKeys(this);
  }

  // Nothing is pointed at any more.
  forget() {
    this.pointer = this.hovered = null;
    this.tip.style.visibility = "hidden";
    this.wake();
  }

  dispose() {
    cancelAnimationFrame(this.request);
    clearTimeout(this.stillTimer);
    clearTimeout(this.wishing);
    clearTimeout(this.holding);
    this.keys.dispose();
    removeEventListener("resize", this.resize);
    document.removeEventListener("visibilitychange", this.tellAway);
  }

  /** @param {Scene} scene @param {boolean} answered whether Python has handled what was sent last */
  show(scene, answered) {
    const isFirst = Number.isNaN(this.sequence);
    this.stale = true;
    if (scene.number === this.sequence) { // the theme changed, or the page was drawn anew: the same message
      this.themeIsStale = true;
      return this.wake();
    }
    const { run } = this.scene, { kind } = this.builder;
    this.sequence = scene.number;
    this.scene = scene;
    this.counters.snapshots += this.scene.snapshots.length;
    const { playing, slow, away } = scene;
    Object.assign(this.counters, { playing, slow, away });
    this.hear(answered);
    this.hearMoments();
    if (!isFirst || document.hidden) this.tellAway();
    if (!isFirst) this.resize(); // what stands above may need more room now, or less
    if (kind !== this.builder.kind && run === this.scene.run) this.layOut();
    const goesOn = this.scene.playing && !this.scene.atOnce && !isFirst && run === this.scene.run;
    if (goesOn && isStill() && !this.playhead.held) return this.acceptStill();
    if (goesOn) this.counters.dropped += this.playhead.add(this.scene.snapshots);
    else { // show the newest state exactly, at once
      clearTimeout(this.holding);
      this.counters.held = false;
      this.playhead.jump(newestOf(this.scene.snapshots));
      if (isFirst || run !== this.scene.run) this.layOut();
    }
    this.wake();
  }

  /** What Python says about what a person did. @param {boolean} answered */
  hear(answered) {
    const { editable, words = "", undo, large } = this.scene;
    this.bar.hidden = !editable;
    this.element.classList.toggle("editable", Boolean(editable));
    if (!editable) return;
    this.network.canvas.tabIndex = 0;
    this.network.canvas.role = "application"; // keys go to the picture
    this.undoButton.disabled = !undo;
    this.undoButton.title = undo ? `Take back: ${undo}` : "Nothing to undo; a weight or bias changes by a click or tap on it";
    this.said.textContent = this.editor.thing ? "" : words;
    if (answered) this.editor.hear(words);
    this.largeKnown = large?.join() ?? "";
    this.builder.hear();
    this.datasets.hear();
  }

  // A run that plays rests while nobody can see it, so that it costs the others on the server nothing.
  tellAway() {
    const { scene: { playing, away }, saidAway } = this, { hidden } = document;
    this.saidAway = playing && away !== hidden ? hidden : null;
    if (playing && away !== hidden && saidAway !== hidden) this.outbox.send({ do: "away", away: hidden }, "away");
  }

  // A browser that does not keep up is sent fewer messages, with more snapshots in each.
  tellPace() {
    const { scene: { playing, slow: known }, pace: { slow }, saidSlow } = this;
    this.saidSlow = playing && slow !== known ? slow : null;
    if (playing && slow !== known && slow !== saidSlow) this.outbox.send({ do: "pace", slow }, "pace");
  }

  // Pause was pressed: the picture stands still at once, and shows the exact state when that has come.
  hold() {
    if (!this.scene.playing) return;
    this.playhead.hold();
    this.counters.held = true;
    clearTimeout(this.holding);
    this.holding = setTimeout(() => {
      this.playhead.release();
      this.counters.held = false;
      this.wake();
    }, LONGEST_HOLD);
  }

  // What only a page's own run has: moments to go back to, and words.
  hearMoments() {
    const { scene } = this;
    this.element.classList.toggle("has-moments", scene.moments != null);
    this.inWords.hidden = scene.moments == null;
    if (scene.moments == null) return;
    this.timeline.accept(scene);
    const words = scene.summary ?? "Training is under way; its state is described here once it pauses.";
    const place = part(this.inWords, "p");
    if (place.textContent !== words) place.textContent = words;
  }

  // For people who asked for less motion: the newest state now and then, without anything between two.
  acceptStill() {
    this.newest = newestOf(this.scene.snapshots);
    this.stillTimer ??= setTimeout(() => {
      this.stillTimer = undefined;
      if (this.scene.playing) this.playhead.jump(this.newest);
      this.refresh();
    }, STILL_GAP);
  }

  /**
   * Have the map of what is pointed at sent large, when the pointer has come to rest.
   * @param {NetworkNode | null} node
   */
  wish(node) {
    const wanted = node && node.index >= 0 && node.layer < this.scene.sizes.length - 1 ? `${node.layer},${node.index}` : "";
    if (!this.scene.editable || wanted === this.largeWanted) return;
    this.largeWanted = wanted;
    clearTimeout(this.wishing);
    this.wishing = setTimeout(() => {
      const [layer, index] = wanted ? wanted.split(",").map(Number) : [null, null];
      if (wanted !== this.largeKnown) this.outbox.send({ do: "look", layer, index }, "look");
    }, wanted ? 120 : 1000);
  }

  // Paint everything anew with the next frame, also what does not move.
  refresh() {
    this.stale = true;
    this.wake();
  }

  wake() {
    this.request ||= requestAnimationFrame(this.frame);
  }

  /** @param {number} now */
  frame(now) {
    this.request = 0;
    if (!this.width) return;
    const { shown } = this, blend = this.playhead.at(now, this.scene.gap);
    if (shown !== this.shown) this.stale = true;
    this.paint(blend);
    this.tellAway(); // a run that began with the page waits for its first picture
    if (!this.playhead.isMoving) return this.pace.rest();
    this.pace.note(now);
    this.tellPace();
    this.wake();
  }

  /** @param {Blend} blend */
  paint(blend) {
    this.counters.paints += 1;
    if (this.themeIsStale) this.theme = themeOf(this.element);
    this.themeIsStale = false;
    const thing = this.hoveredThing, node = isNode(thing) ? thing : null;
    this.wish(node);
    this.network.paint(blend, this.editor.thing ?? thing);
    this.answer.paint(blend, this.hovered, node);
    this.editor.follow(blend.params);
    if (this.stale) {
      const { epoch, loss, accuracy } = this.shown;
      Object.assign(this.counters, { epoch, loss, accuracy });
      this.write(this.shown);
      this.points.offer();
      this.curve.paint();
      this.timeline.write();
      this.pinned.paint();
      this.stale = false;
    }
    if (this.pointer) this.explain(this.pointer, blend);
  }

  // All pictures, at once and not with the next frame.
  paintAll() {
    this.network.paint(this.shown, null);
    this.answer.paint(this.shown, null, null);
    this.curve.paint();
  }

  /** @param {Snapshot} snapshot */
  write({ epoch, loss, accuracy, testLoss, testAccuracy }) {
    const texts = { epoch: epochText(epoch, this.scene.stepsPerEpoch), loss: lossText(loss),
                    accuracy: accuracyText(accuracy), testLoss: lossText(testLoss),
                    testAccuracy: accuracyText(testAccuracy) };
    this.numbers.write(texts, this.tested);
    if (this.scene.editable) writeApart(texts, this.tested);
    const { of } = this.curve, { playing } = this.scene; // a name that changes all the time cannot be read out
    /** @param {HTMLCanvasElement} canvas @param {string} what @param {string} now */
    const name = (canvas, what, now) => {
      const words = playing ? `${what}.` : `${what}${now}.`;
      if (canvas.ariaLabel !== words) canvas.ariaLabel = words;
    };
    name(this.network.canvas, `A network of ${this.scene.sizes.join(", ")} neurons`,
      ` at epoch ${texts.epoch}, loss ${texts.loss}, accuracy ${texts.accuracy}`);
    name(this.answer.canvas, OUTPUT, `. ${this.scene.answer}`);
    name(this.curve.canvas, `${of === "loss" ? "Loss" : "Accuracy"} by epoch`, `, now ${texts[of]}`);
  }

  resize() {
    const { element } = this, width = element.clientWidth;
    if (!width) return;
    const scale = Math.max(1, growth());
    const room = innerHeight - topOf(element), isSame = width / scale === this.width && scale === this.scale;
    if (isSame && Math.abs(room - this.room) < MOVED) return;
    Object.assign(this, { scale, room, width: width / scale });
    element.style.setProperty("--k", `${scale}`);
    this.layOut();
    this.refresh();
  }

  // The answer's map as large as the window allows, with the curve under it and the network beside both.
  layOut() {
    if (!this.width) return;
    const { sizes, points, editable } = this.scene, { width, scale } = this, narrow = width < NARROW;
    this.tested = points.length > 12 && Boolean(points.at(-1)?.test);
    this.narrow = narrow;
    this.element.classList.toggle("narrow", narrow);
    if (narrow) part(this.element, ".answer > .board").after(this.bar); // on a phone the timeline is a screen away from the points
    else this.timeline.tools.before(this.bar);
    const high = editable ? this.room / scale - UNDER_STAGE - UNDER_MAP : 320;
    const side = narrow ? Math.min(width, 380) : Math.round(Math.max(240, Math.min(0.4 * width, high)));
    this.network.layOut(narrow ? width : width - side - 18,
                        narrow ? Math.max(180, 36 + 60 * Math.max(...sizes)) : side + UNDER_MAP);
    this.answer.layOut(side, side + 10);
    this.curve.layOut(side, narrow ? 100 : 90);
    if (this.pointer?.thing) this.pointer.thing = this.network.again(this.pointer.thing);
    this.hovered = null;
    this.editor.relocate([...this.network.edges, ...this.network.nodes]);
  }

  /** Beside what is under the pointer, never over it. @param {Pointer} pointer @param {Blend} blend */
  explain({ picture, x, y, thing }, blend) {
    const about = picture.about(x, y, blend, thing), { style } = this.tip;
    if (this.hovered !== (about?.thing ?? null)) this.wake();
    this.hovered = about?.thing ?? null;
    style.visibility = about && !this.editor.thing ? "visible" : "hidden";
    if (!about) return;
    this.tip.ariaLive = this.scene.playing ? "off" : "polite"; // numbers that change all the time cannot be read out
    if (this.tip.textContent !== about.text) this.tip.textContent = about.text;
    const { left, top } = placeIn(picture.canvas, this.element), { scale } = this;
    putBeside(this.tip, left + about.x * scale, top + about.y * scale - this.tip.offsetHeight - 8,
              this.element.clientWidth, about.clear * scale);
  }
}

/** @param {Snapshot[]} snapshots at least one */
const newestOf = (snapshots) => snapshots[snapshots.length - 1];

/** @type {Map<number, Scene>} the last messages, by number, which others go on from */
const recent = new Map();
const MOST_RECENT = 4;

/** @param {Uint8Array} bytes */
async function read(bytes) {
  const message = await unpacked(bytes), { scene: number, after } = message.header;
  const scene = pageState().scenes.get(number), before = recent.get(after);
  if (!scene || (after !== null && !before)) return undefined; // the next whole message will do
  const decoded = decode(message, scene, before);
  recent.set(message.number, decoded);
  for (const old of [...recent.keys()].slice(0, -MOST_RECENT)) recent.delete(old);
  return decoded;
}

export const paint = mounted(Stage, { style: STYLE, html: HTML, read });
