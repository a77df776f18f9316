// A small image that is colored cell by cell and then drawn at any size.

import { context2d } from "./canvas.js";
import { colorByClass, colorByScale, colorFlat } from "./cell_colors.js";
import { made } from "./dom.js";

/**
 * @import { RGB } from "./color.js"
 * @import { Values } from "./cell_colors.js"
 */

export class Cells {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.canvas = Object.assign(made("canvas"), { width, height });
    this.context = context2d(this.canvas);
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.winners = new Uint8Array(0);
  }

  /** See colorByScale. @param {Values} values @param {Uint32Array} scale */
  color(values, scale) {
    colorByScale(this.pixels, values, scale);
    this.context.putImageData(this.image, 0, 0);
  }

  /** See colorByClass. @param {Values} maps @param {number} classes @param {{classes: RGB[], neutral: RGB}} theme */
  colorByClass(maps, classes, theme) {
    colorByClass(this.pixels, maps, classes, theme);
    this.context.putImageData(this.image, 0, 0);
  }

  /** See colorFlat. @param {Values} maps @param {number} side @param {number} outputs @param {RGB[]} colors */
  colorFlat(maps, side, outputs, colors) {
    if (this.winners.length !== side * side) this.winners = new Uint8Array(side * side);
    colorFlat(this.pixels, maps, side, outputs, colors, this.winners);
    this.context.putImageData(this.image, 0, 0);
  }
}
