// The way from ink to 28x28 pixels: a picture after each step, the step's switch, and how many test drawings are read
// rightly without it. A click on a switch sends {step}.

import colors from "../shared/colors.json" with { type: "json" };
import { bytesOf } from "../shared/js/base64.js";
import { painted } from "../shared/js/canvas.js";
import { found, part, rem } from "../shared/js/dom.js";
import { mounted } from "../shared/js/mount.js";
import { expose } from "../shared/js/page_state.js";
import { percent, withArticle } from "../shared/js/text.js";

/**
 * @import { Outbox } from "../shared/js/outbox.js"
 *
 * @typedef {{width: number, height: number, pixels: string}} Gray a picture, its bytes in base64
 * @typedef {{step: string, title: string, words: string, on: boolean, picture: Gray, without: number | null}} Step
 *
 * @typedef {object} Message see xray.explanation in xray.py
 * @property {keyof typeof FIRST} source
 * @property {Gray} ink
 * @property {Step[]} rows
 * @property {number} tests how many drawings accuracies are measured with
 * @property {number | null} said the answer, if the network has learned
 * @property {string} [ignorance] why there is none
 * @property {number} [sure]
 * @property {number} [accuracy]
 * @property {number} [with_all]
 */

const SIDE = 76; // of a picture, for `rem`
const STYLE = `
  .way { font-size: 0.88rem; line-height: 1.35; max-width: 28.75rem }
  .row { display: grid; grid-template-columns: ${rem(SIDE)} 1fr; gap: 0.88rem; align-items: center; min-height: ${rem(SIDE)};
    margin-bottom: 1rem; position: relative }
  .row:not(:last-of-type)::after { content: "↓"; position: absolute; left: 1.94rem; bottom: -1.06rem; opacity: .55; font-size: 0.81rem }
  .frame { width: ${rem(SIDE)}; height: ${rem(SIDE)}; background: ${colors.picture.ground}; border-radius: 0.31rem; display: grid;
    place-items: center; overflow: hidden; outline: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent) }
  canvas { image-rendering: pixelated; display: block; outline: 1px dotted rgba(255, 255, 255, .25) }
  .title { font-weight: 600 } .words { font-size: 0.81rem; opacity: .75 }
  button { all: unset; display: flex; gap: 0.56rem; align-items: center; cursor: pointer; border-radius: 0.25rem; min-height: 1.62rem }
  button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .knob { width: 1.88rem; height: 1.06rem; border-radius: 0.56rem; background: color-mix(in srgb, var(--st-text-color) 30%, transparent);
    position: relative; flex: none; transition: background .12s }
  .knob::after { content: ""; position: absolute; left: 2px; top: 2px; width: 0.81rem; height: 0.81rem; border-radius: 50%;
    background: ${colors.picture.ink}; transition: transform .12s }
  [aria-checked="true"] .knob { background: var(--st-primary-color) }
  [aria-checked="true"] .knob::after { transform: translateX(0.81rem) }
  .without { font-size: 0.78rem; font-variant-numeric: tabular-nums; opacity: .85 }
  .end { display: flex; gap: 1rem; align-items: center }
  .digit { font-size: 4rem; line-height: 4.38rem; font-weight: 700; width: ${rem(SIDE)}; text-align: center; color: var(--st-primary-color) }
  .note { font-size: 0.78rem; opacity: .7; margin-top: 0.5rem }
  @media (prefers-reduced-motion: reduce) { .knob, .knob::after { transition: none } }`;
const FIRST = { drawing: ["Your drawing", "The sheet, its paper black and its ink white."],
  "one of several": ["One digit of your drawing", "The sheet without the other digits, its paper black and its ink white."],
  photo: ["The ink of your photo", "What stands out from the paper, corrected for shadows, without lines and specks."],
  example: ["An example, until you draw", "A test digit, drawn on a sheet by the computer."] };
/** @param {string} head */
const ROW = (head) => `<div class="row"><div class="frame"><canvas role="img"></canvas></div>
  <div>${head}<div class="words"></div><div class="without"></div></div></div>`;
const SWITCH = `<button role="switch"><span class="knob"></span><span class="title"></span></button>`;
const END = `<div><div class="end"><div class="digit" role="status"></div><div class="said"></div></div><div class="note"></div></div>`;

class Way {
  /** @type {string[]} */
  steps = [];

  /** @param {HTMLElement} element @param {Outbox} outbox @param {Message} message */
  constructor(element, outbox, { rows }) {
    element.innerHTML = ROW(`<div class="title"></div>`) + ROW(SWITCH).repeat(rows.length) + END;
    this.element = element;
    this.rows = [...element.querySelectorAll(".row")];
    element.querySelectorAll("button").forEach((button, i) => (button.onclick = () => {
      button.setAttribute("aria-checked", `${button.getAttribute("aria-checked") !== "true"}`);
      outbox.send({ step: this.steps[i] });
    }));
  }

  /** @param {Message} data */
  show(data) {
    const [heading, explanation] = FIRST[data.source], [first, ...rows] = this.rows;
    this.write(first, heading, explanation, data.ink, heading);
    this.steps = data.rows.map((row) => row.step);
    data.rows.forEach(({ title, words, on, picture, without }, i) => {
      this.write(rows[i], title, words, picture, `The picture after: ${title}`);
      part(rows[i], "button").setAttribute("aria-checked", `${on}`);
      part(rows[i], ".without").textContent = without == null ? "" : `Without this step: accuracy ${percent(without)}`;
    });
    const off = data.rows.filter((row) => !row.on).length;
    part(this.element, ".digit").textContent = `${data.said ?? "?"}`;
    part(this.element, ".said").textContent = sentence(data, off > 0);
    part(this.element, ".note").textContent = `Measured now, on ${data.tests} digits of MNIST's test set that the computer draws on a sheet: anywhere, of any size, with pens of any width. The shapes are MNIST's own, so people's drawings are harder. A difference of less than one percentage point may be chance.`;
    expose("playgroundXray", { said: data.said, accuracy: data.accuracy, off, source: data.source });
  }

  /** @param {Element} row @param {string} title @param {string} words @param {Gray} picture @param {string} label */
  write(row, title, words, { width, height, pixels }, label) {
    part(row, ".title").textContent = title;
    part(row, ".words").textContent = words;
    const canvas = painted(found(row, "canvas", HTMLCanvasElement), bytesOf(pixels, width * height), null, width, height);
    const scale = SIDE / Math.max(width, height);
    Object.assign(canvas.style, { width: rem(width * scale), height: rem(height * scale) });
    canvas.setAttribute("aria-label", label);
  }
}

/** What comes of it, in words. @param {Message} data @param {boolean} someOff whether a step is left out */
export function sentence({ said, sure = NaN, accuracy = NaN, with_all = NaN, ignorance = "" }, someOff) {
  if (said == null) return ignorance;
  const measured = someOff
    ? `Accuracy on test drawings: ${percent(accuracy)} with these steps, ${percent(with_all)} with all.`
    : `Accuracy on test drawings: ${percent(accuracy)} with all steps.`;
  return `Prediction: ${withArticle(said)}, confidence ${percent(sure)}. ${measured}`;
}

export const paint = mounted(Way, { style: STYLE, html: `<div class="way"></div>` });
