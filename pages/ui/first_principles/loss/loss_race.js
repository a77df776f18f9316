// One neuron trained with two losses from the same start: predictions over the steps, and both on the sigmoid.

import colors from "../../shared/colors.json" with { type: "json" };
import { isStill, made } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { number } from "../../shared/js/text.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";

/** @import { Outbox } from "../../shared/js/outbox.js" @import { BoardMessage } from "../board/board.js" */
/**
 * @typedef {{name: string, sums: number[], predictions: number[], losses: number[]}} Run
 * @typedef {{target: number, shown: "predictions" | "losses", runs: Run[]}} Picture
 */

const STYLE = `
  .curve.run0, .swatch.run0 { stroke: ${colors.charts.test}; stroke-dasharray: 9 4 }
  .curve.run1, .swatch.run1 { stroke: ${colors.charts.training} }
  .swatch { stroke-width: 2.5 } .dot0 { fill: var(--st-background-color); stroke: ${colors.charts.test}; stroke-width: 4 }
  .dot1 { fill: ${colors.charts.training}; stroke: var(--st-background-color); stroke-width: 2 } .now { stroke: var(--st-text-color); stroke-width: 1.5 }
  .wanted { stroke: var(--st-text-color); stroke-width: 1.5; stroke-dasharray: 2 4 }
  .value { font-weight: 600 }
  .play { font: inherit; font-size: .875rem; font-weight: 600; padding: .25rem .9rem; border-radius: 6px; cursor: pointer;
    color: inherit; background: var(--st-background-color); margin-top: .4rem;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent) }
  .play:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }`;
const WIDE = 560, HIGH = 210, END = 8; // the sigmoid's ends
const SECONDS = 6; // that a run is played in

/** @extends {Board<Picture>} */
class Race extends Board {
  step = 0;
  playing = 0;
  sheet = new Sheet(this.place, "Predictions over the steps, and the sigmoid");
  handle = new Handle(this.sheet, "Step", (place) => this.goTo(this.axes.valuesAt(place).x),
                      (dx, dy) => this.goTo(this.step + dx + dy));
  axes = this.axesFor(300);

  /** @param {HTMLElement} element @param {Outbox} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.button = made("button", "play", "▶ Play");
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.place.append(this.button);
  }

  get steps() { return this.picture.runs[0].predictions.length - 1; }

  /** Where the shown values end. */
  get most() {
    const { shown, runs } = this.picture;
    return shown === "losses" ? Math.max(1e-3, ...runs.flatMap(({ losses }) => losses)) : 1;
  }

  /** @param {number} width */
  axesFor(width) {
    return new Axes({ left: 34, top: 26, width: (width < WIDE ? width : 0.58 * width) - 52, height: HIGH,
                      x: [0, this.steps], y: [0, this.most], xName: "step",
                      yName: this.picture.shown === "losses" ? "loss" : "prediction p" });
  }

  /** @param {number} step */
  goTo(step) {
    this.pause();
    this.step = Math.round(Math.max(0, Math.min(this.steps, step)));
    this.paint();
  }

  play() {
    if (this.step >= this.steps) this.step = 0;
    if (isStill()) return this.goTo(this.steps);
    let before = performance.now(), at = this.step;
    const tick = (/** @type {number} */ now) => {
      at = Math.min(this.steps, at + Math.max(0, now - before) / 1000 * this.steps / SECONDS);
      before = now;
      this.step = Math.round(at);
      this.paint();
      if (this.step < this.steps && this.element.isConnected) this.playing = requestAnimationFrame(tick);
      else this.pause();
    };
    this.playing = requestAnimationFrame(tick);
    this.button.textContent = "❚❚ Pause";
  }

  pause() {
    cancelAnimationFrame(this.playing);
    this.playing = 0;
    this.button.textContent = "▶ Play";
  }

  dispose() {
    this.pause();
    super.dispose();
  }

  draw() {
    const { runs, target, shown } = this.picture, width = this.sheet.width, axes = this.axes = this.axesFor(width);
    const small = width < WIDE, x = axes.x(this.step);
    const legendTop = HIGH + 82, sigmoidTop = small ? legendTop + 84 : 26;
    const sigmoid = new Axes({ left: small ? 34 : 0.58 * width + 34, top: sigmoidTop, height: HIGH, x: [-END, END],
                               width: (small ? width : 0.42 * width) - 52, y: [0, 1], xName: "z", yName: "sigmoid" });
    const lines = runs.map((run, i) => axes.curve(run[shown].map((y, step) => ({ x: step, y })), `curve run${i}`));
    this.sheet.draw(small ? sigmoidTop + HIGH + 40 : legendTop + 42, `${axes.frame()}
      <path class="wanted" d="M${axes.x(0)} ${axes.y(shown === "losses" ? 0 : target)}H${axes.x(this.steps)}"/>${lines.join("")}
      <path class="now" d="M${x} ${axes.y(0)}V${axes.y(this.most)}"/>${this.dots(axes, sigmoid)}
      ${runs.map((run, i) => this.legend(run, i, legendTop + 24 * i)).join("")}`);
    this.handle.put(x, axes.y(0), this.step, `step ${this.step}: ${runs.map(({ name, predictions }) =>
      `${name}, prediction ${number(predictions[this.step])}`).join("; ")}`, [0, this.steps]);
  }

  /** Where both neurons are now, over the step and on the sigmoid. @param {Axes} axes @param {Axes} sigmoid */
  dots(axes, sigmoid) {
    const dots = this.picture.runs.map((run, i) => {
      const z = Math.max(-END, Math.min(END, run.sums[this.step])), p = run.predictions[this.step];
      return `<circle class="dot${i}" r="6" cx="${axes.x(this.step)}" cy="${axes.y(run[this.picture.shown][this.step])}"/>
        <circle class="dot${i}" r="7" cx="${sigmoid.x(z)}" cy="${sigmoid.y(p)}"/>`;
    });
    return `${sigmoid.frame()}${sigmoid.function(ACTIVATIONS.sigmoid.f)}${dots.join("")}`;
  }

  /** @param {Run} run @param {number} i @param {number} top */
  legend({ name, predictions, losses }, i, top) {
    return `<path class="swatch run${i}" d="M34 ${top}h30"/><text x="72" y="${top + 4}">${name}
      <tspan x="204" class="value">p = ${number(predictions[this.step])}</tspan>
      <tspan dx="8">loss ${number(losses[this.step])}</tspan></text>`;
  }
}

export const paint = mounted(Race, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
