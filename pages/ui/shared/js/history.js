// Only pages make history. Streamlit would add an entry for every setting and moment that Python writes into the address,
// and people would have to go back through all of them to leave the page. And while they leave, it takes the settings
// out of the address that they will come back to.

const LEAVING = 2000; // milliseconds from there to the next page, at most

function keepHistoryShort() {
  const shared = (globalThis.playground ??= { painters: {}, waiting: [] });
  if (shared.historyIsShort) return;
  shared.historyIsShort = true;
  const push = history.pushState, replace = history.replaceState;
  let emptied = null; // what the address was before all settings went out of it, and when
  history.pushState = function pushState(state, title, address) {
    const next = new URL(address ?? location.href, location.href);
    if (next.pathname === location.pathname) {
      emptied = location.search && !next.search ? { address: location.href, at: performance.now() } : null;
      replace.call(history, state, title, address);
    } else {
      if (emptied && performance.now() - emptied.at < LEAVING) replace.call(history, history.state, "", emptied.address);
      emptied = null;
      push.call(history, state, title, address);
    }
  };
}

keepHistoryShort();
