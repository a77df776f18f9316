// The most similar training digits to a drawing.

import { part } from "../../shared/js/dom.js";
import { grouped, number, withArticle } from "../../shared/js/text.js";
import { showDigits } from "./digits.js";

/** @import { WithDrawing, Wish } from "./inside.js" */

export class Neighbors {
  /** @param {HTMLElement} place @param {(wish: Wish) => void} wish */
  constructor(place, wish) {
    place.innerHTML = `<h4>The most similar training digits</h4><p class="ask"><span class="choices" role="radiogroup" aria-label="Similar">
      <button class="choice" role="radio" value="network">for the network</button><button class="choice" role="radio" value="ink">pixel by pixel</button></span></p>
      <p class="account"></p><div class="row"></div>`;
    this.place = place;
    this.row = part(place, ".row");
    this.account = part(place, ".account");
    this.choices = [...place.querySelectorAll("button")];
    for (const choice of this.choices) choice.onclick = () => wish({ alike: choice.value });
  }

  /** @param {WithDrawing} data */
  show({ neighbors: { digits, distances }, answer, alike, searched }) {
    const agree = digits.labels.filter((label) => label === answer).length, count = digits.labels.length;
    for (const choice of this.choices) choice.setAttribute("aria-checked", `${choice.value === alike}`);
    const share = agree === count ? "all are" : agree === 1 ? "1 is" : agree ? `${agree} are` : "none is";
    this.account.textContent = `Of the ${count} nearest among ${grouped(searched)}, ${share} ${agree > 1 ? `${answer}s` : withArticle(answer)}. `
      + `The number after each label is its distance${alike === "ink" ? " in pixels" : " in the last hidden layer"}; 0 is identical.`;
    showDigits(this.row, digits, distances.map((distance) => number(distance, 1)), answer);
  }
}
