// Axes, curves, and what can be dragged on them, as SVG.

import { growth } from "../../shared/js/dom.js";
import { ticks } from "../../shared/js/ticks.js";

/** @typedef {{x: number, y: number}} Point in the axes' own units */

export const PLOT_STYLE = `
  .axis { stroke: color-mix(in srgb, var(--st-text-color) 40%, transparent); fill: none }
  .grid { stroke: color-mix(in srgb, var(--st-text-color) 12%, transparent); fill: none }
  .tick { font-size: 11.5px; fill: color-mix(in srgb, var(--st-text-color) 80%, var(--st-background-color)) }
  .curve { fill: none; stroke: var(--st-text-color); stroke-width: 2.5; stroke-linejoin: round }
  .handle { cursor: grab; touch-action: none }
  .handle:active { cursor: grabbing }
  .handle .reach { fill: transparent }
  .handle .dot { fill: var(--st-primary-color); stroke: var(--st-background-color); stroke-width: 2 }
  .handle:focus { outline: none }
  .handle:focus-visible .dot { stroke: var(--st-text-color); stroke-width: 3 }`;

const SVG = "http://www.w3.org/2000/svg";

/** An SVG in a place, that keeps what can be dragged while all else is drawn anew. */
export class Sheet {
  /** @param {HTMLElement} place @param {string} [name] of the picture, for who cannot see it */
  constructor(place, name = "") {
    this.svg = document.createElementNS(SVG, "svg");
    this.back = document.createElementNS(SVG, "g");
    this.front = document.createElementNS(SVG, "g");
    this.svg.append(this.back, this.front);
    if (name) {
      this.svg.setAttribute("role", "group");
      this.svg.setAttribute("aria-label", name);
    }
    place.append(this.svg);
  }

  /** Its width in the pixels of a usual page. */
  get width() { return this.svg.clientWidth / growth(); }

  /** @param {number} height in the same pixels @param {string} content below what can be dragged */
  draw(height, content) {
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    this.svg.style.height = `${height * growth()}px`;
    this.back.innerHTML = content;
  }

  /** Where an event happened. @param {MouseEvent} event */
  at(event) {
    const box = this.svg.getBoundingClientRect();
    return { x: (event.clientX - box.left) / growth(), y: (event.clientY - box.top) / growth() };
  }
}

/** A part of a sheet with two axes. */
export class Axes {
  /** @param {{left: number, top: number, width: number, height: number, x: [number, number], y: [number, number],
   *   xName?: string, yName?: string}} options in pixels, and the ends of the axes */
  constructor({ left, top, width, height, x, y, xName = "", yName = "" }) {
    this.box = { left, top, width, height };
    this.ends = { x, y };
    this.names = { x: xName, y: yName };
  }

  /** @param {number} value */
  x(value) {
    const [low, high] = this.ends.x;
    return this.box.left + (value - low) / (high - low) * this.box.width;
  }

  /** @param {number} value */
  y(value) {
    const [low, high] = this.ends.y;
    return this.box.top + (high - value) / (high - low) * this.box.height;
  }

  /** The values at a place of the sheet. @param {Point} place @returns {Point} */
  valuesAt(place) {
    const { left, top, width, height } = this.box, { x, y } = this.ends;
    return { x: x[0] + (place.x - left) / width * (x[1] - x[0]), y: y[1] - (place.y - top) / height * (y[1] - y[0]) };
  }

  /** Grid, zero lines, numbers and names. */
  frame() {
    const { left, top, width, height } = this.box, bottom = top + height, one = { scale: 1, offset: 0 };
    const across = ticks(this.ends.x, one, Math.max(2, Math.round(width / 90))).map(({ at, text }) => {
      const x = left + at * width;
      return `<path class="${text === "0" ? "axis" : "grid"}" d="M${x} ${top}V${bottom}"/>
        <text class="tick" x="${x}" y="${bottom + 16}" text-anchor="middle">${text}</text>`;
    });
    const up = ticks(this.ends.y, one, Math.max(2, Math.round(height / 60))).map(({ at, text }) => {
      const y = bottom - at * height;
      return `<path class="${text === "0" ? "axis" : "grid"}" d="M${left} ${y}H${left + width}"/>
        <text class="tick" x="${left - 6}" y="${y + 4}" text-anchor="end">${text}</text>`;
    });
    return `${across.join("")}${up.join("")}
      <text class="tick" x="${left + width}" y="${bottom + 32}" text-anchor="end">${this.names.x}</text>
      <text class="tick" x="${left}" y="${top - 8}">${this.names.y}</text>`;
  }

