"""Every way from the loss down to a parameter, each with its factors. Knows nothing of Streamlit."""
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from engine.inspection.worked import Worked
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.consistent import Relation, consistent
from pages.ui.first_principles.backprop.derived.called import partial, plain, slope, weight_names
from pages.ui.first_principles.own.names import Place, nodes
from pages.ui.first_principles.printed import FORMULA, Style

MOST_SHOWN = 16
SOLID = "\N{NO-BREAK SPACE}"  # so that on a phone a table is scrolled, not torn


class Path(NamedTuple):
    """neurons: on the way from the output down, as people call them. factors: from the loss down to what enters.
    weights: the names of the factors that are weights, by their index."""

    neurons: list[str]
    factors: list[float]
    weights: dict[int, str]

    @property
    def product(self) -> float:
        return prod(self.factors)


def count(example: WorkedExample, place: Place) -> int:
    """How many ways there are from the loss to a parameter."""
    return prod(example.sizes[place.layer + 2:])


def products(example: WorkedExample, place: Place) -> tuple[int, int]:
    """How many multiplications it takes, from the derivatives at the outputs on: path by path, and layer by layer."""
    above, is_squared = example.sizes[place.layer + 2:], example.end.loss == "mse"
    depth, enters = len(above), not place.is_bias
    factors = 1 + is_squared + 2 * depth + enters
    by_paths = count(example, place) * (factors - 1)
    if not above:
        return by_paths, by_paths
    layers = above[-1] * is_squared + sum((following + 1) * size for size, following in pairwise(above))
    return by_paths, layers + above[0] + 1 + enters


def paths(example: WorkedExample, step: Worked, place: Place) -> list[Path]:
    """All of them, in the order of the outputs."""
    names, called, found = nodes(example.sizes), weight_names(example), []
    for upward in product(*(range(size) for size in example.sizes[place.layer + 2:])):
        way = (place.column, *upward)
        top = step.layers[-1]
        factors = [top.output_gradient[way[-1]], top.slopes[way[-1]]] if example.end.loss == "mse" else [
            top.delta[way[-1]]]
        weights = {}
        for above in range(len(example.weights) - 1, place.layer, -1):
            below, k = way[above - 1 - place.layer], way[above - place.layer]
            weights[len(factors)] = plain(called[above, below, k])
            factors += [step.layers[above].matrix[below, k], step.layers[above - 1].slopes[below]]
        if not place.is_bias:
            factors.append(step.layers[place.layer].inputs[place.row])
        neurons = [plain(names[place.layer + 1 + i][k]) for i, k in enumerate(way)]
        found.append(Path(neurons[::-1], [float(each) for each in factors], weights))
    return found


def table(example: WorkedExample, step: Worked, place: Place, style: Style = FORMULA) -> str:
    """A row of factors for each path and its product, and the sum of the products, which is the derivative."""
    every = paths(example, step, place)
    gradient = float(step.layers[place.layer].gradient[place.row, place.column])
    values = {f"{i} {j}": each for i, path in enumerate(every) for j, each in enumerate(path.factors)}
    values |= {f"product {i}": path.product for i, path in enumerate(every)} | {"sum": gradient}
    relations = [Relation("sum", tuple(f"product {i}" for i in range(len(every))), lambda *each: sum(each)),
                 *(Relation(f"product {i}", tuple(f"{i} {j}" for j in range(len(path.factors))),
                            lambda *each: prod(each)) for i, path in enumerate(every))]
    shown = consistent(values, relations, style)
    heads = ["path", *(f"${head}$" for head in _heads(example, place)), "product"]
    rows = [heads, [":--", *["--:"] * (len(heads) - 1)]]
    for i, path in enumerate(every):
        cells = [(f"{path.weights[j]} = ".replace(" ", SOLID) if j in path.weights else "") + shown.plain(f"{i} {j}")
                 for j in range(len(path.factors))]
        rows.append([" → ".join(path.neurons).replace(" ", SOLID), *cells, shown.plain(f"product {i}")])
    if len(every) > 1:
        rows.append(["**sum**", *[""] * (len(heads) - 2), f"**{shown.plain('sum')}**"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _heads(example: WorkedExample, place: Place) -> list[str]:
    """What the factors are, from the loss down."""
    names, last = nodes(example.sizes), len(example.weights) - 1
    output = names[-1][place.column] if place.layer == last else "o"
    heads = [partial("L", output), slope(output)] if example.end.loss == "mse" else [partial("L", f"z_{{{output}}}")]
    for layer in range(last, place.layer, -1):
        own = names[layer][place.column] if layer - 1 == place.layer else f"h_{layer}"
        heads += ["w", slope(own)]
    return heads if place.is_bias else [*heads, names[place.layer][place.row]]
