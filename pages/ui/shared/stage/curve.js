// The curve of loss or accuracy by epoch: training, test where there are test points enough to mean something, and both
// of a pinned run beside them. A mark stands at the moment that is looked at.

import { css } from "../js/color.js";
import { found } from "../js/dom.js";
import { nearest } from "../js/nearest.js";
import { pageState } from "../js/page_state.js";
import { accuracyText, epochText, grouped, lossText } from "../js/text.js";
import { ticks } from "../js/ticks.js";
import { Picture } from "./picture.js";

/**
 * @import { Found } from "./picture.js"
 * @import { PinnedRun } from "./controls/pinned.js"
 * @import { Stage } from "./stage.js"
 * @typedef {ArrayLike<number>} Row epoch, training and test loss, training and test accuracy
 */

export const CURVE_STYLE = `
  .of-curve { display: flex; gap: 2px; margin: 2px 0 -2px 36px }
  .of-curve span { margin-left: auto; opacity: .72; font-size: .92em; align-self: center }
  .of-curve button { font: inherit; color: inherit; background: none; cursor: pointer; border: 0; border-radius: 0;
    padding: 1px 6px; font-size: .92em; opacity: .7; border-bottom: 2px solid transparent }
  .of-curve button[aria-pressed=true] { opacity: 1; border-bottom-color: var(--st-primary-color) }`;
export const CURVE_HTML = `<div class="of-curve" role="group" aria-label="Curve of">
  <button type="button" data-of="loss">Loss</button><button type="button" data-of="accuracy">Accuracy</button><span></span></div>`;
const COLUMNS = { loss: { training: 1, test: 2 }, accuracy: { training: 3, test: 4 } }; // of a row
const TEST_LINE = [5, 3], PINNED_LINE = [1.5, 3], PINNED_TEST_LINE = [5, 3, 1.5, 3];

export class CurvePicture extends Picture {
  /** @type {"loss" | "accuracy"} */
  of = "loss";
  title = "";
  plot = { x: 42, y: 8, width: 1, height: 1 };
  last = 1; // epoch
  top = 1;
  /** @type {Row[]} */
  points = [];
  /** @type {PinnedRun | null} */
  pinned = null;

  /** @param {Stage} stage @param {HTMLCanvasElement} canvas @param {HTMLElement} choice */
  constructor(stage, canvas, choice) {
    super(stage, canvas);
    this.key = found(choice, "span", HTMLElement);
    this.buttons = [...choice.querySelectorAll("button")];
    for (const button of this.buttons) button.addEventListener("click", () => {
      this.of = button.dataset.of === "accuracy" ? "accuracy" : "loss";
      stage.refresh();
    });
  }

  /** @param {number} width @param {number} height */
  layOut(width, height) {
    this.resize(width, height);
    this.plot = { x: 42, y: 8, width: width - 52, height: height - 26 };
  }

  paint() {
    const { context, theme, scene, stage } = this, { shown } = stage;
    this.choose(scene.regression);
    this.pinned = scene.moments == null ? null : pageState().pinned;
    // the browser lags a little behind the run while it plays, and the curve must not run ahead
    this.points = scene.ahead ? scene.curve : scene.curve.filter(([epoch]) => epoch <= shown.epoch + 1e-3);
    const { training, test } = COLUMNS[this.of], pinned = this.pinned?.curve ?? [], all = [...this.points, ...pinned];
    this.last = Math.max(1, this.points.at(-1)?.[0] ?? 0, pinned.at(-1)?.[0] ?? 0);
    const withTest = stage.tested || this.pinned?.tested;
    const values = all.flatMap((row) => [row[training], withTest ? row[test] : 0]).filter(Number.isFinite);
    this.top = this.of === "accuracy" ? 1 : Math.max(...values, 0) || 1;
    this.context.clearRect(0, 0, this.width, this.height);
    this.paintAxes();
    context.lineWidth = 1.6;
    context.lineJoin = "round";
    if (this.pinned) {
      context.strokeStyle = css(theme.pinned);
      this.paintLine(pinned, training, PINNED_LINE);
      if (this.pinned.tested) this.paintLine(pinned, test, PINNED_TEST_LINE);
    }
    context.strokeStyle = css(theme.text, 0.85);
    this.paintLine(this.points, training, []);
    if (stage.tested) this.paintLine(this.points, test, TEST_LINE);
    if (scene.ahead) this.paintMark(shown.epoch);
  }

