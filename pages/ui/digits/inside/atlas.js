// All neurons of a layer, small.

import { bytesOf, nth } from "../../shared/js/base64.js";
import { painted, sharp } from "../../shared/js/canvas.js";
import { css } from "../../shared/js/color.js";
import { found, growth, isTouched, made, part } from "../../shared/js/dom.js";
import { counted } from "../../shared/js/text.js";

/**
 * @import { Theme } from "../../shared/js/theme.js"
 * @import { Message, Wish } from "./inside.js"
 */

const NAMES = ["first", "second", "third"];
const SIDE = 14; // pixels of what a neuron looks for, halved

export class Atlas {
  layer = 0;
  count = 0;
  across = 1; // neurons in a row
  cell = 1; // pixels of one

  /** @param {HTMLElement} place @param {(wish: Wish) => void} wish */
  constructor(place, wish) {
    place.innerHTML = `<h4></h4><p class="ask"><span class="layers"></span><button class="choice close">Close</button></p>
      <p class="account">What each neuron looks for. The larger its activation for your drawing, the bolder its frame. Choose one to enlarge it.</p><canvas class="atlas" role="img"></canvas>`;
    this.place = place;
    this.wish = wish;
    this.title = part(place, "h4");
    this.layers = part(place, ".layers");
    this.canvas = found(place, "canvas", HTMLCanvasElement);
    part(place, ".close").onclick = () => wish({ atlas: null });
    this.canvas.onclick = ({ offsetX, offsetY }) => {
      const index = Math.floor(offsetY / this.cell) * this.across + Math.floor(offsetX / this.cell);
      if (index < this.count) wish({ neuron: [this.layer, index] });
    };
  }

  /** @param {Message} data @param {Theme} theme */
  show({ atlas, sizes }, theme) {
    this.place.hidden = !atlas;
    if (!atlas) return;
    const width = this.place.clientWidth, count = this.count = sizes[atlas.layer];
    const across = this.across = Math.max(8, Math.floor(width / (isTouched() ? 44 : 34 * growth())));
    const cell = this.cell = Math.floor(width / across);
    this.layer = atlas.layer;
    const where = sizes.length > 1 ? ` of the ${NAMES[atlas.layer] ?? "chosen"} hidden layer` : "";
    this.title.textContent = `All ${counted(count, "neuron")}${where}`;
    this.layers.replaceChildren(...(sizes.length > 1 ? sizes.map((_, layer) => this.choice(layer)) : []));
    this.canvas.setAttribute("aria-label", `${this.title.textContent}. With the keyboard, go through them by Next and Previous at one neuron.`);
    const looks = bytesOf(atlas.looks, SIDE * SIDE * count), small = made("canvas");
    const context = sharp(this.canvas, width, Math.ceil(count / across) * cell);
    for (let i = 0; i < count; i++) {
      const x = i % across * cell, y = Math.floor(i / across) * cell, share = atlas.fired?.[i] ?? 0;
      if (share) {
        context.fillStyle = css(share < 0 ? theme.negative : theme.positive, Math.abs(share));
        context.fillRect(x, y, cell, cell);
      }
      painted(small, nth(looks, i, SIDE * SIDE), theme.scale, SIDE);
      context.drawImage(small, x + 3, y + 3, cell - 6, cell - 6);
    }
  }

  /** @param {number} layer */
  choice(layer) {
    const choice = made("button", "choice", `Layer ${layer + 1}`);
    choice.setAttribute("aria-pressed", `${layer === this.layer}`);
    choice.onclick = () => this.wish({ atlas: layer });
    return choice;
  }
}
