// The run's numbers as they are this moment: within the stage, or at a place of their own above it.

import { part } from "../js/dom.js";
import { mounted } from "../js/mount.js";
import { pageState } from "../js/page_state.js";

/** @typedef {Record<"epoch" | "loss" | "accuracy" | "testLoss" | "testAccuracy", string>} Texts */

export const NUMBERS_STYLE = `
  .numbers { display: grid; grid-template-columns: repeat(3, auto); column-gap: 1.1em; align-items: baseline;
             width: fit-content; white-space: nowrap; line-height: 1.2; font-variant-numeric: tabular-nums }
  .numbers span { font-size: .75rem } .numbers b { font-weight: 600; font-size: 1.2rem }
  .numbers .epoch { min-width: 3.4em } .numbers .loss { min-width: 3.3em } .numbers .accuracy { min-width: 2.7em }
  .numbers .test { display: none; font-weight: 500; font-size: .85rem } .numbers.tested .test { display: block }
  .numbers span.test { text-align: right; font-weight: 400; font-size: .75rem }`;
export const NUMBERS_HTML = `<div class="numbers" role="group" aria-label="The run's numbers">
    <span>Epoch</span><span>Loss</span><span>Accuracy</span>
    <b class="epoch"></b><b class="loss"></b><b class="accuracy"></b>
    <span class="test">on the test set</span><b class="test test-loss"></b><b class="test test-accuracy"></b></div>`;

export class Numbers {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.parts = { epoch: part(element, ".epoch"), loss: part(element, ".loss"), accuracy: part(element, ".accuracy"),
                   testLoss: part(element, ".test-loss"), testAccuracy: part(element, ".test-accuracy") };
  }

  /** @param {Texts} texts @param {boolean} tested whether there are test points enough to mean something */
  write(texts, tested) {
    this.element.classList.toggle("tested", tested);
    for (const name of /** @type {(keyof Texts)[]} */ (Object.keys(texts)))
      if (this.parts[name].textContent !== texts[name]) this.parts[name].textContent = texts[name];
  }
}

// At a place of their own, which comes before the stage or after it.
class NumbersApart extends Numbers {
  show() {
    const { numbers } = pageState();
    numbers.apart = this;
    if (numbers.texts) this.write(numbers.texts, numbers.tested);
  }

  dispose() {
    const { numbers } = pageState();
    if (numbers.apart === this) numbers.apart = null;
  }
}

/** Write numbers where they stand apart. @param {Texts} texts @param {boolean} tested */
export function writeApart(texts, tested) {
  const { numbers } = pageState();
  Object.assign(numbers, { texts, tested });
  numbers.apart?.write(texts, tested);
}

export const paint = mounted(NumbersApart, { style: NUMBERS_STYLE, html: NUMBERS_HTML });
