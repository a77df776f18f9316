// A field for each number: a slider and a box to type in, with what is wrong with the text below it. A field for a
// table is a larger box.

import { focusedBeside, made } from "../../shared/js/dom.js";

/**
 * @typedef {object} FieldMessage
 * @property {string} name
 * @property {string} label
 * @property {"number" | "table"} kind
 * @property {string} text what stands in the box
 * @property {string} error what is wrong with it, or nothing
 * @property {number} [value] of a number
 * @property {number} [low] of its slider
 * @property {number} [high]
 * @property {number} [step]
 * @property {number} [lines] of a table's box
 * @property {boolean} [quiet] whether the picture alone shows it
 */

export const FIELDS_STYLE = `
  .fields { display: grid; grid-template-columns: fit-content(6rem) minmax(0, 1fr) 5.2rem; gap: 0.35rem 0.6rem;
            align-content: start }
  .field { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; row-gap: 0; align-items: center }
  .field.table { grid-template-columns: 1fr }
  .field label { font-size: 0.875rem; font-weight: 600; line-height: 1.2; min-width: 1.4rem }
  .field input, .field textarea { font: inherit; font-size: 0.875rem; font-variant-numeric: tabular-nums;
    box-sizing: border-box; color: inherit }
  .field :is(.box, textarea) { width: 100%; padding: 0.2rem 0.45rem; border-radius: 6px;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); background: var(--st-background-color) }
  .field input[type=range] { width: 100%; margin: 0; accent-color: var(--st-primary-color); touch-action: pan-y }
  .field textarea { resize: vertical; line-height: 1.35; white-space: pre; overflow: auto }
  .field [aria-invalid=true] { border-color: var(--st-red-color); border-width: 2px }
  .field :is(input, textarea):focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .field .error { grid-column: 1 / -1; margin: 0.15rem 0 0.25rem; font-size: 0.8125rem; line-height: 1.3 }
  .field .error::before { content: "⚠ " }
  .field .error:empty { display: none }
  @media (pointer: coarse) {
    .field :is(.box, textarea) { font-size: 16px }  /* no zooming in */
    .field textarea { min-height: 44px }
  }`;

/** A label as it is spoken and as people say it to a computer: w₁ as w1. @param {string} label */
export const spoken = (label) => label.replace(/[₀-₉]/g, (digit) => `${digit.charCodeAt(0) - 0x2080}`);

export class Fields {
  /** @param {HTMLElement} place @param {(name: string, value: number | string) => void} change */
  constructor(place, change) {
    this.place = place;
    this.change = change;
    /** @type {Map<string, {row: HTMLElement, box: HTMLInputElement | HTMLTextAreaElement,
     *   range: HTMLInputElement | null, error: HTMLElement, sent: string}>} */
    this.parts = new Map();
  }

  /**
   * @param {FieldMessage[]} fields
   * @param {Set<string>} untouched fields that a person is at: they stay as they are
   */
  show(fields, untouched) {
    const names = fields.map(({ name }) => name);
    if (names.join() !== [...this.parts.keys()].join()) this.build(fields);
    for (const field of fields) {
      const parts = this.parts.get(field.name);
      if (!parts || untouched.has(field.name)) continue;
      const isWriting = focusedBeside(this.place) === parts.box && parts.box.value !== parts.sent;
      if (!isWriting) this.fill(field.name, field.text);
      if (parts.range) this.slide(parts.range, Number(field.value));
      parts.error.textContent = field.error;
      parts.box.setAttribute("aria-invalid", `${field.error !== ""}`);
    }
  }

  /** A number that is dragged somewhere else. @param {string} name @param {number} value */
  put(name, value) {
    const parts = this.parts.get(name);
    if (!parts) return;
    this.fill(name, `${value}`);
    if (parts.range) this.slide(parts.range, value);
    parts.error.textContent = "";
    parts.box.setAttribute("aria-invalid", "false");
  }

  /** To a value, maybe beyond its ends or between its steps. @param {HTMLInputElement} range @param {number} value */
  slide(range, value) {
    range.value = `${value}`;
    range.setAttribute("aria-valuetext", `${value}`);
  }

  /** @param {string} name @param {string} text */
  fill(name, text) {
    const parts = this.parts.get(name);
    if (!parts) return;
    parts.sent = text;
    if (parts.box.value !== text) parts.box.value = text;
  }

  /** What stands in boxes and has not been sent, by the fields' names. */
  get unsent() {
    return Object.fromEntries([...this.parts].filter(([, { box, sent }]) => box.value !== sent)
      .map(([name, { box }]) => [name, box.value]));
  }

  /** @param {FieldMessage[]} fields */
  build(fields) {
    this.parts.clear();
    this.place.replaceChildren(...fields.map((field) => this.row(field)));
  }

  /** @param {FieldMessage} field */
  row({ name, label, kind, low = 0, high = 1, step = 0.1, lines = 3 }) {
    const row = made("div", `field ${kind}`), title = made("label", "", label), error = made("p", "error");
    const box = kind === "table" ? Object.assign(made("textarea"), { rows: lines, spellcheck: false })
      : Object.assign(made("input", "box"), { inputMode: "text", autocomplete: "off", spellcheck: false });
    const range = kind === "number" ? made("input") : null;
    Object.assign(error, { id: `error-${name}`, role: "status" });
    box.id = title.htmlFor = `field-${name}`;
    box.dataset.name = name;
    box.setAttribute("aria-describedby", error.id);
    row.setAttribute("role", "group"); // of a slider and a box for one number
    row.setAttribute("aria-label", spoken(label));
    if (kind === "number") box.setAttribute("aria-label", `${spoken(label)}, typed`);
    const commit = () => {
      const parts = this.parts.get(name);
      if (!parts || (box.value === parts.sent && box.getAttribute("aria-invalid") !== "true")) return;
      parts.sent = box.value;
      this.change(name, box.value);
    };
    box.addEventListener("change", commit);
    box.addEventListener("keydown", (/** @type {any} */ event) => {
      event.stopPropagation(); // no shortcut of the page's
      if (event.key === "Enter" && (kind !== "table" || event.ctrlKey || event.metaKey)) commit();
    });
    row.append(title);
    if (range) {
      Object.assign(range, { type: "range", min: `${low}`, max: `${high}`, step: `${step}` });
      range.setAttribute("aria-label", spoken(label));
      range.setAttribute("aria-describedby", error.id);
      range.dataset.name = name;
      range.addEventListener("input", () => this.change(name, Number(range.value)));
      range.addEventListener("keydown", (event) => event.stopPropagation());
      row.append(range);
    }
    row.append(box, error);
    this.parts.set(name, { row, box, range, error, sent: "" });
    return row;
  }
}
