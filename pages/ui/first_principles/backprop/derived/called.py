"""What derivatives and parameters are called, in formulas and outside of them."""
import re

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.formulas import written
from pages.ui.first_principles.own.names import places


def weight_names(example: WorkedExample) -> dict[tuple[int, int, int], str]:
    """The parameters' names in formulas by layer, row and column."""
    return {(place.layer, place.row, place.column): place.name for place in places(example).values()}


def plain(name: str) -> str:
    """A formula's name outside of formulas: h_{2,1} as h₂,₁."""
    return written(re.sub(r"[{}]", "", name))


def partial(what: str, by: str) -> str:
    """A derivative in a formula."""
    return rf"\frac{{\partial {what}}}{{\partial {by}}}"


def slope(neuron: str) -> str:
    """The derivative of a neuron's activation, in a formula."""
    return rf"f'(z_{{{neuron}}})"


def delta(neuron: str) -> str:
    """A neuron's delta, in a formula."""
    return rf"\delta_{{{neuron}}}"
