// The backward pass of a computational graph, layer by layer: buttons that take its numbers away and bring them back.

import { made } from "../../../shared/js/dom.js";

/** @import { Picture } from "./graph_types.js" */

export const STEPS_STYLE = `
  .steps { display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center; margin: 0.25rem 0 }
  .steps[hidden] { display: none }
  .steps button { font: inherit; font-size: 0.875rem; color: inherit; padding: 0.25rem 0.7rem; border-radius: 8px;
    cursor: pointer; background: var(--st-background-color);
    border: 1px solid color-mix(in srgb, var(--st-text-color) 35%, transparent) }
  .steps button:hover:enabled { border-color: var(--st-primary-color); color: var(--st-primary-color) }
  .steps button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .steps button:disabled { opacity: 0.5; cursor: default }
  .steps p { margin: 0; font-size: 0.875rem; flex: 1 1 16rem; min-height: 1.35em }
  .steps p:empty { display: none }`;

/**
 * The sentence of a step. @param {number} shown how many layers' derivatives are seen; -1: nothing of the way back;
 *   Infinity: all, and no step has been taken
 * @param {number} layers @param {boolean} isOwned whether the loss owns the last activation
 */
export function sentence(shown, layers, isOwned) {
  if (shown === Infinity) return "";
  if (shown < 0) return "The forward pass: z and a of each layer, then the loss L.";
  const given = isOwned ? "δ" : "∂L/∂o";
  if (shown === 0) return `The loss compares outputs and targets, and hands ${given} back to each output.`;
  const number = layers - shown + 1, isLast = number === layers;
  const delta = isLast && isOwned ? "δ comes from the loss"
    : `${isLast ? "∂L/∂a comes from the loss" : "∂L/∂a = Σ w · δ of the layer above"}, δ = ∂L/∂a · f′(z)`;
  return `Layer ${number}: ${delta}; each weight gets δ times the value that it multiplies.`;
}

export class Steps {
  /**
   * @param {HTMLElement} place
   * @param {(layers: number) => void} reveal called with how many layers' derivatives are to be seen, from the last one
   *   on; -1: not even what the loss hands back
   */
  constructor(place, reveal) {
    this.layers = 1;
    this.shown = Infinity;
    this.isOwned = false; // whether the loss owns the last activation
    this.reveal = reveal;
    this.row = made("div", "steps");
    this.first = Object.assign(made("button", "", "Forward only"), { type: "button" });
    this.next = Object.assign(made("button", "", "◀ Step back one layer"), { type: "button" });
    this.words = made("p");
    this.words.setAttribute("aria-live", "polite");
    this.row.append(this.first, this.next, this.words);
    place.append(this.row);
    this.first.addEventListener("click", () => this.go(-1));
    this.next.addEventListener("click", () => this.go(this.shown + 1));
    this.row.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /** @param {Picture} picture */
  show({ layers, view }) {
    if (layers.length !== this.layers) this.shown = Infinity;
    this.layers = layers.length;
    this.isOwned = layers[layers.length - 1][0].p !== undefined;
    this.row.hidden = view === "forward";
    this.say();
    this.reveal(view === "forward" ? Infinity : this.shown);
  }

  /** @param {number} shown */
  go(shown) {
    const hadFocus = this.next.matches(":focus");
    this.shown = shown;
    this.say();
    if (hadFocus && this.next.disabled) this.first.focus();
    this.reveal(this.shown);
  }

  say() {
    this.next.disabled = this.shown >= this.layers;
    this.words.textContent = sentence(this.shown, this.layers, this.isOwned);
  }
}
