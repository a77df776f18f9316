// A digit on its way through a network: its pixels, the hidden layer, ten scores and their probabilities. Pointing at
// a hidden neuron shows its column of weights, at an output the products that its score adds up.

import { bytesOf } from "../../shared/js/base64.js";
import { painted } from "../../shared/js/canvas.js";
import { css } from "../../shared/js/color.js";
import { PIXELS } from "../../shared/js/digit_format.js";
import { elementOf, found, made, part } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { themeOf } from "../../shared/js/theme.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { moved } from "./cells.js";

/**
 * @import { Outbox } from "../../shared/js/outbox.js"
 * @import { BoardMessage } from "../board/board.js"
 *
 * @typedef {object} Picture
 * @property {string} network what it is known by
 * @property {string} pixels
 * @property {string[]} labels of the classes
 * @property {number[][]} shapes of both matrices of weights
 * @property {string} activations of the hidden neurons, -127 to 127
 * @property {string} products of each output in turn, -127 to 127
 * @property {string[]} names of the hidden neurons
 * @property {string[]} hidden how each came about
 * @property {number[]} probabilities
 * @property {string[]} scores
 * @property {string[]} outputs how each score came about
 * @property {string} [weights] of each hidden neuron in turn, -127 to 127, where they were asked for
 */

const COLUMNS = 16;
const STYLE = `${BOARD_STYLE}
  .parts { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: flex-start }
  .parts h4 { margin: 0 0 0.3rem; font-size: 0.875rem; font-weight: 600 }
  .parts h4 span { display: block; font: 400 0.8125rem var(--st-code-font, monospace) }
  .board { grid-template-columns: minmax(0, 1fr) } .fields { max-width: 24rem } .board:not(.narrow) .fields { order: -1 }
  .parts canvas { width: min(7.6rem, 26vw); height: min(7.6rem, 26vw); image-rendering: pixelated; border-radius: 4px; display: block }
  .pair { display: flex; gap: 0.6rem } .pair figure { margin: 0 }
  .pair figcaption { font-size: 0.75rem; text-align: center; margin-top: 0.15rem }
  .neurons { display: grid; gap: 1px; touch-action: none; cursor: crosshair }
  .neurons div { display: grid; grid-template-columns: repeat(${COLUMNS}, 1.3rem); gap: 1px; height: 1.25rem }
  .neurons i { border-radius: 3px; border: 1px solid color-mix(in srgb, var(--st-text-color) 18%, transparent) }
  .neurons .chosen, .scores .chosen { outline: 3px solid var(--st-text-color); outline-offset: -1px; z-index: 1 }
  [role=grid]:focus, [role=listbox]:focus { outline: none }
  [role=grid]:focus-visible, [role=listbox]:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 3px; border-radius: 4px }
  .scores { display: grid; gap: 1px; min-width: 13.5rem; font-variant-numeric: tabular-nums; font-size: 0.875rem }
  .scores > div { display: grid; grid-template-columns: 1.1rem 3.4rem 1fr 3.2rem; gap: 0.4rem; align-items: center;
                  padding: 0.05rem 0.3rem; border-radius: 4px; cursor: crosshair; min-height: 1.4rem }
  .scores span { text-align: right } .best { font-weight: 700 }
  .bar { height: 0.6rem; border-radius: 2px }
  .account { margin: 0.6rem -4px 0; min-height: 3.9em; line-height: 1.3; overflow-wrap: anywhere; padding: 0.4rem 4px;
             border-top: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent);
             position: sticky; bottom: 0; z-index: 2; background: var(--st-background-color) }
  @media (max-width: 640px) { .neurons div { grid-template-columns: repeat(${COLUMNS}, minmax(0, 1fr)) }
                              .neurons { width: 100% } .middle, .right, .scores { width: 100% } }
  @media (pointer: coarse) { .scores > div { min-height: 44px } .neurons div { height: 1.6rem } }`;

/** First layers' weights by their networks: sent once, and kept. @type {Map<string, Uint8Array>} */
const known = new Map();

/** Bytes of signed numbers as places on a scale. @param {Uint8Array} bytes */
const onScale = (bytes) =>
  Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), (value) => value + 128);

/** @extends {Board<Picture>} */
class DigitPass extends Board {
  /** @type {{kind: "hidden" | "output", index: number} | null} */
  chosen = null;
  theme = themeOf(this.element);
  /** @type {HTMLElement[]} */
  cells = [];
  /** @type {HTMLElement[]} */
  rows = [];
  /** Of a neuron's weights and of their products. @type {HTMLElement[]} */
  figures = [];

