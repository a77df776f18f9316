// The popover behind each term of the glossary. A term is a link to "#term-...", wherever on the page; one listener of
// the whole page opens its explanation beside it. The popover lies above everything, in the browser's top layer.

import { elementOf, made } from "./js/dom.js";
import { mounted } from "./js/mount.js";
import { pageState } from "./js/page_state.js";

/**
 * @typedef {Record<string, [name: string, meaning: string]>} Terms by the links' addresses
 */

const LINK = 'a[href^="#term-"]';
const GAP = 6, EDGE = 8; // pixels, between the popover and its link, and to the window's edges

const STYLE = `
  .glossary { position: fixed; margin: 0; box-sizing: border-box; width: max-content;
              max-width: min(22rem, 100vw - 1rem); max-height: calc(100vh - 1rem); overflow: auto; padding: 0.6rem 0.8rem;
              border: 1px solid color-mix(in srgb, var(--st-text-color) 40%, transparent); border-radius: 8px;
              background: var(--st-background-color); color: var(--st-text-color); font-size: 0.875rem;
              line-height: 1.45; text-align: start; box-shadow: 0 4px 20px rgb(0 0 0 / 0.25); outline-offset: 2px }
  .glossary:not(:popover-open) { display: none }
  .glossary b { display: block; margin-bottom: 0.15rem }`;
const HTML = `<div class="glossary" popover="manual" role="dialog" tabindex="-1"></div>`;

export class Glossary {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    /** @type {Terms} */
    this.terms = {};
    /** The link whose term is shown, if any. @type {Element | null} */
    this.link = null;
    /** What had the focus before. @type {Element | null} */
    this.before = null;
    this.sight = new IntersectionObserver((seen) => {
      if (this.link?.isConnected && !seen.at(-1)?.isIntersecting) this.close();
    });
    listenOnce(this);
  }

  /** @param {{terms: Terms}} message */
  show({ terms }) {
    this.terms = terms;
    const { askedTerm } = pageState(); // before this page's terms had come
    if (askedTerm?.isConnected) this.open(askedTerm);
  }

  dispose() {
    this.sight.disconnect();
    if (pageState().glossary === this) pageState().glossary = null;
  }

  get isOpen() { return this.link !== null; }

  /** @param {Element} link */
  open(link) {
    const [name, meaning] = this.terms[link.getAttribute("href") ?? ""] ?? [];
    const before = document.activeElement;
    this.close(false);
    pageState().askedTerm = name && meaning ? null : link;
    if (!name || !meaning) return;
    this.link = link;
    this.before = before;
    this.box.replaceChildren(made("b", "", name), meaning);
    this.box.setAttribute("aria-label", name);
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "true");
    this.box.showPopover();
    this.place();
    this.box.focus({ preventScroll: true });
    this.sight.observe(link);
  }

  /** @param {boolean} [back] whether the focus goes back to where it came from */
  close(back = true) {
    const { link, before } = this;
    if (!link) return;
    this.link = this.before = null;
    this.sight.unobserve(link);
    link.setAttribute("aria-expanded", "false");
    const goesBack = back && this.box.matches(":focus-within");
    this.box.hidePopover();
    const target = link.isConnected ? link : before; // a tooltip and the links in it are gone by now
    if (goesBack && target instanceof HTMLElement) target.focus({ preventScroll: true });
  }

  /** Put the popover below its link, or above where there is more room; one that is gone leaves it where it is. */
  place() {
    if (!this.link?.isConnected) return;
    const link = this.link.getClientRects()[0] ?? this.link.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const { clientWidth, clientHeight } = document.documentElement;
    const isBelow = link.bottom + GAP + height + EDGE <= clientHeight || link.top < clientHeight - link.bottom;
    const top = isBelow ? link.bottom + GAP : link.top - GAP - height;
    Object.assign(this.box.style, { left: `${within(link.left, clientWidth - width)}px`,
                                    top: `${within(top, clientHeight - height)}px` });
  }

  /** @param {MouseEvent} event */
  click(event) {
    pageState().askedTerm = null;
    const link = elementOf(event)?.closest(LINK) ?? null;
    if (link) {
      event.preventDefault(); // the address stays as it is
      event.stopPropagation();
      if (link === this.link) this.close();
      else this.open(link);
    } else if (this.isOpen && !event.composedPath().includes(this.box)) this.close(false);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.isOpen) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab") this.close(); // and the focus goes on from the link
  }

  scroll() {
    if (this.link?.isConnected) this.place();
    else this.close();
  }
}

/** @param {number} place @param {number} most */
const within = (place, most) => Math.max(EDGE, Math.min(place, most - EDGE));

/**
 * From now on links to terms ask this glossary, the newest one: a page that comes after another has one of its own.
 * @param {Glossary} glossary
 */
function listenOnce(glossary) {
  const state = pageState();
  state.glossary = glossary;
  if (state.hasGlossary) return;
  state.hasGlossary = true;
  addEventListener("click", (event) => {
    if (state.glossary) return state.glossary.click(event);
    state.askedTerm = elementOf(event)?.closest(LINK) ?? null;
    if (state.askedTerm) event.preventDefault();
  }, true);
  addEventListener("keydown", (event) => state.glossary?.key(event), true);
  addEventListener("scroll", (event) => { if (event.target !== state.glossary?.box) state.glossary?.scroll(); },
                   { capture: true, passive: true });
  addEventListener("resize", () => state.glossary?.scroll());
}

export const paint = mounted(Glossary, { style: STYLE, html: HTML });
