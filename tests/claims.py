"""`python -m tests.claims`: does every lesson, recipe and verdict hold from other seeds, points, last bits, in float64?

Prints a row for each and ends with 1 where one holds in fewer than 19 of 20 draws. Names of rows may follow.
"""
import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

from engine.datasets import GENERATED
from engine.datasets.problems import RECIPES, TUTORIALS
from engine.inspection.diagnosis import dead_neurons, success
from pages.ui.playground.controls.transport import PLATEAUS
from pages.ui.playground.lessons import address
from tests.app_pages import Page
from tests.trials import Draw, Outcome, Setup

DRAWS, ENOUGH = 20, 19
MINUTE = 60  # seconds in which a recipe is learned at its own speed
WORKERS = 2


class Claim(NamedTuple):
    """open: the playground as it is said to begin; phases: what is changed after each run, {"press": a button} or
    settings; holds: whether the runs show what is claimed; seeds: of how many other weights it is asked, none where it
    is about one start."""

    open: Callable[[], Page]
    phases: tuple[dict, ...]
    holds: Callable[..., bool]
    seeds: int = DRAWS


def whole(name: str) -> dict:
    """The address of a lesson's playground."""
    return {f"playground.{setting}": texts for setting, texts in address(name).items()}


def lesson(name: str, *phases: dict, seeds: int = DRAWS):
    """Makes the claim of a lesson of the function below it."""
    def claim(holds):
        CLAIMS[name] = Claim(lambda: Page("playground", query=whole(name)), phases, holds, seeds)
        return holds
    return claim


def accuracy(outcome: Outcome) -> float:
    return outcome.train.accuracy


CLAIMS: dict[str, Claim] = {}


@lesson("hidden-layer", {"layers": 1})
def _(without, one):
    answers = without.run.predict(without.run.dataset.inputs)
    return without.reason == "straight" and np.abs(answers - 0.5).max() < 0.01 and one.reason == "solved"


@lesson("stuck-start", {"press": "new_start"}, seeds=0)
def _(stuck, other):
    hidden = stuck.run.network.activations(stuck.run.dataset.inputs)[0]
    silent = (hidden == 0).all(axis=1).sum()
    stuck.run.advance(epochs=10_000)
    return silent == 3 and accuracy(stuck) == 0.75 and other.reason == "solved"


@lesson("too-high-a-rate", {"rate": 0.1})
def _(high, low):
    return high.reason == "diverged" and low.reason == "solved" and low.test.accuracy > 0.9


@lesson("overfitting")
def _(noisy):
    seen, unseen = accuracy(noisy), noisy.test.accuracy
    rows, params = len(noisy.run.dataset.inputs), noisy.run.network.params.size
    return (rows, params) == (50, 105) and seen >= 0.96 and seen - unseen > 0.1 and (
        noisy.test.loss > 1.5 * min(noisy.test_losses) and noisy.train.loss < 0.3)


@lesson("regularization", {"l2": 0.0})
def _(penalized, free):
    return accuracy(penalized) < accuracy(free) and penalized.test.accuracy > free.test.accuracy


@lesson("saturation", {"init_scale": 1.0})
def _(large, usual):
    first = large.first.signals(large.run.dataset.inputs).outputs[1:-1]
    return np.mean([np.abs(outputs) > 0.99 for outputs in first]) > 0.5 and accuracy(large) < 0.85 and (
        usual.reason == "solved")


@lesson("dead-relus", {"activation": "leaky_relu"})
def _(relu, leaky):
    dead = any(layer.all() for layer in dead_neurons(relu.run.network, relu.run.dataset.inputs))
    return relu.reason == "dead" and dead and leaky.reason is None and accuracy(leaky) >= 0.98


@lesson("features", {"features": ["x1", "x2"]})
def _(squares, plain):
    return squares.reason == "solved" and plain.reason in (None, "straight") and accuracy(plain) <= 0.65


@lesson("straight-layers", {"activation": "tanh"})
def _(linear, tanh):
    return linear.reason in (None, "straight") and accuracy(linear) <= 0.65 and tanh.reason == "solved"


@lesson("step", {"activation": "sigmoid"})
def _(step, sigmoid):
    return step.reason == "step" and accuracy(step) < 0.95 and sigmoid.reason == "solved"


@lesson("equal-weights", {"init": "xavier"})
def _(zeros, xavier):
    hidden, output = (layer.weights for layer in zeros.run.network.layers)
    equal = np.allclose(hidden, hidden[:, :1], rtol=1e-3) and np.allclose(output, output[:1], rtol=1e-3)
    return equal and np.abs(hidden).max() > 0.1 and zeros.reason is None and accuracy(zeros) < 0.95 and (
        xavier.reason == "solved")


@lesson("more-neurons", {"neurons1": 8}, {"layers": 4, "neurons2": 8, "neurons3": 8, "neurons4": 8})
def _(three, eight, deep):
    return accuracy(three) < accuracy(eight) + 0.02 < 0.92 and accuracy(deep) >= 0.97 and deep.test.accuracy > 0.95


