"""What this is, a small network that learns as you read, and where to go first."""
import streamlit as st

from pages.ui import doorway
from pages.ui.home import demonstration
from pages.ui.shared import guard

doorway.require_app(__file__)
guard.show()
words, picture = st.columns([1, 1.7], gap="large")
with words:
    st.title("See a neural network learn", anchor=False)
    st.markdown(
        "A neural network is a few numbers, multiplied and added, that change a little with every mistake. "
        "Here you watch every one of them while it happens, and change the rules as it goes. "
        "The network is written from scratch in Python with NumPy, to be read as well as used.")
    with st.container(key="home-ways"):
        st.page_link("pages/playground.py", label="**Start here: watch a small network learn**", icon=":material/hub:")
        st.page_link("pages/first_principles.py", label="**Follow one step of learning, number by number**",
                     icon=":material/calculate:")
        st.page_link("pages/digits.py", label="**Draw a digit and have it recognized**", icon=":material/draw:")
with picture:
    st.fragment(demonstration.show, run_every=demonstration.tick())()
    st.caption("Live: a network with four hidden neurons learns XOR, “one or the other, but not both”. Blue is yes and "
               "orange is no; each line is a weight, as wide as it is strong.")