  /**
   * A line through points, cut at the frame's edges.
   * @param {Point[]} points
   * @param {string} [kind] its class
   */
  curve(points, kind = "curve") {
    const { top, height } = this.box, far = 2 * height;
    const path = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)).map(({ x, y }, i) =>
      `${i ? "L" : "M"}${this.x(x).toFixed(2)} ${Math.max(top - far, Math.min(top + height + far, this.y(y))).toFixed(2)}`);
    // The size twice: Chrome takes an inner SVG's from its attributes, and a style of all SVGs would win elsewhere.
    const { left, width } = this.box, style = `overflow: hidden; width: ${width}px; height: ${height}px`;
    return `<svg x="${left}" y="${top}" width="${width}" height="${height}"
      viewBox="${left} ${top} ${width} ${height}" style="${style}"><path class="${kind}" d="${path.join("")}"/></svg>`;
  }

  /**
   * A curve of a function, by so many places.
   * @param {(x: number) => number} of
   * @param {string} [kind]
   * @param {number} [places]
   */
  function(of, kind = "curve", places = 240) {
    const [low, high] = this.ends.x;
    const all = Array.from({ length: places + 1 }, (_, i) => low + (high - low) * i / places);
    return this.curve(all.map((x) => ({ x, y: of(x) })), kind);
  }
}

/** A dot that can be dragged, by a finger, a mouse, or arrow keys. It stays where it is under the finger. */
export class Handle {
  /** Where it stands on the sheet. @type {Point} */
  position = { x: 0, y: 0 };

  /**
   * @param {Sheet} sheet
   * @param {string} name what it sets, for who cannot see it
   * @param {(place: {x: number, y: number}) => void} move called with where on the sheet it is dragged to
   * @param {(dx: number, dy: number, event: KeyboardEvent) => void} nudge called with arrow keys: -1, 0 or 1 each way,
   *   10 with Shift
   */
  constructor(sheet, name, move, nudge) {
    this.group = document.createElementNS(SVG, "g");
    this.group.innerHTML = `<circle class="reach" r="22"/><circle class="dot" r="8"/>`;
    for (const [key, value] of Object.entries({ class: "handle", role: "slider", tabindex: "0", "aria-label": name }))
      this.group.setAttribute(key, value);
    sheet.front.append(this.group);
    let hold = { x: 0, y: 0 }; // from the finger to the dot's middle
    this.group.addEventListener("pointerdown", (event) => {
      const finger = sheet.at(event);
      hold = { x: this.position.x - finger.x, y: this.position.y - finger.y };
      this.group.setPointerCapture(event.pointerId);
      this.group.focus({ preventScroll: true });
      event.preventDefault();
    });
    this.group.addEventListener("pointermove", (event) => {
      if (!this.group.hasPointerCapture(event.pointerId)) return;
      const finger = sheet.at(event);
      move({ x: finger.x + hold.x, y: finger.y + hold.y });
    });
    // Chrome takes no touch-action from a part of an SVG: it would scroll and cancel the drag.
    this.group.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    this.group.addEventListener("keydown", (event) => {
      const by = event.shiftKey ? 10 : 1;
      const ways = /** @type {Record<string, [number, number]>} */ (
        { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] });
      if (!(event.key in ways)) return;
      event.preventDefault();
      event.stopPropagation();
      nudge(...ways[event.key], event);
    });
  }

  /**
   * @param {number} x on the sheet
   * @param {number} y
   * @param {number} value what it is set to
   * @param {string} [words] the same, for who cannot see it
   * @param {[number, number]} [ends] the least and the most that it can be set to
   */
  put(x, y, value, words = `${value}`, ends) {
    this.position = { x, y };
    this.group.setAttribute("transform", `translate(${x} ${y})`);
    this.group.setAttribute("aria-valuenow", `${value}`);
    this.group.setAttribute("aria-valuetext", words);
    if (!ends) return;
    this.group.setAttribute("aria-valuemin", `${ends[0]}`);
    this.group.setAttribute("aria-valuemax", `${ends[1]}`);
  }

  /** @param {boolean} isShown */
  show(isShown) { this.group.style.display = isShown ? "" : "none"; }
}
