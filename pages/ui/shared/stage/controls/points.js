// The visitor's own points on the map: a class to choose, a click to add a point of it, a click on a point to remove
// it.

import { css, mix } from "../../js/color.js";
import { focusedBeside, made } from "../../js/dom.js";

/** @import { Stage } from "../stage.js" */

const MOST_CLASSES = 6;
const MOST_AT_ONCE = 100; // points in one event
const PATIENCE = 3000; // milliseconds
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const POINTS_STYLE = `
  .choices { display: flex; flex-wrap: wrap; gap: 6px; padding-left: 42px; width: 0; min-width: 100%; box-sizing: border-box;
    max-height: 6.5em; overflow-y: auto }
  .choices[hidden] { display: none }
  .choices button, .choices input { max-width: 150px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  .choices input { width: 110px; cursor: text }
  .choices button[aria-pressed=true] { border-color: var(--st-text-color); box-shadow: inset 0 0 0 1px var(--st-text-color); font-weight: 600 }
  .choices i { display: inline-block; width: 9px; height: 9px; border-radius: 9px; margin-right: 6px; background: var(--color) }`;

export class PointTools {
  /** @type {string} the class of the next point */
  chosen = "";
  /** @type {string[]} classes that no point has yet */
  extra = [];
  /** @type {{x: number, y: number, value: number}[]} points that Python has not taken yet */
  ghosts = [];
  drawn = ""; // what the choices show
  /** @type {[number, number][]} clicks that came before the points were the visitor's own */
  early = [];
  asked = -Infinity; // when somebody asked for that
  /** @type {{x: number, y: number} | null} where the keys stand */
  keyed = null;
  run = NaN;

  /** @param {Stage} stage @param {HTMLElement} choices @param {HTMLElement} button */
  constructor(stage, choices, button) {
    this.stage = stage;
    this.choices = choices;
    this.button = button;
    const { canvas } = stage.answer;
    button.addEventListener("click", () => {
      this.early = [];
      this.asked = performance.now();
      stage.outbox.send({ do: "own" });
    });
    choices.addEventListener("click", ({ target }) => {
      const choice = target instanceof Element ? target.closest("button") : null;
      if (!choice) return;
      if (choice.dataset.label === undefined) this.askForClass(choice);
      else {
        this.chosen = choice.dataset.label;
        this.offer();
      }
    });
    canvas.addEventListener("click", (event) => {
      const { x, y } = stage.answer.pointed(event);
      this.press(x, y);
    });
    canvas.addEventListener("pointermove", (event) => {
      const { x, y } = stage.answer.pointed(event);
      canvas.style.cursor = !this.areOn || !stage.answer.shareAt(x, y) ? "" : this.pointAt(x, y) ? "pointer" : "crosshair";
    });
    this.walk(canvas);
  }

  get areOn() { return Boolean(this.stage.scene.editable && this.stage.scene.own); }

  // A new scene has come, or other colors.
  offer() {
    const { scene, theme, answer } = this.stage;
    this.button.hidden = !scene.editable || Boolean(scene.own) || scene.regression;
    this.choices.hidden = !this.areOn;
    if (this.run !== scene.run) this.ghosts = [];
    this.run = scene.run;
    answer.canvas.tabIndex = this.areOn ? 0 : -1;
    answer.canvas.role = this.areOn ? "application" : "img";
    if (!this.areOn) {
      this.extra = [];
      return;
    }
    this.extra = this.extra.filter((label) => !scene.labels.includes(label));
    const labels = [...scene.labels, ...this.extra];
    if (!labels.includes(this.chosen)) this.chosen = labels[0];
    for (const [x, y] of this.early.splice(0)) this.press(x, y);
    const drawn = JSON.stringify([labels, this.chosen, theme.classes]);
    if (drawn === this.drawn || this.choices.querySelector("input")) return;
    this.drawn = drawn;
    const had = focusedBeside(this.choices)?.dataset.label;
    const choices = labels.map((label, k) => this.choice(label, css(theme.classes[k])));
    this.choices.replaceChildren(...choices, ...(labels.length < MOST_CLASSES ? [this.more()] : []));
    if (had !== undefined) choices.find((one) => one.dataset.label === had)?.focus();
  }

  /** @param {string} label @param {string} color */
  choice(label, color) {
    const choice = Object.assign(made("button"), { type: "button" });
    choice.dataset.label = label;
    choice.ariaPressed = `${label === this.chosen}`;
    choice.style.setProperty("--color", color);
    choice.append(made("i"), label);
    choice.title = `Click or tap the map to add points of “${label}”`;
    return choice;
  }

  more() { return Object.assign(made("button", "", "+ class"), { type: "button", title: "Name one more class" }); }

