// An activation function and its derivative, one above the other, with a point to drag along both; below, all functions
// at the same z.

import { growth, isTouched, made, part } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { BOARD_STYLE, Board } from "../board/board.js";
import { ACTIVATIONS } from "../board/functions.js";
import { Axes, Handle, PLOT_STYLE, Sheet } from "../board/plot.js";
import { SHAPES_STYLE, ends, roomy, said, traced } from "./shapes.js";

/**
 * @typedef {{low: number | null, high: number | null, kind: string}} Zone null: without an end
 * @typedef {{name: string, label: string, zones: Zone[]}} Shown
 * @typedef {{chosen: string, limit: string, all: Shown[]}} Picture limit: of |f'|, below which it counts as small
 * @typedef {{f: (z: number) => number, slope: (z: number) => number}} Pair
 * @typedef {{card: HTMLButtonElement, still: Element, moving: Element, words: HTMLElement, key: string,
 *   axes: Axes | null}} CardParts key: of what is painted in it
 */

const STYLE = `${BOARD_STYLE}${PLOT_STYLE}${SHAPES_STYLE}
  .zone { fill: color-mix(in srgb, var(--st-text-color) 9%, transparent) }
  .tangent { fill: none; stroke: var(--st-primary-color); stroke-width: 2.5 }
  .along { stroke: var(--st-primary-color); stroke-width: 1.5; stroke-dasharray: 3 3; fill: none }
  .mark { fill: var(--st-primary-color); stroke: var(--st-background-color); stroke-width: 2 }
  .legend { margin: 0.9rem 0 0; font-size: 0.875rem; line-height: 1.9 }
  .key.tangent { border-top: 2.5px solid var(--st-primary-color) }
  .key.zone { height: 0.9rem; border: 0; background: color-mix(in srgb, var(--st-text-color) 14%, transparent) }
  .cards { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0.6rem }
  .narrow .cards { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .card { font: inherit; color: inherit; text-align: left; padding: 0.45rem 0.6rem; border-radius: 8px; cursor: pointer;
          background: none; border: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent) }
  .card[aria-pressed=true] { border-color: var(--st-primary-color); box-shadow: inset 0 0 0 1px var(--st-primary-color) }
  .card:hover { border-color: var(--st-primary-color) }
  .card:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .card, .card span, .card svg { contain: layout paint }
  .card b { font-size: 0.875rem; font-weight: 600 }
  .card span { display: block; font-size: 0.8125rem; font-variant-numeric: tabular-nums; white-space: pre }
  .card svg { height: 4.375rem; margin: 0.25rem 0 }
  .card :is(.curve, .slope) { stroke-width: 2 }
  .card .slope { stroke-dasharray: 4 3 }`;

const HTML = `<div class="board"><div class="picture"></div><div><div class="fields"></div>
  <p class="legend"><span class="key"></span>f(z)<br><span class="key dashed"></span>f′(z)<br>
  <span class="key tangent"></span>tangent, of slope f′(z)<br>
  <span class="key zone"></span><span class="limit"></span></p></div><div class="cards"></div></div>`;

const USUAL = 6; // how far the z axis goes each way, unless z itself is beyond
const NAMES = /** @type {Record<string, string>} */ (
  { dead: "dead zone: f′ = 0", saturated: "saturated", small: "small f′", flat: "flat" });
const TANGENT = 100; // pixels each way
const CARD = 70; // pixels, a card's picture's height

/** @extends {Board<Picture>} */
class ActivationCurves extends Board {
  sheet = new Sheet(this.place, "An activation function f and, below it, its derivative");
  handle = new Handle(this.sheet, "z", (place) => this.moved(place), (dx, dy) => this.put(
    this.values.activations_z + (dx + dy) / 10));
  reach = USUAL;
  /** Whether the point is being dragged: the axes stay as they are meanwhile. */
  isDragged = false;
  /** The function that was clicked here, until Python has heard of it. */
  clicked = "";
  /** @type {Map<string, CardParts>} */
  cards = new Map();
  /** Widths, measured once and not at every step of a finger, for which the browser would lay out the page. */
  width = 0;
  cardWidth = 0;
  /** The plots as they are painted. @type {{key: string, axes: Axes, below: Axes} | null} */
  painted = null;
  moving = document.createElementNS("http://www.w3.org/2000/svg", "g");
  axes = this.axesFor(300, [0, 1], 0, 100, "");

