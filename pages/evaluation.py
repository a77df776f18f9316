"""How good a digit network is: where it is wrong, how sure it was, and what it takes to fool it."""
import streamlit as st

from pages.ui import doorway
from pages.ui.digits import kept
from pages.ui.evaluation import results
from pages.ui.evaluation.parameters import VIEWS, widgets
from pages.ui.shared import guard
from pages.ui.shared.drawing import readers
from pages.ui.shared.keeping import keeper

SHOWN = dict(zip(VIEWS, (results.confusion, results.mistakes, results.by_digit, results.calibration,
                         results.robustness, results.hidden_map), strict=True))

doorway.require_app(__file__)
guard.show()
st.markdown("#### How good is it?")
networks = readers.networks()
with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    name = readers.choice(widgets, "network", "Network", networks)
    view = widgets.segmented_control("Look at", "view", wrap=True)
with st.container():
    if len(networks) == 1:
        st.caption("Train a network of your own on the Digits page, and it can be examined here, too.")
results.summary(networks, name)
SHOWN[view](networks[name])
keeper.keep(*kept.NETWORKS)
