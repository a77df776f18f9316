// A layer of a picture to look at: pointed at, tapped, or chosen by arrow keys. Its numbers stand below the picture.

import { made } from "../../shared/js/dom.js";

/**
 * @import { Axes, Sheet } from "../board/plot.js"
 */

export const PICKER_STYLE = `
  .picture { touch-action: pan-y }  /* Chrome takes none from a part of an SVG */
  .picker { cursor: pointer }
  .picker rect { fill: transparent }
  .picker .column { fill: color-mix(in srgb, var(--st-text-color) 9%, transparent) }
  .picker:focus { outline: none }
  .picker:focus-visible .column { stroke: var(--st-primary-color); stroke-width: 2 }`;

export class LayerPicker {
  /**
   * @param {Sheet} sheet @param {HTMLElement} place where the numbers are put
   * @param {() => void} changed called when another layer is chosen
   */
  constructor(sheet, place, changed) {
    this.chosen = 1;
    this.first = this.last = 1;
    this.changed = changed;
    /** @type {Axes | null} */
    this.axes = null;
    this.group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    this.group.innerHTML = `<rect class="all"/><rect class="column"/>`;
    for (const [key, value] of Object.entries({ class: "picker", role: "slider", tabindex: "0", "aria-label": "Layer" }))
      this.group.setAttribute(key, value);
    sheet.front.append(this.group);
    this.words = made("p", "readout");
    place.append(this.words);
    const point = (/** @type {PointerEvent} */ event) => {
      if (this.axes) this.choose(this.axes.valuesAt(sheet.at(event)).x);
    };
    this.group.addEventListener("pointermove", point);
    this.group.addEventListener("pointerdown", point);
    this.group.addEventListener("keydown", (event) => {
      const ways = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -100, End: 100 };
      if (!(event.key in ways)) return;
      event.preventDefault();
      event.stopPropagation();
      this.choose(this.chosen + ways[/** @type {keyof typeof ways} */ (event.key)]);
    });
  }

  /** @param {number} layer */
  choose(layer) {
    const chosen = Math.max(this.first, Math.min(this.last, Math.round(layer)));
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    this.changed();
  }

  /**
   * Stand over a picture's columns, a layer each.
   * @param {Axes} axes @param {number} first @param {number} last
   * @param {number} top @param {number} bottom
   */
  put(axes, first, last, top, bottom) {
    Object.assign(this, { axes, first, last });
    this.chosen = Math.max(first, Math.min(last, this.chosen));
    const { left, width } = axes.box, column = axes.x(1) - axes.x(0), wide = Math.max(6, Math.min(60, column));
    const [all, one] = this.group.children;
    for (const [rect, x, size] of /** @type {[Element, number, number][]} */ (
      [[all, left, width], [one, axes.x(this.chosen) - wide / 2, wide]]))
      for (const [key, value] of Object.entries({ x, y: top, width: size, height: bottom - top, rx: 4 }))
        rect.setAttribute(key, `${value}`);
    for (const [key, value] of Object.entries({ min: first, max: last, now: this.chosen }))
      this.group.setAttribute(`aria-value${key}`, `${value}`);
  }

  /** The chosen layer's numbers. @param {string} text */
  say(text) {
    this.words.textContent = text;
    this.group.setAttribute("aria-valuetext", text);
  }
}