  /** @param {HTMLElement} element @param {import("../../shared/js/outbox.js").Outbox} outbox
   * @param {import("../board/board.js").BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.sheet.front.before(this.moving);
    this.handle.group.addEventListener("pointerdown", () => { this.isDragged = true; });
    this.handle.group.addEventListener("lostpointercapture", () => {
      this.isDragged = false;
      this.paint();
    });
  }

  /** The chosen function. */
  get chosen() { return this.clicked || this.picture.chosen; }

  resize() {
    this.width = 0;
    super.resize();
  }

  /** @param {import("../board/board.js").BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    if (answered && !this.outbox.isBusy) this.clicked = "";
    super.show(message, answered);
  }

  /**
   * @param {number} width @param {[number, number]} y @param {number} top @param {number} height @param {string} yName
   */
  axesFor(width, y, top, height, yName) {
    return new Axes({ left: 44, top, width: width - 56, height, x: [-this.reach, this.reach], y, xName: "z", yName });
  }

  /** @param {{x: number, y: number}} place */
  moved(place) {
    this.put(Math.max(-this.reach, Math.min(this.reach, this.axes.valuesAt(place).x)), this.reach / 600);
  }

  /** Set z, rounded to two decimals or to what a pixel is. @param {number} z @param {number} [fine] */
  put(z, fine = 0.01) {
    const grain = 10 ** Math.max(-2, Math.round(Math.log10(fine)));
    this.set({ activations_z: +(Math.round(z / grain) * grain).toFixed(2) });
  }

  draw() {
    const z = this.values.activations_z;
    if (!this.isDragged) this.reach = Math.abs(z) > USUAL ? 1.25 * Math.abs(z) : USUAL;
    this.buildCards();
    this.measure();
    this.drawCards(z);
    this.drawPlots(z, ACTIVATIONS[this.chosen]);
  }

  /** @param {number} z @param {Pair} pair */
  drawPlots(z, { f, slope }) {
    const a = f(z), derivative = slope(z), { axes, below } = this.plots({ f, slope });
    const x = axes.x(z), [dx, dy] = [axes.x(z + 1) - x, axes.y(a + derivative) - axes.y(a)];
    const far = TANGENT / Math.hypot(dx, dy), { top, height } = below.box;
    const tangent = [-far, far].map((by) => ({ x: z + by, y: a + derivative * by }));
    this.moving.innerHTML = `<path class="along" d="M${x} ${axes.y(a)}V${top + height}"/>
      ${axes.curve(tangent, "tangent")}
      <circle class="mark" cx="${x}" cy="${below.y(derivative)}" r="6"/>
      <text class="value" x="44" y="18">f(${said(z)}) = ${said(a)}</text>
      <text class="value" x="44" y="${top - 12}">f′(${said(z)}) = ${said(derivative)}, the slope of the tangent</text>`;
    this.handle.put(x, axes.y(a), z, `z is ${said(z)}, f(z) is ${said(a)}, the derivative is ${said(derivative)}`,
                    [-this.reach, this.reach]);
  }

  /** Both plots without what moves along them, painted where they are others than before. @param {Pair} pair */
  plots({ f, slope }) {
    const { width } = this, zones = this.shown(this.chosen)?.zones ?? [];
    const key = JSON.stringify([this.chosen, width, this.reach, zones]);
    if (this.painted?.key === key) return this.painted;
    const lines = traced(f, -this.reach, this.reach), slopes = traced(slope, -this.reach, this.reach);
    this.axes = this.axesFor(width, roomy(ends(lines.flat().map(({ y }) => y))), 32, 220, "");
    const below = this.axesFor(width, roomy(ends([0, ...slopes.flat().map(({ y }) => y)])), 310, 140, "");
    this.sheet.draw(490, `${this.zones(this.axes, zones, false)}${this.zones(below, zones, true)}
      ${this.axes.frame()}${below.frame()}${lines.map((line) => this.axes.curve(line)).join("")}
      ${slopes.map((line) => below.curve(line, "slope")).join("")}`);
    return this.painted = { key, axes: this.axes, below };
  }

  /** @param {string} name */
  shown(name) { return this.picture.all.find((each) => each.name === name); }

