// Has a place for files offer some kinds of them first, and take all: Streamlit's own list refuses what is dragged in
// with "files are not allowed", which names no remedy. Sends {refused} where Streamlit refuses a file all the same.

import { mounted } from "../shared/js/mount.js";

/**
 * @import { Outbox } from "../shared/js/outbox.js"
 *
 * @typedef {object} Message
 * @property {string} place a selector of the element around the place
 * @property {string} types endings of names, as an input's `accept` lists them
 */

class Picker {
  /** @type {MutationObserver | undefined} */
  observer = undefined;
  refused = false;

  /** @param {HTMLElement} _ @param {Outbox} outbox */
  constructor(_, outbox) { this.outbox = outbox; }

  /** @param {Message} message */
  show({ place, types }) {
    this.observer?.disconnect();
    const look = () => {
      for (const input of document.querySelectorAll(`${place} input[type=file]`))
        if (input.getAttribute("accept") !== types) input.setAttribute("accept", types);
      const refused = document.querySelector(`${place} [aria-invalid=true]`) !== null;
      if (refused && !this.refused) this.outbox.send({ refused });
      this.refused = refused;
    };
    look();
    this.observer = new MutationObserver(look); // the place may still be on its way, and each file brings a new one
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  dispose() { this.observer?.disconnect(); }
}

export const paint = mounted(Picker);
