"""What the chapter One neuron says about its numbers, in plain words. Knows nothing of Streamlit."""
from collections.abc import Mapping

from pages.ui.first_principles import formulas
from pages.ui.first_principles.formulas import number, plain
from pages.ui.first_principles.neuron import equations, gates
from pages.ui.first_principles.neuron.unit import Computed, threshold
from pages.ui.first_principles.printed import printed
from pages.ui.shared.choices import ACTIVATION_NAMES, within_a_sentence
from pages.ui.shared.plain import MINUS

RIGHT, WRONG = ":green[:material/check:]\N{NO-BREAK SPACE}right", ":red[:material/close:]\N{NO-BREAK SPACE}wrong"


def of_neuron(values: Mapping[str, float], found: Computed, activation: str) -> str:
    """The picture of the neuron, for who cannot see it."""
    x1, x2, w1, w2, b = values.values()
    name = within_a_sentence(ACTIVATION_NAMES[activation])
    return (f"A neuron. {plain(w1)} times {plain(x1)} is {plain(w1 * x1)}; {plain(w2)} times {plain(x2)} is "
            f"{plain(w2 * x2)}; with the bias {plain(b)} the sum z is {plain(found.z)}; the {name} of that, the output "
            f"a, is {plain(found.a)}.")


def of_line(values: Mapping[str, float], gate: list[gates.Row]) -> str:
    """The picture of the plane, for who cannot see it."""
    _, _, w1, w2, b = values.values()
    if not w1 and not w2:
        line = "Both weights are 0, so that there is no line: the output is the same everywhere."
    else:
        line = (f"The plane of x1 and x2, parted by the line on which {plain(w1)} times x1 plus {plain(w2)} times x2 "
                f"plus {plain(b)} is 0.")
    corners = [f"({row.inputs[0]}, {row.inputs[1]}) has target {row.target} and is "
               f"{'right' if row.is_right else 'wrong'}" for row in gate]
    count = gates.count(gate)
    return line + (f" {count} of 4 rows {'is' if count == 1 else 'are'} right: {', '.join(corners)}." if gate else "")


def of_bias(values: Mapping[str, float]) -> str:
    """What the weights and the bias do to the line just now. Markdown."""
    _, _, w1, w2, b = values.values()
    if not w1 and not w2:
        return ("**Both weights are 0, so there is no line:** $z = b$ everywhere, and the output is the same for all "
                "inputs.")
    if not b:
        return "The bias is 0 now, so the line passes through (0, 0)."
    if not equations.has_distance(values):
        return (r"At $b = 0$ the line would pass through (0, 0). The weights are so close to 0 now that "
                "$w_1^2 + w_2^2$ is rounded to 0, so its distance from there cannot be computed.")
    return "At $b = 0$ the line would pass through (0, 0). Now it lies at this distance from there:"


def table(found: list[gates.Row], activation: str) -> str:
    """The four rows of a gate. Markdown."""
    lines = ["| $x_1$ | $x_2$ | target | $a$ | class | |", "|:-:|:-:|:-:|--:|:-:|:--|"]
    lines += [f"| {row.inputs[0]} | {row.inputs[1]} | {row.target} | {printed(row.output).plain} | {row.predicted} | "
              f"{RIGHT if row.is_right else WRONG} |" for row in found]
    return "\n".join(lines)


def score(found: list[gates.Row], gate: str, activation: str) -> str:
    """How many of the four are right, and what counts as class 1. Markdown."""
    right, rule = gates.count(found), f"The class is 1 where $a > {threshold(activation):g}$, else 0."
    if right == 4:
        return f":green[:material/check:] **4 of 4 right: this neuron computes {gates.NAMES[gate]}.** {rule}"
    return f"**{right} of 4 right.** {rule}"


def why_not_xor(activation: str) -> str:
    """Why one neuron cannot be XOR, with what trying gives. Markdown."""
    most, tried, example = gates.best(gates.TARGETS["xor"], activation)
    w1, w2, b = (number(value) for value in example)
    trial = (f"The engine has just tried {tried:,} neurons, each of $w_1$, $w_2$ and $b$ from {MINUS}5 to 5 in steps "
             f"of 0.5: the best is right in **{most} of 4** rows, such as $w_1 = {w1}$, $w_2 = {w2}$, $b = {b}$.")
    if most == 4:
        return ("This activation function is the exception. It rises and falls again, so one neuron draws stripes "
                f"instead of one line.\n\n{trial}\n\nWith a function that only rises it cannot be done.")
    asked = [rf"({x1}, {x2}) \to {target}: &\quad {gates.condition((x1, x2), target)}"
             for (x1, x2), target in zip(gates.CORNERS, gates.TARGETS["xor"])]
    return ("The corners of class 1 lie on one diagonal of the square, those of class 0 on the other, and these "
            "cross: **no straight line separates them.** In numbers, each row asks something of $z$:\n\n"
            f"{formulas.aligned(asked)}\n\n"
            "Add the two in the middle: $w_1 + w_2 + 2b > 0$. Add the first and the last: "
            rf"$w_1 + w_2 + 2b \le 0$. Both cannot hold, so at most three rows are right."
            f"\n\n{trial}")
