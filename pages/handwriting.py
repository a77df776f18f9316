"""Show the network your own handwriting, see how well it reads it, and teach a copy of it."""
import streamlit as st

from pages.ui import doorway
from engine.handwriting import digit_from_ink
from pages.ui.digits import kept
from pages.ui.handwriting import own_hand
from pages.ui.handwriting.parameters import widgets
from pages.ui.shared import guard
from pages.ui.shared.drawing import canvas, readers
from pages.ui.shared.keeping import keeper, line

doorway.require_app(__file__)
guard.show()
st.markdown("#### Your handwriting")
st.caption("Draw every digit a few times, the way you write. Then see who reads your hand, and teach a copy of the "
           "network. Nobody else sees your drawings: the server forgets them with the visit, and this browser keeps "
           "them for you.")
drawing, collection = st.columns([1, 1.6], gap="large")
with drawing:
    own_hand.prompt()
    digit = canvas.sheet(widgets, digit_from_ink, own_hand.taker())  # all of it is the one digit that was asked for
    own_hand.keep_button(digit)
with collection:
    own_hand.collection()
    own_hand.comparison()
    with st.container():
        if "tuned" in readers.networks():
            line.kept_here(kept.TUNED)
    own_hand.files()
keeper.keep(own_hand.KEPT, *kept.NETWORKS)
