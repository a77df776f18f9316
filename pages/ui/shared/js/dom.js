// Elements of a picture: made, found, and put beside each other.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string | number} [text]
 */
export const made = (tag, className = "", text = "") =>
  Object.assign(document.createElement(tag), { className, textContent: `${text}` });

/**
 * The element at a selector, which must be there and of that type.
 * @template {Element} Type
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => Type} type
 * @returns {Type}
 */
export function found(place, selector, type) {
  const element = place.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`There is no ${type.name} at "${selector}".`);
  return element;
}

/**
 * The HTML element at a selector.
 * @param {ParentNode} place
 * @param {string} selector
 */
export const part = (place, selector) => found(place, selector, HTMLElement);

/**
 * What an event happened to, if that is an element.
 * @param {Event} event
 */
export function elementOf(event) {
  const thing = event.composedPath()[0] ?? event.target;
  return thing instanceof Element ? thing : null;
}

const USUAL = 16; // pixels of a page's letters

/** A length of CSS that grows with the page's letters. @param {number} pixels where those have the usual size */
export const rem = (pixels) => `${pixels / USUAL}rem`;

/** How many times larger than usual the page's letters are: pictures on canvases grow with them. */
export const growth = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL || 1;

/** Whether people point with a finger, which needs 44 pixels. */
export const isTouched = () => matchMedia("(pointer: coarse)").matches;

/** The element within an element's document or shadow that has the focus. @param {Node} node */
export function focusedBeside(node) {
  const root = node.getRootNode();
  const element = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
  return element instanceof HTMLElement ? element : null;
}

/** Whether people asked for less motion: then nothing moves by itself. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Where an element stands in another one, in pixels of CSS.
 * @param {Element} element
 * @param {Element} around
 */
export function placeIn(element, around) {
  const inner = element.getBoundingClientRect(), outer = around.getBoundingClientRect();
  return { left: inner.left - outer.left, top: inner.top - outer.top };
}

/** How far below the window's upper edge an element stands while nothing is scrolled. @param {Element} element */
export function topOf(element) {
  let top = element.getBoundingClientRect().top;
  for (let node = /** @type {Node | null} */ (element); node;
    node = node instanceof ShadowRoot ? node.host : node.parentNode)
    if (node instanceof Element) top += node.scrollTop;
  return top;
}

/**
 * Put a tip beside a place, at its left where there is no room at its right.
 * @param {HTMLElement} tip
 * @param {number} x
 * @param {number} y
 * @param {number} room
 * @param {number} [clear]
 */
export function putBeside(tip, x, y, room, clear = 12) {
  const width = tip.offsetWidth, left = x + clear + width <= room ? x + clear : x - clear - width;
  Object.assign(tip.style, { left: `${Math.max(0, Math.min(room - width, left))}px`, top: `${Math.max(0, y)}px` });
}
