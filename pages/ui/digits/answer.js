// The network's answer to a drawing: a large digit, what the network sees, and ten probability bars.

import colors from "../shared/colors.json" with { type: "json" };
import { bytesOf } from "../shared/js/base64.js";
import { painted } from "../shared/js/canvas.js";
import { found, part } from "../shared/js/dom.js";
import { mounted } from "../shared/js/mount.js";
import { expose, exposed } from "../shared/js/page_state.js";
import { percent } from "../shared/js/text.js";
import { PIXELS, SIDE } from "../shared/js/digit_format.js";

/**
 * @typedef {object} Message
 * @property {string} words
 * @property {string} other what the other network says
 * @property {number[] | null} probabilities ten
 * @property {string | null} picture 784 bytes in base64, 255 for ink
 * @property {string} doubt why it is no digit, or nothing
 * @property {boolean} several whether this is one of several digits, of which number.js shows pictures and answers
 */

const STYLE = `
  .answer { font-size: 0.88rem; max-width: 21.25rem }
  .head { display: flex; gap: 1.25rem; align-items: center; height: 6.62rem; margin-bottom: 0.38rem }
  .head[hidden] { display: none }
  .digit { width: 5.75rem; text-align: center; font-size: 5.75rem; line-height: 6.25rem; font-weight: 700; color: var(--st-primary-color) }
  .digit.none { opacity: .6; font-weight: 400 }
  figure { margin: 0 } figcaption { font-size: 0.75rem; opacity: .7; margin-top: 3px; white-space: nowrap }
  canvas { width: 5.25rem; height: 5.25rem; display: block; image-rendering: pixelated; border-radius: 0.25rem;
           background: ${colors.picture.ground} }
  .words { min-height: 1.35em; line-height: 1.35 } .other { min-height: 1.4em; margin-bottom: 0.5rem; opacity: .7; font-size: 0.81rem }
  .row { display: grid; grid-template-columns: 0.88rem 1fr 3.25rem; gap: 0.56rem; align-items: center; height: 1.19rem;
         font-variant-numeric: tabular-nums }
  .track { height: 0.81rem; border-radius: 3px; overflow: hidden;
           background: color-mix(in srgb, var(--st-text-color) 9%, transparent) }
  .bar { height: 100%; width: 100%; transform-origin: left; transform: scaleX(0); background: var(--st-text-color); opacity: .45;
         border-radius: 3px }
  .best .bar { background: var(--st-primary-color); opacity: 1 } .best { font-weight: 700 }
  .share { text-align: right } .doubted .bar { opacity: .35 } details { margin-top: 0.62rem; font-size: 0.81rem }
  summary { cursor: pointer }`;
/** @param {number} digit */
const ROW = (digit) => `<div class="row"><span>${digit}</span><div class="track"><div class="bar"></div></div>
  <span class="share"></span></div>`;
const HTML = `<div class="answer"><div class="head"><div class="digit" role="status"></div>
    <figure><canvas width="${SIDE}" height="${SIDE}" role="img" aria-label="The drawing as ${SIDE} by ${SIDE} pixels"></canvas>
    <figcaption>what the network sees</figcaption></figure></div>
  <div class="words"></div><div class="other"></div>${Array.from({ length: 10 }, (_, i) => ROW(i)).join("")}
  <details hidden><summary>How is that decided?</summary><span></span></details></div>`;

class Answer {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.head = part(element, ".head");
    this.digit = part(element, ".digit");
    this.words = part(element, ".words");
    this.other = part(element, ".other");
    this.details = part(element, "details");
    this.explanation = part(this.details, "span");
    this.canvas = found(element, "canvas", HTMLCanvasElement);
    this.rows = [...element.querySelectorAll(".row")];
  }

  /** @param {Message} message */
  show({ words, other, probabilities, picture, doubt, several }) {
    const best = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : -1;
    this.head.hidden = several;
    this.digit.textContent = best < 0 ? "?" : `${best}`;
    this.digit.classList.toggle("none", best < 0 || !!doubt);
    this.element.classList.toggle("doubted", !!doubt);
    this.details.hidden = !doubt;
    this.explanation.textContent = doubt;
    this.words.textContent = words;
    this.other.textContent = other;
    this.rows.forEach((row, i) => {
      row.classList.toggle("best", i === best);
      part(row, ".bar").style.transform = `scaleX(${probabilities ? probabilities[i] : 0})`;
      part(row, ".share").textContent = probabilities ? percent(probabilities[i]) : "";
    });
    painted(this.canvas, picture ? bytesOf(picture, PIXELS) : new Uint8Array(PIXELS));
    const count = (exposed("playgroundAnswer")?.count ?? 0) + 1;
    expose("playgroundAnswer", { digit: best, doubted: !!doubt, shown: performance.now(), count });
  }
}

export const paint = mounted(Answer, { style: STYLE, html: HTML });
