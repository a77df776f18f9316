"""A run in words, for people who do not see its picture and for labels beside it."""
import math
from collections import Counter

import numpy as np

from engine.datasets.problems import NAMES
from engine.inspection.diagnosis import dead_neurons
from engine.optimizers import OPTIMIZERS
from engine.training import TrainingRun
from pages.ui.shared.choices import ACTIVATION_NAMES, LOSS_NAMES, OPTIMIZER_NAMES, within_a_sentence
from pages.ui.shared.plain import MINUS
from pages.ui.shared.stage.stage import Stage

SHORT_OPTIMIZERS = {"sgd": "SGD", "momentum": "momentum"}  # within a line; others are called as in the menu
SPECK = 0.005  # of the picture; a smaller area is not worth a word


def problem(run: TrainingRun) -> str:
    """The data set that a run learns, as people call it."""
    return NAMES.get(run.config.dataset.split("-")[0], run.dataset.name)


def loss(run: TrainingRun) -> str:
    """The loss that a run minimizes, as people call it."""
    return LOSS_NAMES[run.config.loss].lower()


def settings(run: TrainingRun) -> str:
    """A run's settings in one line."""
    config, penalty = run.config, run.penalty
    parts = ["-".join(map(str, run.network.sizes)) + (f" {_activation(run)}" if config.hidden else ""),
             " ".join([_optimizer(run), f"{run.optimizer.learning_rate:g}", *_hyperparameters(run)]),
             f"batch {config.batch_size}"]
    parts += [f"{name} {rate:g}" for name, rate in (("L1", penalty.l1), ("L2", penalty.l2)) if rate]
    return ", ".join([*parts, f"seed {config.seed}"])


def in_words(run: TrainingRun, stage: Stage) -> str:
    """What the stage shows of a run at rest, in a few sentences."""
    return " ".join([_what_learns(run), _how_well(run), _what_it_answers(run, stage), _what_stands_out(run)]).strip()


def _what_learns(run: TrainingRun) -> str:
    hidden = run.config.hidden
    layers = " and ".join(f"{size} {'neuron' if size == 1 else 'neurons'}" for size in hidden)
    inputs = ", ".join(feature.name for feature in run.dataset.features)
    within = (f"{len(hidden)} hidden {'layer' if len(hidden) == 1 else 'layers'} of {layers} ({_activation(run)})"
              if hidden else "no hidden layer")
    tests = f" and {len(run.dataset.test_inputs):,} test points" if len(run.dataset.test_inputs) else ""
    return (f"Data set: {problem(run)}, with {len(run.dataset.inputs):,} training points{tests}. "
            f"Network: inputs {inputs}; {within}; {_count(run.network.sizes[-1], 'output')}.")


def _how_well(run: TrainingRun) -> str:
    sentences = []
    for split, name in (("train", "training"), ("test", "test")):
        found = run.evaluate(split)
        if not math.isnan(found.loss):
            accuracy = "" if math.isnan(found.accuracy) else f" and the accuracy {_share(found.accuracy)}"
            sentences.append(f"on the {name} points the loss is {found.loss:.4g}{accuracy}")
    epoch = f"{run.epoch:,.2f}".removesuffix(".00")
    return f"At epoch {epoch} {'; '.join(sentences)}."


def _what_it_answers(run: TrainingRun, stage: Stage) -> str:
    answers = stage.answer_map
    if run.dataset.is_regression:
        low, high = (2 * float(end) / 255 - 1 for end in (answers.min(), answers.max()))
        return f"Over the map its output ranges from {low:.2f} to {high:.2f}.".replace("-", MINUS)
    classes = np.where(answers[0] >= 127.5, 1, 0) if len(answers) == 1 else answers.argmax(axis=0)
    labels = run.dataset.labels
    parts = []
    for index, label in enumerate(labels):
        there = classes == index
        count = areas(there[::2, ::2])
        parts.append(f"“{label}” on {_share(there.mean())} of the map"
                     + (f", in {count} separate areas" if count > 1 else ""))
    colors = f" Orange stands for “{labels[0]}”, blue for “{labels[1]}”." if len(labels) == 2 else ""
    return f"It predicts {'; '.join(parts)}.{colors}"


def _what_stands_out(run: TrainingRun) -> str:
    if not run.config.hidden:
        return ""
    dead = dead_neurons(run.network, run.dataset.inputs * run.dataset.input_scale)
    names = [f"neuron {index + 1} of hidden layer {layer}" for layer, flags in enumerate(dead, 1)
             for index in np.flatnonzero(flags)]
    if not names:
        return "No neuron is dead."
    listed = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    return f"Dead (output and gradient constant for all training points): {listed}."


def _activation(run: TrainingRun) -> str:
    return within_a_sentence(ACTIVATION_NAMES[run.config.activation])


def _optimizer(run: TrainingRun) -> str:
    return SHORT_OPTIMIZERS.get(run.config.optimizer) or OPTIMIZER_NAMES[run.config.optimizer]


def _hyperparameters(run: TrainingRun) -> list[str]:
    """Those that are not as usual, in brackets."""
    about = OPTIMIZERS[run.config.optimizer].hyperparameters
    said = [f"{about[name].label.lower()} {value:g}" for name, value in dict(run.config.optimizer_settings).items()]
    return [f"({', '.join(said)})"] if said else []


def areas(there: np.ndarray) -> int:
    """How many separate areas of a picture (rows, columns) bool are true, specks left out.

    An area is made of each row's stretches of cells, united with those of the row above that they touch."""
    edges = np.diff(np.pad(there, ((0, 0), (1, 1))).astype(np.int8))
    ends = np.nonzero(edges == -1)[1].tolist()
    stretches = [(*begin, end) for begin, end in zip(np.argwhere(edges == 1).tolist(), ends)]
    united = [*range(len(stretches))]

    def area(stretch: int) -> int:
        while united[stretch] != stretch:
            stretch = united[stretch]
        return stretch

    for this, (row, begin, end) in enumerate(stretches):
        for other in range(this - 1, -1, -1):
            its_row, its_begin, its_end = stretches[other]
            if its_row < row - 1:
                break
            if its_row == row - 1 and its_begin < end and begin < its_end:
                united[area(this)] = area(other)
    cells: Counter[int] = Counter()
    for stretch, (_, begin, end) in enumerate(stretches):
        cells[area(stretch)] += end - begin
    return sum(size > SPECK * there.size for size in cells.values())


def _share(part: float) -> str:
    return f"{part:.0%}" if part in (0, 1) or 0.01 <= part <= 0.99 else f"{100 * part:.1f}%"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
