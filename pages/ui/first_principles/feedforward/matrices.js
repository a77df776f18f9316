// A pass through a network as products of matrices: pointing at a cell shows the row and the column it is made of.

import { css } from "../../shared/js/color.js";
import { elementOf, made } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { themeOf } from "../../shared/js/theme.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { moved } from "./cells.js";

/**
 * @import { Outbox } from "../../shared/js/outbox.js"
 * @import { BoardMessage } from "../board/board.js"
 *
 * @typedef {object} Matrix
 * @property {string} name
 * @property {string} shape as NumPy writes it
 * @property {string[]} rows their names
 * @property {string[]} columns
 * @property {string[][]} texts
 * @property {number[][]} tints from -1 to 1
 * @property {string[][]} [words] how each cell came about
 *
 * @typedef {{weights: Matrix, biases: Matrix, sums: Matrix, outputs: Matrix}} Layer
 * @typedef {{inputs: Matrix, layers: Layer[], activations: string[]}} Picture
 * @typedef {"inputs" | "weights" | "biases" | "sums" | "outputs"} Part
 * @typedef {{layer: number, part: "sums" | "outputs", row: number, column: number}} Chosen
 */

const STYLE = `${BOARD_STYLE}
  .board { grid-template-columns: minmax(0, 1fr) minmax(12rem, 14rem) }
  .layer { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 0.55rem; margin-bottom: 1rem }
  .group { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.55rem }
  .narrow .sign { padding: 0 }
  .sign { font-weight: 600; padding-top: 1.6rem }
  .matrix { display: grid; gap: 0.2rem }
  .title { font-size: 0.875rem; font-weight: 600; white-space: nowrap }
  .title span { font-weight: 400; font-family: var(--st-code-font, monospace); font-size: 0.8125rem; margin-left: 0.35rem }
  .rows { display: grid; gap: 2px; border: solid color-mix(in srgb, var(--st-text-color) 60%, transparent); border-width: 0 2px;
          border-radius: 6px; padding: 2px 4px; width: max-content }
  .line { display: grid; grid-auto-flow: column; gap: 2px; grid-auto-columns: 3.5rem }
  .named .line { grid-template-columns: 3.7rem } .briefly .line { grid-template-columns: 1.3rem }
  .head { font-size: 0.75rem; line-height: 1.25; text-align: center; overflow: hidden; text-overflow: ellipsis;
          color: color-mix(in srgb, var(--st-text-color) 80%, var(--st-background-color)) }
  .line > .head:first-child:not(.column) { text-align: left; align-self: center }
  .cell { box-sizing: border-box; min-height: 1.9rem; display: grid; place-items: center; border-radius: 4px; padding: 0 1px;
          font-size: 0.875rem; font-variant-numeric: tabular-nums; border: 2px solid transparent; white-space: nowrap }
  .cell.long { font-size: 0.75rem }
  .result { cursor: pointer }
  .lit { border-color: var(--st-text-color); font-weight: 600 }
  .chosen { border-color: var(--st-primary-color); border-width: 3px; font-weight: 600 }
  .cell:focus { outline: none }
  .cell:focus-visible { outline: 2px solid var(--st-text-color); outline-offset: 1px }
  .account { margin: 0 -4px; min-height: 3.9em; line-height: 1.3; position: sticky; bottom: 0; padding: 0.4rem 4px; z-index: 2;
          border-top: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent);
          background: var(--st-background-color) }
  .account b { display: block; font-size: 0.875rem }
  .hint { margin: 0 0 0.6rem; font-size: 0.8125rem; color: color-mix(in srgb, var(--st-text-color) 80%, var(--st-background-color)) }
  @media (pointer: coarse) { .result { min-height: 44px } .line { grid-auto-columns: minmax(44px, 3.5rem) } }`;

/** @extends {Board<Picture>} */
class Matrices extends Board {
  /** @type {Chosen} */
  chosen = { layer: 0, part: "sums", row: 0, column: 0 };
  /** What is drawn. */
  drawn = "";
  /** All cells by layer, part, row and column. @type {Map<string, HTMLElement>} */
  cells = new Map();
  chain = made("div", "chain");
  account = made("p", "account");
  theme = themeOf(this.element);

