"""What a digit network says to MNIST's test digits; kept, for all visitors: the same network gives the same."""
import hashlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.datasets import Dataset, mnist
from engine.inspection.evaluation import Evaluation, evaluated
from engine.network import Network

MOST_NETWORKS = 12  # whose results are kept


class Judged:
    """A network and what it is known by: equal numbers, equal results."""

    def __init__(self, network: Network):
        activations = "-".join(type(layer.activation).__name__ for layer in network.layers)
        self.network = network
        self.name = f"{network.sizes}{activations}{hashlib.sha1(network.params.tobytes()).hexdigest()}"


OF_NETWORK: dict[str | type[Any], Callable[[Any], Any]] = {Judged: lambda judged: judged.name}


def test_digits() -> Dataset:
    """MNIST with all of its 10,000 test digits."""
    return mnist("standard")


def answers_of(network: Network) -> Evaluation:
    """How a network does on MNIST's 10,000 test digits."""
    return _evaluation(Judged(network))


@st.cache_resource(max_entries=MOST_NETWORKS, hash_funcs=OF_NETWORK, show_spinner="Classifying 10,000 test digits…")
def _evaluation(judged: Judged) -> Evaluation:
    return evaluated(judged.network, test_digits().test_inputs, test_digits().test_targets)
