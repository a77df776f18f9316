"""The formulas of one step of learning with their numbers put in, as Markdown. Knows nothing of Streamlit.

Names are the tutorial's: inputs x, hidden neurons h, the output o; weights w1, w2, ... neuron by neuron, biases b.
"""
from engine.inspection.worked import Worked

MINUS = "\N{MINUS SIGN}"
FUNCTIONS = {"sigmoid": r"\sigma", "tanh": r"\tanh", "relu": r"\mathrm{relu}"}
MEANINGS = {"sigmoid": r"$\sigma(z) = 1 / (1 + e^{-z})$ squashes any sum into 0 to 1.",
            "tanh": r"$\tanh$ squashes any sum into $-1$ to 1.",
            "relu": r"$\mathrm{relu}(z) = \max(0, z)$ lets positive sums through and turns others into 0."}
SLOPES = {"sigmoid": r"{0} \cdot (1 - {0})", "tanh": r"1 - {0}^2",
          "relu": r"(1 \text{{ if }} z > 0 \text{{, else }} 0)"}


def number(value: float) -> str:
    """A number in a formula, with the digits that say something."""
    value = float(value)
    if value and abs(value) < 0.0005:
        digits, power = f"{value:.1e}".split("e")
        text = rf"{digits} \cdot 10^{{{int(power)}}}"
    else:
        text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text


def plain(value: float) -> str:
    """The same outside of formulas, shorter."""
    value, size = float(value), abs(value)
    text = f"{value:.1e}" if 0 < size < 5e-7 else f"{value:.{3 if size >= 5e-4 else 6}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", MINUS)


def factor(value: float) -> str:
    """A number in a product: in brackets if it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def written(name: str) -> str:
    """A formula's name outside of formulas: w_1 as w₁."""
    return "".join(chr(ord("₀") + int(sign)) if sign.isdigit() else sign for sign in name.replace("_", ""))


def neurons(step: Worked) -> list[list[str]]:
    """What each layer's neurons are called."""
    hidden = [[f"h_{j + 1}" for j in range(len(layer.sums))] for layer in step.layers[:-1]]
    return [*hidden, ["o"]]


def parameters(step: Worked) -> list[list[list[str]]]:
    """The names of each layer's parameters, neuron by neuron: its weights, then its bias."""
    names, weights, biases = [], 0, 0
    for layer in step.layers:
        names.append([])
        for _ in layer.sums:
            own = [f"w_{weights + i + 1}" for i in range(len(layer.inputs))]
            weights, biases = weights + len(own), biases + 1
            names[-1].append([*own, f"b_{biases}"])
    return names


def forward(step: Worked, inputs: list[str], activation: str) -> str:
    """Every neuron's sum and what its function makes of it."""
    lines, names = [], [inputs, *neurons(step)]
    for depth, (layer, owned) in enumerate(zip(step.layers, parameters(step))):
        function = FUNCTIONS[activation if depth < len(step.layers) - 1 else "sigmoid"]
        for j, own in enumerate(owned):
            terms = [rf"{name} \, {source}" for name, source in zip(own, names[depth])]
            values = [rf"{factor(weight)} \cdot {factor(value)}" for weight, value in
                      zip(layer.matrix[:-1, j], layer.inputs)]
            lines.append(_aligned([
                rf"z_{{{names[depth + 1][j]}}} &= {' + '.join([*terms, own[-1]])}",
                rf"&= {' + '.join([*values, factor(layer.matrix[-1, j])])} = {number(layer.sums[j])}",
                rf"{names[depth + 1][j]} &= {function}(z_{{{names[depth + 1][j]}}}) = "
                rf"\mathbf{{{number(layer.outputs[j])}}}"]))
    return "\n\n".join(lines)


def loss(step: Worked, target: float) -> str:
    """How wrong the answer is."""
    answer = step.layers[-1].outputs[0]
    return rf"$$L = (o - y)^2 = ({number(answer)} - {number(target)})^2 = \mathbf{{{number(step.loss)}}}$$"


def backward(step: Worked, inputs: list[str], target: float, activation: str) -> str:
    """The chain rule, from the loss back to every parameter."""
    hidden, output = step.layers
    (names, _), (owned, (own,)) = neurons(step), parameters(step)
    o, by_o, slope, delta = (numbers[0] for numbers in (output.outputs, output.by_output, output.slopes, output.by_sum))
    parts = [r"The output first. Its share of the mistake, $\delta_o$, is how fast the loss grows with its sum:",
             _aligned([rf"{_slope('L', 'o')} &= 2\,(o - y) = 2\,({number(o)} - {number(target)}) = "
                       rf"{number(by_o)}",
                       rf"{_slope('o', 'z_o')} &= o \cdot (1 - o) = {number(slope)}",
                       rf"\delta_o &= {factor(by_o)} \cdot {factor(slope)} = {number(delta)}",
                       *_products(own, "o", names, delta, hidden.outputs, output.gradient[:, 0])])]
    for j, name in enumerate(names):
        weight, by_name, slope, share = output.matrix[j, 0], hidden.by_output[j], hidden.slopes[j], hidden.by_sum[j]
        parts += [rf"${name}$ had a hand in it through the weight ${own[j]}$, so a part of $\delta_o$ goes back to it:",
                  _aligned([rf"{_slope('L', name)} &= \delta_o \cdot {own[j]} = {factor(delta)} \cdot "
                            rf"{factor(weight)} = {number(by_name)}",
                            rf"{_slope(name, f'z_{{{name}}}')} &= {SLOPES[activation].format(name)} = "
                            rf"{number(slope)}",
                            rf"\delta_{{{name}}} &= {factor(by_name)} \cdot {factor(slope)} = {number(share)}",
                            *_products(owned[j], name, inputs, share, hidden.inputs, hidden.gradient[:, j])])]
    return "\n\n".join(parts)


def _products(own, neuron, sources, delta, values, gradient):
    """One neuron's derivatives: delta times what each weight was multiplied by, and delta itself for the bias."""
    return [*(rf"{_slope('L', name)} &= \delta_{{{neuron}}} \cdot {source} = {factor(delta)} \cdot "
              rf"{factor(value)} = \mathbf{{{number(slope)}}}"
              for name, source, value, slope in zip(own, sources, values, gradient)),
            rf"{_slope('L', own[-1])} &= \delta_{{{neuron}}} = \mathbf{{{number(gradient[-1])}}}"]


def _slope(what, by):
    return rf"\frac{{\partial {what}}}{{\partial {by}}}"


def _aligned(lines):
    """Formulas under each other, their equals signs too."""
    return "$$\n\\begin{aligned}\n" + " \\\\[6pt]\n".join(lines) + "\n\\end{aligned}\n$$"


def update(step: Worked, rate: float) -> str:
    """A table of all parameters before and after the step."""
    rows = ["| parameter | before | slope of the loss | change: $-$rate · slope | after |", "|:--|--:|--:|--:|--:|"]
    for layer, owned in zip(step.layers, parameters(step)):
        for j, own in enumerate(owned):
            rows += [f"| ${name}$ | {plain(before)} | {plain(slope)} | {plain(-rate * slope)} | "
                     f"**{plain(before - rate * slope)}** |"
                     for name, before, slope in zip(own, layer.matrix[:, j], layer.gradient[:, j])]
    return "\n".join(rows)