  /** @param {boolean} isRegression */
  choose(isRegression) {
    if (isRegression) this.of = "loss";
    for (const button of this.buttons) {
      button.hidden = isRegression && button.dataset.of === "accuracy";
      button.ariaPressed = `${button.dataset.of === this.of}`;
    }
    const key = [this.stage.tested ? "— training  - - test" : "by epoch", this.pinned && "··· pinned"].filter(Boolean).join("  ");
    this.title = `${this.of === "loss" ? "Loss" : "Accuracy"}  ${key}`;
    if (this.key.textContent !== key) this.key.textContent = key;
  }

  paintAxes() {
    const { context, theme, plot } = this, bottom = plot.y + plot.height, plain = { scale: 1, offset: 0 };
    this.write("right", "middle");
    context.strokeStyle = theme.faint;
    context.lineWidth = 1;
    const accuracy = this.of === "accuracy";
    for (const { at, text } of ticks([0, this.top], plain, 2.5)) {
      const y = plot.y + plot.height * (1 - at);
      context.fillText(accuracy ? `${Math.round(100 * at)}%` : text, plot.x - 4, y);
      if (at) this.stroke([plot.x, y], [plot.x + plot.width, y]);
    }
    const along = ticks([0, this.last], plain, 4).filter(({ text }) => !text.includes("."));
    along.forEach(({ at, text }, i) => {
      const value = grouped(Number(text)), x = plot.x + at * plot.width;
      this.write(x > plot.x + plot.width - 14 ? "right" : i ? "center" : "left", "top");
      context.fillText(value, Math.min(x, this.width), bottom + 4);
    });
    context.strokeStyle = theme.line;
    this.stroke([plot.x, plot.y], [plot.x, bottom], [plot.x + plot.width, bottom]);
  }

  /** @param {number[][]} places */
  stroke(...places) {
    this.context.beginPath();
    for (const [x, y] of places) this.context.lineTo(x, y);
    this.context.stroke();
  }

  /** @param {Row[]} rows @param {number} column @param {number[]} dashes */
  paintLine(rows, column, dashes) {
    this.context.setLineDash(dashes);
    const finite = rows.filter((row) => Number.isFinite(row[column]));
    this.stroke(...finite.map((row) => [this.across(row[0]), this.down(row[column])]));
    this.context.setLineDash([]);
  }

  /** Where along the run the moment lies that is shown. @param {number} epoch */
  paintMark(epoch) {
    const { context, theme, plot, stage } = this, x = this.across(epoch), value = stage.shown[this.of];
    context.strokeStyle = css(theme.primary);
    this.stroke([x, plot.y], [x, plot.y + plot.height]);
    if (!Number.isFinite(value)) return;
    context.fillStyle = css(theme.primary);
    context.beginPath();
    context.arc(x, this.down(value), 3.5, 0, 7);
    context.fill();
  }

  /** @param {number} epoch */
  across(epoch) { return this.plot.x + this.plot.width * epoch / this.last; }

  /** @param {number} value */
  down(value) { return this.plot.y + this.plot.height * (1 - value / this.top); }

  /** @param {number} x @returns {Found | null} */
  about(x) {
    if (!this.points.length || x < this.plot.x - 4) return null;
    const epoch = (x - this.plot.x) / this.plot.width * this.last, near = nearest(this.points, epoch);
    if (!near) return null;
    const lines = [`epoch ${epochText(near[0], this.scene.stepsPerEpoch)}`, ...inWords(near, "", this.stage.tested)];
    const { pinned } = this, other = pinned && nearest(pinned.curve, near[0]);
    if (pinned && other) lines.push(...inWords(other, "pinned ", pinned.tested));
    return { thing: null, x: this.across(near[0]), y: -16, clear: 12, text: lines.join("\n") }; // above it and its two buttons
  }
}

/**
 * A row of the curve: loss and, except of a regression, accuracy.
 * @param {Row} row
 * @param {string} whose
 * @param {boolean} tested
 */
function inWords(row, whose, tested) {
  /** @param {string} split @param {number} column */
  const line = (split, column) => `${whose}${split}${lossText(row[column])}` +
    (Number.isFinite(row[column + 2]) ? `, accuracy ${accuracyText(row[column + 2])}` : "");
  return tested ? [line("loss ", 1), line("test loss ", 2)] : [line("loss ", 1)];
}
