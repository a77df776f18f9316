// Buttons below a picture, and what is said beside them.

import { made } from "../../../shared/js/dom.js";

export const CONTROLS_STYLE = `
  .controls { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin-top: 0.4rem; font-size: 0.875rem }
  .controls button { font: inherit; color: inherit; min-height: 2rem; padding: 0.2rem 0.7rem; border-radius: 6px; cursor: pointer;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 35%, transparent); background: var(--st-background-color) }
  .controls button.main { background: var(--st-primary-color); border-color: var(--st-primary-color);
    color: var(--st-background-color) }
  .controls button:disabled { cursor: default; color: color-mix(in srgb, var(--st-text-color) 65%, transparent) }
  .controls button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .told { font-size: 0.875rem; min-height: 1.4em; font-variant-numeric: tabular-nums; margin: 0.3rem 0 0 }
  .readout { display: flex; flex-wrap: wrap; gap: 0.1rem 1.4rem; font-variant-numeric: tabular-nums; min-height: 1.5em }`;

/** @param {string} text @param {() => void} press @param {string} [kind] */
export function button(text, press, kind = "") {
  const element = made("button", kind, text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

/**
 * Have a row show a text and buttons that each set a learning rate; those that stay keep the focus.
 * @param {HTMLElement} row
 * @param {string} text
 * @param {{label: string, rate: number}[]} rates
 * @param {(rate: number) => void} choose
 */
export function offer(row, text, rates, choose) {
  const key = JSON.stringify([text, rates]);
  if (row.dataset.key === key) return;
  row.dataset.key = key;
  const labels = rates.map(({ label, rate }) => `${label}: η = ${short(rate)}`), old = [...row.querySelectorAll("button")];
  if (!row.children.length || old.length !== rates.length) row.replaceChildren(made("span"), ...rates.map(() => made("button")));
  const [title, ...buttons] = /** @type {HTMLElement[]} */ ([...row.children]);
  title.textContent = text;
  for (const [i, element] of buttons.entries()) {
    element.textContent = labels[i];
    element.onclick = () => choose(rates[i].rate);
  }
}

/** A number of a picture, with as many digits as are read at a glance. @param {number} value */
export function short(value) {
  const size = Math.abs(value);
  const text = value && (size < 1e-3 || size >= 1e5) ? value.toExponential(1)
    : `${Number(value.toFixed(size >= 100 ? 1 : size >= 1 ? 3 : 4))}`;
  return text.replaceAll("-", "−");
}
