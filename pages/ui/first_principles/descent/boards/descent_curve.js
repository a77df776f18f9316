// The loss over one weight: its tangent and a secant at a point to drag, and the steps of gradient descent.

import { isStill, made } from "../../../shared/js/dom.js";
import { mounted } from "../../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../../board/plot.js";
import { CONTROLS_STYLE, button, offer, short } from "./controls.js";
import { interpolated } from "./hermite.js";
import { along, hop } from "./hops.js";
import { Walk } from "./walk.js";

/**
 * @import { Path } from "./walk.js"
 * @typedef {object} Picture
 * @property {string} name the field of the weight that varies
 * @property {string} symbol what it is called
 * @property {string} key other for another curve
 * @property {[number, number]} ends of the axis
 * @property {[number, number]} heights of the losses that are shown
 * @property {number[]} places
 * @property {number[]} losses
 * @property {number[]} slopes
 * @property {Path} path the next steps
 * @property {string} offer what is said before the rates
 * @property {{label: string, rate: number}[]} rates
 */

const STYLE = `
  .tangent { stroke: var(--st-primary-color); stroke-width: 2; fill: none }
  .secant { stroke: var(--st-text-color); stroke-width: 1.5; stroke-dasharray: 6 4; fill: none }
  .nudged { fill: var(--st-background-color); stroke: var(--st-text-color); stroke-width: 2 }
  .hop { stroke: var(--st-violet-color); stroke-width: 2; fill: none }
  .hop.next { stroke-dasharray: 3 4 }
  .stop, .tip-of-hop { fill: var(--st-violet-color) }
  .tangent-name { fill: var(--st-primary-color) }`;
const HEIGHT = 340, BOX = { left: 50, top: 26, height: 270 };
const PACE = 333, HOP = 260; // milliseconds from a step to the next one, and of its hop
const MOST_SHOWN = 40, MOST_PLAYED = 100, AT_ONCE = 10, STEEP_ENOUGH = 1e-5;

/** @extends {Board<Picture>} */
class DescentCurve extends Board {
  readout = this.place.appendChild(made("div", "readout"));
  sheet = new Sheet(this.place, "The loss over one weight");
  handle = new Handle(this.sheet, "The weight", (place) => this.moved(this.axes.valuesAt(place).x),
                      (dx) => this.moved(this.weight + dx * this.grain));
  axes = this.axesFor(300);
  walk = new Walk();
  played = 0;
  isWaiting = false;
  hopStart = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  clock = undefined;
  /** The ends of the axis while the point is dragged. @type {[number, number] | null} */
  held = null;
  step = button("Step", () => this.takeStep(), "main");
  play = button("Play", () => this.toggle());
  back = button("Back to the start", () => this.goBack());
  controls = this.place.appendChild(made("div", "controls"));
  presets = this.place.appendChild(made("div", "controls"));
  told = this.place.appendChild(made("p", "told"));

  /** @param {ConstructorParameters<typeof Board<Picture>>} all */
  constructor(...all) {
    super(...all);
    this.controls.append(this.step, this.play, this.back);
    this.told.setAttribute("role", "status");
    this.handle.group.addEventListener("pointerdown", () => { this.held = this.picture.ends; });
    this.handle.group.addEventListener("lostpointercapture", () => { this.held = null; this.paint(); });
    this.hidden = () => { if (document.hidden) this.pause(); };
    document.addEventListener("visibilitychange", this.hidden);
  }

  get weight() { return this.values[this.picture.name]; }
  get grain() { return this.axes.ends.x[1] / 100; }

  /** @param {number} value */
  moved(value) {
    const [low, high] = this.axes.ends.x, digits = Math.max(0, 2 - Math.log10(high / 10));
    this.pause();
    this.set({ [this.picture.name]: Number(Math.max(low, Math.min(high, value)).toFixed(digits)) });
  }

  /** @param {import("../../board/board.js").BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    super.show(message, answered);
    offer(this.presets, this.picture.offer, this.picture.rates, (rate) => this.set({ descent_rate: rate }));
    if (this.isWaiting && this.picture.path.at[0] === this.weight) {
      this.isWaiting = false;
      this.takeStep();
    }
  }

  /** One step, or as soon as Python has told where it leads. */
  takeStep() {
    this.arrive();
    const from = this.walk.stops.at(-1), next = this.walk.step(this.picture.path);
    if (!from || !next) {
      this.isWaiting = this.picture.path.at[0] !== this.weight;
      if (!this.isWaiting) this.end("The next step leads out of all that can be shown.");
      return false;
    }
    const { symbol } = this.picture, verb = next.loss > from.loss ? "rises" : next.loss < from.loss ? "falls" : "stays";
    this.told.textContent = `Step ${this.walk.count}: ${symbol} goes from ${short(from.at)} to ${short(next.at)}; `
      + `the loss ${verb}${verb === "stays" ? ` at ${short(next.loss)}` : ` from ${short(from.loss)} to ${short(next.loss)}`}.`;
    this.hopStart = isStill() ? 0 : performance.now();
    this.set({ [this.picture.name]: next.at }, { walk: [this.picture.key, this.walk.stops[0].at] });
    return true;
  }

  toggle() {
    if (this.clock !== undefined) return this.pause();
    if (isStill()) {
      for (let i = 0; i < AT_ONCE; i++) if (!this.takeStep()) break;
      return;
    }
    this.played = 0;
    this.play.textContent = "Pause";
    this.tick();
  }

  tick() {
    this.clock = setTimeout(() => this.tick(), PACE);
    if (!this.element.isConnected) return this.pause();
    if (this.isWaiting) return;
    const { slope } = interpolated(this.picture, this.weight);
    if (Math.abs(slope) < STEEP_ENOUGH) return this.end("Flat here: the derivative is almost 0.");
    if (this.played++ >= MOST_PLAYED) return this.end("");
    this.takeStep();
  }

