// A painter's code has come: from now on it is the one of its name, and paints what was waiting for it.

import { handOver, paintWaiting } from "./hand_over.js";
import { keepHistoryShort } from "../history.js";
import { pageState } from "../page_state.js";

/**
 * @import { Hands } from "./bootstrap.js"
 * @import { Painter } from "../page_state.js"
 */

/**
 * @param {string} name of the component
 * @param {Painter} painter the first one of a name stays: its pictures are mounted
 */
export function register(name, painter) {
  const { painters } = pageState(), page = /** @type {{playgroundHands?: Hands}} */ (globalThis);
  keepHistoryShort();
  painters[name] ??= painter;
  const { early } = page.playgroundHands ?? { early: [] };
  const hands = page.playgroundHands = {
    early, over: (one) => { one.leave = handOver(one.name, one.delivery); } };
  early.splice(0).forEach(hands.over);
  paintWaiting();
}
