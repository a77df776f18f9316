// Digits at places on a plane, each a point in its class's color; the one under the pointer shows itself.

import colors from "../shared/colors.json" with { type: "json" };
import { cut, sharp } from "../shared/js/canvas.js";
import { found, growth, part, putBeside, rem } from "../shared/js/dom.js";
import { mounted } from "../shared/js/mount.js";
import { closest } from "../shared/js/nearest.js";
import { percent } from "../shared/js/text.js";

/**
 * @typedef {[x: number, y: number, truth: number, answer: number, certainty: number]} Point
 *
 * @typedef {object} Message
 * @property {string} sheet a PNG of digits side by side in base64
 * @property {number} columns how many in a row of it
 * @property {Point[]} points one a digit
 */

const INK = 56;
const STYLE = `
  .places { position: relative; max-width: 56.25rem; font-size: 0.81rem }
  canvas { display: block; width: 100%; border-radius: 0.38rem; touch-action: pan-y;
           background: color-mix(in srgb, var(--st-text-color) 3%, transparent) }
  .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; margin-bottom: 0.38rem }
  .legend span { display: inline-flex; align-items: center; gap: 0.25rem }
  .legend button { border: 0; background: none; color: inherit; font: inherit; padding: 2px 0.25rem; border-radius: 0.25rem; cursor: pointer }
  .legend button[aria-pressed=true] { outline: 2px solid var(--st-primary-color) }
  .legend i { display: inline-block; width: 0.62rem; height: 0.62rem; border-radius: 0.31rem; margin-right: 0.25rem }
  .tip { padding: 0.38rem; display: flex; gap: 0.5rem; align-items: center }
  .ink { width: ${rem(INK)}; height: ${rem(INK)}; background-color: ${colors.picture.ground}; image-rendering: pixelated; border-radius: 3px }`;
const HTML = `<div class="places"><div class="legend" role="group" aria-label="Show one digit alone">
  ${colors.digits.map((color, digit) => `<button aria-pressed="false"><i style="background:${color}"></i>${digit}</button>`).join("")}
  </div><canvas role="img"></canvas><div class="tip"><div class="ink"></div><span></span></div></div>`;

class Places {
  /** @type {number | null} the one digit that is shown */
  only = null;
  width = 0;
  height = 0;

  /** @param {HTMLElement} element @param {unknown} _outbox @param {Message} data */
  constructor(element, _outbox, data) {
    this.element = element;
    this.data = data;
    this.range = rangeOf(data.points);
    this.canvas = found(element, "canvas", HTMLCanvasElement);
    this.tip = part(element, ".tip");
    this.ink = part(element, ".ink");
    this.words = part(element, ".tip span");
    const buttons = [...part(element, ".legend").querySelectorAll("button")];
    buttons.forEach((button, digit) => button.addEventListener("click", () => {
      this.only = this.only === digit ? null : digit;
      buttons.forEach((one, i) => one.setAttribute("aria-pressed", `${i === this.only}`));
      this.draw();
    }));
    this.canvas.addEventListener("pointermove", (event) => this.explain(event));
    this.canvas.addEventListener("pointerdown", (event) => this.explain(event));
    this.canvas.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") this.hide(); });
  }

  /** @param {Message} data */
  show(data) {
    this.data = data;
    this.range = rangeOf(data.points);
    this.canvas.ariaLabel = `PCA of the last hidden layer: ${data.points.length} test digits, colored by their true class.`;
    this.hide();
    this.draw();
  }

  resize() { this.draw(); }

  /** @param {Point} point */
  place([x, y]) {
    const [left, right, low, high] = this.range, pad = 14;
    return [pad + (this.width - 2 * pad) * (x - left) / (right - left || 1),
            pad + (this.height - 2 * pad) * (high - y) / (high - low || 1)];
  }

  draw() {
    if (!this.element.clientWidth) return;
    const grown = growth();
    this.width = this.element.clientWidth / grown;
    this.height = Math.min(520, Math.round(this.width * 0.8));
    const context = sharp(this.canvas, this.width * grown, this.height * grown), style = getComputedStyle(this.element);
    context.scale(grown, grown);
    /** @type {number[][][]} */
    const middles = colors.digits.map(() => []);
    for (const point of this.data.points) {
      const [x, y] = this.place(point), [, , truth, answer] = point;
      middles[truth].push([x, y]);
      context.globalAlpha = this.only == null || this.only === truth ? 0.8 : 0.06;
      context.fillStyle = colors.digits[truth];
      context.beginPath();
      context.arc(x, y, 3, 0, 7);
      context.fill();
      if (answer === truth) continue;
      context.strokeStyle = style.color;
      context.lineWidth = 1.5;
      context.beginPath();
      context.arc(x, y, 5.5, 0, 7);
      context.stroke();
    }
    const around = style.getPropertyValue("--st-background-color") || colors.page.background;
    Object.assign(context, { globalAlpha: 1, font: `700 17px ${style.fontFamily}`, textAlign: "center", textBaseline: "middle",
                             lineWidth: 4, lineJoin: "round", strokeStyle: around, fillStyle: style.color });
    middles.forEach((points, digit) => {
      if (!points.length || (this.only != null && this.only !== digit)) return;
      const x = median(points.map((point) => point[0])), y = median(points.map((point) => point[1]));
      context.strokeText(`${digit}`, x, y);
      context.fillText(`${digit}`, x, y);
    });
  }

  /** @param {PointerEvent} event */
  explain({ offsetX, offsetY }) {
    const { points } = this.data, shown = points.filter((point) => this.only == null || point[2] === this.only);
    const grown = growth();
    /** @param {Point} point */
    const away = (point) => {
      const [left, top] = this.place(point);
      return Math.hypot(left - offsetX / grown, top - offsetY / grown);
    };
    const best = closest(shown, away, 14);
    if (!best) return this.hide();
    const [, , truth, answer, certainty] = best, [x, y] = this.place(best), wrong = answer === truth ? "" : " (wrong)";
    cut(this.ink, INK, this.data, points.indexOf(best));
    this.words.textContent = `true ${truth}\npredicted ${answer}${wrong}\nconfidence ${percent(certainty, 0)}`;
    putBeside(this.tip, x * grown, this.canvas.offsetTop + grown * Math.max(0, y - 74), this.width * grown);
    this.tip.style.visibility = "visible";
  }

  hide() { this.tip.style.visibility = "hidden"; }
}

/** From the left to the right and from the lowest to the highest. @param {Point[]} points */
function rangeOf(points) {
  const xs = points.map((point) => point[0]), ys = points.map((point) => point[1]);
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

export const paint = mounted(Places, { style: STYLE, html: HTML });
