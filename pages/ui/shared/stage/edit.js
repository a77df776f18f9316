// What a person changes by hand in the picture: how it gets to Python, and the small editor of a weight or a bias.

// Tells Python one thing at a time: what comes while an answer is awaited waits, and gives way to newer news of its sort.
class Outbox {
  constructor() { Object.assign(this, { waiting: [], number: Date.now(), sent: 0 }); }

  send(news, sort = "") {
    this.waiting = this.waiting.filter((one) => !sort || one.sort !== sort);
    this.waiting.push({ news, sort });
    this.flush();
  }

  flush() {
    if (this.sent || !this.waiting.length) return;
    this.sent = ++this.number;
    this.alarm = setTimeout(() => this.heard(this.sent), 3000); // the answer may have been lost with the connection
    this.tell({ ...this.waiting.shift().news, id: this.sent });
  }

  heard(id) {
    if (!this.sent || id !== this.sent) return;
    clearTimeout(this.alarm);
    this.sent = 0;
    this.flush();
  }
}

const EDITOR_CSS = `
  .tools { display: flex; gap: 8px; margin-left: auto } .tools[hidden] { display: none }
  .tools button, .choices button, .choices input { font: inherit; font-size: 12.5px; color: inherit; background: var(--st-background-color); cursor: pointer;
    border: 1px solid var(--st-border-color, #8886); border-radius: 6px; padding: 3px 10px; min-height: 28px }
  .tools button:disabled { opacity: .45; cursor: default }
  .tools button:hover:enabled, .choices button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color) }
  button:focus-visible, input:focus-visible, canvas:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .said { margin: 0 0 6px; font-weight: 600 } .said:empty { display: none }
  .editor { position: absolute; z-index: 6; box-sizing: border-box; width: 234px; margin: 0; padding: 8px 10px 7px; border-radius: 8px;
    background: var(--st-background-color); border: 1px solid var(--st-border-color, #8886); box-shadow: 0 4px 18px #0003; font-size: 12.5px; line-height: 1.35 }
  .editor[hidden] { display: none }
  .editor b { display: block; margin-bottom: 5px; font-weight: 600; overflow-wrap: anywhere }
  .editor div { display: flex; gap: 8px; align-items: center }
  .editor [type=range] { flex: 1; min-width: 0; height: 26px; margin: 0; touch-action: none }
  .editor [type=text] { width: 84px; box-sizing: border-box; padding: 4px 6px; font: inherit; font-size: 14px; font-variant-numeric: tabular-nums; color: inherit;
    background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color, #8886); border-radius: 5px }
  .editor p { margin: 5px 0 0; font-weight: 600 } .editor p:empty { display: none }
  .editor small { display: block; margin-top: 4px; opacity: .7; font-size: 11.5px }`;
const EDITOR_HTML = `<form class="editor" role="dialog" hidden><b></b>
  <div><input type="range" step="0.01"><input type="text" inputmode="decimal" autocomplete="off" spellcheck="false"></div>
  <p role="alert"></p><small></small></form>`;

