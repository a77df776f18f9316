// The visitor's points as a table to type into.

import colors from "../../shared/colors.json" with { type: "json" };
import { made, part } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";

/**
 * @import { Outbox } from "../../shared/js/outbox.js"
 *
 * @typedef {object} Message
 * @property {string[]} header three names or none
 * @property {string[][]} rows
 * @property {(number | null)[]} numbers what errors call the rows
 * @property {[row: number, column: number] | null} trouble where an error is: the row's number, and the column or 0
 */

const STYLE = `
  .frame { max-height: 18.75rem; overflow: auto; border: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent); border-radius: 0.5rem }
  table { border-collapse: collapse; width: 100%; table-layout: fixed; font: 0.88rem var(--st-font, sans-serif) }
  th, td { padding: 0; border-bottom: 1px solid color-mix(in srgb, var(--st-text-color) 10%, transparent) }
  thead th { position: sticky; top: 0; z-index: 1; background: var(--st-secondary-background-color) }
  .number { width: 2.3em; font-weight: 400; font-size: 0.69rem; opacity: .65; text-align: center } .drop { width: 1.75rem }
  input { box-sizing: border-box; width: 100%; padding: 0.44rem 0.38rem; border: 0; background: none; color: inherit; font: inherit;
    font-variant-numeric: tabular-nums; text-overflow: ellipsis }
  thead input { padding: 0.44rem 0.25rem; font-size: 0.75rem; font-weight: 600 }
  input:focus-visible, button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; border-radius: 0.25rem }
  [aria-invalid=true] { box-shadow: inset 0 0 0 2px var(--st-red-color, ${colors.page.error}) }
  input::placeholder { color: inherit; opacity: .65 }
  button { width: 100%; padding: 0.31rem 0; border: 0; background: none; color: inherit; font: 1rem/1 sans-serif; opacity: .65; cursor: pointer }
  button:hover { opacity: 1 }`;
const COLUMNS = ["x1", "x2", "label"];
const MOST_PASTED = 2001; // rows

class Table {
  known = ""; // what Python has, as text
  /** @type {(number | null)[]} */
  numbers = [];

  /** @param {HTMLElement} frame @param {Outbox} outbox */
  constructor(frame, outbox) {
    this.frame = frame;
    this.outbox = outbox;
    frame.innerHTML = "<table><thead></thead><tbody></tbody></table>";
    this.head = part(frame, "thead");
    this.body = part(frame, "tbody");
    frame.addEventListener("change", () => this.report());
    frame.addEventListener("keydown", (event) => this.enter(event));
    frame.addEventListener("paste", (event) => this.paste(event));
    frame.addEventListener("click", ({ target }) => { if (target instanceof Element) this.drop(target.closest("button")); });
  }

  /** @param {Message} message */
  show({ header, rows, numbers, trouble }) {
    const shown = JSON.stringify({ header, rows });
    this.numbers = numbers;
    if (shown !== this.known) this.build(header, rows); // else these are our own words: leave the caret where it is
    this.known = shown;
    this.lines().forEach((line, i) => {
      part(line, ".number").textContent = `${numbers[i] ?? ""}`;
      this.inputs(line).forEach((input, k) => {
        const row = numbers[i] ? `row ${numbers[i]}` : "new row", column = COLUMNS[k] ?? `column ${k + 1}`;
        const isWrong = Boolean(trouble) && numbers[i] === trouble?.[0] && (!trouble[1] || trouble[1] === k + 1);
        input.setAttribute("aria-label", `${row}, ${column}`);
        input.setAttribute("aria-invalid", `${isWrong}`);
      });
    });
  }

  /** @param {string[]} header @param {string[][]} rows */
  build(header, rows) {
    const columns = Math.max(3, ...rows.map((row) => row.length));
    this.head.replaceChildren(this.line("th", header.length ? header : Array(columns).fill(""), columns));
    this.inputs(this.head).forEach((input, k) => {
      input.setAttribute("aria-label", `name of column ${k + 1}`);
      input.title = input.value; // of which the column may be too narrow
    });
    this.body.replaceChildren(...[...rows, []].map((row) => this.line("td", row, columns)));
  }