  /** @param {HTMLElement} choice gives its place to the box for the name */
  askForClass(choice) {
    const input = Object.assign(made("input"), { type: "text", maxLength: 40, placeholder: "its name", ariaLabel: "Name of the new class" });
    let closed = false;
    /** @param {boolean} keep */
    const close = (keep) => {
      if (closed) return; // taking it away is a blur, too
      closed = true;
      const label = input.value.trim().replace(/\s+/g, " ");
      input.remove();
      this.drawn = "";
      if (keep && label) {
        if (![...this.stage.scene.labels, ...this.extra].includes(label)) this.extra.push(label);
        this.chosen = label;
      }
      this.offer();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") close(event.key === "Enter");
    });
    input.addEventListener("blur", () => close(true));
    choice.replaceWith(input);
    input.focus();
  }

  /** The point that a click would remove. @param {number} x @param {number} y */
  pointAt(x, y) {
    return this.areOn ? this.stage.answer.nearest(x, y, this.stage.answer.radius + 2) : null;
  }

  /** @param {number} x @param {number} y */
  press(x, y) {
    const { answer, scene, outbox } = this.stage, share = answer.shareAt(x, y);
    if (!share) return;
    if (!this.areOn) { // clicks that come before the answer to “Edit points” wait for it
      if (performance.now() - this.asked < PATIENCE) this.early.push([x, y]);
      return;
    }
    const point = this.pointAt(x, y), place = point ?? answer.planeAt(share), [across, up] = scene.axes;
    const label = point ? scene.labels[point.value] : this.chosen;
    if (!point) this.ghosts.push({ ...place, value: [...scene.labels, ...this.extra].indexOf(label) });
    const told = { x: place.x * across.scale + across.offset, y: place.y * up.scale + up.offset, label };
    const { last } = outbox, act = point ? "remove" : "add";
    const together = last?.do === act && Array.isArray(last.points) ? last.points : null;
    if (together && together.length < MOST_AT_ONCE) together.push(told); // one answer for all that wait
    else outbox.send({ do: act, points: [told] });
    this.stage.wake();
  }

  // Points that Python has not taken yet, as rings; and where the keys stand.
  paint() {
    const { answer, theme } = this.stage, { context, plot } = answer;
    for (const ghost of this.ghosts) {
      const [x, y] = answer.place(ghost);
      context.beginPath();
      context.arc(x, y, answer.radius, 0, 7);
      context.strokeStyle = css(mix(theme.classes[ghost.value] ?? theme.text, [0, 0, 0], 0.45));
      context.lineWidth = 2;
      context.stroke();
    }
    if (!this.keyed) return;
    const { x, y } = this.keyed, right = plot.x + plot.size, bottom = plot.y + plot.size;
    context.strokeStyle = css(theme.text);
    context.lineWidth = 1;
    context.strokeRect(x - 9, y - 9, 18, 18);
    context.beginPath();
    const lines = [[plot.x, y, x - 9, y], [x + 9, y, right, y], [x, plot.y, x, y - 9], [x, y + 9, x, bottom]];
    for (const [x0, y0, x1, y1] of lines) {
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
    }
    context.stroke();
  }

  /** By keys: the arrows move a cross over the map, with Shift by a pixel; Enter adds a point or removes the one there.
   * @param {HTMLCanvasElement} canvas */
  walk(canvas) {
    const { stage } = this, { answer } = stage;
    /** @param {number} x @param {number} y */
    const stand = (x, y) => {
      const { plot } = answer;
      /** @param {number} value @param {number} low */
      const within = (value, low) => Math.max(low + 0.5, Math.min(low + plot.size - 0.5, value));
      this.keyed = { x: within(x, plot.x), y: within(y, plot.y) };
      stage.pointer = { picture: answer, ...this.keyed };
      stage.wake();
    };
    const middle = () => {
      const { plot } = answer;
      return this.keyed ?? { x: plot.x + plot.size / 2, y: plot.y + plot.size / 2 };
    };
    canvas.addEventListener("focus", () => { if (this.areOn && canvas.matches(":focus-visible")) stand(middle().x, middle().y); });
    canvas.addEventListener("blur", () => {
      if (!this.keyed) return;
      this.keyed = null;
      stage.forget();
    });
    canvas.addEventListener("pointermove", () => { this.keyed = null; });
    canvas.addEventListener("keydown", (event) => {
      if (!this.areOn) return;
      const { x, y } = middle();
      if (STEPS[event.key]) {
        const length = event.shiftKey ? 1 : answer.plot.size / 24, [across, down] = STEPS[event.key];
        stand(x + across * length, y + down * length);
      } else if (event.key === "Enter" && this.keyed) this.press(x, y);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
}
