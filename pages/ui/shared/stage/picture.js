// A canvas of the stage, sharp on every screen, in the stage's pixels.

import { context2d, sharp } from "../js/canvas.js";

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
    this.width = this.height = 0;
  }

  get scene() { return this.stage.scene; }
  get theme() { return this.stage.theme; }

  /** In the stage's pixels, of which each is `scale` of CSS. @param {number} width @param {number} height */
  resize(width, height) {
    const { ratio = Math.min(2, devicePixelRatio || 1), scale } = this.stage;
    this.width = width;
    this.height = height;
    sharp(this.canvas, width, height, ratio * scale);
    Object.assign(this.canvas.style, { width: `${width * scale}px`, height: `${height * scale}px` });
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
