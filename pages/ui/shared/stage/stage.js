// The live stage: takes messages, blends between their snapshots, frame by frame, and tells what is under the pointer.
// painters.py brings this file, after the other stage_*.js, to the browser once.

const counters = { paints: 0, snapshots: 0, dropped: 0, mounts: 0, epoch: 0, loss: NaN, accuracy: NaN, playing: false };
globalThis.playgroundStage ??= counters; // for tests, and for measuring
const LONGEST_QUEUE = 18; // snapshots that wait to be shown; a tab in the background would pile them up
const NARROW = 640; // below this width the answer stands under the network
const STILL_GAP = 400; // milliseconds between two pictures for people who asked for less motion
const CSS = CURVE_CSS + TIMELINE_CSS + PINNED_CSS + `
  .stage { position: relative; overflow-x: clip; font-size: 13px; -webkit-user-select: none; user-select: none }
  .numbers { display: flex; gap: 28px; align-items: baseline; margin: 0 0 6px; flex-wrap: wrap }
  .numbers div { display: flex; gap: 7px; align-items: baseline; white-space: nowrap }
  .numbers span { opacity: .7 }
  .numbers b { font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums }
  .numbers b.epoch { min-width: 3.4em } .numbers b.loss { min-width: 3.6em }
  .numbers .unseen { display: none } .tested .numbers .unseen { display: flex } .numbers .unseen b { font-weight: 500; font-size: 16px; min-width: 3em }
  .pictures { display: flex; gap: 18px; align-items: flex-start }
  .narrow .pictures { flex-direction: column; gap: 10px }
  .narrow .numbers { gap: 14px } .narrow .numbers b { font-size: 17px; min-width: 0 }
  .answer { flex: none; display: flex; flex-direction: column; gap: 4px }
  canvas { display: block; touch-action: pan-y }
  .tip { max-width: 230px; padding: 6px 9px; font-size: 12.5px; line-height: 1.4; white-space: pre-line;
         font-variant-numeric: tabular-nums }${EDITOR_CSS}${POINTS_CSS}`;
const HTML = `<div class="stage"><div class="numbers">
    <div><span>Epoch</span><b class="epoch"></b></div>
    <div><span>Loss</span><b class="loss"></b></div>
    <div><span>Accuracy</span><b class="accuracy"></b></div>
    <div class="unseen"><span>on test points: loss</span><b class="test-loss"></b><span>accuracy</span><b class="test-accuracy"></b></div>
    <div class="tools" hidden><button class="own" type="button" title="Make these points your own, to add and remove some on the map">Edit points</button><button class="undo" type="button"><span aria-hidden="true">↶ </span>Undo</button></div></div>
  <p class="said" role="alert"></p>
  <div class="pictures"><canvas class="network" role="img"></canvas>
    <div class="answer"><canvas class="map" role="img"></canvas><div class="choices" role="group" aria-label="Class of the points to add" hidden></div>${CURVE_HTML}<canvas class="curve" role="img"></canvas></div></div>
  ${TIMELINE_HTML}${PINNED_HTML}
  <details class="in-words" hidden><summary>The picture in words</summary><p></p></details>
  <div class="tip" role="tooltip"></div>${EDITOR_HTML}</div>`;

class Stage {
  constructor(element) {
    const find = (selector) => element.querySelector(selector);
    this.element = element;
    this.numbers = { epoch: find(".epoch"), loss: find(".loss"), accuracy: find(".accuracy"),
                     testLoss: find(".test-loss"), testAccuracy: find(".test-accuracy") };
    this.tip = find(".tip");
    this.network = new NetworkPicture(this, find(".network"));
    this.answer = new AnswerPicture(this, find(".map"));
    this.curve = new CurvePicture(this, find(".curve"), find(".of-curve"));
    this.outbox = new Outbox();
    this.editor = new ParameterEditor(this, find(".editor"));
    this.tools = { bar: find(".tools"), undo: find(".undo"), said: find(".said") };
    this.timeline = new Timeline(this, find(".timeline"));
    this.pinned = new Pinned(this, find(".pinned"), find(".pin"));
    this.keys = new Keys(this);
    this.inWords = find(".in-words");
    find(".save").addEventListener("click", () => downloadPicture(this));
    this.queue = [];
    this.shown = this.target = null;
    this.frame = this.frame.bind(this);
    for (const picture of [this.network, this.answer, this.curve]) this.watch(picture);
    this.points = new PointTools(this, find(".choices"), find(".own"));
    this.handle();
    counters.mounts += 1;
  }

  watch(picture) {
    const point = ({ offsetX: x, offsetY: y }) => { this.pointer = { picture, x, y }; this.wake(); };
    const leave = ({ pointerType }) => {
      if (pointerType === "touch") return; // a finger leaves as soon as it has tapped; what it asked for stays
      this.forget();
    };
    picture.canvas.addEventListener("pointermove", point);
    picture.canvas.addEventListener("pointerdown", point);
    picture.canvas.addEventListener("pointerleave", leave);
  }