// Opens beside a weight's curve or a bias; what it is set to takes effect at once, also while the network trains.
class ParameterEditor {
  constructor(stage, form) {
    const [slider, field] = form.querySelectorAll("input");
    Object.assign(this, { stage, form, slider, field, title: form.querySelector("b"), complaint: form.querySelector("p") });
    slider.addEventListener("input", () => { this.hand = "slider"; this.typed = false; this.set(slider.value); });
    slider.addEventListener("change", () => { this.hand = ""; }); // from here on it follows the training again
    field.addEventListener("input", () => { this.typed = true; });
    field.addEventListener("change", () => { if (this.typed) this.set(field.value); });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.keep(); });
    form.addEventListener("keydown", (event) => {
      event.stopPropagation(); // keys are for the editor now, not for the page
      if (event.key === "Enter") { event.preventDefault(); this.keep(); }
      if (event.key === "Escape") this.cancel();
    });
    form.addEventListener("focusout", ({ relatedTarget }) => { if (!form.contains(relatedTarget)) this.leave(); });
  }

  get index() { return this.thing ? parameterOf(this.thing) : -1; }

  open(thing, { byTouch = false, byKey = false } = {}) {
    if (this.thing) this.leave();
    const value = this.stage.shown.params[parameterOf(thing)], widest = Math.max(5, Math.ceil(1.5 * Math.abs(value)));
    Object.assign(this, { thing, byKey, gesture: Date.now(), hand: "", typed: false, closing: false, written: NaN });
    this.title.textContent = this.stage.network.parameterName(thing);
    this.form.ariaLabel = `Change ${this.title.textContent}`;
    this.slider.ariaLabel = `${this.title.textContent}, slider`;
    this.field.ariaLabel = `${this.title.textContent}, number`;
    this.complaint.textContent = "";
    Object.assign(this.slider, { min: -widest, max: widest });
    this.follow(this.stage.shown.params);
    this.form.querySelector("small").textContent = byTouch ? "Tap elsewhere to keep it." : "Enter keeps it, Escape takes it back.";
    this.form.hidden = false;
    this.place();
    const first = byTouch ? this.slider : this.field; // a finger needs no keyboard on half of its screen
    first.focus({ preventScroll: true });
    if (!byTouch) this.field.select();
    this.stage.wake();
  }

  // Show the value that training or the slider has come to, but leave alone what somebody is just typing or dragging.
  follow(params) {
    if (!this.thing) return;
    const value = params[this.index];
    if (this.written === value) return;
    this.written = value;
    if (this.hand !== "slider") this.slider.value = value;
    this.slider.style.accentColor = css(value < 0 ? this.stage.theme.negative : this.stage.theme.positive);
    if (this.typed) return;
    const whole = document.activeElement && this.field.selectionEnd - this.field.selectionStart === this.field.value.length;
    this.field.value = plain(value);
    if (whole && this.form.getRootNode().activeElement === this.field) this.field.select();
  }

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

  // What Python says of the last change.
  hear(words) {
    if (!this.thing) return;
    this.complaint.textContent = words;
    if (this.closing && !words) return this.close();
    this.closing = false;
    if (words) this.place(); // there is more of it now
  }

  // After a new layout: the same parameter stands elsewhere, or there is none any more.
  relocate(things) {
    if (!this.thing) return;
    const index = this.index, found = things.find((thing) => parameterOf(thing) === index);
    if (found) { this.thing = found; this.place(); } else this.close();
  }

  // As near as possible to what it edits without covering it, and rather over empty room than over neurons or the answer.
  place() {
    const { form, stage, thing } = this, { canvas, nodes, tile } = stage.network, answer = stage.answer.canvas;
    const { offsetWidth: width, offsetHeight: height } = form;
    const spots = stage.network.outline(thing).map(([x, y]) => [x + canvas.offsetLeft, y + canvas.offsetTop]);
    const [ax, ay] = spots[spots.length >> 1];
    let best = null;
    for (let left = 0; left <= Math.max(0, stage.width - width); left += 8) {
      for (let top = canvas.offsetTop; top <= Math.max(canvas.offsetTop, stage.element.offsetHeight - height); top += 8) {
        if (spots.some(([x, y]) => x > left - 8 && x < left + width + 8 && y > top - 8 && y < top + height + 8)) continue;
        const away = Math.hypot(Math.max(left - ax, 0, ax - left - width), Math.max(top - ay, 0, ay - top - height));
        const over = (x, y, wide, high) => Math.max(0, Math.min(left + width, x + wide) - Math.max(left, x)) *
          Math.max(0, Math.min(top + height, y + high) - Math.max(top, y));
        const cost = away + over(answer.offsetLeft, answer.offsetTop, answer.offsetWidth, answer.offsetHeight) / 60 +
          nodes.reduce((sum, node) => sum + over(canvas.offsetLeft + node.x, canvas.offsetTop + node.y, tile, tile + 18), 0) / 40;
        if (!best || cost < best.cost) best = { left, top, cost };
      }
    }
    Object.assign(form.style, { left: `${best?.left ?? 0}px`, top: `${best?.top ?? stage.element.offsetHeight}px` });
  }
}

// Which of the network's parameters a curve or a neuron stands for; -1 for an input.
const parameterOf = (thing) => thing.weight ?? thing.bias ?? -1;

// A number as one types it, with as many digits as help.
const plain = (value) => `${Number.isFinite(value) ? +value.toPrecision(Math.abs(value) < 1 ? 4 : 5) : value}`;

// By keys through the network: up and down within a column of neurons or of weights, left and right to the next one.
function walkByKeys(stage, picture) {
  const { canvas } = picture, steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const choose = (thing) => { stage.pointer = { picture, thing }; stage.wake(); };
  let byKeys = false; // a click gives the picture the focus, too, but leaves the arrows to the timeline
  canvas.addEventListener("focus", () => {
    byKeys = canvas.matches(":focus-visible");
    if (byKeys) choose(stage.pointer?.thing ?? picture.stations()[0][0]);
  });
  canvas.addEventListener("blur", () => { if (stage.pointer?.thing && !stage.editor.thing) stage.forget(); });
  canvas.addEventListener("keydown", (event) => {
    if (!byKeys) return;
    const stations = picture.stations(), thing = stage.pointer?.thing ?? stage.hovered ?? stations[0][0];
    const column = Math.max(0, stations.findIndex((things) => things.includes(thing))), row = Math.max(0, stations[column].indexOf(thing));
    if (steps[event.key]) {
      const [across, down] = steps[event.key], there = stations[Math.max(0, Math.min(stations.length - 1, column + across))];
      const height = stations[column].length;
      choose(there[across ? Math.round(height > 1 ? row / (height - 1) * (there.length - 1) : (there.length - 1) / 2)
        : Math.max(0, Math.min(height - 1, row + down))]);
    } else if (event.key === "Enter" && stage.scene.editable && parameterOf(thing) >= 0) stage.editor.open(thing, { byKey: true });
    else if (event.key === "Escape") stage.forget();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
