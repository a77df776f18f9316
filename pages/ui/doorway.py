"""Makes sure that every page is entered through app.py.

Streamlit runs a file of pages/ by itself, without app.py, when a link straight to that page is the first thing that a
new server process is asked for. Calling `st.navigation` once ends that for the whole process.
"""
import streamlit as st

# Streamlit adds an entry to the browser's history for every setting that code changes, a dozen for a lesson. With this,
# entries are for pages: one step back leads to the page before.
ONE_STEP_BACK = """
export default () => {
  if (history.pushState.samePageReplaces) return;
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const samePage = url && new URL(url, location.href).pathname === location.pathname;
    return samePage ? history.replaceState(state, title, url) : push(state, title, url);
  };
  history.pushState.samePageReplaces = true;
};
"""

_entered_by_app = False


def enter() -> None:
    """app.py is running: pages may."""
    global _entered_by_app
    _entered_by_app = True


def mind_the_way_back() -> None:
    """Have the browser's Back lead from page to page, not from setting to setting. Once a run, in app.py."""
    _one_step_back(key="one_step_back", height=1)


def require_app(page: str) -> None:
    """Start again through app.py if `page`, a script's path, runs without it."""
    if not _entered_by_app:
        st.navigation([_nothing, page], position="hidden")
        st.rerun()


def _nothing():
    """The default page, so that `page` keeps its own address until app.py takes over."""


_one_step_back = st.components.v2.component("one_step_back", js=ONE_STEP_BACK)