  set tell(tell) { this.outbox.tell = tell; }

  // Clicks and keys that change something.
  handle() {
    const { canvas } = this.network, undo = () => this.outbox.send({ do: "undo" });
    this.tools.undo.addEventListener("click", undo);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "z" && (event.ctrlKey || event.metaKey) && !this.tools.undo.disabled) { event.preventDefault(); undo(); }
    });
    canvas.addEventListener("click", ({ offsetX: x, offsetY: y, pointerType }) => {
      const byTouch = pointerType === "touch", thing = this.network.editableAt(x, y, byTouch ? 14 : 7);
      if (thing) this.editor.open(thing, { byTouch });
    });
    canvas.addEventListener("pointermove", ({ offsetX: x, offsetY: y }) => {
      canvas.style.cursor = this.network.editableAt(x, y) ? "pointer" : "";
    });
    walkByKeys(this, this.network);
  }

  // Nothing is pointed at any more.
  forget() {
    this.pointer = this.hovered = null;
    this.tip.style.visibility = "hidden";
    this.wake();
  }

  // What Python says about what a person did.
  hear() {
    const { editable, heard, words, undo, large } = this.scene, { bar, said } = this.tools;
    bar.hidden = !editable;
    if (!editable) return;
    this.network.canvas.tabIndex = 0;
    this.network.canvas.role = "application"; // keys go to the picture
    this.tools.undo.disabled = !undo;
    this.tools.undo.title = undo ? `Take back: ${undo}` : "Nothing to undo: click a weight or a bias to change it";
    said.textContent = this.editor.thing ? "" : words;
    if (heard === this.outbox.sent) this.editor.hear(words);
    this.outbox.heard(heard);
    this.largeKnown = large?.join() ?? "";
  }

  // Have the map of what is pointed at sent large, when the pointer has come to rest.
  want(node) {
    const wanted = node && node.layer < this.scene.sizes.length - 1 ? `${node.layer},${node.index}` : "";
    if (!this.scene.editable || wanted === this.largeWanted) return;
    this.largeWanted = wanted;
    clearTimeout(this.wanting);
    this.wanting = setTimeout(() => {
      const [layer, index] = wanted ? wanted.split(",").map(Number) : [null, null];
      if (wanted !== this.largeKnown) this.outbox.send({ do: "look", layer, index }, "look");
    }, wanted ? 120 : 1000);
  }

  dispose() {
    cancelAnimationFrame(this.request);
    clearTimeout(this.stillTimer);
    this.keys.dispose();
  }

  show(bytes) {
    const sequence = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.byteLength - 4, true);
    this.stale = true;
    if (this.scene && sequence === this.sequence) { // the theme changed, or the page was drawn anew: the same news
      this.theme = null;
      return this.wake();
    }
    const before = this.scene;
    this.sequence = sequence;
    this.scene = decode(bytes);
    counters.snapshots += this.scene.snapshots.length;
    counters.playing = this.scene.playing;
    this.hear();
    this.hearMoments();
    const goesOn = this.scene.playing && !this.scene.atOnce && before?.run === this.scene.run;
    if (goesOn && STILL.matches) return this.acceptStill();
    if (goesOn) {
      this.queue.push(...this.scene.snapshots);
      const late = this.queue.length - LONGEST_QUEUE;
      if (late > 0) { this.queue.splice(0, late); counters.dropped += late; }
    } else { // show the newest state exactly, at once
      this.queue = [];
      this.shown = this.target = this.scene.snapshots.at(-1);
      if (before?.run !== this.scene.run) this.layOut();
    }
    this.wake();
  }

  // What only a page's own run has: moments to go back to, and words.
  hearMoments() {
    const { scene } = this;
    this.element.classList.toggle("has-moments", scene.moments != null);
    this.inWords.hidden = scene.moments == null;
    if (scene.moments == null) return;
    this.timeline.accept(scene);
    const words = scene.summary ?? "Training is under way. When it pauses, its state stands here.";
    const place = this.inWords.lastElementChild;
    if (place.textContent !== words) place.textContent = words;
  }

  // For people who asked for less motion: the newest state now and then, without anything between two.
  acceptStill() {
    this.queue = [];
    this.newest = this.scene.snapshots.at(-1);
    this.stillTimer ??= setTimeout(() => {
      this.stillTimer = null;
      if (this.scene.playing) this.shown = this.target = this.newest;
      this.stale = true;
      this.wake();
    }, STILL_GAP);
  }

  wake() {
    this.request ||= requestAnimationFrame(this.frame);
  }

  // Paint what lies between the snapshot that was shown and the next; stop when there is nothing left to show.
  frame(now) {
    this.request = 0;
    if (!this.scene || !this.width) return;
    if (this.target === this.shown && this.queue.length) {
      this.target = this.queue.shift();
      this.started = this.arrived && now - this.arrived < 40 ? this.arrived : now;
    }
    let between = this.shown;
    if (this.target !== this.shown) {
      // a short queue is played a little slower and a long one faster, so that it never runs dry nor falls behind
      const gap = this.scene.gap * (this.queue.length < 3 ? 1.2 : this.queue.length > 8 ? 0.6 : 1);
      const t = (now - this.started) / gap;
      if (t < 1) between = this.blend(this.shown, this.target, t);
      else {
        this.shown = between = this.target;
        this.arrived = this.started + gap;
        this.stale = true;
      }
    }
    this.paint(between);
    if (this.target !== this.shown || this.queue.length) this.wake();
  }

  blend(a, b, t) {
    const into = (this.blended ??= {});
    Object.assign(into, { largeOf: b.largeOf, largest: b.largest });
    for (const part of ["params", "tiles", "map", "large"]) {
      const from = part === "large" && a.largeOf !== b.largeOf ? b[part] : a[part], to = b[part];
      if (into[part]?.length !== from.length) into[part] = new Float32Array(from.length);
      const out = into[part];
      for (let i = 0; i < out.length; i++) out[i] = from[i] + (to[i] - from[i]) * t;
    }
    return into;
  }

  paint(snapshot) {
    counters.paints += 1;
    this.theme ??= themeOf(this.element);
    const node = this.hovered?.layer === undefined ? null : this.hovered;
    this.want(node);
    this.network.paint(snapshot, this.editor.thing ?? this.hovered);
    this.answer.paint(snapshot, this.hovered, node);
    this.editor.follow(snapshot.params);
    if (this.stale) {
      const { epoch, loss, accuracy } = this.shown;
      Object.assign(counters, { epoch, loss, accuracy });
      this.write(this.shown);
      this.points.offer();
      this.curve.paint();
      this.timeline.write();
      this.pinned.paint();
      this.stale = false;
    }
    if (this.pointer) this.explain(snapshot);
  }

  // All pictures, at once and not with the next frame.
  paintAll() {
    for (const picture of [this.network, this.answer]) picture.paint(this.shown, null);
    this.curve.paint();
  }

  write({ epoch, loss, accuracy, testLoss, testAccuracy }) {
    const texts = { epoch: epochText(epoch, this.scene.stepsPerEpoch), loss: lossText(loss), accuracy: share(accuracy),
                    testLoss: lossText(testLoss), testAccuracy: share(testAccuracy) };
    for (const [name, text] of Object.entries(texts))
      if (this.numbers[name].textContent !== text) this.numbers[name].textContent = text;
    if (this.scene.playing) return;
    this.network.canvas.ariaLabel = `A network of ${this.scene.sizes.join(", ")} neurons at epoch ${texts.epoch}, ` +
      `loss ${texts.loss}, accuracy ${texts.accuracy}.`;
    this.answer.canvas.ariaLabel = `What the network answers everywhere on the plane. ${this.scene.answer}.`;
    this.curve.canvas.ariaLabel = `${this.curve.of === "loss" ? "Loss" : "Accuracy"} by epoch, now ${texts[this.curve.of]}.`;
  }

  resize() {
    const width = this.element.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    this.layOut();
    this.stale = true;
    this.wake();
  }

  layOut() {
    if (!this.scene || !this.width) return;
    const { sizes, points } = this.scene, { width } = this, narrow = width < NARROW;
    this.tested = points.length > 12 && points.at(-1).test;
    this.narrow = narrow;
    this.element.classList.toggle("narrow", narrow);
    this.element.classList.toggle("tested", this.tested);
    const side = narrow ? Math.min(width, 380) : Math.max(240, Math.min(320, Math.round(width * 0.37)));
    const height = narrow ? Math.max(180, 36 + 60 * Math.max(...sizes)) : side + 148;
    this.network.layOut(narrow ? width : width - side - 18, height);
    this.answer.layOut(side, side + 36);
    this.curve.layOut(side, narrow ? 100 : 90);
    if (this.pointer?.thing) this.pointer.thing = this.network.again(this.pointer.thing);
    this.hovered = null;
    this.editor.relocate([...this.network.edges, ...this.network.nodes]);
  }

  // Beside what is under the pointer, never over it.
  explain(snapshot) {
    const { picture, x, y } = this.pointer, found = picture.about(x, y, snapshot, this.pointer.thing), { style } = this.tip;
    if (this.hovered !== found?.thing) this.wake();
    this.hovered = found?.thing;
    style.visibility = found && !this.editor.thing ? "visible" : "hidden";
    if (!found) return;
    this.tip.ariaLive = this.scene.playing ? "off" : "polite"; // numbers that change all the time cannot be read out
    if (this.tip.textContent !== found.text) this.tip.textContent = found.text;
    const { offsetLeft: left, offsetTop: top } = picture.canvas;
    putBeside(this.tip, left + found.x, top + found.y - this.tip.offsetHeight - 8, this.width, found.clear);
  }
}

const paint = painterOf(Stage, CSS, HTML, (bytes) => bytes);
