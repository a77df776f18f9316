// A painter's code has come: from now on it is the one of its name, and paints what was waiting for it.

import { keepHistoryShort } from "./history.js";
import { pageState } from "./page_state.js";

/** @import { Painter } from "./page_state.js" */

/**
 * @param {string} name of the component
 * @param {Painter} painter the first one of a name stays: its pictures are mounted
 */
export function register(name, painter) {
  const { painters, waiting } = pageState();
  keepHistoryShort();
  painters[name] ??= painter;
  for (const [other, call] of waiting.splice(0)) {
    if (painters[other]) call.leave = painters[other](call);
    else waiting.push([other, call]);
  }
}
