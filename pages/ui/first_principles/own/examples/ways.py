"""How an article's number is found in a network: an output, a derivative, a parameter, by the names of formulas."""
from collections.abc import Callable, Sequence

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own.names import places

Found = Callable[[WorkedExample], float]


def loss(example: WorkedExample) -> float:
    """Of all samples."""
    return example.loss_of_all()


def output(row: int = 0, column: int = 0) -> Found:
    """A prediction for one of the samples."""
    return lambda example: float(example.outputs()[row, column])


def prediction(inputs: Sequence[float]) -> Found:
    """The first output for inputs that are no sample."""
    return lambda example: float(example.outputs([inputs])[0, 0])


def neuron(layer: int, column: int, row: int = 0) -> Found:
    """The output of a neuron of a hidden layer."""
    return lambda example: float(example.sample(row).layers[layer].outputs[column])


def weighted_sum(layer: int, column: int, row: int = 0) -> Found:
    """A neuron's z."""
    return lambda example: float(example.sample(row).layers[layer].sums[column])


def slope(layer: int, column: int, row: int = 0) -> Found:
    """A neuron's f'(z)."""
    return lambda example: float(example.sample(row).layers[layer].slopes[column])


def by_output(layer: int, column: int, row: int = 0) -> Found:
    """dL/da of a neuron."""
    return lambda example: float(example.sample(row).layers[layer].output_gradient[column])


def delta(layer: int, column: int, row: int = 0) -> Found:
    """dL/dz of a neuron."""
    return lambda example: float(example.sample(row).layers[layer].delta[column])


def derivative(name: str) -> Found:
    """dL/dw of a parameter, as training goes by it: of all samples."""
    return lambda example: float(example.gradient()[places(example)[name].flat])


def parameter(name: str) -> Found:
    """A weight or a bias."""
    return lambda example: float(example.network.params[places(example)[name].flat])


def product(*factors: Found) -> Found:
    """Several multiplied."""
    def found(example: WorkedExample) -> float:
        value = 1.0
        for each in factors:
            value *= each(example)
        return value

    return found


def mean_error(example: WorkedExample) -> float:
    """How far the outputs are from their targets, the mean of all."""
    errors = [abs(y - float(o)) for row, outputs in zip(example.targets, example.outputs())
              for y, o in zip(row, outputs)]
    return sum(errors) / len(errors)
