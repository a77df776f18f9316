"""How good a digit network is: its errors, its confidence, and what it takes to fool it."""
import streamlit as st

from pages.ui import doorway
from pages.ui.digits import kept
from pages.ui.evaluation import results
from pages.ui.evaluation.parameters import VIEWS, widgets
from pages.ui.shared import guard
from pages.ui.shared.drawing import readers
from pages.ui.shared.keeping import keeper

SHOWN = dict(zip(VIEWS, (results.confusion, results.errors, results.accuracy, results.calibration,
                         results.robustness, results.hidden_map), strict=True))

doorway.require_app(__file__)
guard.show()
st.markdown("#### Evaluation")
networks = readers.networks()
with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    name = readers.choice(widgets, "network", "Network", networks)
    view = widgets.segmented_control("View", "view", wrap=True)
with st.container():
    if len(networks) == 1:
        st.caption("A network that you train on the Digits page can be evaluated here, too.")
results.summary(networks, name)
SHOWN[view](networks[name])
keeper.keep(*kept.NETWORKS)