  /** @param {string} words */
  end(words) {
    this.pause();
    if (words) this.told.textContent = `${this.walk.count ? `After ${this.walk.count} steps. ` : ""}${words}`;
  }

  pause() {
    clearTimeout(this.clock);
    this.clock = undefined;
    this.isWaiting = false;
    this.play.textContent = isStill() ? `${AT_ONCE} steps` : "Play";
  }

  goBack() {
    this.pause();
    const first = this.walk.back();
    if (first) this.set({ [this.picture.name]: first.at });
    this.told.textContent = "";
  }

  arrive() {
    const { key, name } = this.picture;
    const had = this.walk.count;
    this.walk.arrive(`${name} ${key}`, this.weight, interpolated(this.picture, this.weight).value);
    if (had && !this.walk.count) this.told.textContent = "";
  }

  /** @param {number} width */
  axesFor(width) {
    const { ends: x, heights: y, symbol } = this.picture;
    return new Axes({ ...BOX, width: width - BOX.left - 12, x: this.held ?? x, y, xName: symbol, yName: "loss L" });
  }

  draw() {
    if (this.clock === undefined) this.play.textContent = isStill() ? `${AT_ONCE} steps` : "Play";
    this.axes = this.axesFor(this.sheet.width);
    this.arrive();
    const { places, losses } = this.picture, w = this.weight, h = this.values.descent_nudge;
    const here = interpolated(this.picture, w), there = interpolated(this.picture, w + h);
    const ahead = w - this.values.descent_rate * here.slope;
    const next = { at: ahead, loss: interpolated(this.picture, ahead).value };
    this.sheet.draw(HEIGHT, `${this.axes.frame()}${this.axes.curve(places.map((x, i) => ({ x, y: losses[i] })))}
      ${this.inFrame(`${w + h <= this.axes.ends.x[1] ? this.secant(w, here.value, h, there.value) : ""}
      ${this.straight("tangent", w, here.value, here.slope, 0)}${this.trail()}${hop(this.axes, { at: w, loss: here.value }, next, "hop next")}`)}`);
    this.tell(w, ahead, here);
    this.back.disabled = !this.walk.count;
  }

  /** @param {number} x @param {number} y @param {number} nudge @param {number} there the loss behind it */
  secant(x, y, nudge, there) {
    return `${this.straight("secant", x, y, (there - y) / nudge, nudge)}
      <circle class="nudged" cx="${this.axes.x(x + nudge)}" cy="${this.axes.y(there)}" r="4"/>`;
  }

  /** @param {string} content cut at the edges of the axes */
  inFrame(content) {
    const { left, top, width, height } = this.axes.box;
    return `<svg x="${left}" y="${top}" width="${width}" height="${height}"
      viewBox="${left} ${top} ${width} ${height}" style="overflow: hidden; width: ${width}px; height: ${height}px">${content}</svg>`;
  }

  /**
   * The numbers above the picture and the point on the curve; the engine's own once Python has answered.
   * @param {number} w
   * @param {number} ahead where the next step leads
   * @param {{value: number, slope: number}} here
   */
  tell(w, ahead, here) {
    const { symbol, path } = this.picture, isKnown = path.at[0] === w;
    const value = isKnown ? path.losses[0] : here.value, slope = isKnown ? path.slopes[0] : here.slope;
    this.readout.replaceChildren(...[`${symbol} = ${short(w)}`, `L = ${short(value)}`,
      `∂L/∂${symbol} = ${short(slope)}`, `next: ${short(ahead)}`].map((text) => made("span", "", text)));
    const { left, width } = this.axes.box;
    const { x, y } = this.hopping() ?? { x: this.axes.x(w), y: this.axes.y(here.value) };
    this.handle.put(Math.max(left, Math.min(left + width, x)), y, w,
                    `${symbol} = ${short(w)}, loss ${short(value)}, derivative ${short(slope)}`);
  }

  /**
   * A line through a point of the curve, about as long as a hand is wide.
   * @param {string} kind @param {number} x @param {number} y @param {number} slope
   * @param {number} least how far it goes at least
   */
  straight(kind, x, y, slope, least) {
    const { x: ends, y: heights } = this.axes.ends, { width, height } = this.axes.box;
    const perX = width / (ends[1] - ends[0]), perY = height / (heights[1] - heights[0]);
    const reach = Math.max(120 / Math.hypot(perX, slope * perY), least * 1.3);
    return `<path class="${kind}" d="M${this.axes.x(x - reach)} ${this.axes.y(y - slope * reach)}L${
      this.axes.x(x + reach)} ${this.axes.y(y + slope * reach)}"/>`;
  }

  trail() {
    const stops = this.walk.stops.slice(-MOST_SHOWN);
    const dots = stops.slice(0, -1).map(({ at, loss }) =>
      `<circle class="stop" cx="${this.axes.x(at)}" cy="${this.axes.y(loss)}" r="3.5"/>`);
    return dots.join("") + stops.slice(1).map((stop, i) => hop(this.axes, stops[i], stop)).join("");
  }

  /** Where the point is while it hops. */
  hopping() {
    const share = (performance.now() - this.hopStart) / HOP, [from, to] = this.walk.stops.slice(-2);
    if (!(share < 1) || !this.hopStart || !to) return null;
    this.paint();
    return along(this.axes, from, to, share);
  }

  dispose() {
    this.pause();
    document.removeEventListener("visibilitychange", this.hidden);
    super.dispose();
  }
}

export const paint = mounted(DescentCurve,
  { style: BOARD_STYLE + PLOT_STYLE + CONTROLS_STYLE + STYLE, html: BOARD_HTML });
