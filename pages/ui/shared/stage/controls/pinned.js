// A pinned run: its map and numbers stay beside the next ones, and its curve in their curve. It lives in the browser,
// as it is a picture and not a run: so it outlasts restarts, other data sets and visits to other pages.

import { context2d } from "../../js/canvas.js";
import { Cells } from "../../js/cells.js";
import { found, part } from "../../js/dom.js";
import { pageState } from "../../js/page_state.js";
import { accuracyText, epochText, lossText } from "../../js/text.js";

/**
 * @import { Theme } from "../../js/theme.js"
 * @import { Stage } from "../stage.js"
 *
 * @typedef {object} PinnedRun
 * @property {string} problem
 * @property {string} settings
 * @property {string} lossName
 * @property {number} outputs
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} testLoss
 * @property {number} testAccuracy
 * @property {Uint8Array} map
 * @property {boolean} tested whether it has test points enough
 * @property {string} at its epoch
 * @property {number[][]} curve
 */

export const PINNED_STYLE = `
  .pinned { display: flex; gap: 12px; align-items: center; margin-top: 8px; padding-top: 8px; line-height: 1.45;
            border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
  .pinned[hidden] { display: none } .pinned > div { flex: 1; min-width: 0 }
  .pinned p { margin: 0; font-variant-numeric: tabular-nums }
  .pinned canvas { flex: none; width: 84px; height: 84px; border: 1px solid color-mix(in srgb, currentColor 35%, transparent) }`;
export const PINNED_HTML = `<div class="pinned" role="group" aria-label="Pinned run" hidden><canvas role="img"></canvas>
    <div><p class="pinned-name"></p><p class="pinned-settings"></p><p class="pinned-numbers"></p><p class="pinned-note"></p></div>
    <span class="tools"><button class="unpin" type="button">Unpin</button></span></div>`;

export class Pinned {
  /** @param {Stage} stage @param {HTMLElement} element @param {HTMLElement} button */
  constructor(stage, element, button) {
    this.stage = stage;
    this.element = element;
    this.parts = { name: part(element, ".pinned-name"), settings: part(element, ".pinned-settings"),
                   numbers: part(element, ".pinned-numbers"), note: part(element, ".pinned-note") };
    this.canvas = found(element, "canvas", HTMLCanvasElement);
    /** @type {Theme | null} that what is written was painted in */
    this.written = null;
    button.addEventListener("click", () => this.pin(this.present()));
    part(element, ".unpin").addEventListener("click", () => { this.pin(null); button.focus(); });
  }

  /** @returns {PinnedRun | null} */
  get run() { return pageState().pinned; }

  /** @param {PinnedRun | null} run */
  pin(run) {
    pageState().pinned = run;
    this.written = null;
    this.stage.refresh();
  }

  /** What is on the stage, as it is this moment. @returns {PinnedRun} */
  present() {
    const { scene, shown, curve, tested } = this.stage;
    const { problem, settings, lossName, outputs, stepsPerEpoch } = scene;
    const { epoch: shownEpoch, loss, accuracy, testLoss, testAccuracy, map } = shown;
    return { problem, settings, lossName, outputs, loss, accuracy, testLoss, testAccuracy, map: map.slice(), tested,
             at: epochText(shownEpoch, stepsPerEpoch),
             curve: curve.points.map((row) => Array.from(row)).filter(([epoch]) => epoch <= shownEpoch + 1e-3) };
  }

  // Called whenever the stage's numbers are written; looks at the rest only if it has changed.
  paint() {
    const { run, stage, parts } = this, { theme, scene } = stage;
    this.element.hidden = !run || scene.moments == null;
    if (!run || this.element.hidden) return;
    const note = run.problem !== scene.problem ? "It has another data set."
      : run.lossName !== scene.lossName ? `Its loss, ${run.lossName}, cannot be compared with this one; its accuracy can.` : "";
    if (parts.note.textContent !== note) parts.note.textContent = note;
    if (this.written === theme) return;
    this.written = theme;
    this.paintMap(run, theme);
    parts.name.innerHTML = "<b></b>";
    part(parts.name, "b").textContent = `Pinned: ${run.problem}`;
    parts.settings.textContent = run.settings;
    const test = `test loss ${lossText(run.testLoss)}` +
      (Number.isFinite(run.testAccuracy) ? `, test accuracy ${accuracyText(run.testAccuracy)}` : "");
    parts.numbers.textContent = [`Epoch ${run.at}`, `loss ${lossText(run.loss)}`,
      Number.isFinite(run.accuracy) && `accuracy ${accuracyText(run.accuracy)}`, run.tested && test].filter(Boolean).join(" · ");
  }

  /** @param {PinnedRun} run @param {Theme} theme */
  paintMap(run, theme) {
    const side = Math.sqrt(run.map.length / run.outputs), field = new Cells(side, side);
    this.canvas.width = this.canvas.height = side;
    if (run.outputs === 1) field.color(run.map, theme.scale);
    else field.colorByClass(run.map, run.outputs, theme);
    context2d(this.canvas).drawImage(field.canvas, 0, 0);
    this.canvas.ariaLabel = "The pinned network's output for every point of the plane.";
  }
}
