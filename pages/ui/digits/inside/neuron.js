// One neuron, large: what it looks for and what fires it.

import { bytesOf } from "../../shared/js/base64.js";
import { painted } from "../../shared/js/canvas.js";
import { found, part } from "../../shared/js/dom.js";
import { grouped, number, signed } from "../../shared/js/text.js";
import { showDigits } from "./digits.js";
import { PIXELS } from "../../shared/js/digit_format.js";

/**
 * @import { Theme } from "../../shared/js/theme.js"
 * @import { LargeNeuron, Message, Wish } from "./inside.js"
 */

export class Neuron {
  /** @type {LargeNeuron | undefined} */
  neuron = undefined;
  /** @type {number[]} */
  sizes = [];

  /** @param {HTMLElement} place @param {(wish: Wish) => void} wish */
  constructor(place, wish) {
    place.innerHTML = `<h4></h4><div class="pair"><canvas class="large" role="img"></canvas><div><p class="account"></p><p class="ask">
      <button class="choice" value="-1">Previous</button><button class="choice" value="1">Next</button><button class="choice" value="all">All neurons</button>
      <button class="choice" value="close">Close</button></p></div></div><p class="account strongest"></p><div class="row"></div>`;
    this.place = place;
    this.title = part(place, "h4");
    this.canvas = found(place, "canvas", HTMLCanvasElement);
    this.account = part(place, ".account");
    this.strongest = part(place, ".strongest");
    this.row = part(place, ".row");
    for (const choice of place.querySelectorAll("button")) choice.onclick = () => {
      if (!this.neuron) return;
      const { layer, index } = this.neuron, size = this.sizes[layer];
      if (choice.value === "all") wish({ atlas: layer });
      else wish({ neuron: choice.value === "close" ? null : [layer, (index + Number(choice.value) + size) % size] });
    };
  }

  /** @param {Message} data @param {Theme} theme */
  show({ neuron, sizes, answer }, theme) {
    this.place.hidden = !neuron;
    if (!neuron) return;
    this.neuron = neuron;
    this.sizes = sizes;
    const { layer, index, digits } = neuron, name = `Neuron ${index + 1} of ${grouped(sizes[layer])}`;
    this.title.textContent = sizes.length > 1 ? `${name} in the ${neuron.name} hidden layer` : name;
    painted(this.canvas, bytesOf(neuron.look, PIXELS), theme.scale);
    this.canvas.setAttribute("aria-label", `What ${name.toLowerCase()} looks for`);
    this.account.textContent = `${looksOf(neuron)}${effectOf(neuron, answer)} Its bias is ${number(neuron.bias, 2)}.`;
    this.strongest.textContent = `The training digits that activate it most: ${tally(digits.labels)}.`;
    showDigits(this.row, digits);
  }
}

/** @param {LargeNeuron} neuron */
function looksOf({ layer }) {
  return layer === 0
    ? "This neuron looks for ink where it's blue and for none where it's orange. The picture is its weights, faded where digits hardly ever have ink."
    : "This neuron combines the outputs of the layer before. The digits that activate it have more ink where it's blue and less where it's orange than digits have on average.";
}

/** What it does for the drawing, if there is one. @param {LargeNeuron} neuron @param {number} [answer] */
function effectOf({ activation, part: share = NaN, exact }, answer) {
  if (activation === undefined) return "";
  if (activation === 0) return " For your drawing its activation is 0.";
  return ` For your drawing its activation is ${number(activation, 2)}, which adds ${exact ? "" : "about "}${signed(share)} to the score of ${answer}.`;
}

/** How often each label comes, the most frequent first. @param {number[]} labels */
export function tally(labels) {
  /** @type {Record<number, number>} */
  const counts = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([label, count]) => `${count} × ${label}`).join(", ");
}
