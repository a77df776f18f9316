"""What this is, a small network that learns as you read, and where to go first."""
import streamlit as st

from pages.ui import doorway
from pages.ui.home import demonstration
from pages.ui.shared import guard
from pages.ui.shared.glossary import term

doorway.require_app(__file__)
guard.show()
words, picture = st.columns([1, 1.7], gap="large")
with words:
    st.title("See a neural network learn", anchor=False)
    st.markdown(
        f"A neural network is made of {term('layer', 'layers')} of {term('neuron', 'neurons')}. Each multiplies its "
        f"inputs by {term('weight', 'weights')}, adds them up and applies a simple "
        f"{term('activation function', 'function')}. Training changes the weights a little at a time, so that the "
        "predictions get better. Here you see every number while it happens, and change the settings as it goes. "
        "The network is written from scratch in Python with NumPy, to be read as well as used.")
    with st.container(key="home-ways"):
        st.page_link("pages/playground.py", label="**Start here: watch a small network learn**", icon=":material/hub:")
        st.page_link("pages/first_principles.py", label="**Take a network apart, number by number**",
                     icon=":material/calculate:")
        st.page_link("pages/digits.py", label="**Draw a digit and have it recognized**", icon=":material/draw:")
with picture:
    demonstration.draw()
    st.caption("Live: a network with four hidden neurons learns XOR, “one or the other, but not both”. Blue is 1 and "
               "orange is 0. Each line is a weight: the wider, the larger.")
