// A canvas of the stage, sharp on every screen, in its pixels, and layers under it. A frame costs what it paints
// anew: so what moves has a layer of its own, and what is written or keeps still lies above it, painted once.

import { context2d, sharp } from "../js/canvas.js";
import { made } from "../js/dom.js";

/**
 * @import { Stage } from "./stage.js"
 *
 * @typedef {object} Found what is at a place in a picture
 * @property {any} thing
 * @property {number} x where its words should stand clear of it
 * @property {number} y
 * @property {number} clear
 * @property {string} text
 */

export class Picture {
  /** @param {Stage} stage @param {HTMLCanvasElement} canvas */
  constructor(stage, canvas) {
    this.stage = stage;
    this.canvas = canvas;
    this.context = context2d(canvas);
    this.layers = [this.context]; // from the lowest to the one that is pointed at
    this.width = this.height = 0;
    /** @type {unknown[]} what it was painted from */
    this.facts = [];
  }

  // A canvas under this one, where both lie in a grid's one cell: see `.board`.
  layerBelow() {
    const canvas = made("canvas"), context = context2d(canvas);
    canvas.ariaHidden = "true";
    this.canvas.before(canvas);
    this.layers.unshift(context);
    return context;
  }

  /** Whether it is to be painted anew, as one of these is not what it was. @param {unknown[]} facts */
  differs(...facts) {
    const isSame = facts.length === this.facts.length && facts.every((fact, i) => Object.is(fact, this.facts[i]));
    this.facts = facts;
    return !isSame;
  }

  get scene() { return this.stage.scene; }
  get theme() { return this.stage.theme; }

  /** In the stage's pixels, of which each is `scale` of CSS. @param {number} width @param {number} height */
  resize(width, height) {
    const { ratio = Math.min(2, devicePixelRatio || 1), scale } = this.stage;
    this.width = width;
    this.height = height;
    this.facts = [];
    for (const { canvas } of this.layers) {
      sharp(canvas, width, height, ratio * scale);
      Object.assign(canvas.style, { width: `${width * scale}px`, height: `${height * scale}px` });
    }
  }

  /** All its layers. @param {CanvasRenderingContext2D} context to paint on @param {number} x @param {number} y */
  copyTo(context, x, y) {
    for (const { canvas } of this.layers) context.drawImage(canvas, x, y, this.width, this.height);
  }

  /** Where in the picture a pointer is. @param {{offsetX: number, offsetY: number}} event */
  pointed(event) {
    const { scale } = this.stage;
    return { x: event.offsetX / scale, y: event.offsetY / scale };
  }

  // Begin anew, with text as most of it is: soft, small, from the left.
  clear() {
    this.context.clearRect(0, 0, this.width, this.height);
    this.write("left", "alphabetic", 12);
  }

  /**
   * How the next text stands.
   * @param {CanvasTextAlign} align
   * @param {CanvasTextBaseline} baseline
   * @param {number} [size]
   * @param {number | string} [weight]
   */
  write(align, baseline, size = 10.5, weight = "") {
    const { context, theme } = this;
    context.textAlign = align;
    context.textBaseline = baseline;
    context.font = `${weight} ${size}px ${theme.font}`;
    context.fillStyle = theme.soft;
  }
}

/**
 * What comes with each message and seldom differs: the earlier one as long as both say the same.
 * @template Value
 * @param {Value} before
 * @param {Value} now
 */
export function unlessAlike(before, now) {
  return before === now || JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