  /** An empty line, to fill in one more row. @param {number} columns */
  add(columns) { this.body.append(this.line("td", [], columns)); }

  /** @param {"th" | "td"} tag @param {string[]} cells @param {number} columns */
  line(tag, cells, columns) {
    const line = made("tr");
    /** @param {string} className @param {HTMLElement[]} inside */
    const cell = (className, ...inside) => {
      const element = made(tag, className);
      element.append(...inside);
      line.append(element);
    };
    cell("number");
    for (let k = 0; k < columns; k++) {
      const input = Object.assign(made("input"), { value: cells[k] ?? "", autocomplete: "off", spellcheck: false });
      if (tag === "th") input.placeholder = COLUMNS[k] ?? "";
      else if (!cells.length && k === 0) input.placeholder = "new";
      cell("", input);
    }
    cell("drop", ...(tag === "td" && cells.length ? [this.button()] : []));
    return line;
  }

  button() {
    const button = Object.assign(made("button", "", "×"), { type: "button" });
    button.setAttribute("aria-label", "Delete this row");
    return button;
  }

  lines() { return [...this.body.children]; }

  /** @param {Element} line */
  inputs(line) { return [...line.querySelectorAll("input")]; }

  /** @param {Element} line */
  cells(line) { return this.inputs(line).map((input) => input.value); }

  // A new row counts once its three cells are full; a row without any cell is gone. All of the table is sent, so that
  // the newest event says everything.
  report() {
    const last = this.lines()[this.lines().length - 1], header = this.cells(this.head);
    if (this.cells(last).slice(0, 3).every((cell) => cell.trim())) {
      part(last, ".drop").append(this.button());
      this.add(this.inputs(last).length);
    }
    const rows = this.lines().slice(0, -1).map((line) => this.cells(line)).filter((row) => !isEmpty(row));
    for (const row of rows) while (row.length > 3 && !row.at(-1)) row.pop();
    const names = isEmpty(header) ? [] : header.map((name, k) => name.trim() || COLUMNS[k] || "").slice(0, 3);
    const event = { header: names, rows }, known = JSON.stringify(event);
    if (known === this.known) return;
    if (rows.length === this.lines().length - 1) this.known = known;
    this.outbox.send(event, "table");
  }

  /** @param {KeyboardEvent} event */
  enter(event) {
    const { target } = event, line = target instanceof HTMLInputElement ? target.closest("tr") : null;
    if (event.key !== "Enter" || !(target instanceof HTMLInputElement) || !line) return;
    this.report();
    const k = this.inputs(line).indexOf(target);
    const isHead = line.parentElement === this.head, { firstElementChild: top, lastElementChild: bottom } = this.body;
    const below = isHead ? top : line.nextElementSibling ?? bottom;
    if (below) this.inputs(below)[k]?.focus();
  }

  /** Cells of a spreadsheet fill the table from here on. @param {ClipboardEvent} event */
  paste(event) {
    const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r?\n$/, ""), { target } = event;
    if (!(target instanceof HTMLInputElement) || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    /** @type {Element | null} */
    let line = target.closest("tr");
    const first = line ? this.inputs(line).indexOf(target) : 0;
    for (const row of text.split(/\r?\n/).slice(0, MOST_PASTED)) {
      if (!line) break;
      const inputs = this.inputs(line);
      row.split("\t").forEach((cell, k) => { if (inputs[first + k]) inputs[first + k].value = cell; });
      if (!line.nextElementSibling && line.parentElement === this.body) {
        part(line, ".drop").append(this.button());
        this.add(inputs.length);
      }
      line = line.nextElementSibling ?? this.body.firstElementChild;
    }
    this.report();
  }

  /** @param {HTMLButtonElement | null} button */
  drop(button) {
    if (!button) return;
    button.closest("tr")?.remove();
    this.report();
  }
}

/** @param {string[]} row */
const isEmpty = (row) => row.every((cell) => !cell.trim());

export const paint = mounted(Table, { style: STYLE, html: `<div class="frame"></div>` });
