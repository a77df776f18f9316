"""The digits page's widgets: each sets one thing, under one key, which is also its name in the URL."""
import streamlit as st

from engine.datasets import Dataset, mnist
from engine.training import RunConfig
from pages.ui import digit_training, session
from pages.ui.playground_controls import RATES

PAGE = "digits"
TUTORIAL = {"rows": 33_600, "hidden": 128, "rate": 0.1, "batch": 32, "epochs": 50, "seed": 0}
QUICK = TUTORIAL | {"epochs": 5}
ROWS = (1_000, 5_000, 10_000, 33_600, 60_000)
HIDDEN = (8, 16, 32, 64, 128, 256, 512)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


def _kept(name: str) -> dict:
    return session.kept(PAGE, name)


def presets() -> None:
    """Buttons that restore whole settings."""
    with st.container(horizontal=True, gap="small"):
        st.button("Quick", key=f"{PAGE}.preset_quick", on_click=_restore, args=(QUICK,),
                  help="The tutorial's settings for 5 epochs: a good network in seconds.")
        st.button("Tutorial", key=f"{PAGE}.preset_tutorial", on_click=_restore, args=(TUTORIAL,),
                  help="The exact settings of the tutorial, with its 50 epochs.")


def _restore(settings):
    session.put(PAGE, **settings)


def run_config() -> tuple[RunConfig, Dataset]:
    """All settings of the present run and the digits it learns from."""
    rows = st.select_slider("Training rows", ROWS, QUICK["rows"], format_func="{:,}".format, **_kept("rows"),
                            help="Digits to learn from. Up to 33,600 the network is tested on 8,400 others, as in the "
                                 "tutorial; with all 60,000, on MNIST's own 10,000 test digits.")
    hidden = st.select_slider("Hidden neurons", HIDDEN, QUICK["hidden"], **_kept("hidden"),
                              help="Between 784 pixels and 10 answers lies one layer of so many ReLU neurons.")
    batch = st.select_slider("Batch size", BATCHES, QUICK["batch"], **_kept("batch"),
                             help="Digits looked at before each change of the weights.")
    seed = st.number_input("Seed", 0, 999_999, QUICK["seed"], **_kept("seed"),
                           help="The same seed draws the same first weights.")
    config = RunConfig(dataset=f"mnist-{rows}", hidden=(hidden,), activation="relu", loss="softmax_cross_entropy",
                       init="he", batch_size=batch, seed=seed)
    return config, dataset(rows)


@st.cache_resource(show_spinner="Loading 70,000 digits…")
def dataset(rows: int) -> Dataset:
    """The digits to learn from and to be tested on, one copy for all visitors."""
    return mnist("standard") if rows == 60_000 else mnist("tutorial", rows=rows)


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return st.select_slider("Learning rate", RATES, QUICK["rate"], format_func="{:g}".format, **_kept("rate"),
                            help="How far each step moves the weights. It acts at once, even while training runs.")


def epochs() -> int:
    """How long to train at a press of Train."""
    return st.number_input("Epochs", 1, 200, QUICK["epochs"], **_kept("epochs"),
                           help="An epoch is one pass over all training rows.")


def transport(live: session.Live) -> None:
    """Train, Pause, Reset."""
    with st.container(horizontal=True, gap="small"):
        st.button("Train", key=f"{PAGE}.train", icon=":material/play_arrow:", on_click=_train,
                  type="secondary" if live.playing else "primary")
        st.button("Pause", key=f"{PAGE}.pause", icon=":material/pause:", on_click=_pause,
                  type="primary" if live.playing else "secondary")
        st.button("Reset", key=f"{PAGE}.reset", icon=":material/replay:", on_click=session.restart, args=(PAGE,),
                  help="Forget everything learned and go back to the first weights of this seed.")


def _train():
    session.current(PAGE).play()
    session.put(PAGE, reader="own")


def _pause():
    live = session.current(PAGE)
    if live.playing:
        digit_training.finish(live)