  /** @param {HTMLElement} element @param {Outbox} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.account.setAttribute("aria-live", "polite");
    this.place.append(made("p", "hint", "Point at a cell of Z or A, tap it, or use the arrow keys: the numbers that it is "
      + "made of are outlined."), this.chain, this.account);
    const choose = (/** @type {Event} */ event) => {
      const cell = elementOf(event)?.closest(".result");
      if (cell instanceof HTMLElement) this.choose(JSON.parse(cell.dataset.at ?? ""));
    };
    for (const kind of ["pointerover", "focusin", "click"]) this.chain.addEventListener(kind, choose);
    this.chain.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    this.theme = themeOf(this.element);
    super.show(message, answered);
  }

  draw() {
    const { layers } = this.picture, drawn = JSON.stringify([this.picture, this.theme.negative]);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.build(this.picture);
    }
    const { layer, part, row, column } = this.chosen, matrix = layers[layer][part];
    this.choose({ layer, part, row: Math.min(row, matrix.texts.length - 1),
                  column: Math.min(column, matrix.texts[0].length - 1) });
  }

  /** @param {Picture} picture */
  build({ inputs, layers, activations }) {
    const focused = /** @type {ShadowRoot | Document} */ (this.chain.getRootNode()).activeElement;
    const at = focused instanceof HTMLElement && this.chain.contains(focused) ? focused.dataset.at : "";
    this.cells.clear();
    const outputs = layers.map((layer, i) =>
      this.group(`→ ${activations[i]} →`, this.matrix(layer.outputs, i, "outputs")));
    this.chain.replaceChildren(...layers.map((layer, i) => {
      const line = made("div", "layer");
      line.append(i ? outputs[i - 1] : this.group("", this.matrix(inputs, 0, "inputs")),
                  this.group("@", this.matrix(layer.weights, i, "weights")),
                  this.group("+", this.matrix(layer.biases, i, "biases")), this.group("=", this.matrix(layer.sums, i, "sums")));
      return line;
    }));
    this.chain.lastElementChild?.append(outputs[outputs.length - 1]);
    if (at) this.cells.get(at)?.focus({ preventScroll: true });
  }

  /** A matrix and the sign before it, on one line. @param {string} sign @param {HTMLElement} matrix */
  group(sign, matrix) {
    const group = made("div", "group");
    if (sign) group.append(made("span", "sign", sign));
    group.append(matrix);
    return group;
  }

  /**
   * @param {Matrix} matrix
   * @param {number} layer
   * @param {Part} kind
   */
  matrix({ name, shape, rows, columns, texts, tints }, layer, kind) {
    const isResult = kind === "sums" || kind === "outputs", isNamed = rows.length > 0 && kind !== "sums";
    const isShort = rows.every((row) => row.length < 3);
    const place = made("div", `matrix${isNamed ? ` named ${isShort ? "briefly" : ""}` : ""}`), title = made("div", "title", name);
    title.append(made("span", "", shape));
    const grid = made("div", "rows");
    grid.setAttribute("role", isResult ? "grid" : "table");
    grid.setAttribute("aria-label", `${name}, shape ${shape}`);
    grid.append(this.line([...(isNamed ? [""] : []), ...columns].map((text) => this.part("head column", "columnheader", text))));
    texts.forEach((numbers, row) => {
      const cells = numbers.map((text, column) => {
        const cell = this.part(`cell${text.length > 6 ? " long" : ""}${isResult ? " result" : ""}`, isResult ? "gridcell" : "cell", text);
        const tint = tints[row][column], color = tint < 0 ? this.theme.negative : this.theme.positive;
        cell.style.background = css(color, 0.32 * Math.abs(tint));
        const at = JSON.stringify({ layer, part: kind, row, column });
        if (isResult) Object.assign(cell, { tabIndex: -1 }).dataset.at = at;
        this.cells.set(at, cell);
        return cell;
      });
      grid.append(this.line([...(isNamed ? [this.part("head", "rowheader", rows[row])] : []), ...cells]));
    });
    place.append(title, grid);
    return place;
  }

  /** @param {HTMLElement[]} parts */
  line(parts) {
    const line = made("div", "line");
    line.setAttribute("role", "row");
    line.append(...parts);
    return line;
  }

  /** @param {string} className @param {string} role @param {string} text */
  part(className, role, text) {
    const part = made("div", className, text);
    part.setAttribute("role", role);
    return part;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { layer, part, row, column } = this.chosen, { texts } = this.picture.layers[layer][part];
    const to = moved(event.key, row, column, texts.length, texts[0].length);
    if (!to || !elementOf(event)?.closest(".result")) return;
    event.preventDefault();
    event.stopPropagation();
    this.cells.get(JSON.stringify({ layer, part, ...to }))?.focus();
  }

  /** Outline a cell and the numbers that it is made of, and write out how. @param {Chosen} chosen */
  choose(chosen) {
    this.chosen = chosen;
    const { layer, part, row, column } = chosen, { inputs, layers, activations } = this.picture;
    const from = layers[layer], matrix = from[part], given = layer ? layers[layer - 1].outputs : inputs;
    const words = matrix.words?.[row][column] ?? "", cell = `${matrix.name}, row ${matrix.rows[row]}, ${matrix.columns[column]}`;
    const way = part === "sums" ? `row of ${given.name} times column of ${from.weights.name}, plus bias`
      : `${activations[layer]} of its z`;
    const said = `${cell}: ${way}. ${words}`;
    if (this.account.textContent !== said) this.account.replaceChildren(made("b", "", `${cell}: ${way}. `), words);
    for (const [at, element] of this.cells) {
      const here = /** @type {{layer: number, part: Part, row: number, column: number}} */ (JSON.parse(at));
      const isChosen = at === JSON.stringify(chosen), isOurs = here.layer === layer;
      const lit = part === "sums"
        ? (isOurs && ["weights", "biases"].includes(here.part) && here.column === column)
          || (here.row === row && (layer ? here.part === "outputs" && here.layer === layer - 1 : here.part === "inputs"))
        : isOurs && here.part === "sums" && here.row === row && here.column === column;
      element.classList.toggle("lit", lit);
      element.classList.toggle("chosen", isChosen);
      if (!element.classList.contains("result")) continue;
      const isFirst = here.row === 0 && here.column === 0, isOther = here.layer !== layer || here.part !== part;
      element.tabIndex = isChosen || (isOther && isFirst) ? 0 : -1;
    }
  }
}

export const paint = mounted(Matrices, { style: STYLE, html: BOARD_HTML });
