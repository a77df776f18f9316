// Only pages make history. Streamlit would add an entry for every setting and moment that Python writes into the
// address, and people would have to go back through all of them to leave the page. And while they leave, it takes the
// settings out of the address that they will come back to, or even puts those of the next page in.

import { pageState } from "./page_state.js";

const LEAVING = 2000; // milliseconds from an address without settings to the next page, at most

/** @typedef {{address: string, at: number}} Left */

/** Make the browser's history behave, once. */
export function keepHistoryShort() {
  const state = pageState();
  if (state.historyIsShort) return;
  state.historyIsShort = true;
  const push = history.pushState, replace = history.replaceState;
  /** @type {Left | null} what the address was before it was for the settings of other pages, or of none, and when */
  let left = null;
  history.pushState = function pushState(data, title, address) {
    const next = new URL(address ?? location.href, location.href);
    const now = owners(new URL(location.href)), then = owners(next);
    const isLeaving = !now && left !== null && performance.now() - left.at < LEAVING;
    if (next.pathname === location.pathname) {
      if (now !== then && !isLeaving) left = { address: location.href, at: performance.now() };
      replace.call(history, data, title, address);
    } else {
      if (left && (isLeaving || (now && now === then))) replace.call(history, history.state, "", left.address);
      left = null;
      push.call(history, data, title, address);
    }
  };
}

/** @param {URL} address @returns {string} the pages whose settings it has: of ?playground.layers=2, playground */
function owners(address) {
  const names = [...address.searchParams.keys()].map((name) => name.split(".")[0]);
  return [...new Set(names)].sort().join();
}
