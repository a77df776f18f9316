// How a picture comes to its place on the page, hears of changes and goes again.

import { Outbox } from "./outbox.js";
import { pageState } from "./page_state.js";

/**
 * @import { Call, Painter, Place } from "./page_state.js"
 */

/**
 * What stands at a place on the page.
 * @template Message
 * @typedef {object} View
 * @property {(message: Message, answered: boolean) => void} show called with every message, and anew when the theme
 *   changes;
 *   answered: whether it comes after Python has handled the event that was sent last
 * @property {() => void} [resize] called when the size of the view's element changes
 * @property {() => void} [dispose] called when the view is gone
 */

/**
 * @template Message
 * @typedef {(bytes: Uint8Array) => Message | Promise<Message | undefined>} Reader
 */

const STYLE = `
  :host { display: block; font-family: var(--st-font, sans-serif); color: var(--st-text-color) }
  .tip { position: absolute; z-index: 5; visibility: hidden; pointer-events: none; white-space: pre; border-radius: 6px;
         background: var(--st-text-color); color: var(--st-background-color) }
  @media (pointer: coarse) {  /* a finger's size, whatever a picture says of its own */
    button, summary, input { min-height: 44px !important } button, [role=option] { min-width: 44px !important }
    summary { align-content: center }
  }`;

/**
 * A painter of pictures that are a View each: at every place on the page one is made, by new View(element, outbox,
 * message), whose element is this HTML in this style.
 *
 * read: makes a message of bytes, or promises one; messages are read and shown in the order in which they came.
 * Undefined says that something the message needs has not come yet: it waits until somebody calls paintWaiting.
 * @template Message
 * @template {HTMLElement | SVGElement} E
 * @param {new (element: E, outbox: Outbox, message: Message) => View<Message>} View
 * @param {{style?: string, html?: string, read?: Reader<Message>}} options
 * @returns {Painter}
 */
export function mounted(View, { style = "", html = "<div></div>", read = fromJSON } = {}) {
  /** @type {WeakMap<Place, {view: View<Message>, outbox: Outbox, leave: () => void}>} */
  const views = new WeakMap();
  /** @type {WeakMap<Place, Promise<void>>} */
  const lines = new WeakMap();
  /** @param {Place} place @param {Outbox} outbox @param {Message} message */
  const made = (place, outbox, message) => {
    place.innerHTML = `<style>${STYLE}${style}</style>${html}`;
    const element = /** @type {E} */ (place.lastElementChild), view = new View(element, outbox, message);
    const observer = new ResizeObserver(() => view.resize?.());
    if (view.resize) observer.observe(element);
    const leave = () => {
      observer.disconnect();
      outbox.dispose();
      view.dispose?.();
      views.delete(place);
    };
    const mount = { view, outbox, leave };
    views.set(place, mount);
    return mount;
  };
  /** @param {Call} call @param {Message} message */
  const show = ({ parentElement: place, post, acknowledged }, message) => {
    const { view, outbox } = views.get(place) ?? made(place, new Outbox(post), message);
    outbox.post = post;
    view.show(message, outbox.acknowledge(acknowledged));
  };
  return (call) => {
    const { parentElement: place, data } = call, line = lines.get(place);
    const reading = line ? line.then(() => read(data)) : read(data);
    let isGone = false;
    /** @param {Message | undefined} message */
    const take = (message) => {
      if (isGone) return;
      if (message) show(call, message);
      else pageState().waiting.push(call);
    };
    if (!(reading instanceof Promise)) show(call, reading);
    else lines.set(place, reading.then(take).catch(reportError));
    return () => { // called before each further message, too
      if (place.isConnected) return;
      isGone = true;
      views.get(place)?.leave();
    };
  };
}

/**
 * @param {Uint8Array} bytes
 * @returns {any}
 */
export const fromJSON = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
