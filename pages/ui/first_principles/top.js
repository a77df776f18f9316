// Another chapter begins at its top, wherever one had scrolled to in the last one.

import { mounted } from "../shared/js/mount.js";

class Top {
  /** The chapter that is shown. */
  chapter = "";

  /** @param {HTMLElement} element */
  constructor(element) { this.element = element; }

  /** @param {{chapter: string}} message */
  show({ chapter }) {
    const page = document.querySelector("[data-testid=stMain]");
    if (this.chapter && chapter !== this.chapter) page?.scrollTo({ top: 0 });
    this.chapter = chapter;
  }
}

export const paint = mounted(Top);
