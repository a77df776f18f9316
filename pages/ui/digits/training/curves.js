// Loss and accuracy while a network trains, on training and test rows.

import colors from "../../shared/colors.json" with { type: "json" };
import { sharp } from "../../shared/js/canvas.js";
import { growth, part, putBeside } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { nearest } from "../../shared/js/nearest.js";
import { percent } from "../../shared/js/text.js";

/**
 * @typedef {number[]} Evaluation epoch, training loss and accuracy, test loss and accuracy
 *
 * @typedef {object} Message
 * @property {number} epochs how many are planned
 * @property {number[][]} batches epoch and loss
 * @property {Evaluation[]} evaluations
 *
 * @typedef {{points: number[][], color: string, name: string, faint?: boolean}} Series
 */

const STYLE = `
  .curves { position: relative; overflow-x: clip; display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem }
  canvas { display: block }
  .tip { padding: 0.3rem 0.5rem; font-size: 0.75rem; line-height: 1.4; font-variant-numeric: tabular-nums }`;
const HTML = `<div class="curves"><canvas role="img"></canvas><canvas role="img"></canvas><div class="tip"></div></div>`;
const HEIGHT = 172, LEFT = 40, TOP = 22, BOTTOM = 30;

class Curves {
  /** @type {{which: number, x: number} | null} */
  pointer = null;

  /** @param {HTMLElement} element @param {unknown} _outbox @param {Message} data */
  constructor(element, _outbox, data) {
    this.element = element;
    this.data = data;
    this.tip = part(element, ".tip");
    this.canvases = [...element.querySelectorAll("canvas")];
    this.canvases.forEach((canvas, which) => {
      canvas.addEventListener("pointermove", (event) => {
        this.pointer = { which, x: event.offsetX / growth() };
        this.draw();
      });
      canvas.addEventListener("pointerleave", () => {
        this.pointer = null;
        this.tip.style.visibility = "hidden";
        this.draw();
      });
    });
  }

  /** @param {Message} data */
  show(data) {
    this.data = data;
    this.draw();
  }

  resize() { this.draw(); }

  draw() {
    if (!this.element.clientWidth) return;
    const { evaluations, batches } = this.data, { positive: train, negative: test } = colors.light;
    /** @param {number} i */
    const column = (i) => evaluations.map((row) => [row[0], row[i]]);
    const { last, highestLoss, lowestAccuracy } = rangesOf(this.data);
    this.plot(0, "Loss", [0, highestLoss], last, (value) => value.toFixed(2),
      [{ points: batches, color: train, name: "batches", faint: true }, { points: column(1), color: train, name: "training" },
       { points: column(3), color: test, name: "test" }]);
    this.plot(1, "Accuracy", [lowestAccuracy, 1], last, (value) => percent(value, value < 0.995 && value > 0.9 ? 1 : 0),
      [{ points: column(2), color: train, name: "training" }, { points: column(4), color: test, name: "test" }]);
  }

