// What happens inside a network between a drawing and its answer.

import { found, isStill, part } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { expose, exposed } from "../../shared/js/page_state.js";
import { themeOf } from "../../shared/js/theme.js";
import { Atlas } from "./atlas.js";
import { Neighbors } from "./neighbors.js";
import { Neuron } from "./neuron.js";
import { Pixels } from "./pixels.js";
import { Way } from "./way.js";

/**
 * @import { Outbox } from "../../shared/js/outbox.js"
 *
 * @typedef {{labels: number[], pictures: string}} Digits training digits, their bytes in base64
 *
 * @typedef {object} Layer the neurons of a hidden layer that matter most
 * @property {string} name
 * @property {number} fire how many of the layer fire
 * @property {boolean} exact whether parts add up exactly
 * @property {number[]} index of each neuron
 * @property {number[]} activation
 * @property {number[]} share of the strongest activation, -1 to 1
 * @property {number[]} part of the answer's score
 * @property {string} looks what each looks for, in base64
 *
 * @typedef {object} LargeNeuron
 * @property {number} layer
 * @property {number} index
 * @property {string} name of the layer
 * @property {Digits} digits that fire it most
 * @property {string} look
 * @property {number} bias
 * @property {number} [activation]
 * @property {number} [part]
 * @property {boolean} [exact]
 *
 * @typedef {object} Drawing what there is only with a drawing
 * @property {number} drawing equal numbers mean equal drawings
 * @property {string} picture
 * @property {number} answer
 * @property {number[]} scores
 * @property {number[]} probabilities
 * @property {Layer[]} layers
 * @property {number[][][]} flows between the shown neurons, layer by layer
 * @property {number[]} biases
 * @property {number[]} others what the neurons that are not shown add to each score
 * @property {string} pixels what each pixel adds to each score, int16 in steps of `unit`
 * @property {number} unit
 * @property {number[]} start the scores of an average digit
 * @property {{digits: Digits, distances: number[]}} neighbors
 *
 * @typedef {object} Network what there is without one
 * @property {string} words
 * @property {number[]} sizes of the hidden layers
 * @property {"network" | "ink"} alike
 * @property {number} searched
 * @property {LargeNeuron} [neuron]
 * @property {{layer: number, looks: string, fired: number[] | null}} [atlas]
 *
 * @typedef {Network & Drawing} WithDrawing
 * @typedef {Network & Partial<Drawing>} Message see inside_message.py; words alone where nothing can be shown
 *
 * @typedef {{neuron?: number[] | null, atlas?: number | null, alike?: string}} Wish what a person wants to see
 */

const STYLE = `
  .inside { font-size: 0.88rem; line-height: 1.4 }
  .inside [hidden] { display: none }
  p { margin: 0 0 0.5rem } h4 { margin: 1.12rem 0 0.38rem; font-size: 0.94rem; font-weight: 600 }
  canvas { image-rendering: pixelated; display: block } button { font: inherit; color: inherit }
  .way { position: relative } .lines { position: absolute; inset: 0; width: 100%; height: 100%; image-rendering: auto }
  .head { position: absolute; top: 0; height: 2.12rem; transform: translateX(-50%); display: flex; align-items: center;
    justify-content: center; text-align: center; font-size: 0.72rem; line-height: 1.2; opacity: .75 }
  .node { position: absolute; padding: 0; border: 0; border-radius: 0.25rem; background: none; transition: opacity .15s; cursor: pointer }
  .node.unlit { opacity: .18 } .node canvas { width: 100%; height: 100%; border-radius: 0.25rem }
  .node.drawing { cursor: default; overflow: hidden }
  .node:focus-visible, .choice:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 3px }
  .output { display: grid; grid-template-columns: 0.88rem 1fr; gap: 0.31rem; align-items: center; height: 100%; padding: 0 0.25rem;
    border-radius: 0.25rem; background: color-mix(in srgb, var(--st-text-color) 7%, transparent); text-align: left;
    font-variant-numeric: tabular-nums }
  .output b { font-weight: 400 } .output i { height: 0.56rem; border-radius: 2px; background: var(--st-text-color); opacity: .45 }
  .best .output b { font-weight: 700 } .best .output { box-shadow: inset 0 0 0 1.5px var(--st-primary-color) }
  .best .output i { background: var(--st-primary-color); opacity: 1 }
  .said { min-height: 4.2em; margin: 0.5rem 0 0; font-size: 0.81rem; opacity: .85 } .account { font-size: 0.81rem; opacity: .85 }
  .pair { display: flex; gap: 1rem; flex-wrap: wrap } .pair > div { flex: 1; min-width: 13.12rem }
  .large { width: 10.5rem; height: 10.5rem; border-radius: 0.25rem }
  .ask { font-size: 0.81rem; display: flex; flex-wrap: wrap; gap: 0.38rem; align-items: center }
  .choices, .layers { display: inline-flex; flex-wrap: wrap; gap: 0.25rem }
  .choice { min-width: 1.88rem; padding: 3px 0.56rem; font-size: 0.81rem; border-radius: 0.38rem; cursor: pointer; background: none;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 30%, transparent) }
  .choice:hover { border-color: var(--st-text-color) } .choice:disabled { opacity: .3; cursor: default }
  .choice[aria-checked=true], .choice[aria-pressed=true] { border-color: var(--st-primary-color);
    box-shadow: inset 0 0 0 1px var(--st-primary-color); font-weight: 600 }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem }
  figure { margin: 0; font-size: 0.75rem; text-align: center; font-variant-numeric: tabular-nums }
  figure canvas { width: 2.75rem; height: 2.75rem; border-radius: 0.25rem }
  .differs canvas { box-shadow: 0 0 0 2px var(--st-text-color) } .differs b { text-decoration: underline }
  .atlas { image-rendering: auto; cursor: pointer }`;
