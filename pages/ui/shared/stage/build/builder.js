// Building the network in its picture: buttons over its columns for neurons and layers, and its inputs as switches.

import { focusedBeside, made } from "../../js/dom.js";
import { middleOf } from "../network_layout.js";
import { SIZES, heightOf, placesOf, scaled } from "./places.js";
import { Wish } from "./wish.js";

/**
 * @import { Event } from "../../js/outbox.js"
 * @import { NetworkNode } from "../network_layout.js"
 * @import { Stage } from "../stage.js"
 * @import { Places, Spot } from "./places.js"
 *
 * @typedef {object} Key a button as it is now
 * @property {string} kind
 * @property {string} glyph
 * @property {string} label
 * @property {string} [hint] what else there is to say, such as why it does nothing now
 * @property {boolean} [off] whether it does nothing now
 * @property {boolean} [pressed]
 * @property {number} [size] of what it covers, if that is no button's own
 * @property {() => void} act
 */

export const BUILDER_STYLE = `
  .board { display: grid; min-width: 0 } .board > * { grid-area: 1 / 1 }
  .builder { position: relative; pointer-events: none } .builder[hidden] { display: none }
  .builder button { --face: ${scaled(24)}; position: absolute; transform: translate(-50%, -50%); box-sizing: border-box;
    width: max(var(--face), var(--finger, 0px)); height: max(var(--face), var(--finger, 0px)); padding: 0; margin: 0; border: 0;
    background: none; color: inherit; display: grid; place-items: center; pointer-events: auto; cursor: pointer;
    touch-action: manipulation; font: ${scaled(15)}/1 var(--st-font, sans-serif) }
  .builder i { position: relative; box-sizing: border-box; width: var(--face); height: var(--face); display: grid;
    place-items: center; font-style: normal; background: var(--st-background-color); border-radius: 6px;
    border: 1px solid var(--st-border-color, color-mix(in srgb, currentColor 40%, transparent)) }
  .builder button:hover i { border-color: var(--st-primary-color); color: var(--st-primary-color) }
  .builder button[aria-disabled=true] { cursor: default }
  .builder button[aria-disabled=true]:not(.input) i { color: color-mix(in srgb, var(--st-text-color) 40%, transparent);
    border-color: color-mix(in srgb, currentColor 40%, transparent) }
  .builder .gap i { border-radius: 50%; border-style: dashed } .builder .gap:hover i { border-style: solid }
  .builder .gone i { border-color: transparent; background: none }
  .builder .input i { border: 0; border-radius: 2px; background: none }
  .builder .input:hover i { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .builder .input b { position: absolute; left: ${scaled(-7)}; top: ${scaled(-7)}; box-sizing: border-box;
    width: ${scaled(15)}; height: ${scaled(15)}; border-radius: 50%; display: grid; place-items: center;
    font: 700 ${scaled(10)}/1 var(--st-font, sans-serif); color: var(--st-text-color);
    background: var(--st-background-color); border: 1px solid color-mix(in srgb, var(--st-text-color) 55%, transparent) }
  .builder .input[aria-pressed=true] b { color: var(--st-background-color); background: var(--st-text-color);
    border-color: var(--st-text-color) }
  .builder .count { position: absolute; transform: translate(-50%, -50%); font-size: ${scaled(13)}; font-weight: 600;
    font-variant-numeric: tabular-nums }
  .builder .told { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  @media (pointer: coarse) { .builder button { --face: ${scaled(28)}; --finger: ${scaled(44)} } }`;

const NONE = { layers: 0, neurons: 0, new: 0 };

export class Builder {
  /** @type {Places | null} */
  places = null;
  /** @type {Map<string, HTMLButtonElement>} */
  buttons = new Map();
  /** @type {Map<string, () => void>} */
  acts = new Map();

