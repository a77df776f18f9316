// A row of training digits, each with its label.

import { bytesOf, nth } from "../../shared/js/base64.js";
import { painted } from "../../shared/js/canvas.js";
import { made } from "../../shared/js/dom.js";
import { PIXELS } from "../../shared/js/digit_format.js";

/** @import { Digits } from "./inside.js" */

/**
 * @param {HTMLElement} place
 * @param {Digits} digits
 * @param {string[]} [captions] what stands behind each label
 * @param {number} [said] the answer: other labels are marked
 */
export function showDigits(place, { labels, pictures }, captions, said) {
  const bytes = bytesOf(pictures, PIXELS * labels.length);
  place.replaceChildren(...labels.map((label, i) => {
    const figure = made("figure", said === undefined || label === said ? "" : "differs"), canvas = painted(made("canvas"), nth(bytes, i));
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `A training digit: ${label}`);
    const caption = made("figcaption");
    caption.append(made("b", "", label), captions ? ` · ${captions[i]}` : "");
    figure.append(canvas, caption);
    return figure;
  }));
}
