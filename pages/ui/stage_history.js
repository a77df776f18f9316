// Only pages make history. Streamlit would add an entry for every setting and moment that Python writes into the address,
// and people would have to go back through all of them to leave the page.

function keepHistoryShort() {
  const shared = (globalThis.playground ??= { painters: {}, waiting: [] });
  if (shared.historyIsShort) return;
  shared.historyIsShort = true;
  const push = history.pushState;
  history.pushState = function pushState(state, title, address) {
    const isSamePage = new URL(address ?? location.href, location.href).pathname === location.pathname;
    (isSamePage ? history.replaceState : push).call(history, state, title, address);
  };
}

keepHistoryShort();
