"""How good a digit network is: where it is wrong, how sure it was, and what it takes to fool it."""
import streamlit as st

from pages.ui.evaluation import results
from pages.ui.shared import doorway, guard, session
from pages.ui.shared.drawing import readers

PAGE = results.PAGE
VIEWS = {"Confusion": results.confusion, "Wrong and unsure": results.mistakes,
         "Digit by digit": results.by_digit, "How sure": results.calibration,
         "Disturbed digits": results.robustness, "Map": results.hidden_map}

doorway.require_app(__file__)
guard.show()
st.markdown("#### How good is it?")
networks = readers.networks()
with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    name = st.segmented_control("Network", [*networks], default="ready", format_func=readers.NAMES.get, required=True,
                                wrap=True, **session.kept(PAGE, "network"))
    view = st.segmented_control("Look at", [*VIEWS], default="Confusion", required=True, wrap=True,
                                **session.kept(PAGE, "view"))
with st.container():
    if len(networks) == 1:
        st.caption("Train a network of your own on the Digits page, and it can be examined here, too.")
results.summary(networks, name)
VIEWS[view](networks[name])
