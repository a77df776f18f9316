// The data sets to choose from, each as a small picture of its points. Python's part of the page has the pictures, as
// properties of CSS, which hold in here, too.

import { made } from "../../js/dom.js";
import { scaled } from "./places.js";

/** @import { Stage } from "../stage.js" */

const WIDTH = 46, GAP = 8; // of the strip beside the network, and between them

export const DATASETS_STYLE = `
  .net { display: flex; gap: ${scaled(GAP)}; align-items: flex-start; min-width: 0 }
  .datasets { flex: none; width: ${scaled(WIDTH)}; display: flex; flex-direction: column; gap: ${scaled(3)} }
  .datasets[hidden] { display: none }
  .datasets b { font-weight: 400; font-size: ${scaled(11)}; line-height: ${scaled(14)}; opacity: .8; white-space: nowrap }
  .datasets button { position: relative; flex: none; box-sizing: border-box; padding: 0; margin: 0; font: inherit; color: inherit;
    cursor: pointer; background: none; border: 0; display: block; touch-action: manipulation }
  .datasets i { display: block; box-sizing: border-box; width: ${scaled(40)}; height: ${scaled(40)};
    margin-left: 3px; border-radius: 5px;
    background: center / cover var(--st-background-color); border: 1px solid color-mix(in srgb, var(--st-text-color) 40%, transparent) }
  .datasets i { background-image: var(--light) } .datasets.dark i { background-image: var(--dark) }
  .datasets [data-name=own] i::after { content: "✎" / ""; float: right; padding: 0 3px; font-style: normal; line-height: 1.3 }
  .datasets button:hover i { border-color: var(--st-primary-color) }
  .datasets [aria-pressed=true] i { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .datasets span { display: none }
  @media (pointer: coarse) { .datasets { gap: 0 } .datasets button { display: grid; align-content: center } }
  .narrow .net { flex-direction: column; width: 100% }
  .narrow .datasets { flex-direction: row; gap: 0; width: 100%; overflow-x: auto; padding: 3px 0; scrollbar-width: thin }
  .narrow .datasets b { display: none }
  .narrow .datasets button { width: ${scaled(64)}; padding: 0 1px }
  .narrow .datasets i { margin: 0 auto }
  .narrow .datasets span { font-size: ${scaled(11)}; line-height: 1.25; margin-top: 3px; text-align: center;
    overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2 }
  .narrow .datasets [aria-pressed=true] span { font-weight: 600 }`;

export class Datasets {
  drawn = "";
  wished = "";
  isRow = false; // as it was laid out last

  /** @param {Stage} stage @param {HTMLElement} element */
  constructor(stage, element) {
    this.stage = stage;
    this.element = element;
    element.addEventListener("click", ({ target }) => {
      const name = target instanceof Element ? target.closest("button")?.dataset.name : undefined;
      if (!name || name === this.wished) return;
      this.wished = name;
      stage.outbox.send({ do: "dataset", name }, "dataset");
      this.mark();
    });
  }

  get areOffered() { return this.stage.builder.has("data") && Boolean(this.stage.scene.datasets); }

  /** How much of the network's width they take. @param {boolean} narrow */
  besides(narrow) { return this.areOffered && !narrow ? WIDTH + GAP : 0; }

  /** As large as there is room for them, one above the other. @param {number} height */
  place(height) {
    const { datasets = {} } = this.stage.scene, side = Math.min(40, (height - 17) / Object.keys(datasets).length - 3);
    for (const picture of this.element.querySelectorAll("i")) picture.style.width = picture.style.height = scaled(side);
    if (this.isRow !== this.stage.narrow) this.reveal(this.element.querySelector("[aria-pressed=true]"));
    this.isRow = this.stage.narrow;
  }

  // Python has said something.
  hear() {
    const { scene, outbox } = this.stage, { datasets = {}, dataset = "" } = scene;
    this.element.hidden = !this.areOffered;
    if (this.element.hidden) return;
    if (!outbox.isBusy) this.wished = dataset;
    const drawn = JSON.stringify(datasets);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.element.replaceChildren(made("b", "", "Data set"), ...Object.entries(datasets).map(choice));
    }
    this.mark();
  }

  mark() {
    this.element.classList.toggle("dark", this.stage.theme.isDark);
    for (const button of this.element.querySelectorAll("button")) {
      const isChosen = button.dataset.name === this.wished;
      if (isChosen && button.ariaPressed !== "true") this.reveal(button);
      button.ariaPressed = `${isChosen}`;
    }
  }

  /** Into sight, in a row that scrolls. @param {HTMLElement | null} button */
  reveal(button) {
    const { element } = this, room = element.clientWidth - (button?.offsetWidth ?? 0);
    if (button) element.scrollLeft = button.offsetLeft - element.offsetLeft - room / 2;
  }
}

/** @param {[string, string]} dataset its name and what people call it */
function choice([name, label]) {
  const button = Object.assign(made("button"), { type: "button", title: label, ariaLabel: label });
  button.dataset.name = name;
  const picture = made("i");
  picture.style.setProperty("--light", `var(--dataset-${name})`);
  picture.style.setProperty("--dark", `var(--dataset-${name}-dark, var(--light))`);
  button.append(picture, made("span", "", label));
  return button;
}