  /**
   * Shaded intervals, with their names where there is room.
   * @param {Axes} axes @param {Zone[]} zones @param {boolean} named
   */
  zones(axes, zones, named) {
    const { left, width, top, height } = axes.box, right = left + width;
    return zones.map(({ low, high, kind }) => {
      const from = low === null ? left : Math.max(left, axes.x(low));
      const to = high === null ? right : Math.min(right, axes.x(high));
      if (to <= from) return "";
      const middle = (from + to) / 2, isWide = to - from > 7 * NAMES[kind].length;
      const place = isWide ? `x="${middle}" y="${top + 14}"` : `transform="translate(${middle + 4} ${top + 50}) rotate(-90)"`;
      const text = named && to - from > 14
        ? `<text class="tick name" ${place} text-anchor="middle">${NAMES[kind]}</text>` : "";
      return `<rect class="zone" x="${from}" y="${top}" width="${to - from}" height="${height}"/>${text}`;
    }).join("");
  }

  /** @param {number} z */
  drawCards(z) {
    for (const { name, zones } of this.picture.all) {
      const parts = this.cards.get(name), pair = ACTIVATIONS[name];
      if (!parts) continue;
      parts.card.setAttribute("aria-pressed", `${name === this.chosen}`);
      parts.words.textContent = `f(z) = ${said(pair.f(z))}\nf′(z) = ${said(pair.slope(z))}`;
      this.drawCard(parts, z, pair, zones);
    }
  }

  /**
   * @param {CardParts} parts
   * @param {number} z @param {Pair} pair @param {Zone[]} zones
   */
  drawCard(parts, z, { f, slope }, zones) {
    const { still, moving } = parts, width = this.cardWidth, key = JSON.stringify([width, this.reach, zones]);
    if (parts.key !== key) {
      const lines = traced(f, -this.reach, this.reach, 120), slopes = traced(slope, -this.reach, this.reach, 120);
      const near = lines.flat().map(({ y }) => y).filter((y) => Math.abs(y) < 2); // the rest of a line goes on likewise
      const axes = new Axes({ left: 0, top: 0, width, height: CARD, x: [-this.reach, this.reach],
                              y: roomy(ends([0, 1, ...near, ...slopes.flat().map(({ y }) => y)])) });
      still.parentElement?.setAttribute("viewBox", `0 0 ${width} ${CARD}`);
      still.innerHTML = `${this.zones(axes, zones, false)}
        <path class="axis" d="M0 ${axes.y(0)}H${width}M${axes.x(0)} 0V${CARD}"/>
        ${slopes.map((line) => axes.curve(line, "slope")).join("")}${lines.map((line) => axes.curve(line)).join("")}`;
      Object.assign(parts, { key, axes });
    }
    const { axes } = parts;
    if (!axes) return;
    const [along, own, derived] = moving.children, x = `${axes.x(z)}`, [low, high] = axes.ends.y;
    along.setAttribute("d", `M${x} 0V${CARD}`);
    for (const [dot, y] of /** @type {[Element, number][]} */ ([[own, f(z)], [derived, slope(z)]])) {
      dot.setAttribute("cx", x);
      dot.setAttribute("cy", `${axes.y(y)}`);
      dot.setAttribute("r", low <= y && y <= high ? "4" : "0");
    }
  }

  measure() {
    if (this.width) return;
    this.width = this.sheet.width;
    this.cardWidth = ([...this.cards.values()][0]?.still.parentElement?.clientWidth ?? 0) / growth();
  }

  buildCards() {
    if (this.picture.all.map(({ name }) => name).join() === [...this.cards.keys()].join()) return;
    this.cards.clear();
    part(this.element, ".limit").textContent = `|f′| below ${this.picture.limit} of its maximum`;
    const place = part(this.element, ".cards");
    place.replaceChildren(...this.picture.all.map(({ name, label }) => {
      const card = made("button", "card"), words = made("span");
      card.type = "button";
      card.append(made("b", "", label));
      card.insertAdjacentHTML("beforeend", `<svg aria-hidden="true"><g></g><g><path class="along"/>
        <circle class="mark"/><circle class="mark"/></g></svg>`);
      card.append(words);
      card.addEventListener("click", () => {
        this.clicked = name;
        this.outbox.send({ choose: name }, "choose");
        if (isTouched()) this.place.scrollIntoView({ block: "nearest" });
        this.paint();
      });
      const [still, moving] = card.querySelectorAll("g");
      this.cards.set(name, { card, still, moving, words, key: "", axes: null });
      return card;
    }));
  }
}

export const paint = mounted(ActivationCurves, { style: STYLE, html: HTML });