  /** @param {Stage} stage @param {HTMLElement} element over the network */
  constructor(stage, element) {
    this.stage = stage;
    this.element = element;
    this.told = Object.assign(made("span", "told"), { role: "status" });
    element.append(this.told);
    this.wish = new Wish([], [], NONE);
    element.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.key && button.ariaDisabled !== "true") this.acts.get(button.dataset.key)?.();
    });
  }

  /** Whether a part of the picture, "network" or "data", can be built with: in a file none. @param {string} part */
  has(part) {
    const { scene, ratio } = this.stage;
    return Boolean(scene.editable && ratio === undefined && scene.build?.includes(part));
  }

  /** What decides whether the picture has to be laid out anew. */
  get kind() { return `${this.stage.scene.run} ${this.stage.scene.editable} ${this.stage.scene.build?.join()}`; }

  /** For each row of the first column the input that stands there, -1 for one that the network is not given. */
  get rows() {
    const { inputs, sizes } = this.stage.scene;
    return this.has("data") ? inputs.map(({ place }) => place) : [...Array(sizes[0]).keys()];
  }

  get sizes() { return matchMedia("(pointer: coarse)").matches ? SIZES.touch : SIZES.mouse; }

  /** Room above the network's columns, which are so far apart. @param {number} step */
  topFor(step) { return this.has("network") ? heightOf(step, this.sizes) : 24; }

  // The picture has been laid out.
  place() {
    const { columns, unused } = this.stage.network;
    const inputs = [...columns[0], ...unused].map(middleOf), middles = columns.slice(1).map(([node]) => middleOf(node));
    this.places = this.has("network") ? placesOf([inputs[0], ...middles], this.sizes) : null;
    this.hear();
  }

  // Python has said something, or a person has clicked.
  hear() {
    const { scene, outbox } = this.stage;
    if (!outbox.isBusy && scene.most) {
      const used = scene.inputs.filter(({ place }) => place >= 0).map(({ key }) => key);
      this.wish = new Wish(scene.sizes.slice(1, -1), used, scene.most);
    }
    this.element.hidden = !this.has("network") && !this.has("data");
    if (!this.element.hidden && this.stage.network.columns.length) this.write();
  }

  write() {
    const keys = new Map([...(this.has("data") ? this.inputKeys() : []), ...(this.places ? this.layerKeys() : [])]);
    const focused = focusedBeside(this.element), lost = focused?.dataset.key;
    for (const [key, button] of this.buttons) {
      if (keys.has(key)) continue;
      button.remove();
      this.buttons.delete(key);
    }
    let before = null;
    for (const [key, { spot, about }] of keys) {
      const button = this.button(key, before);
      dress(button, about, spot);
      this.acts.set(key, about.act);
      before = button;
    }
    this.writeCounts();
    if (lost && !keys.has(lost)) this.buttons.get(`gap ${Math.max(0, Number(lost.split(" ")[1]) - 1)}`)?.focus();
  }

  /** @param {string} key @param {Element | null} before it, for the keyboard */
  button(key, before) {
    let button = this.buttons.get(key);
    if (!button) {
      button = Object.assign(made("button"), { type: "button" });
      button.dataset.key = key;
      this.buttons.set(key, button);
      if (key.startsWith("input ")) this.point(button, Number(key.split(" ")[1]));
    }
    const next = before ? before.nextSibling : this.element.firstChild;
    if (next !== button) this.element.insertBefore(button, next);
    return button;
  }

  /**
   * The switch of an input shows what is under it, as the picture does elsewhere.
   * @param {HTMLElement} button
   * @param {number} row
   */
  point(button, row) {
    const { stage } = this, show = () => {
      const thing = this.inputAt(row);
      if (!thing) return;
      stage.pointer = { picture: stage.network, x: 0, y: 0, thing };
      stage.wake();
    };
    for (const event of ["pointermove", "pointerdown"]) button.addEventListener(event, show);
    button.addEventListener("focus", () => { if (button.matches(":focus-visible")) show(); });
    button.addEventListener("blur", () => stage.forget());
    button.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") stage.forget(); });
  }

  /** The input of a row of the first column. @param {number} row @returns {NetworkNode | undefined} */
  inputAt(row) {
    const { columns, unused } = this.stage.network;
    return [...columns[0], ...unused].find((node) => node.row === row);
  }

  /** @returns {[string, {spot: Spot, about: Key}][]} */
  inputKeys() {
    const { scene } = this.stage;
    return scene.inputs.map(({ key, name }, row) => {
      const node = this.inputAt(row), { x = 0, y = 0, size = 0 } = node ?? {};
      const pressed = this.wish.inputs.has(key), off = this.wish.isLast(key);
      return [`input ${row}`, { spot: { x: x + size / 2, y: y + size / 2 },
        about: { kind: "input", glyph: pressed ? "✓" : "+", label: `Input ${name}`, pressed, off, size,
                 hint: off ? "A network needs at least one input" : "", act: () => this.send(this.wish.toggle(key)) } }];
    });
  }

  /** @returns {[string, {spot: Spot, about: Key}][]} */
  layerKeys() {
    const { places, wish } = this, { neurons: most, layers, new: fresh } = this.stage.scene.most ?? NONE;
    if (!places) return [];
    const last = places.layers.length, full = `A network has at most ${layers} hidden layers here`;
    /** @type {[string, {spot: Spot, about: Key}][]} */
    const keys = [];
    places.gaps.forEach((spot, i) => {
      const label = last === 0 ? "Add a hidden layer" : i === 0 ? "Add a hidden layer behind the inputs"
        : i === last ? "Add a hidden layer before the output" : `Add a hidden layer between ${i} and ${i + 1}`;
      keys.push([`gap ${i}`, { spot, about: { kind: "gap", glyph: "+", label, off: !wish.hasRoom,
        hint: wish.hasRoom ? "" : full, act: () => this.send(wish.insert(i, fresh)) } }]);
      const layer = i + 1, here = places.layers[i], count = wish.neurons(layer);
      if (!here) return;
      const removal = { kind: "gone", glyph: "×", label: `Remove hidden layer ${layer}`,
                        act: () => this.send(wish.remove(layer)) };
      if (here.gone) keys.push([`gone ${layer}`, { spot: here.gone, about: removal }]);
      const less = { kind: "less", glyph: "−", label: `Remove a neuron from hidden layer ${layer}`,
                     act: () => this.send(wish.change(layer, -1)) };
      keys.push([`less ${layer}`, { spot: here.less, about: count > 1 ? less : { ...removal, kind: "less" } }]);
      keys.push([`more ${layer}`, { spot: here.more, about: { kind: "more", glyph: "+", off: count >= most,
        label: `Add a neuron to hidden layer ${layer}`, hint: count >= most ? `A layer has at most ${most} neurons here` : "",
        act: () => this.send(wish.change(layer, 1)) } }]);
    });
    return keys;
  }

  // How many neurons each layer is to have.
  writeCounts() {
    for (const count of this.element.querySelectorAll(".count")) count.remove();
    this.places?.layers.forEach(({ count }, i) => {
      const neurons = this.wish.neurons(i + 1);
      if (!count || !neurons) return;
      const text = Object.assign(made("span", "count", neurons), { ariaHidden: "true" });
      stand(text, count);
      this.element.append(text);
    });
  }

  /** Tell Python; of clicks on one layer's neurons that wait, all leave together. @param {Event | null} event */
  send(event) {
    if (!event) return;
    const { outbox } = this.stage, { last } = outbox;
    const goesOn = event.do === "neurons" && last?.do === "neurons" && last.layer === event.layer;
    if (goesOn) last.by = Number(last.by) + Number(event.by);
    else outbox.send(event);
    if (event.do === "neurons") {
      const count = this.wish.hidden[Number(event.layer) - 1];
      this.told.textContent = `${count} neuron${count === 1 ? "" : "s"} in hidden layer ${event.layer}`;
    }
    this.hear();
  }
}

/** @param {HTMLElement} element @param {Spot} spot */
function stand(element, { x, y }) {
  element.style.left = scaled(x);
  element.style.top = scaled(y);
}

/** @param {HTMLButtonElement} button @param {Key} about @param {Spot} spot */
function dress(button, { kind, glyph, label, hint, off, pressed, size }, spot) {
  button.className = kind;
  if (button.textContent !== glyph) {
    const face = Object.assign(made("i"), { ariaHidden: "true" });
    face.append(kind === "input" ? made("b", "", glyph) : glyph);
    button.replaceChildren(face);
  }
  button.ariaLabel = hint ? `${label}. ${hint}.` : label;
  button.title = kind === "input" && !hint ? "" : hint || label;
  button.ariaDisabled = off ? "true" : null;
  if (pressed != null) button.ariaPressed = `${pressed}`;
  if (size) button.style.setProperty("--face", scaled(size));
  stand(button, spot);
}