  /** @param {HTMLElement} element @param {Outbox} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.place.innerHTML = `<div class="parts">
      <div class="left"><h4>Digit, weights, products<span class="first"></span></h4><div class="pair">
        <figure><canvas class="digit" role="img"></canvas><figcaption>x</figcaption></figure>
        <figure><canvas class="column" role="img"></canvas><figcaption class="which"></figcaption></figure>
        <figure><canvas class="product" role="img"></canvas><figcaption>x · w</figcaption></figure></div></div>
      <div class="middle"><h4>Hidden layer, ReLU<span class="second"></span></h4>
        <div class="neurons" role="grid" tabindex="0" aria-label="Hidden neurons"></div></div>
      <div class="right"><h4>Scores, softmax<span class="third"></span></h4>
        <div class="scores" role="listbox" tabindex="0" aria-label="Outputs: digit, score, probability"></div></div>
      </div><p class="account" aria-live="polite"></p>`;
    this.figures = [".column", ".product"].map((name) => part(this.place, `figure:has(${name})`));
    this.neurons = part(this.place, ".neurons");
    this.scores = part(this.place, ".scores");
    this.account = part(this.place, ".account");
    this.listen(this.neurons, "hidden");
    this.listen(this.scores, "output");
  }

  /** @param {HTMLElement} place @param {"hidden" | "output"} kind */
  listen(place, kind) {
    const at = (/** @type {PointerEvent} */ event) => {
      const root = /** @type {ShadowRoot | Document} */ (place.getRootNode());
      const under = event.type === "pointermove" ? root.elementFromPoint(event.clientX, event.clientY) : elementOf(event);
      const index = Number(under?.closest("[data-index]")?.getAttribute("data-index") ?? -1);
      if (index >= 0 && under && place.contains(under)) this.choose({ kind, index });
    };
    place.addEventListener("pointermove", at);
    place.addEventListener("pointerdown", at);
    place.addEventListener("focus", () => {
      if (this.chosen?.kind !== kind) this.choose({ kind, index: kind === "output" ? this.best : 0 });
    });
    place.addEventListener("keydown", (event) => {
      const columns = kind === "hidden" ? COLUMNS : 1, all = kind === "hidden" ? this.cells : this.rows;
      const index = this.chosen?.kind === kind ? this.chosen.index : 0;
      const to = moved(event.key, Math.floor(index / columns), index % columns, all.length / columns, columns);
      if (!to) return;
      event.preventDefault();
      event.stopPropagation();
      this.choose({ kind, index: to.row * columns + to.column });
    });
  }

