"""The networks that can read a digit: the one in the box, and those that the visitor has."""
import streamlit as st

from engine.models import load_digits_model
from engine.models.nondigit_detector import NonDigitDetector
from engine.network import Network
from pages.ui.shared import session

PAGE = "digits"
NAMES = {"ready": "Ready-made network", "own": "Your network", "tuned": "Tuned to your hand",
         "loaded": "Loaded network"}


@st.cache_resource
def ready_made() -> Network:
    """The digit network that comes with the app, one copy for all visitors."""
    return load_digits_model()


@st.cache_resource
def nondigit_detector() -> NonDigitDetector:
    """What tells drawings that are no digit; one copy for all visitors."""
    return NonDigitDetector.load(ready_made())


def networks() -> dict[str, Network]:
    """Those that can answer now, by rows of NAMES: "own" has trained on the digits page, "tuned" is a copy of one that
    learned the visitor's handwriting, "loaded" came as a file. The last two are put under these names by their pages.
    """
    live = session.current(PAGE)
    own = live and (live.run.network if live.run.step_count else live.before)
    found = {"ready": ready_made(), "own": own, "tuned": session.get(PAGE, "tuned"),
             "loaded": session.get(PAGE, "loaded")}
    return {name: network for name, network in found.items() if network is not None}