const HTML = `<div class="inside"><p class="words"></p><div class="way"></div><p class="said" role="status"></p>
  <p class="ask browse"><button class="choice">Show all neurons</button></p>
  <section class="neuron"></section><section class="all"></section><section class="pixels"></section><section class="neighbors"></section></div>`;

class Inside {
  /** @type {HTMLElement | null} the part that was asked for: it may come below the window's edge */
  toBeSeen = null;
  width = 0;

  /** @param {HTMLElement} element @param {Outbox} outbox @param {Message} data */
  constructor(element, outbox, data) {
    /** @param {string} name */
    const section = (name) => part(element, `section.${name}`);
    const places = { neuron: section("neuron"), all: section("all"), pixels: section("pixels"), neighbors: section("neighbors") };
    /** @param {Wish} wanted */
    const wish = (wanted) => {
      this.toBeSeen = wanted.neuron ? places.neuron : wanted.atlas != null ? places.all : null;
      outbox.send(wanted);
    };
    this.element = element;
    this.data = data;
    this.words = part(element, ".words");
    this.browse = part(element, ".browse");
    this.neuron = new Neuron(places.neuron, wish);
    this.atlas = new Atlas(places.all, wish);
    this.pixels = new Pixels(places.pixels);
    this.neighbors = new Neighbors(places.neighbors, wish);
    this.way = new Way(part(element, ".way"), part(element, ".said"), wish, (digit) => this.pixels.against(digit));
    found(this.browse, "button", HTMLButtonElement).onclick = () => wish({ atlas: 0 });
  }

  resize() { if (this.element.clientWidth && this.element.clientWidth !== this.width) this.show(this.data); }

  /** @param {Message} data */
  show(data) {
    this.data = data;
    this.width = this.element.clientWidth;
    const theme = themeOf(this.element), drawn = hasDrawing(data) ? data : null;
    this.words.textContent = data.words;
    this.words.hidden = !data.words;
    this.way.place.hidden = this.way.said.hidden = !drawn;
    this.browse.hidden = !data.sizes || data.atlas !== undefined;
    this.neuron.show(data, theme);
    this.atlas.show(data, theme);
    this.pixels.place.hidden = this.neighbors.place.hidden = !drawn;
    if (drawn) {
      this.pixels.show(drawn, theme);
      this.neighbors.show(drawn);
    }
    if (this.toBeSeen && !this.toBeSeen.hidden) {
      this.toBeSeen.scrollIntoView({ block: "nearest", behavior: isStill() ? "auto" : "smooth" });
      this.toBeSeen = null;
    }
    if (drawn && this.width) {
      this.way.show(drawn, theme);
      this.way.say();
    }
    const count = (exposed("playgroundInside")?.count ?? 0) + 1;
    expose("playgroundInside", { answer: data.answer ?? -1, neuron: data.neuron?.index ?? -1, atlas: data.atlas?.layer ?? -1, count });
  }
}

/** @param {Message} data @returns {data is WithDrawing} */
const hasDrawing = (data) => data.drawing !== undefined;

export const paint = mounted(Inside, { style: STYLE, html: HTML });
