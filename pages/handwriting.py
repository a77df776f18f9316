"""Draw digits in your own handwriting, see how well networks read them, and fine-tune a copy of one."""
import streamlit as st

from pages.ui import doorway
from engine.handwriting import digit_from_ink
from pages.ui.digits import kept
from pages.ui.handwriting import own_hand
from pages.ui.handwriting.parameters import widgets
from pages.ui.shared import guard
from pages.ui.shared.drawing import canvas, readers
from pages.ui.shared.glossary import term
from pages.ui.shared.keeping import keeper, line

doorway.require_app(__file__)
guard.show()
st.markdown("#### Your handwriting")
st.caption("Draw each digit a few times, the way you write. See how well each network reads your handwriting, and "
           f"{term('fine-tuning', 'fine-tune')} a copy of one on it. Nobody else sees your drawings: the server "
           "forgets them with your visit, and this browser keeps them for you.")
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
