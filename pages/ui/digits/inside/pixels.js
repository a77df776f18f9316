// The pixels for and against an answer.

import { bytesOf } from "../../shared/js/base64.js";
import { context2d, painted } from "../../shared/js/canvas.js";
import { found, made, part } from "../../shared/js/dom.js";
import { addedUp } from "../../shared/js/text.js";
import { PIXELS, SIDE } from "../../shared/js/digit_format.js";

/**
 * @import { Theme } from "../../shared/js/theme.js"
 * @import { WithDrawing } from "./inside.js"
 */

export class Pixels {
  rival = -1; // the digit that the answer is compared with
  /** @type {{data: WithDrawing, theme: Theme, parts: Int16Array} | null} */
  shown = null;

  /** @param {HTMLElement} place */
  constructor(place) {
    place.innerHTML = `<h4></h4><div class="pair"><canvas class="large" role="img"></canvas><div><p class="ask">Compare with
      <span class="choices" role="radiogroup" aria-label="Compare the prediction with"></span></p><p class="account"></p></div></div>`;
    this.place = place;
    this.title = part(place, "h4");
    this.canvas = found(place, "canvas", HTMLCanvasElement);
    this.choices = part(place, ".choices");
    this.account = part(place, ".account");
  }

  /** @param {WithDrawing} data @param {Theme} theme */
  show(data, theme) {
    if (data.drawing !== this.shown?.data.drawing) this.rival = secondOf(data.scores, data.answer);
    this.shown = { data, theme, parts: new Int16Array(bytesOf(data.pixels, 2 * PIXELS * data.scores.length).buffer) };
    this.choices.replaceChildren(...data.scores.map((_, digit) => {
      const choice = made("button", "choice", digit);
      choice.setAttribute("role", "radio");
      choice.setAttribute("aria-label", `Why not ${digit}?`);
      choice.disabled = digit === data.answer;
      choice.onclick = () => this.against(digit);
      return choice;
    }));
    this.against(this.rival);
  }

  /** @param {number} rival */
  against(rival) {
    if (!this.shown || rival === this.shown.data.answer) return;
    const { data, theme, parts } = this.shown, said = data.answer;
    this.rival = rival;
    [...this.choices.children].forEach((choice, digit) => choice.setAttribute("aria-checked", `${digit === rival}`));
    const margin = (/** @type {number} */ i) => parts[PIXELS * said + i] - parts[PIXELS * rival + i];
    const margins = Array.from({ length: PIXELS }, (_, i) => margin(i) * data.unit);
    this.paint(margins, bytesOf(data.picture, PIXELS), theme);
    this.canvas.setAttribute("aria-label", `Pixels that are evidence for ${said} and against ${rival} in blue, the other way round in orange`);
    this.title.textContent = `Why ${said} and not ${rival}?`;
    this.account.textContent = accountOf(data, margins, rival);
  }

  /** @param {number[]} margins @param {Uint8Array} ink @param {Theme} theme */
  paint(margins, ink, theme) {
    const most = Math.max(1e-9, ...margins.map(Math.abs));
    const shares = margins.map((margin) => Math.sign(margin) * Math.abs(margin / most) ** 0.7);
    const bytes = shares.map((share) => Math.round(127.5 + 127.5 * share));
    const context = context2d(painted(this.canvas, bytes, theme.scale)), image = context.getImageData(0, 0, SIDE, SIDE);
    ink.forEach((level, i) => { // shows through, as a shade
      const shade = level / 255 * 0.3;
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = image.data[4 * i + c] * (1 - shade) + theme.text[c] * shade;
    });
    context.putImageData(image, 0, 0);
  }
}

/** The likeliest digit but the answer. @param {number[]} scores @param {number} answer */
export function secondOf(scores, answer) {
  return [...scores.keys()].filter((digit) => digit !== answer).sort((a, b) => scores[b] - scores[a])[0];
}

/**
 * Where the lead of the answer over its rival comes from, in words.
 * @param {Pick<WithDrawing, "answer" | "scores" | "start">} data
 * @param {number[]} margins what each pixel adds to it
 * @param {number} rival
 */
export function accountOf({ answer: said, scores, start: starts }, margins, rival) {
  const plus = margins.reduce((sum, m) => sum + Math.max(0, m), 0);
  const minus = margins.reduce((sum, m) => sum + Math.min(0, m), 0);
  const start = starts[said] - starts[rival], margin = scores[said] - scores[rival];
  const rest = margin - plus - minus - start; // what adding up in steps misses
  const short = addedUp(margin, [plus, minus, start], 1, 1);
  const account = short.comesOut ? short : addedUp(margin, [plus, minus, start, rest], 1);
  const { total, parts: [blue, orange, average, steps] } = account;
  return `Blue pixels are evidence for ${said}, orange ones for ${rival}: by ink that is there, or by ink that is missing where digits on average have some. `
    + `${said} leads by ${total} points of score: ${blue} from blue pixels, ${orange} from orange ones, and ${average} that the network gives an average of all digits.`
    + (steps ? ` (${steps} comes from adding up in steps.)` : "");
}
