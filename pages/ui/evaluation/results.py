"""What the evaluation page finds out about a digit network, and how it shows it.

Every result is kept, for all visitors: the same network gives the same.
"""
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets.digit_format import LABELS
from engine.inspection import projection
from engine.inspection.evaluation import Evaluation
from engine.inspection.robustness import DISTURBANCES
from engine.inspection.robustness import robustness as accuracies_when_disturbed
from engine.network import Network
from pages.ui.evaluation import charts
from pages.ui.evaluation.parameters import KINDS, PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import gallery, readers
from pages.ui.shared.drawing.mnist_answers import MOST_NETWORKS, OF_NETWORK, Judged, answers_of, test_digits
from pages.ui.shared.glossary import term
from pages.ui.shared.words import with_article

MOST_SHOWN = 48  # pictures in a gallery
DISTURBED, MAPPED = 1_000, 1_500  # test digits: of all 10,000 it would take ten times as long and look the same

table, places = (Component(Path(__file__).with_name(f"{name}.js")) for name in ("confusion", "places"))


@st.cache_resource(max_entries=MOST_NETWORKS, hash_funcs=OF_NETWORK, show_spinner="Changing test digits…")
def _disturbed(judged: Judged) -> dict[str, list[float]]:
    digits = test_digits()
    return accuracies_when_disturbed(judged.network, digits.test_inputs[:DISTURBED], digits.test_targets[:DISTURBED])


@st.cache_resource(max_entries=MOST_NETWORKS, hash_funcs=OF_NETWORK, show_spinner="Looking at the hidden layer…")
def _places(judged: Judged) -> dict[str, Any]:
    digits = test_digits()
    found, shares = projection.hidden_map(judged.network, digits.test_inputs[:MAPPED])
    evaluation = answers_of(judged.network)
    points = [[round(float(x), 3), round(float(y), 3), int(truth), int(answer), round(float(certainty), 3)]
              for (x, y), truth, answer, certainty in zip(found, evaluation.truths, evaluation.answers,
                                                          evaluation.certainties)]
    return {"sheet": gallery.sheet(digits.test_inputs[:MAPPED]), "columns": gallery.COLUMNS,
            "points": points, "shares": shares.tolist()}


def summary(networks: dict[str, Network], chosen: str) -> None:
    """One line of the chosen network's figures, and the others' accuracy to compare."""
    evaluation = answers_of(networks[chosen])
    line = (f"**{evaluation.accuracy:.2%}** {term('accuracy')} on MNIST's {term('test set')}: "
            f"**{len(evaluation.wrong())}** of 10,000 digits are misclassified. Mean {term('confidence')}: "
            f"{evaluation.certainties.mean():.1%}.")
    others = [f"{readers.NAMES[name]}: {answers_of(network).accuracy:.2%}."
              for name, network in networks.items() if name != chosen]
    st.markdown(" ".join([line, *others]),
                help="The test set is by other writers than the training set, so it measures how well a network "
                     f"{term('generalization', 'generalizes')}. Kaggle's train.csv contains some of these digits: "
                     "for a network trained on that file, this is no fair test.")


def confusion(network: Network) -> None:
    """The confusion matrix, and the digits behind the cell that was chosen."""
    evaluation = answers_of(network)
    chosen = session.get(PAGE, "cell")
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        table.draw({"labels": LABELS, "counts": evaluation.confusion.tolist(),
                    "chosen": chosen}, key=f"{PAGE}.table", on_event=_choose_cell)
    with right:
        if chosen is None:
            truth, answer, count = _most_frequent_confusion(evaluation)
            frequent = (f" Below: the most frequent error, {with_article(truth)} predicted as {with_article(answer)}, "
                        f"{count} times.")
            st.caption(f"Choose a cell of the {term('confusion matrix')} to see its digits.{frequent if count else ''}")
        else:
            truth, answer = chosen
        rows = evaluation.behind(truth, answer)
        if chosen:
            st.markdown(f"**True {truth}, predicted {answer}**: {len(rows):,} digit{'s' * (len(rows) != 1)}"
                        + (f", the {MOST_SHOWN} of highest confidence" if len(rows) > MOST_SHOWN else ""))
        _gallery(evaluation, rows[:MOST_SHOWN], "behind")


