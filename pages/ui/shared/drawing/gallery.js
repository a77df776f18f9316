// Small pictures of digits, cut from one sheet, with words under each and more on hover or focus.

import colors from "../colors.json" with { type: "json" };
import { cut } from "../js/canvas.js";
import { made, rem } from "../js/dom.js";
import { mounted } from "../js/mount.js";
import { expose } from "../js/page_state.js";

/**
 * @import { Outbox } from "../js/outbox.js"
 *
 * @typedef {object} Message
 * @property {string} sheet a PNG of digits side by side in base64
 * @property {number} columns how many in a row of it
 * @property {string[]} words one a digit
 * @property {string[]} details the same
 * @property {boolean[]} wrong whether to mark it
 * @property {boolean} choosable whether a click sends {index}
 * @property {number | null} chosen the index of the one clicked
 */

const SIZE = 64;
const STYLE = `
  .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(4.75rem, 1fr)); gap: 0.62rem;
             font-size: 0.78rem; line-height: 1.3; font-variant-numeric: tabular-nums }
  figure { margin: 0; position: relative; text-align: center; border-radius: 0.38rem; outline-offset: 2px }
  .ink { width: ${rem(SIZE)}; height: ${rem(SIZE)}; margin: 0 auto 3px; image-rendering: pixelated; border-radius: 0.31rem;
         background-color: ${colors.picture.ground}; border: 2px solid transparent }
  .wrong .ink { border-color: ${colors.light.negative} } .choosable figure { cursor: pointer }
  .chosen { background: color-mix(in srgb, var(--st-primary-color) 25%, transparent);
            box-shadow: 0 0 0 3px color-mix(in srgb, var(--st-primary-color) 25%, transparent) }
  .tip { bottom: calc(100% + 0.25rem); left: 50%; transform: translateX(-50%); padding: 0.31rem 0.5rem; text-align: left }
  figure:hover .tip, figure:focus .tip { visibility: visible }
  figure.left .tip { left: 0; transform: none } figure.right .tip { left: auto; right: 0; transform: none }`;

class Gallery {
  /** @param {HTMLElement} element @param {Outbox} outbox */
  constructor(element, outbox) {
    this.element = element;
    this.outbox = outbox;
  }

  /** @param {Message} data */
  show(data) {
    this.element.classList.toggle("choosable", data.choosable);
    this.element.setAttribute("role", data.choosable ? "listbox" : "list");
    this.element.replaceChildren(...data.words.map((_, i) => this.figure(data, i)));
    expose("playgroundGallery", { count: data.words.length });
  }

  /** @param {Message} data @param {number} i */
  figure(data, i) {
    const text = data.words[i], more = data.details[i], ink = made("div", "ink");
    const figure = made("figure", [data.wrong[i] && "wrong", i === data.chosen && "chosen"].filter(Boolean).join(" "));
    figure.tabIndex = 0;
    figure.setAttribute("role", data.choosable ? "option" : "listitem");
    if (data.choosable) figure.ariaSelected = `${i === data.chosen}`;
    figure.setAttribute("aria-label", `${text}. ${more}`);
    cut(ink, SIZE, data, i);
    figure.append(ink, made("figcaption", "", text), made("div", "tip", more));
    figure.addEventListener("pointerenter", () => { // keep the tip on the page
      const at = figure.offsetLeft - this.element.offsetLeft;
      figure.classList.toggle("left", at < 80);
      figure.classList.toggle("right", at > this.element.clientWidth - 160);
    });
    if (data.choosable) {
      const choose = () => this.outbox.send({ index: i });
      figure.addEventListener("click", choose);
      figure.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault(); // a space would scroll
        choose();
      });
    }
    return figure;
  }
}

export const paint = mounted(Gallery, { style: STYLE, html: `<div class="gallery" role="list" aria-label="Digits"></div>` });
