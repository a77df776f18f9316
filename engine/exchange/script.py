"""A run as one Python file that needs NumPy alone: its data, its first weights, its training up to the present step.

The file does the same arithmetic in the same order, so that its loss is the run's; and it is written to be read.
"""
import inspect
from collections.abc import Sequence

import numpy as np

from engine.datasets import Dataset
from engine.exchange import pieces
from engine.exchange.plain_numpy import optimizer_call, optimizer_code
from engine.losses import predicted_classes
from engine.replay.journal import FRESH, Journal, parameter_index
from engine.training import TrainingRun


def training_script(run: TrainingRun, journal: Journal, plane: Dataset, features: Sequence[str]) -> str:
    """The script of a run on the plane. plane: its points; features: what the network is told of them."""
    config, regression = run.config, run.dataset.is_regression
    loss, accuracy = run.evaluate("train")
    hidden, output = (pieces.name_of(run.network.layers[index].activation) for index in (0, -1))
    parts = [
        _opening(run, loss, accuracy),
        pieces.heading("What to learn"), _data(plane, regression, len(plane.labels)), _told(features),
        pieces.heading("The network"), pieces.functions({hidden, output}, "numbers" if regression else config.loss),
        _weights(run, hidden, output), pieces.FORWARD_CODE,
        pieces.ANSWER_CODE["numbers" if regression else config.loss], _predict(plane),
        pieces.heading("How it learns"), pieces.LOSS_CODE[config.loss], pieces.BACKPROP_CODE,
        _rates(journal, run.step_count), optimizer_code(config.optimizer), _batches(run),
        _training(run),
        pieces.heading("How well it does"), _report(regression)]
    return pieces.joined(parts)


def _opening(run: TrainingRun, loss: float, accuracy: float) -> str:
    sizes = "-".join(map(str, run.network.sizes))
    right = "" if run.dataset.is_regression else f", and {accuracy:.1%} of the training points are right"
    return f'''"""A small neural network, {sizes}, and its training, with NumPy alone: nothing else is needed.

It repeats what a neural network playground showed. After all its steps of training, {run.step_count:,}, the training
loss is {loss:.9g}{right}. Run it with: python FILE
"""
import functools
import math

import numpy as np

DTYPE = np.{run.config.dtype}
np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer
'''


def _data(plane: Dataset, regression: bool, classes: int) -> str:
    """The points, as rows of numbers."""
    parts = []
    for name, split in (("TRAINING", "train"), ("TEST", "test")):
        inputs, targets = plane.split(split)
        values = targets if regression else predicted_classes(targets)[:, None]
        rows = [", ".join(map(str, row)) for row in np.column_stack([inputs, values.astype(np.float32)])]
        lines = "".join(f"    ({row}),\n" for row in rows)
        parts.append(f"{name}_POINTS = np.array([\n{lines}], np.float32).reshape(-1, 3)\n")
    names = [pieces.plain(feature.name) for feature in plane.features]
    meaning = "the number to answer" if regression else (
        "the class: " + ", ".join(f"{index} is {pieces.plain(label)}" for index, label in enumerate(plane.labels)))
    scaled = "".join(
        f"\n# {pieces.plain(f.name)} as people know it = x{i} * {f.scale!r} + {f.offset!r}"
        for i, f in enumerate(plane.features, 1) if (f.scale, f.offset) != (1, 0))
    answers = ("points[:, 2:]" if regression or classes == 2 else
               f"np.eye({classes}, dtype=DTYPE)[points[:, 2].astype(int)]")
    return f'''
# A row a point: x1 ({names[0]}), x2 ({names[1]}) and {meaning}.{scaled}
{"".join(parts)}

def targets_of(points):
    """The right answers (rows, outputs)."""
    return {answers}.astype(DTYPE)
'''


def _told(features: Sequence[str]) -> str:
    columns = ", ".join(pieces.FEATURE_CODE[name] for name in features)
    return f'''

def inputs_of(points):
    """What the network is told of points: (rows, {len(features)})."""
    x1, x2 = points[:, 0], points[:, 1]
    return np.stack([{columns}], axis=1)
'''


def _predict(plane: Dataset) -> str:
    """The way from people's own numbers to answers."""
    scales, offsets = ([float(getattr(feature, part)) for feature in plane.features] for part in ("scale", "offset"))
    is_scaled = (scales, offsets) != ([1, 1], [0, 0])
    points = "(np.atleast_2d(raw) - OFFSETS) / SCALES" if is_scaled else "np.atleast_2d(raw)"
    scaling = f"# Of x1 and x2.\nOFFSETS = {offsets}\nSCALES = {scales}\n" if is_scaled else ""
    return f'''
{scaling}

def predict(raw):
    """What the trained network answers to rows of two numbers as people know them: predict([[1, 2], [3, 4]])."""
    train()
    return answers(inputs_of(np.asarray({points}, np.float32)))
'''


