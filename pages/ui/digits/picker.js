// Has a place for files offer some kinds of them first, and take all: Streamlit's own list refuses what is dragged in
// with "files are not allowed", which names no remedy.

import { mounted } from "../shared/js/mount.js";

/**
 * @typedef {object} Message
 * @property {string} place a selector of the element around the place
 * @property {string} types endings of names, as an input's `accept` lists them
 */

class Picker {
  /** @type {MutationObserver | undefined} */
  observer = undefined;

  /** @param {Message} message */
  show({ place, types }) {
    this.observer?.disconnect();
    const teach = () => {
      for (const input of document.querySelectorAll(`${place} input[type=file]`))
        if (input.getAttribute("accept") !== types) input.setAttribute("accept", types);
    };
    teach();
    this.observer = new MutationObserver(teach); // the place may still be on its way, and each file brings a new one
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  dispose() { this.observer?.disconnect(); }
}

export const paint = mounted(Picker);