@lesson("small-batches", {"batch_size": "1"})
def _(large, small):
    return large.run.step_count == 20 and accuracy(large) < 0.95 and large.run.dataset.inputs.shape[0] == 150 and (
        small.reason == "solved" and small.run.step_count < 3_000)


def _is_learned_in_a_minute(outcome):
    return outcome.reason == "solved" and success(outcome.run) == "solved" and outcome.seconds <= MINUTE


for name, recipe in RECIPES.items():
    CLAIMS[f"recipe {name}"] = Claim(lambda chosen={"dataset": name, **recipe}: Page("playground", **chosen), (),
                                     _is_learned_in_a_minute)


class _Ends(NamedTuple):
    """Whether a run ends for this reason."""

    reason: str

    def __call__(self, outcome):
        return outcome.reason == self.reason


def _is_right_after_the_tutorial_or_by_ten_times_that(outcome):
    """No plateau is called an end; those that outlast the tutorial are the ones that the preset's help counts."""
    if outcome.reason is not None or (accuracy(outcome) == 1) == (outcome.run.config.seed in PLATEAUS):
        return False
    outcome.run.advance(epochs=90_000)
    return accuracy(outcome) == 1


CLAIMS["tutorial xor"] = Claim(lambda: Page("playground", **TUTORIALS["xor"]), (),
                               _is_right_after_the_tutorial_or_by_ten_times_that, seeds=99)
for reason, settings in {
    "diverged": {"activation": "identity", "loss": "binary_cross_entropy", "init": "he", "rate": 10.0},
    "dead": {"activation": "relu", "init": "he", "seed": 1, "rate": 10.0},
    "step": {"activation": "step", "init": "xavier"},
    "zeros": {"activation": "relu", "init": "zeros"},
    "straight": {"activation": "identity", "rate": 1.0},
    "settled": {"l2": 0.1, "rate": 1.0},
}.items():
    CLAIMS[f"verdict {reason}"] = Claim(lambda chosen=settings: Page("playground", **chosen), (), _Ends(reason),
                                        seeds=0)


def followed(page: Page, phases: Sequence[dict]) -> tuple[Setup, ...]:
    """What a page shows now, and after each of these changes."""
    found = [Setup.of(page)]
    for change in phases:
        if "press" in change:
            page.click(change["press"])
        else:
            for setting, value in change.items():
                page.app.session_state[f"playground.{setting}"] = value
            page.run()
        found.append(Setup.of(page))
    return tuple(found)


def holds(name: str, phases: Sequence[Setup], draw: Draw) -> bool:
    """Whether a claim holds for a draw."""
    return bool(CLAIMS[name].holds(*(setup.played(draw) for setup in phases)))


def draws(name: str, phases: Sequence[Setup]) -> dict[str, list[Draw]]:
    """The draws that a claim is asked for, under the name of what is drawn."""
    claim, problem = CLAIMS[name], phases[0].problem
    numbers = range(1, DRAWS + 1)
    return {
        "seeds": [Draw(weights=i + 1) for i in range(claim.seeds)],
        "points": [Draw(points=i) for i in numbers] if problem.name in GENERATED or problem.table else [],
        "last bit": [Draw(last_bit=i) for i in numbers],
        "float64": [Draw(dtype="float64")],
    }


def few(name: str) -> list[Draw]:
    """One draw of each kind, for a test that takes seconds."""
    others = [Draw(weights=1, points=1)] if CLAIMS[name].seeds else []
    return [Draw(), *others, Draw(last_bit=1), Draw(dtype="float64")]


def main(names: Sequence[str] = ()) -> int:
    """Print the table, a row as soon as it is known; 1 if a claim does not hold."""
    logging.disable(logging.WARNING)  # Streamlit's, about pages without a browser
    failed = []
    print("| claim | seeds | points | last bit | float64 | holds in |\n|---|--:|--:|--:|--:|--:|")
    with ProcessPoolExecutor(WORKERS) as workers:
        for name in names or CLAIMS:
            phases = followed(CLAIMS[name].open(), CLAIMS[name].phases)
            results = {kind: list(workers.map(holds, [name] * len(drawn), [phases] * len(drawn), drawn))
                       for kind, drawn in draws(name, phases).items()}
            *counted, (float64,) = results.values()
            everything = [found for kind in results.values() for found in kind]
            cells = [f"{sum(found)} of {len(found)}" if found else "" for found in counted]
            print("|", " | ".join([name, *cells, "yes" if float64 else "no",
                                   f"{sum(everything)} of {len(everything)}"]), "|", flush=True)
            if not float64 or any(sum(found) * DRAWS < ENOUGH * len(found) for found in counted):
                failed.append(name)
    if failed:
        print(f"In fewer than {ENOUGH} of {DRAWS} draws: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    from tests import claims  # by a name that the workers know, too: AppTest puts its own script in place of __main__

    sys.exit(claims.main(sys.argv[1:]))