  /**
   * @param {number} which of the two canvases
   * @param {string} title
   * @param {[number, number]} range of values
   * @param {number} last epoch
   * @param {(value: number) => string} text
   * @param {Series[]} series
   */
  plot(which, title, [low, high], last, text, series) {
    const canvas = this.canvases[which], grown = growth(), total = this.element.clientWidth / grown;
    const width = total < 420 ? total : Math.floor((total - 20) / 2);
    const context = sharp(canvas, width * grown, HEIGHT * grown);
    context.scale(grown, grown);
    canvas.ariaLabel = `${title} by epoch. ${wordsAt(series, last, title)?.text ?? "Nothing is trained yet."}`;
    const style = getComputedStyle(this.element), ink = style.color;
    const right = width - 8, bottom = HEIGHT - BOTTOM;
    /** @param {number} epoch */
    const x = (epoch) => LEFT + (right - LEFT) * epoch / last;
    /** @param {number} value */
    const y = (value) => bottom - (bottom - TOP) * (value - low) / (high - low || 1);
    context.font = `600 12.5px ${style.fontFamily}`;
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.fillStyle = ink;
    context.fillText(title, LEFT, 13);
    context.font = `11px ${style.fontFamily}`;
    let at = LEFT + 72;
    for (const { name, color, faint } of series) {
      if (faint) continue;
      context.fillStyle = color;
      context.fillRect(at, 8, 12, 3);
      context.fillStyle = ink;
      context.fillText(name, at + 16, 13);
      at += 30 + context.measureText(name).width;
    }
    context.globalAlpha = 0.7;
    for (let i = 0; i <= 2; i++) {
      const value = low + (high - low) * i / 2;
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.fillText(text(value), LEFT - 5, y(value));
      context.globalAlpha = 0.15;
      context.fillRect(LEFT, Math.round(y(value)), right - LEFT, 1);
      context.globalAlpha = 0.7;
    }
    context.textBaseline = "top";
    context.textAlign = "left";
    context.fillText("0", LEFT, bottom + 5);
    context.textAlign = "right";
    context.fillText(`${+last.toFixed(1)}`, right, bottom + 5);
    context.textAlign = "center";
    context.fillText("epoch", (LEFT + right) / 2, bottom + 5);
    context.globalAlpha = 1;
    context.save();
    context.beginPath();
    context.rect(LEFT, TOP - 4, right - LEFT + 4, bottom - TOP + 8);
    context.clip();
    for (const { points, color, faint } of series) {
      const finite = points.filter((point) => Number.isFinite(point[1]));
      context.strokeStyle = context.fillStyle = color;
      context.lineWidth = faint ? 1 : 2;
      context.globalAlpha = faint ? 0.35 : 1;
      context.lineJoin = "round";
      context.beginPath();
      for (const [epoch, value] of finite) context.lineTo(x(epoch), y(value));
      context.stroke();
      if (faint || finite.length > 60) continue;
      for (const [epoch, value] of finite) {
        context.beginPath();
        context.arc(x(epoch), y(value), 2.5, 0, 7);
        context.fill();
      }
    }
    context.restore();
    context.globalAlpha = 1;
    if (this.pointer?.which !== which) return;
    const about = wordsAt(series, (this.pointer.x - LEFT) / (right - LEFT) * last, title);
    if (!about) return;
    this.tip.textContent = about.text;
    this.tip.style.visibility = "visible";
    putBeside(this.tip, canvas.offsetLeft + grown * x(about.epoch), canvas.offsetTop + grown * TOP, grown * total);
  }
}

/**
 * What the axes reach to. An untrained network's numbers would flatten all that follows, so the axes leave them out
 * once there is more.
 * @param {Message} data
 */
export function rangesOf({ epochs, batches, evaluations }) {
  const last = Math.max(1, epochs, evaluations.at(-1)?.[0] ?? 0, batches.at(-1)?.[0] ?? 0);
  const learned = evaluations.length > 2 ? evaluations.filter((row) => row[0] > 0) : evaluations;
  const losses = learned.flatMap((row) => [row[1], row[3]]).filter(Number.isFinite);
  const accuracies = learned.flatMap((row) => [row[2], row[4]]).filter(Number.isFinite);
  const lowestAccuracy = Math.max(0, Math.floor(20 * Math.min(0.95, ...accuracies)) / 20);
  return { last, highestLoss: 1.25 * Math.max(0.1, ...losses), lowestAccuracy };
}

/**
 * The values of every curve nearest to an epoch, in words; null where there are none.
 * @param {Series[]} series
 * @param {number} epoch
 * @param {string} title
 */
export function wordsAt(series, epoch, title) {
  const lines = series.filter(({ faint }) => !faint)
    .flatMap(({ points, name }) => { const point = nearest(points, epoch); return point ? [{ name, point }] : []; });
  if (!lines.length) return null;
  /** @param {number} value */
  const text = (value) => !Number.isFinite(value) ? "–" : title === "Loss" ? value.toFixed(4) : percent(value, 2);
  const at = lines[0].point[0], values = lines.map(({ name, point }) => `${name} ${text(point[1])}`);
  return { epoch: at, text: `epoch ${+at.toFixed(2)}\n${values.join("\n")}` };
}

export const paint = mounted(Curves, { style: STYLE, html: HTML });