def _weights(run: TrainingRun, hidden: str, output: str) -> str:
    """The first weights and how the flat vector of all parameters is cut into layers."""
    first = TrainingRun.start(run.config, run.dataset).network
    matrices = "".join(
        f"    # layer {number}: {layer.fan_in} inputs, then the biases; a column a neuron, {layer.fan_out} in all\n"
        f"    [{_rows(layer.matrix)}],\n" for number, layer in enumerate(first.layers, 1))
    functions = [hidden] * (len(first.layers) - 1) + [output]
    names = ", ".join(f"({name}, {name}_slope)" for name in functions)
    return f'''

# The first weights: drawn at random ("{run.config.init}") from seed {run.config.seed}.
FIRST = [
{matrices}]
functions = [{names}]  # of each layer, with their slopes

# All weights and biases are one vector, and each layer's matrix is a view of its part: what changes one changes both.
params = np.concatenate([np.array(matrix, DTYPE).ravel() for matrix in FIRST])


def cut_into_layers(vector):
    """Views of consecutive parts of a vector, one matrix a layer."""
    ends = np.cumsum([np.size(matrix) for matrix in FIRST])
    return [part.reshape(np.shape(matrix)) for part, matrix in zip(np.split(vector, ends[:-1]), FIRST)]


layers = cut_into_layers(params)
'''


def _rows(matrix: np.ndarray) -> str:
    return ",\n     ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix)


def _rates(journal: Journal, until: int) -> str:
    """What the visitor changed, and when."""
    changes = "".join(f"    ({change.step}, {change.what!r}, {float(change.value)!r}),\n"
                      for change in journal.changes if change.step <= until)
    return f'''

# What was changed while it trained: (after this step, what, its new value). rate is the learning rate, l1 and l2 the
# prices of large weights, and w12 the parameter number 12. Where fresh stands, the optimizer is a new one.
CHANGES = [
{changes}]
rates = {{"rate": 0.0, "l1": 0.0, "l2": 0.0}}


{inspect.getsource(parameter_index)}

def change(what, value):
    """Make a change."""
    if what in rates:
        rates[what] = value
    else:
        params[parameter_index(what)] = value
'''


def _batches(run: TrainingRun) -> str:
    """Which points come next, and in which order."""
    shuffler = f"    shuffler = np.random.default_rng([{run.config.seed}, 1])  # a new order every epoch\n"
    order = shuffler if run.config.shuffle else ""
    shuffled = ("        order = shuffler.permutation(len(inputs))\n"
                "        epoch_inputs, epoch_targets = inputs[order], targets[order]\n" if run.config.shuffle else
                "        epoch_inputs, epoch_targets = inputs, targets\n")
    return f'''

BATCH_SIZE = {run.config.batch_size}


def batches(step=0):
    """(inputs with ones, targets) of a few points at a time, epoch after epoch, without end; the first ones are those
    of the step in its epoch."""
    inputs, targets = with_ones(inputs_of(TRAINING_POINTS)), targets_of(TRAINING_POINTS)
{order}    begin = step % -(-len(inputs) // BATCH_SIZE) * BATCH_SIZE
    while True:
{shuffled}        for first in range(begin, len(inputs), BATCH_SIZE):
            yield epoch_inputs[first : first + BATCH_SIZE], epoch_targets[first : first + BATCH_SIZE]
        begin = 0
'''


def _training(run: TrainingRun) -> str:
    return f'''

STEPS = {run.step_count}
gradient = np.zeros_like(params)
gradients = cut_into_layers(gradient)


def new_optimizer():
    """One that has taken no step yet."""
    return {optimizer_call(run.config.optimizer, dict(run.config.optimizer_settings))}


@functools.cache
def train():
    """All steps, one batch each, with the changes at their steps; the first time that it is called."""
    waiting = sorted(CHANGES, key=lambda change: change[0])
    optimizer, coming = new_optimizer(), batches()
    for step in range(STEPS + 1):
        while waiting and waiting[0][0] <= step:
            _, what, value = waiting.pop(0)
            if what == "{FRESH}":
                optimizer, coming = new_optimizer(), batches(step)
            else:
                change(what, value)
        if step == STEPS:
            return
        inputs, targets = next(coming)
        scale = optimizer.gradient_scale
        fill_gradient(inputs, targets, scale)
        add_penalty(scale)
        optimizer.step_scaled(params, gradient)
'''


def _report(regression: bool) -> str:
    accuracy = "" if regression else '''
        answer, truth = answers(inputs_of(points)), targets_of(points)
        right = (answer >= 0.5) == truth if truth.shape[1] == 1 else answer.argmax(axis=1) == truth.argmax(axis=1)
        print(f"    right: {right.mean():.1%}")'''
    return f'''

def loss_on(points):
    """The mean loss on some points."""
    return float(loss_of(outputs_of(inputs_of(points)), targets_of(points)))


if __name__ == "__main__":
    train()
    print(f"Steps: {{STEPS:,}}")
    for name, points in (("training", TRAINING_POINTS), ("test", TEST_POINTS)):
        if not len(points):
            continue
        print(f"{{name}} loss: {{loss_on(points):.9g}}"){accuracy}
'''
