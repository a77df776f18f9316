"""A parameter's derivative by the chain rule, layer by layer from the loss down, as Markdown with its numbers put in.

Every equation can be reckoned again by its printed digits.
"""
import operator
import re
from collections.abc import Callable
from typing import NamedTuple

from engine.inspection.worked import Worked
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles import functions
from pages.ui.first_principles.backprop.derived.called import delta, partial, plain, slope, weight_names
from pages.ui.first_principles.backprop.derived.digits import Digits
from pages.ui.first_principles.backprop.derived.start import Start
from pages.ui.first_principles.formulas import aligned, put_in
from pages.ui.first_principles.own.names import Place, nodes
from pages.ui.first_principles.printed import FORMULA, Equation, Number, Style

MOST_IN_FORMULAS = 2  # neurons of a layer: more of them are rows of a table
TERMS_A_LINE = 2


class Section(NamedTuple):
    """A layer's part. title: plain text; text: Markdown; blocks: what follows it, side by side where there is room.
    is_between: whether the layer lies above that of the parameter's neuron and below the output; neurons: how many it
    has."""

    title: str
    text: str
    blocks: list[str]
    is_between: bool = False
    neurons: int = 1

    @property
    def markdown(self) -> str:
        """All of it."""
        return "\n\n".join([f"**{self.title}.** {self.text}", *self.blocks])


class Chain:
    """The derivation for one parameter and one sample."""

    def __init__(self, example: WorkedExample, row: int, step: Worked, place: Place, style: Style = FORMULA):
        self.example, self.row, self.step, self.place = example, row, step, place
        self.names, self.called = nodes(example.sizes), weight_names(example)
        self.last = len(example.weights) - 1
        self.digits = Digits(style)

    def sections(self) -> list[Section]:
        """From the loss down to the parameter."""
        self._made()  # from the parameter up, which finds how many digits each number needs
        return self._made()[::-1]

    def _made(self) -> list[Section]:
        """All of them, the parameter's first."""
        between = range(self.place.layer + 1, self.last)
        return [self._parameter(), *([] if self.place.layer == self.last else [self._own()]),
                *(self._between(layer) for layer in between), self._output()]

    def _output(self) -> Section:
        """The deltas of the outputs that the derivative needs."""
        start = Start(self.example, self.row, self.step, self.digits)
        several = len(self.names[-1]) > 1
        needed = [self.place.column] if self.place.layer == self.last else [*range(len(self.names[-1]))]
        if len(needed) <= MOST_IN_FORMULAS:
            deltas = [self._slope_and_delta(self.last, k) if start.is_squared else [] for k in needed]
            shown = [aligned([*start.lines(k), *lines]) for k, lines in zip(needed, deltas)]
        else:
            shown = [start.table(needed)]
        return Section("At the outputs" if several else "At the output", start.words(), shown)

    def _between(self, layer: int) -> Section:
        neurons = self.names[layer + 1]
        title = f"Hidden layer {layer + 1}"
        if len(neurons) <= MOST_IN_FORMULAS:
            shown = [aligned(self._hidden(layer, j)) for j in range(len(neurons))]
            return Section(title, "Each neuron's δ comes from those of the layer above.", shown, True, len(neurons))
        rows = [r"| $\delta$ | $\left(\sum_k w_k \, \delta_k\right) \cdot f'(z)$ |", "|:--|:--|"]
        rows += [f"| {plain(name)} | {self._in_a_row(layer, j)} |" for j, name in enumerate(neurons)]
        said = "Sum the deltas of the layer above, each times its weight, then multiply by the neuron's own $f'(z)$:"
        return Section(title, said, ["\n".join(rows)], True, len(neurons))

    def _in_a_row(self, layer: int, j: int) -> str:
        """A neuron's whole delta as one equation, outside of formulas."""
        found = self._equation([*self._terms(layer, j), self.step.layers[layer].slopes[j]],
                               self.step.layers[layer].delta[j], _summed_times)
        *pairs, last = found.operands
        terms = " + ".join(f"{_plain_factor(w)} · {_plain_factor(d)}" for w, d in zip(pairs[::2], pairs[1::2]))
        return f"({terms}) · {_plain_factor(last)} {found.sign} **{found.result.plain}**"

    def _own(self) -> Section:
        layer, j = self.place.layer, self.place.column
        name, count = self.names[layer + 1][j], len(self.names[layer + 2])
        reached = "the output" if self.last == layer + 1 else "the layer above"
        said = (f"${name}$ affects the loss through {reached} alone." if count == 1 else
                f"${name}$ affects the loss through {count} neurons above: their {count} contributions add up.")
        return Section(f"At {plain(name)}", said, [aligned(self._hidden(layer, j))])

    def _hidden(self, layer: int, j: int) -> list[str]:
        """A hidden neuron's dL/dh, f' and delta."""
        below = self._slope_and_delta(layer, j)
        return [*self._sum(layer, j), *below]

    def _terms(self, layer: int, j: int) -> list[float]:
        """The weights that lead up from a neuron, each followed by the delta that it leads to."""
        above = self.step.layers[layer + 1]
        return [float(each) for pair in zip(above.matrix[j], above.delta) for each in pair]

    def _sum(self, layer: int, j: int) -> list[str]:
        """dL/dh: the deltas above, each by its weight."""
        name, above = self.names[layer + 1][j], self.names[layer + 2]
        symbols = [rf"{self.called[layer + 1, j, k]} \, {delta(each)}" for k, each in enumerate(above)]
        found = self._equation(self._terms(layer, j), self.step.layers[layer].output_gradient[j], _summed)
        terms = [rf"{w.factor} \cdot {d.factor}" for w, d in zip(found.operands[::2], found.operands[1::2])]
        sign = "=" if found.is_exact else r"\approx"
        first, *others = _broken(terms)
        result = [f"{sign} {found.result.tex}"]
        if len(terms) == 1:  # all in one line
            first = f"{first} {result.pop()}"
        return [rf"{partial('L', name)} &= {_broken(symbols)[0]}", *_broken(symbols)[1:], f"&= {first}", *others,
                *(f"&{each}" for each in result)]

    def _slope_and_delta(self, layer: int, j: int) -> list[str]:
        """f' at a neuron's sum, and dL/dz."""
        name, numbers = self.names[layer + 1][j], self.step.layers[layer]
        by_output, derivative = float(numbers.output_gradient[j]), float(numbers.slopes[j])
        found = self._equation([by_output, derivative], float(numbers.delta[j]), operator.mul)
        return [*self._slope(layer, j),  # after the delta has said what digits it needs
                rf"{delta(name)} &= {partial('L', name)} \cdot {slope(name)}",
                "&" + put_in(found, lambda a, b: rf"{a.factor} \cdot {b.factor}", bold=True)]

    def _slope(self, layer: int, j: int) -> list[str]:
        """The activation's derivative, which for some is known from what the function gave."""
        name, own = self.names[layer + 1][j], self.step.layers[layer]
        z, a, derivative = (float(each[j]) for each in (own.sums, own.outputs, own.slopes))
        function = self.example.end.shown if layer == self.last else self.example.hidden
        left = f"{slope(name)} &"
        if function == "sigmoid":
            found = self._equation([a], derivative, lambda a: a * (1 - a))
            numbers = put_in(found, lambda a: rf"{a.factor} \cdot (1 - {a.tex})")
            return [rf"{left}= {name} \, (1 - {name})", f"&{numbers}"]
        if function == "tanh":
            found = self._equation([a], derivative, lambda a: 1 - a * a)
            return [rf"{left}= 1 - {name}^2 {put_in(found, lambda a: f'1 - {a.base}^2')}"]
        return [re.sub(r"\\boldsymbol\{([^{}]*(?:\{[^{}]*\})?[^{}]*)\}", r"\1", line.replace(functions.SLOPE, left))
                for line in functions.slope_lines(function, z, a, derivative)]

    def _parameter(self) -> Section:
        place, numbers = self.place, self.step.layers[self.place.layer]
        name, own = self.names[place.layer + 1][place.column], partial("L", place.name)
        share, result = float(numbers.delta[place.column]), float(numbers.gradient[place.row, place.column])
        title = f"The {'bias' if place.is_bias else 'weight'} {plain(place.name)}"
        if place.is_bias:
            found = self._equation([share], result, lambda d: d)
            return Section(title, f"A bias is added to ${name}$'s sum as it is, so its factor is 1:", [aligned(
                [rf"{own} &= {delta(name)} = \boldsymbol{{{found.result.tex}}}"])])
        source = self.names[place.layer][place.row]
        found = self._equation([share, float(numbers.inputs[place.row])], result, operator.mul)
        product = put_in(found, lambda a, b: rf"{a.factor} \cdot {b.factor}", bold=True)
        return Section(title, f"${place.name}$ multiplies ${source}$, so the delta of ${name}$ is multiplied by it:",
                       [aligned([rf"{own} &= {delta(name)} \cdot {source}", f"&{product}"])])

    def _equation(self, operands: list[float], result: float, reckon: Callable[..., float]) -> Equation:
        return self.digits.equation([float(each) for each in operands], float(result), reckon)


def _summed(*each: float) -> float:
    return sum(map(operator.mul, each[::2], each[1::2]))


def _summed_times(*each: float) -> float:
    return _summed(*each[:-1]) * each[-1]


def _plain_factor(number: Number) -> str:
    return f"({number.plain})" if number.value < 0 else number.plain


def _broken(terms: list[str]) -> list[str]:
    """Terms of a sum in lines, all but the first one behind a plus."""
    lines = [" + ".join(terms[i:i + TERMS_A_LINE]) for i in range(0, len(terms), TERMS_A_LINE)]
    return [lines[0], *(rf"&\quad + {line}" for line in lines[1:])]

