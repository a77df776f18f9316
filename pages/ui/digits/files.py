"""Files that come to the digits page and leave it: people's own digits, and networks."""
import io
import zipfile
from typing import Any

import streamlit as st

from engine.datasets import digits_csv, digits_from_csv
from engine.datasets.digit_format import LABELS
from engine.exchange import About, prediction_script, storage, to_npz
from engine.network import Network
from pages.ui.digits import kept
from pages.ui.digits.networks import digit_network
from pages.ui.digits.training.course import MeasuredRun
from pages.ui.shared import session
from pages.ui.shared.drawing.readers import PAGE
from pages.ui.shared.glossary import term
from pages.ui.shared.keeping import line
from pages.ui.shared.plain import shortened
from pages.ui.shared.uploads import Upload


def show(live: MeasuredRun) -> None:
    """Digits to learn from, and networks to save or to load."""
    st.markdown("**Your own digits**")
    CSV.by_file("CSV file of digits, like Kaggle's train.csv", ["csv", "txt"],
                help=f"One row per digit: its {term('label')}, then 784 pixels from 0 for paper to 255 for ink; with "
                     "or without a header, 70,000 rows at most. The first 80 % become the training set, the last 20 % "
                     "the test set: 33,600 and 8,400 of Kaggle's 42,000. The file goes no further than this app's "
                     "server, which forgets it with your visit.")
    CSV.show_outcome()
    st.markdown("**Networks**")
    network, is_new = live.run.network, not live.run.step_count
    st.download_button("Weights (.npz)", lambda: weights_file(network, live), "digits.npz", key=f"{PAGE}.save_weights",
                       icon=":material/download:", on_click="ignore", disabled=is_new,
                       help="Your network's weights, to load here another day, or in Python with np.load.")
    st.download_button("Python script (.zip)", lambda: script_file(network, live), "digits.zip",
                       key=f"{PAGE}.save_script", icon=":material/code:", on_click="ignore", disabled=is_new,
                       help="Your network as a short Python program that only needs NumPy, with its weights. It "
                            "classifies the digits of a CSV file. Try: python read_digits.py train.csv")
    WEIGHTS.by_file("Load weights", ["npz", "json"],
                    help="A file that this page saved. Its network is then offered beside the others as “Loaded "
                         "network”. The file is read as numbers only; nothing in it is executed.")
    WEIGHTS.show_outcome()
    with st.container():
        if session.get(PAGE, "loaded") is not None:
            line.kept_here(kept.LOADED)


def _use_digits(file: Any) -> str:
    """Learn from the digits in a file. Raises ValueError."""
    digits, known = digits_from_csv(file), session.get(PAGE, "own_digits")
    if known is not None and known.name == digits.name:
        digits = known  # the same once more: one copy is enough
    session.put(PAGE, own_digits=digits, source="Your file")
    rows, tests = len(digits.inputs), len(digits.test_inputs)
    return (f"{shortened(file.name)}: {rows + tests:,} digits, {rows:,} in the training set and {tests:,} in the "
            "test set. Press Train.")


def _use_weights(file: Any) -> str:
    """Have the network in a file answer. Raises ValueError."""
    network = digit_network(file.getvalue())
    session.put(PAGE, loaded=network, reader="loaded")
    return (f"{shortened(file.name)}: a {'-'.join(map(str, network.sizes))} network. Draw a digit to see its "
            "prediction.")


CSV = Upload(PAGE, "csv", digits_csv.MOST_MEGABYTES, _use_digits)
WEIGHTS = Upload(PAGE, "weights", storage.MOST_MEGABYTES, _use_weights)


def weights_file(network: Network, live: MeasuredRun) -> bytes:
    """A network of the page's run as a file."""
    return to_npz(network, _about(live))


def script_file(network: Network, live: MeasuredRun) -> bytes:
    """The same and a program that uses it, in a ZIP file."""
    test = live.run.dataset.test_inputs
    script = prediction_script(network, _about(live), weights_file="digits.npz", input_scale=1 / 255, example=test[0])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read_digits.py", script)
        archive.writestr("digits.npz", weights_file(network, live))
    return file.getvalue()


def _about(live: MeasuredRun) -> About:
    right = live.course.evaluations.points()[-1, -1]
    return About("softmax_cross_entropy", LABELS, pixels=True, note=(
        f"Inputs: 28x28 pixels row by row, 0 for paper to 1 for ink. Trained for {live.run.epoch:.4g} epochs on "
        f"{len(live.run.dataset.inputs):,} digits; test accuracy {right:.2%}."))