  /** The output with the largest score. */
  get best() {
    const { probabilities } = this.picture;
    return probabilities.indexOf(Math.max(...probabilities));
  }

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    const { network, weights, shapes: [[inputs, hidden]] } = message.picture;
    if (weights) known.set(network, bytesOf(weights, inputs * hidden));
    else if (!known.has(network)) this.outbox.send({ wants: "weights" }, "wants");
    this.theme = themeOf(this.element);
    super.show(message, answered);
  }

  draw() {
    const { pixels, labels, names, shapes: [[inputs, hidden], [, outputs]] } = this.picture;
    if (this.cells.length !== hidden) this.build(hidden, labels);
    const digit = found(this.place, ".digit", HTMLCanvasElement);
    painted(digit, bytesOf(pixels, PIXELS));
    digit.setAttribute("aria-label", this.message.label);
    part(this.place, ".first").textContent = `(1, ${inputs}) @ (${inputs}, ${hidden}) + (${hidden},)`;
    part(this.place, ".second").textContent = `(1, ${hidden}) @ (${hidden}, ${outputs}) + (${outputs},)`;
    part(this.place, ".third").textContent = `(1, ${outputs})`;
    this.chosen ??= { kind: "hidden", index: this.strongest };
    if (names.length) this.choose(this.chosen);
  }

  /** The hidden neuron with the largest activation. */
  get strongest() {
    const all = onScale(bytesOf(this.picture.activations, this.picture.names.length));
    return all.indexOf(Math.max(...all));
  }

  /** @param {number} hidden @param {string[]} labels */
  build(hidden, labels) {
    this.cells = Array.from({ length: hidden }, (_, i) => {
      const cell = Object.assign(made("i"), { id: `hidden-${i}` });
      cell.setAttribute("role", "gridcell");
      cell.dataset.index = `${i}`;
      return cell;
    });
    const lines = Array.from({ length: Math.ceil(hidden / COLUMNS) }, (_, i) => {
      const line = made("div");
      line.setAttribute("role", "row");
      line.append(...this.cells.slice(i * COLUMNS, (i + 1) * COLUMNS));
      return line;
    });
    this.neurons.replaceChildren(...lines);
    this.rows = labels.map((label, i) => {
      const row = Object.assign(made("div"), { id: `output-${i}` });
      row.setAttribute("role", "option");
      row.dataset.index = `${i}`;
      row.append(made("b", "", label), made("span"), made("i", "bar"), made("span"));
      return row;
    });
    this.scores.replaceChildren(...this.rows);
  }

  /** @param {{kind: "hidden" | "output", index: number}} chosen */
  choose(chosen) {
    this.chosen = chosen;
    const { kind, index } = chosen, isHidden = kind === "hidden";
    const { activations, products, names, hidden, outputs, labels, scores, probabilities } = this.picture;
    const size = names.length, all = bytesOf(isHidden ? activations : products, isHidden ? size : size * labels.length);
    const shown = onScale(isHidden ? all : all.subarray(index * size, (index + 1) * size));
    const colors = [this.theme.negative, this.theme.positive];
    this.cells.forEach((cell, i) => {
      const share = (shown[i] - 128) / 127;
      cell.style.background = css(colors[Number(share > 0)], Math.abs(share));
      cell.classList.toggle("chosen", isHidden && i === index);
      cell.setAttribute("aria-label", `${names[i]}: ${hidden[i]}`);
      cell.setAttribute("aria-selected", `${isHidden && i === index}`);
    });
    this.rows.forEach((row, k) => {
      const [, score, bar, probability] = /** @type {HTMLElement[]} */ ([...row.children]);
      score.textContent = scores[k];
      probability.textContent = probabilities[k] < 0.0005 ? "< 0.001" : probabilities[k].toFixed(3);
      bar.style.background = `linear-gradient(to right, ${css(this.theme.positive)} ${100 * probabilities[k]}%, ${this.theme.faint} 0)`;
      row.classList.toggle("best", k === this.best);
      row.classList.toggle("chosen", !isHidden && k === index);
      row.setAttribute("aria-selected", `${!isHidden && k === index}`);
    });
    const [active, other] = isHidden ? [this.neurons, this.scores] : [this.scores, this.neurons];
    active.setAttribute("aria-activedescendant", `${kind}-${index}`);
    other.removeAttribute("aria-activedescendant");
    this.paintColumn(isHidden ? index : -1);
    this.say(isHidden ? `${names[index]}: its ${PIXELS} ${hidden[index]}.`
      : `Score of ${labels[index]}. ${outputs[index]}. Softmax makes ${(100 * probabilities[index]).toFixed(1)}% of it. The hidden cells show the products.`);
  }

  /** The chosen neuron's column of weights, as a picture. @param {number} index or -1 */
  paintColumn(index) {
    const weights = known.get(this.picture.network), isShown = index >= 0 && weights !== undefined;
    for (const figure of this.figures) figure.style.visibility = isShown ? "visible" : "hidden";
    if (!isShown) return;
    const column = onScale(weights.subarray(index * PIXELS, (index + 1) * PIXELS));
    const ink = bytesOf(this.picture.pixels, PIXELS), products = column.map((place, i) => (place - 128) * ink[i]);
    const most = Math.max(1, ...products.map(Math.abs));
    const [canvas, product] = this.figures.map((figure) => found(figure, "canvas", HTMLCanvasElement));
    painted(canvas, column, this.theme.scale);
    painted(product, products.map((each) => Math.round(128 + 127 * each / most)), this.theme.scale);
    part(this.place, ".which").textContent = `w, column ${index + 1}`;
    canvas.setAttribute("aria-label", `Column ${index + 1} of W₁ as a picture: positive weights blue, negative ones orange`);
    product.setAttribute("aria-label", `The ${PIXELS} products of pixel and weight as a picture, positive ones blue`);
  }

  /** @param {string} words */
  say(words) {
    if (this.account.textContent !== words) this.account.textContent = words;
  }
}

export const paint = mounted(DigitPass, { style: STYLE, html: BOARD_HTML });
