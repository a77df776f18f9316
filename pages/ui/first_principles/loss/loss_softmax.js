// Scores to drag and what softmax makes of them, a row for each class.

import { made } from "../../shared/js/dom.js";
import { css } from "../../shared/js/color.js";
import { mounted } from "../../shared/js/mount.js";
import { percent, typed } from "../../shared/js/text.js";
import { themeOf } from "../../shared/js/theme.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";
import { reach, scoresOf, softmax } from "./loss_functions.js";

/** @import { Outbox } from "../../shared/js/outbox.js" @import { BoardMessage } from "../board/board.js" */
/** @typedef {{scores: number[], label: number}} Picture */

const STYLE = `
  .labels { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; margin-bottom: .5rem; font-size: .875rem }
  .labels b { margin-right: .3rem }
  .labels button { font: inherit; min-width: 2.2rem; padding: .2rem .5rem; border-radius: 6px; cursor: pointer; color: inherit;
    background: var(--st-background-color); border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent) }
  .labels [aria-checked=true] { border: 2px solid var(--st-primary-color); font-weight: 700 }
  .labels button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .who, .share { font-weight: 600 } .correct { fill: var(--st-primary-color) }
  .probability { fill: color-mix(in srgb, var(--st-text-color) 55%, transparent) }
  .room { fill: color-mix(in srgb, var(--st-text-color) 8%, transparent) }`;
const ROW = 44, TOP = 30;

/** @extends {Board<Picture>} */
class Scores extends Board {
  sheet = new Sheet(this.place, "Scores and probabilities");
  /** @type {Handle[]} */
  handles = [];
  end = 5;
  isDragged = false;
  axes = this.axesFor(300, 3);

  /** @param {HTMLElement} element @param {Outbox} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.labels = made("div", "labels");
    this.labels.setAttribute("role", "radiogroup");
    this.labels.setAttribute("aria-label", "Correct class");
    this.place.prepend(this.labels);
  }

  /** As they are set here, while Python has not answered yet. */
  get scores() { return scoresOf(this.unanswered.loss_scores) ?? this.picture.scores; }

  get label() { return Math.min(Number(this.unanswered.loss_label ?? this.picture.label), this.scores.length); }

  /** @param {number} width @param {number} count */
  axesFor(width, count) {
    return new Axes({ left: 40, top: TOP, width: 0.56 * width - 52, height: ROW * count, x: [-this.end, this.end],
                      y: [0, 1] });
  }

  /** @param {number} i @param {number} score */
  put(i, score) {
    const step = this.end / 50, kept = Math.max(-this.end, Math.min(this.end, Math.round(score / step) * step));
    const scores = this.scores.map((each, j) => (j === i ? Number(kept.toPrecision(6)) : each)), text = scores.join(", ");
    this.fields.fill("loss_scores", text);
    this.set({ loss_scores: text });
  }

  draw() {
    const { scores } = this, width = this.sheet.width, most = reach(scores);
    this.end = this.isDragged ? Math.max(this.end, most) : most;
    const axes = this.axes = this.axesFor(width, scores.length), { positive, negative } = themeOf(this.element);
    const shares = softmax(scores), left = 0.56 * width + 6, room = width - left - 62;
    const names = { x: axes.x(0), bottom: axes.box.top + axes.box.height };
    this.sheet.draw(names.bottom + 38, `${this.scale(axes)}
      <text class="tick" x="${left}" y="${TOP - 10}">probability p</text>
      <text class="tick" x="${axes.box.left}" y="${TOP - 10}">score s</text>
      ${scores.map((score, i) => {
        const y = TOP + ROW * (i + 0.5), to = axes.x(score), isCorrect = i + 1 === this.label;
        return `<text class="who ${isCorrect ? "correct" : ""}" x="4" y="${y + 5}">${i + 1}${isCorrect ? " ✓" : ""}</text>
          <rect x="${Math.min(names.x, to)}" y="${y - 9}" width="${Math.abs(to - names.x)}" height="18"
            fill="${css(score < 0 ? negative : positive, 0.55)}"/>
          <rect class="room" x="${left}" y="${y - 9}" width="${room}" height="18"/>
          <rect class="probability" x="${left}" y="${y - 9}" width="${room * shares[i]}" height="18"/>
          <text class="share" x="${left + room + 6}" y="${y + 5}">${percent(shares[i])}</text>`;
      }).join("")}`);
    this.arrange(scores, shares);
    this.offer(scores.length);
  }

  /** Lines and numbers of the scores' axis; none up the side. @param {Axes} axes */
  scale(axes) {
    const { top, height } = axes.box;
    return [-this.end, 0, this.end].map((at) => `<path class="${at ? "grid" : "axis"}" d="M${axes.x(at)} ${top}v${height}"/>
      <text class="tick" x="${axes.x(at)}" y="${top + height + 16}" text-anchor="middle">${typed(at).replace("-", "−")}</text>`)
      .join("");
  }

  /** @param {number[]} scores @param {number[]} shares */
  arrange(scores, shares) {
    for (let i = this.handles.length; i < scores.length; i++) this.handles.push(this.handleOf(i));
    for (const [i, handle] of this.handles.entries()) {
      handle.show(i < scores.length);
      if (i < scores.length)
        handle.put(this.axes.x(scores[i]), TOP + ROW * (i + 0.5), scores[i],
                   `${scores[i]}, probability ${percent(shares[i])}`, [-this.end, this.end]);
    }
  }

  /** @param {number} i */
  handleOf(i) {
    const handle = new Handle(this.sheet, `Score of class ${i + 1}`, ({ x }) => this.put(i, this.axes.valuesAt({ x, y: 0 }).x),
                              (dx, dy) => this.put(i, this.scores[i] + (dx + dy) * this.end / 50));
    handle.group.addEventListener("pointerdown", () => { this.isDragged = true; });
    handle.group.addEventListener("lostpointercapture", () => {
      this.isDragged = false;
      this.paint();
    });
    return handle;
  }

  /** A button for each class: which one is correct. @param {number} count */
  offer(count) {
    if (this.labels.childElementCount !== count + 1)
      this.labels.replaceChildren(made("b", "", "Correct class"), ...Array.from({ length: count }, (_, i) => {
        const button = made("button", "", i + 1);
        button.setAttribute("role", "radio");
        button.addEventListener("click", () => this.set({ loss_label: i + 1 }));
        return button;
      }));
    for (const [i, button] of [...this.labels.querySelectorAll("button")].entries())
      button.setAttribute("aria-checked", `${i + 1 === this.label}`);
  }
}

export const paint = mounted(Scores, { style: BOARD_STYLE + PLOT_STYLE + STYLE, html: BOARD_HTML });
