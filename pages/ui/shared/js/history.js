// Only pages make history. Streamlit would add an entry for every setting and moment that Python writes into the
// address, and people would have to go back through all of them to leave the page. And while they leave, it takes the
// settings out of the address that they will come back to.

import { pageState } from "./page_state.js";

const LEAVING = 2000; // milliseconds from there to the next page, at most

/** Make the browser's history behave, once. */
export function keepHistoryShort() {
  const state = pageState();
  if (state.historyIsShort) return;
  state.historyIsShort = true;
  const push = history.pushState, replace = history.replaceState;
  /** @type {{address: string, at: number} | null} what the address was before all settings went out of it, and when */
  let emptied = null;
  history.pushState = function pushState(data, title, address) {
    const next = new URL(address ?? location.href, location.href);
    if (next.pathname === location.pathname) {
      emptied = location.search && !next.search ? { address: location.href, at: performance.now() } : null;
      replace.call(history, data, title, address);
    } else {
      if (emptied && performance.now() - emptied.at < LEAVING) replace.call(history, history.state, "", emptied.address);
      emptied = null;
      push.call(history, data, title, address);
    }
  };
}
