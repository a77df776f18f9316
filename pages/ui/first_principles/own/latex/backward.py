"""A worked example's backward pass, its deltas and its gradient, as lines of TeX. Knows nothing of Streamlit."""
from collections.abc import Iterator

from pages.ui.first_principles import functions
from pages.ui.first_principles.formulas import number, put_in
from pages.ui.first_principles.own.latex.case import (
    Case,
    added,
    grouped,
    products,
    sum_of_products,
    times,
)
from pages.ui.first_principles.own.settled import gradient
from pages.ui.first_principles.printed import equation


def of_deltas(case: Case) -> Iterator[list[str]]:
    for i in reversed(range(len(case.worked.layers))):
        for j in range(len(case.nodes[i + 1])):
            yield _last_delta(case, j) if i == len(case.worked.layers) - 1 else _delta(case, i, j)


def _last_delta(case: Case, j: int) -> list[str]:
    layer, share, name = case.worked.layers[-1], case.share, case.nodes[-1][j]
    is_square, is_bent = case.example.end.loss == "mse", case.example.ending == "sigmoid"
    share *= 2 if is_square else 1
    found = equation([case.outputs[j], case.targets[j]], float(layer.delta[j]),
                     lambda o, y: float(share) * (o - y) * (o * (1 - o) if is_bent else 1))
    bent = rf" \cdot {name} (1 - {name})" if is_bent else ""

    def scaled(difference: str) -> str:
        return difference if share == 1 and not is_bent else f"{times(share)}({difference})"

    return [rf"\delta_{{{name}}} &= {scaled(f'{name} - {case.target(j)}')}{bent}",
            "&" + put_in(found, lambda o, y: scaled(rf"{o.tex} - {y.factor}") + (
                rf" \cdot {o.factor} \cdot (1 - {o.factor})" if is_bent else ""), bold=True)]


def _delta(case: Case, i: int, j: int) -> list[str]:
    layer, above, name = case.worked.layers[i], case.worked.layers[i + 1], case.nodes[i + 1][j]
    z, a, slope = (float(values[j]) for values in (layer.sums, layer.outputs, layer.slopes))
    lines = [line.replace(functions.SLOPE, f"f'(z_{{{name}}}) &", 1)
             for line in functions.slope_lines(case.example.hidden, z, a, slope)]
    weights, deltas = above.matrix[j].tolist(), above.delta.tolist()
    names = [rf"{case.params[i + 1, j, k]} \delta_{{{case.nodes[i + 2][k]}}}" for k in range(len(deltas))]
    reckon = sum_of_products(len(deltas))
    found = equation([*weights, *deltas, slope], float(layer.delta[j]),
                     lambda *values: reckon(*values[:-1]) * values[-1])
    return [*lines, rf"\delta_{{{name}}} &= {grouped(added(names), len(names))} \cdot f'(z_{{{name}}})",
            "&" + put_in(found, lambda *shown: grouped(added(products(shown[:-1], len(deltas))), len(deltas)) + (
                rf" \cdot {shown[-1].factor}"), bold=True)]


def of_gradients(case: Case) -> Iterator[list[str]]:
    """A group of lines for each neuron."""
    by_layer = gradient(case.example, case.worked)
    keys = case.trained()
    for i, layer in enumerate(case.worked.layers):
        for j, node in enumerate(case.nodes[i + 1]):
            yield [line for key in keys if (key[0], key[2]) == (i, j)
                   for line in _derivative(case, key, node, float(by_layer[i][key[1], j]),
                                           [*layer.inputs.tolist(), 1.0][key[1]], float(layer.delta[j]))]


def _derivative(case: Case, key: tuple[int, int, int], node: str, value: float, given: float,
                delta: float) -> list[str]:
    name, (i, k, _) = case.params[key], key
    left = rf"\frac{{\partial L}}{{\partial {name}}} &= \delta_{{{node}}}"
    if k == len(case.nodes[i]):
        return [rf"{left} = \boldsymbol{{{number(value)}}}"]
    l2, weight = case.example.l2, float(case.example.weights[i][k][key[2]])
    found = equation([delta, given, *([l2, weight] if l2 else [])], value,
                     lambda d, x, l2=0.0, w=0.0: d * x + l2 * w)
    added = rf" + \lambda {name}" if l2 else ""
    return [rf"{left} \, {case.nodes[i][k]}{added}", "&" + put_in(
        found, lambda d, x, *penalty: rf"{d.factor} \cdot {x.factor}" + (
            rf" + {penalty[0].factor} \cdot {penalty[1].factor}" if penalty else ""), bold=True)]
