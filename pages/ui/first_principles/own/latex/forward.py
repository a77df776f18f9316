"""A worked example's forward pass and its loss, as lines of TeX. Knows nothing of Streamlit."""
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

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
from pages.ui.first_principles.printed import equation


def of_network(case: Case) -> list[list[str]]:
    lines = []
    for layer, weights in enumerate(case.example.weights, 1):
        lines.append(rf"W_{layer} &= {_matrix(weights)}")
        if case.example.bias_kind != "absent":
            lines[-1] += rf", \quad b_{layer} = {_matrix([case.example.biases[layer - 1]])}"
    lines.append(rf"x &= {_matrix([case.example.inputs[case.row]])}, \quad "
                 rf"y = {_matrix([case.targets])}")
    return [lines]


def _matrix(rows: Sequence[Sequence[float]]) -> str:
    return r"\begin{pmatrix} " + r" \\ ".join(" & ".join(f"{value:.10g}" for value in row) for row in rows) + (
        r" \end{pmatrix}")


def of_forward(case: Case) -> Iterator[list[str]]:
    """A group of lines for each neuron, and for a softmax one for all outputs."""
    last = len(case.worked.layers) - 1
    for i, layer in enumerate(case.worked.layers):
        for j, (z, a) in enumerate(zip(layer.sums.tolist(), layer.outputs.tolist())):
            node, lines = case.nodes[i + 1][j], _sum(case, i, j, z)
            if i < last:
                lines += functions.value_lines(case.example.hidden, node, z, a)
            elif case.example.end.shown != "softmax":
                lines += functions.value_lines(case.example.end.shown, node, z, case.outputs[j])
            yield lines
    if case.example.end.shown == "softmax":
        yield _softmax(case)


def _sum(case: Case, i: int, j: int, z: float) -> list[str]:
    layer, below = case.worked.layers[i], case.nodes[i]
    weights, biases = layer.matrix[:-1, j].tolist(), layer.matrix[-1:, j].tolist()
    biases = [] if case.example.bias_kind == "absent" else biases
    names = [f"{case.params[i, k, j]} {name}" for k, name in enumerate(below)]
    names += [case.params[i, len(below), j]] if biases else []
    found = equation([*weights, *layer.inputs.tolist(), *biases], z, sum_of_products(len(weights)))
    return [f"z_{{{case.nodes[i + 1][j]}}} &= {added(names)}",
            "&" + put_in(found, lambda *shown: added(products(shown, len(weights))), bold=True)]


def _softmax(case: Case) -> list[str]:
    """In its safe form, less the largest score, where powers of e would be too large or too small for a float."""
    scores, lines = case.worked.layers[-1].sums.tolist(), []
    is_safe = not abs(max(scores)) <= functions.FAR
    for j, (name, output) in enumerate(zip(case.nodes[-1], case.outputs)):
        found = equation(scores, output, lambda *z, j=j: _share(z, j))
        less = rf" - {max(found.operands, key=lambda each: each.value).factor}" if is_safe else ""
        powers = [f"e^{{z_{{{each}}}{' - m' * is_safe}}}" for each in case.nodes[-1]]
        lines += [rf"{name} &= \frac{{{powers[j]}}}{{{' + '.join(powers)}}}",
                  "&" + put_in(found, lambda *z, j=j, less=less: rf"\frac{{e^{{{z[j].tex}{less}}}}}"
                               rf"{{{' + '.join(f'e^{{{each.tex}{less}}}' for each in z)}}}", bold=True)]
    said = rf"m &= \max({', '.join(f'z_{{{each}}}' for each in case.nodes[-1])}) = {number(max(scores))}"
    return [*([said] if is_safe else []), *lines]


def _share(scores: Sequence[float], j: int) -> float:
    largest = max(scores)
    return math.exp(scores[j] - largest) / sum(math.exp(each - largest) for each in scores)


def of_loss(case: Case) -> list[str]:
    share, outputs = case.share, case.outputs
    targets, names = case.targets, case.nodes[-1]
    if case.example.end.loss == "mse":
        terms = [f"({name} - {case.target(j)})^2" for j, name in enumerate(names)]
        found = equation([*outputs, *targets], case.worked.loss, lambda *values: float(share) * sum(
            (o - y)**2 for o, y in zip(values[:len(names)], values[len(names):])))
        return [f"L &= {times(share)}{grouped(added(terms), len(terms))}",
                "&" + put_in(found, lambda *shown: times(share) + grouped(added(
                    [f"({o.tex} - {y.factor})^2" for o, y in zip(shown[:len(names)], shown[len(names):])]),
                    len(names)), bold=True)]
    return _cross_entropy(case, share, outputs, targets)


def _cross_entropy(case: Case, share: Fraction, outputs: Sequence[float], targets: Sequence[float]) -> list[str]:
    """In lines whose terms with a factor of 0 are left out."""
    terms: list[tuple[float, float, bool]] = []  # a factor, an output, and whether it is the logarithm of 1 - output
    names = []
    for j, (output, target) in enumerate(zip(outputs, targets)):
        kinds = [(target, False)] if case.example.end.shown == "softmax" else [(target, False), (1 - target, True)]
        terms += [(factor, output, other) for factor, other in kinds if factor]
        y, o = case.target(j), case.nodes[-1][j]
        names.append(rf"{y} \ln {o}" + ("" if len(kinds) == 1 else rf" + (1 - {y}) \ln (1 - {o})"))
    found = equation([value for factor, output, _ in terms for value in (factor, output)], case.worked.loss,
                     lambda *values: -float(share) * sum(factor * _log(1 - o if other else o) for factor, o, (
                         _, _, other) in zip(values[::2], values[1::2], terms)))
    definition = rf"L &= -{times(share)}{grouped(added(names), 2)}"
    if any((1 - o.value if other else o.value) <= 0 for o, (_, _, other) in zip(found.operands[1::2], terms)):
        return [definition, rf"&= {found.result.tex} \text{{, by the scores: an output rounds to 0 or 1}}"]
    return [definition, "&" + put_in(found, lambda *shown: f"-{times(share)}" + grouped(added(
                [("" if factor.value == 1 else rf"{factor.factor} \cdot ") +
                 (rf"\ln(1 - {o.tex})" if other else rf"\ln({o.tex})")
                 for factor, o, (_, _, other) in zip(shown[::2], shown[1::2], terms)]), len(terms)), bold=True)]


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf
