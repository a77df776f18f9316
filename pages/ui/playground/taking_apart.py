"""The way from the playground to the chapter Backpropagation: the network as it is shown, with one of its points."""
from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from engine.inspection.worked_example import WorkedExample
from engine.training import TrainingRun
from pages.ui.playground import weights_files
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import session
from pages.ui.shared.address.typed import LARGEST
from pages.ui.shared.glossary import term
from pages.ui.shared.plain import MINUS
from pages.ui.shared.stage.staged_run import StagedRun

FOLLOWED = "principles"  # the page of First principles, which opens what is on offer
MOST_ROWS = 20  # samples that the chapter takes
WORST = -1
ENDINGS = {("mse", "sigmoid"): "sigmoid", ("mse", "identity"): "linear",
           ("binary_cross_entropy", "identity"): "sigmoid_entropy", ("softmax_cross_entropy", "identity"): "softmax"}


class Offer(NamedTuple):
    """What First principles calls for who comes by the link; two of the same point of a run are equal."""

    live: StagedRun
    row: int

    def __call__(self) -> tuple[WorkedExample, int, str]:
        """What was shown last, taken apart. Raises ValueError, in a sentence."""
        run, _ = weights_files.moment(self.live)
        run.penalty = self.live.run.penalty  # which no moment has
        return taken_apart(run, self.row)


def section(live: StagedRun) -> None:
    """The link, and which point to take along, right below the stage. While it plays there is no menu. What is brought
    is made when First principles opens, of what was shown last."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link("pages/first_principles.py", label="Take it apart: backpropagation", icon=":material/calculate:",
                     query_params={f"{FOLLOWED}.chapter": "Backpropagation", f"{FOLLOWED}.bring": "playground"},
                     help="Opens First principles with the network as it is now: every value forward and every "
                          "derivative backward, for a point and up to 19 more.")
        chosen = session.get(PAGE, "apart_chosen", WORST)
        row: int = chosen if chosen < len(live.run.dataset.inputs) else WORST
        if not live.playing:
            if session.get(PAGE, "apart_row") is None:
                session.put(PAGE, apart_row=row)
            row = st.selectbox("Point to take apart", range(WORST, len(live.run.dataset.inputs)), width=280,
                               key=f"{PAGE}.apart_row", format_func=partial(_called, live),
                               label_visibility="collapsed", help=f"Whose {term('derivative', 'derivatives')} are "
                               "shown. Try one where the network is wrong, and one where it is right.")
    session.put(PAGE, apart_chosen=row)
    session.put(FOLLOWED, offer=Offer(live, row))


def _called(live: StagedRun, row: int) -> str:
    """A training point in the menu."""
    if row == WORST:
        return "Point with the largest loss"
    plane = live.plane
    if plane.names:
        return plane.names[row]
    numbers = ", ".join(f"{value:.2f}".replace("-", MINUS) for value in plane.raw(plane.inputs[row : row + 1])[0])
    return f"Point {row + 1}: {numbers}"


def taken_apart(run: TrainingRun, row: int = WORST) -> tuple[WorkedExample, int, str]:
    """A run's network with some of its training rows, at most MOST_ROWS, as the network is told of them; the place of
    the chosen row among them; and in words what came along. row: WORST for the one with the largest loss.

    Float32 numbers get their fewest digits, so that links stay short. Raises ValueError, in a sentence.
    """
    params = run.network.params
    if not np.isfinite(params).all() or np.abs(params).max() > LARGEST:
        raise ValueError("Some weights are too large to be taken apart. Lower the learning rate and press Reset.")
    inputs, targets = run.dataset.inputs * run.dataset.input_scale, run.dataset.targets
    chosen = _worst(run) if row == WORST else row
    rows = [chosen, *(each for each in range(len(inputs)) if each != chosen)][:MOST_ROWS]
    rows.sort()
    layers, config = run.network.layers, run.config
    example = WorkedExample(
        tuple(_digits(layer.weights) for layer in layers), tuple(_digits(layer.biases[None])[0] for layer in layers),
        _digits(inputs[rows]), _digits(targets[rows]), hidden=config.activation,
        ending=ENDINGS[config.loss, _output(run)], l2=run.penalty.l2, rate=run.optimizer.learning_rate,
        optimizer=config.optimizer, settings=tuple(dict(config.optimizer_settings).items()))
    return example, rows.index(chosen), _words(run, chosen, rows)


def _output(run: TrainingRun) -> str:
    """What the last layer applies, by its row of ACTIVATIONS."""
    return "identity" if run.dataset.is_regression else run.loss.output_activation


def _worst(run: TrainingRun) -> int:
    """The training row with the largest loss."""
    outputs, targets = run.outputs(run.dataset.inputs), run.dataset.targets
    return int(np.argmax([run.loss(outputs[row : row + 1], targets[row : row + 1]) for row in range(len(targets))]))


def _digits(numbers: np.ndarray) -> tuple[tuple[float, ...], ...]:
    """Rows of float32 as the numbers with the fewest digits that stand for them."""
    return tuple(tuple(float(str(value)) for value in row) for row in numbers.astype(np.float32))


def _words(run: TrainingRun, chosen: int, rows: list[int]) -> str:
    name = run.dataset.names[chosen] if run.dataset.names else f"point {chosen + 1}"
    steps = f"{run.step_count:,} step{'s' * (run.step_count != 1)}"
    words = [f"From the playground, after {steps}: {name}"]
    others = len(rows) - 1
    words.append(f"and {others} of the {len(run.dataset.inputs) - 1} other training points."
                 if others < len(run.dataset.inputs) - 1 else "and all other training points." if others else
                 "alone.")
    if run.penalty.l1:
        words.append("L1 is left out.")
    return " ".join(words)
