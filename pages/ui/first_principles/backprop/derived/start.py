"""Where backpropagation starts: the loss, its convention, and its derivatives with respect to the outputs."""
from math import gcd

from engine.inspection.worked import Worked
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.derived.called import delta, partial, plain
from pages.ui.first_principles.backprop.derived.digits import Digits
from pages.ui.first_principles.formulas import put_in
from pages.ui.first_principles.own.names import nodes
from pages.ui.first_principles.printed import Equation, Number
from pages.ui.shared.glossary import term
from pages.ui.shared.plain import MINUS


class Start:
    """That of one sample."""

    def __init__(self, example: WorkedExample, row: int, step: Worked, digits: Digits):
        self.example, self.row, self.step, self.digits = example, row, step, digits
        self.names, self.targets = nodes(example.sizes)[-1], example.targets[row]
        self.is_squared = example.end.loss == "mse"
        self.outputs = step.layers[-1].outputs if self.is_squared else example.outputs([example.inputs[row]])[0]

    @property
    def factor(self) -> tuple[int, int]:
        """What an output minus its target is multiplied by: so many parts of how many."""
        if self.example.end.loss == "softmax_cross_entropy":
            return 1, 1
        above = 2 if self.is_squared and not self.example.is_half else 1
        below = 1 if self.example.sums_outputs else len(self.names)
        return above // gcd(above, below), below // gcd(above, below)

    def words(self) -> str:
        """The loss as it is here, and its derivative."""
        of = f"sample {self.row + 1}" if len(self.example.inputs) > 1 else "this sample"
        if self.is_squared:
            return f"The loss of {of} is $L = {self._loss()}$."
        cancels = (f"The {term('sigmoid')}'s derivative $o \\, (1 - o)$ cancels against that of the "
                   f"{term('cross-entropy')}, $(o - y) / (o \\, (1 - o))$" if self.example.ending == "sigmoid_entropy"
                   else f"{term('softmax', 'Softmax')}'s derivative cancels against that of the "
                        f"{term('cross-entropy')}")
        return f"The loss of {of} is $L = {self._loss()}$. {cancels}: what is left is output minus target."

    def _loss(self) -> str:
        several = len(self.names) > 1
        o, y = ("o_k", "y_k") if several else ("o", "y")
        kind = {"mse": f"({o} - {y})^2", "binary_cross_entropy": rf"[{y} \ln {o} + (1 - {y}) \ln (1 - {o})]",
                "softmax_cross_entropy": rf"{y} \ln {o}"}[self.example.end.loss]
        half = 2 if self.is_squared and self.example.is_half else 1
        is_mean = not self.example.sums_outputs and self.example.end.loss != "softmax_cross_entropy"
        below = half * (len(self.names) if is_mean else 1)
        scale = rf"\tfrac{{1}}{{{below}}} " if below > 1 else ""
        total = r"\sum_k " if several else ""
        return f"{'' if self.is_squared else '-'}{scale}{total}{kind}"

    def lines(self, k: int) -> list[str]:
        """The derivative with respect to an output, or for a cross-entropy to its sum, as lines of TeX."""
        name, found = self.names[k], self._found(k)
        y = "y" if len(self.names) == 1 else f"y_{k + 1}"
        left = partial("L", name) if self.is_squared else rf"{delta(name)} = {partial('L', f'z_{{{name}}}')}"
        numbers = put_in(found, lambda o, y: self._times(rf"{o.tex} - {y.factor}"), bold=not self.is_squared)
        return [rf"{left} &= {self._times(f'{name} - {y}')}", f"&{numbers}"]

    def _found(self, k: int) -> Equation:
        above, below = self.factor
        value = (self.step.layers[-1].output_gradient if self.is_squared else self.step.layers[-1].delta)[k]
        return self.digits.equation([float(self.outputs[k]), self.targets[k]], float(value),
                                    lambda o, y: above * (o - y) / below)

    def _times(self, difference: str) -> str:
        above, below = self.factor
        if below > 1:
            return rf"\frac{{{above}}}{{{below}}} \cdot ({difference})"
        return rf"{above}\,({difference})" if above > 1 else difference

    def table(self, needed: list[int]) -> str:
        """A row for each of some outputs: its delta as one equation."""
        above, below = self.factor
        scale = f"{above}/{below} · " if below > 1 else f"{above} · " if above > 1 else ""
        by_slope = r" \cdot f'(z_o)" if self.is_squared else ""
        symbols = f"{scale}$(o - y){by_slope}$" if scale or by_slope else "$o - y$"
        rows = [rf"| $\delta$ | {symbols} |", "|:--|:--|"]
        last = self.step.layers[-1]
        for k in needed:
            operands = [self.outputs[k], self.targets[k], *([last.slopes[k]] if self.is_squared else [])]
            found = self.digits.equation([float(each) for each in operands], float(last.delta[k]),
                                         lambda o, y, by=1.0: above * (o - y) / below * by)
            o, y, *by = found.operands
            difference = f"{o.plain} {MINUS} {_factor(y)}"
            whole = f"{scale}({difference})" + (f" · {_factor(by[0])}" if by else "") if scale or by else difference
            rows.append(f"| {plain(self.names[k])} | {whole} {found.sign} **{found.result.plain}** |")
        return "\n".join(rows)


def _factor(number: Number) -> str:
    return f"({number.plain})" if number.value < 0 else number.plain
