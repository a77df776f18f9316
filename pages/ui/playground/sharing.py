"""The playground's section "Share and save": a link to what is shown now, what it hides, and the network to files."""
import streamlit as st

from pages.ui.playground import links, weights_files
from pages.ui.playground.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.stage.staged_run import StagedRun


def section(live: StagedRun, features: tuple[str, ...]) -> None:
    """A link to what is shown now, what it hides, and the network to files and back."""
    with st.expander("Share and save", icon=":material/share:"):
        st.fragment(_link_on_demand)()
        widgets.pills("Hide on this page and in its links", "hide",
                      help="For lessons: hide what they do not need. “Show everything” brings it back.")
        weights_files.downloads(live, features)
        weights_files.upload()


def _link_on_demand() -> None:
    """A button rather than the link at once: the run goes on, and the link is of the moment when it is pressed."""
    with st.container():
        if st.button("Make a link to this moment", key=f"{PAGE}.make_link", icon=":material/link:",
                     help="Settings, seed, changes and the moment. Up to some 250 weights, whoever opens it sees "
                          "exactly this on any computer."):
            address, omitted = links.link(session.current(PAGE))
            st.code(address, language=None, wrap_lines=True)
            st.caption(f"Copy it with the button at its right end. {omitted}")