def errors(network: Network) -> None:
    """Digits that it misclassifies, or of which its confidence is low."""
    evaluation = answers_of(network)
    wrong = evaluation.wrong()
    kinds = dict(zip(KINDS, (wrong, wrong[::-1], evaluation.least_certain()), strict=True))
    kind = widgets.segmented_control("Which digits", "kind", wrap=True, label_visibility="collapsed")
    st.caption("Under each digit: true → predicted. An orange frame marks an error. Could you have read them all?")
    _gallery(evaluation, kinds[kind][:MOST_SHOWN], "errors")


def accuracy(network: Network) -> None:
    """The accuracy of each digit."""
    _chart(charts.accuracy_by_digit(answers_of(network)), "accuracy",
           "The share of each digit's test examples that is predicted correctly, also called recall. The axis does not "
           "start at 0, so that differences show. Which digit is hardest, and what is it confused with? See "
           "“Confusion matrix”.")


def calibration(network: Network) -> None:
    """Its confidence against its accuracy."""
    evaluation = answers_of(network)
    _chart(charts.calibration(evaluation), "calibration",
           f"{term('calibration', 'Calibration')}: of the predictions with about 80% confidence, 80% should be "
           "correct. Then the points lie on the dashed line. Below it the network is overconfident, above it "
           "underconfident. The mean distance, weighted by the number of predictions, is the expected calibration "
           f"error: {evaluation.calibration_error():.2%}. A small point stands for few predictions, so its "
           "accuracy is uncertain.")


def robustness(network: Network) -> None:
    """How the accuracy falls when digits are changed."""
    name = widgets.segmented_control("Transformation", "disturbance", wrap=True)
    found = _disturbed(Judged(network))
    sample = test_digits().test_inputs[:4]
    _chart(charts.robustness(DISTURBANCES[name], found[name], sample), "robustness",
           f"The first {DISTURBED:,} digits of the test set, changed more and more. Guessing would be right 10% of the "
           "time. Drawings are centered before the network sees them, so shifts matter only here.")


def hidden_map(network: Network) -> None:
    """Where the last hidden layer puts the digits."""
    found = _places(Judged(network))
    st.caption(f"The last {term('hidden layer')} turns each digit into {network.sizes[-2]} numbers. {term('PCA')} "
               f"projects them to a plane, here for {MAPPED:,} digits of the test set. It shows "
               f"{sum(found['shares']):.0%} of their variance. Digits that look alike to the network lie close "
               "together; a ring marks an error. Point at one or tap it to see it.")
    places.draw(found, key=f"{PAGE}.places")


def _choose_cell(event: dict[str, Any]) -> None:
    truth, answer = event.get("truth"), event.get("answer")
    if all(type(digit) is int and 0 <= digit <= 9 for digit in (truth, answer)):
        session.put(PAGE, cell=[truth, answer])


def _most_frequent_confusion(evaluation: Evaluation) -> tuple[int, int, int]:
    counts = evaluation.confusion.copy()
    counts[range(len(counts)), range(len(counts))] = 0
    truth, answer = divmod(int(counts.argmax()), len(counts))
    return truth, answer, int(counts.max())


def _gallery(evaluation: Evaluation, rows: np.ndarray, key: str) -> None:
    answers, truths = evaluation.answers[rows], evaluation.truths[rows]
    details = []
    for row in rows:
        said = evaluation.probabilities[row]
        details.append("\n".join(f"{digit}: {said[digit]:.1%}" for digit in said.argsort()[:-4:-1]))
    gallery.show(test_digits().test_inputs[rows], [f"{truth} → {answer}" for truth, answer in zip(truths, answers)],
                       details, f"{PAGE}.{key}", wrong=answers != truths)


def _chart(figure: Any, key: str, caption: str) -> None:
    st.plotly_chart(figure, width="stretch", key=f"{PAGE}.{key}", config={"displayModeBar": False})
    st.caption(caption)
