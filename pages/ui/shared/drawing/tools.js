// The tools beside a sheet, which are Streamlit's. Python's word of a click on one of them would come a connection's
// way later than the next stroke, so they are asked, and heard, here. What is not found where it was in this version of
// Streamlit goes by Python's word, late but right.

import { elementOf } from "../js/dom.js";

/**
 * @typedef {object} Tools what Python says of them
 * @property {string} page whose they are
 * @property {number} brush its width, in pixels
 * @property {boolean} erases
 * @property {string} eraser what it is called
 * @property {number} wider than the brush it is by so many times
 */

/** @param {string} page @param {string} name @param {string} inside */
const within = (page, name, inside) => document.querySelector(`.st-key-${page}-${name} ${inside}`);

/**
 * The brush that a stroke would be drawn with now.
 * @param {Tools} tools
 */
export function brushOf({ page, brush, erases: erased, eraser, wider }) {
  const chosen = within(page, "tool", "[role=radio][aria-checked=true]"), slider = within(page, "brush", "input");
  const erases = chosen ? chosen.textContent?.trim() === eraser : erased;
  const width = Number(slider instanceof HTMLInputElement && slider.value) || brush;
  return { erases, width: erases ? Math.round(width * wider) : width };
}

/** Put the eraser away. @param {Tools} tools */
export function takePen(tools) {
  const pen = within(tools.page, "tool", "[role=radio]");
  if (brushOf(tools).erases && pen instanceof HTMLElement) pen.click();
}

/**
 * Which of these buttons a click was on, by the end of its key.
 * @param {Event} click
 * @param {string} page
 * @param {string[]} names
 */
export function pressed(click, page, names) {
  const element = elementOf(click);
  return names.find((name) => element?.closest(`.st-key-${page}-${name} button`)) ?? null;
}
