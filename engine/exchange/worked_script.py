"""A worked example as one Python file that needs NumPy alone: each formula, the lines that compute it, its numbers.

It is made of sections, which a notebook has too. The last one holds the engine's numbers against the script's own.
"""
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from engine.exchange import pieces
from engine.exchange.plain_numpy import optimizer_call, optimizer_code
from engine.exchange.worked_steadiness import MOST_STEPS, Steadiness, steadiness, trained
from engine.inspection.worked_example import WorkedExample

LOSS_FORMULAS = {  # of the number that the sum is multiplied by
    "mse": "L = {} \\sum (o - y)^2",
    "binary_cross_entropy": "L = -{} \\sum \\left( y \\ln o + (1 - y) \\ln (1 - o) \\right), \\qquad o = \\sigma(z)",
    "softmax_cross_entropy": "L = -{} \\sum y \\ln o, \\qquad o = \\mathrm{{softmax}}(z)"}
UPDATE_FORMULAS = {
    "sgd": r"\theta \leftarrow \theta - \eta \, g",
    "momentum": r"v \leftarrow \mu \, v + g, \qquad \theta \leftarrow \theta - \eta \, v",
    "adam": r"m \leftarrow \beta_1 m + (1 - \beta_1) \, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) \, g^2, "
            r"\qquad \theta \leftarrow \theta - \eta \, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + "
            r"\varepsilon}"}


class Section(NamedTuple):
    """A part of a script or a notebook. text: Markdown, with its formulas; code: Python."""

    title: str
    text: str
    code: str


def worked_script(example: WorkedExample) -> str:
    """The script of an example."""
    shown = sections(example)
    opening = f'''"""A neural network, {sizes_of(example)}, with NumPy alone: nothing else is needed.

Forward pass, loss, backpropagation and training, each with its numbers. Run it with: python FILE
"""
{imports(shown)}
'''
    return pieces.joined([opening, *(part for each in shown for part in (pieces.heading(each.title), each.code))])


@np.errstate(all="ignore")  # what is too large for a float is said to be
def sections(example: WorkedExample) -> list[Section]:
    """What the script does, in order; each one needs those before it."""
    steady = steadiness(example)
    names = [pieces.name_of(layer.activation) for layer in example.network.layers]
    return [
        Section("The network", f"A {sizes_of(example)} network. $W$ has a column for each neuron, $x$ and $y$ a row "
                "for each sample.", _network(example, steady)),
        Section("Forward pass", "$$z = xW + b, \\qquad a = f(z)$$\n\nlayer by layer; each layer's $a$ is the next "
                "one's $x$.", _forward(example, names)),
        Section("Loss", f"$${loss_formula(example, len(example.inputs))}$$\n\n"
                f"The sum runs over {_what_is_added(example)}.", _loss(example)),
        Section("Backpropagation", "$$\\delta = \\frac{\\partial L}{\\partial z} = \\frac{\\partial L}{\\partial a} "
                "\\odot f'(z), \\qquad \\frac{\\partial L}{\\partial W} = x^T \\delta, \\qquad \\frac{\\partial L}"
                "{\\partial b} = \\sum \\delta, \\qquad \\frac{\\partial L}{\\partial x} = \\delta W^T$$\n\n"
                f"from the last layer to the first.{_penalty_text(example)}", _gradient(example)),
        Section("Training", _update_text(example), _training(example, steady)),
        Section("Check", "The numbers of the engine that wrote this file.", _check(example, steady))]


def imports(shown: Sequence[Section]) -> str:
    """What the sections' code needs."""
    needs_math = any("math." in section.code for section in shown)
    return ("import math\n\n" if needs_math else "") + "import numpy as np"


def sizes_of(example: WorkedExample) -> str:
    """The sizes of an example's layers, 2-2-1."""
    return "-".join(map(str, example.sizes))


def loss_formula(example: WorkedExample, samples: int) -> str:
    """The loss of so many samples, as TeX."""
    share = loss_share(example, samples)
    number = "" if share == 1 else (rf"\frac{{{share.numerator}}}{{{share.denominator}}}" if share.denominator > 1 else
                                    f"{share.numerator}")
    formula = LOSS_FORMULAS[example.end.loss].format(number)
    outputs = example.sizes[-1] if example.end.loss != "softmax_cross_entropy" else 2
    return formula.replace(r" \sum", "") if samples * outputs == 1 else formula


def loss_share(example: WorkedExample, samples: int) -> Fraction:
    """What the loss of so many samples multiplies the sum over them and over outputs by."""
    outputs = 1 if example.end.loss == "softmax_cross_entropy" else example.sizes[-1]
    return Fraction(example.factor(samples)) / (samples * outputs)


def number(value: float) -> str:
    """A number as Python reads it back, whole ones without a point."""
    if not np.isfinite(value):
        return f'float("{value}")'
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def matrix(rows: Iterable[Iterable[float]], indent: str = "    ") -> str:
    """Rows of numbers as a Python list, a line each."""
    return f",\n{indent} ".join(vector(row) for row in rows).join("[]")


def vector(values: Iterable[float]) -> str:
    """Numbers as a Python list."""
    return ", ".join(map(number, values)).join("[]")


def numbers_code(example: WorkedExample) -> str:
    """An example's weights, biases, inputs and targets as assignments."""
    weights = "".join(f"    {matrix(layer)},\n" for layer in example.weights)
    biases = "".join(f"    {vector(layer.biases.tolist())},\n" for layer in example.network.layers)
    return f'''
# Each layer's weights W, (fan_in, fan_out): a column for each neuron.
WEIGHTS = [
{weights}]
# Each layer's biases b: {BIAS_WORDS[example.bias_kind]}.
BIASES = [
{biases}]
# A row for each sample.
INPUTS = {matrix(example.inputs, "         ")}
TARGETS = {matrix(example.targets, "          ")}
'''


BIAS_WORDS = {"trained": "a number for each neuron", "fixed": "they stay as they are", "absent": "there are none"}


def _network(example: WorkedExample, steady: Steadiness) -> str:
    silence = ('np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer'
               if is_finite(example) else
               "# Some numbers of this network are larger than a float can hold: inf, and nan, what is not a number.\n"
               'np.seterr(all="ignore")')
    return f'''
{silence}
{numbers_code(example)}
x, y = np.array(INPUTS, float), np.array(TARGETS, float)

# All weights and biases are one vector, and W and b are views into it: what changes one changes both.
params = np.concatenate([np.ravel(part) for layer in zip(WEIGHTS, BIASES) for part in layer]).astype(float)


def cut_into_layers(vector):
    """Views of a vector's parts: (W, b) of each layer."""
    layers, begin = [], 0
    for fan_in, fan_out in map(np.shape, WEIGHTS):
        middle, end = begin + fan_in * fan_out, begin + (fan_in + 1) * fan_out
        layers.append((vector[begin:middle].reshape(fan_in, fan_out), vector[middle:end]))
        begin = end
    return layers


layers = cut_into_layers(params)
'''


def _forward(example: WorkedExample, names: list[str]) -> str:
    functions = ", ".join(f"({name}, {name}_slope)" for name in names)
    predicted = {"binary_cross_entropy": "sigmoid(passed[-1][2])", "softmax_cross_entropy": "softmax(passed[-1][2])"}
    shown = predicted.get(example.end.loss, "passed[-1][2]")
    comment = "  # of the scores that the last layer gives" if "(" in shown else ""
    return f'''{pieces.functions({*names}, example.end.loss)}

functions = [{functions}]  # f and f' of each layer


def forward(x):
    """(inputs x, weighted sums z, activations a) of each layer, a row for each sample."""
    passed = []
    for (W, b), (f, slope) in zip(layers, functions):
        z = x @ W + b
        a = f(z)
        passed.append((x, z, a))
        x = a
    return passed


def predict(x):
    """The outputs (samples, outputs) for inputs (samples, features)."""
    passed = forward(x)
    return {shown}{comment}


for number, (_, z, a) in enumerate(forward(x), 1):
    print(f"layer {{number}}: z =", z.tolist(), " a =", a.tolist())
outputs = predict(x)
print("outputs:", outputs.tolist())
'''


def _loss(example: WorkedExample) -> str:
    return f'''
# The loss is so many times the mean over {_what_is_added(example)}.
FACTOR = {number(example.factor(len(example.inputs)))}

{pieces.LOSS_CODE[example.end.loss]}

def loss():
    return FACTOR * float(loss_of(forward(x)[-1][2], y))


first_loss = loss()
print("loss:", first_loss)
'''


def _gradient(example: WorkedExample) -> str:
    of_biases = ("delta.sum(axis=0)" if example.bias_kind == "trained" else
                 f"0  # {'they are fixed' if example.bias_kind == 'fixed' else 'there are none'}")
    penalty = ("# The price of large weights, L2 / 2 * sum W^2; the loss above leaves it out.\n"
               f"L2 = {number(example.l2)}\n" if example.l2 else "")
    return f'''
{penalty}gradient = np.zeros_like(params)
gradients = cut_into_layers(gradient)


def fill_gradient():
    """Fill `gradient` with dL/dparams, by the chain rule from the loss back to every weight."""
    passed = forward(x)
    delta = loss_gradient(passed[-1][2], y, FACTOR)  # dL/da of the last layer
    for (W, b), (W_gradient, b_gradient), (f, slope), (inputs, z, a) in reversed(
            [*zip(layers, gradients, functions, passed)]):
        delta = delta * slope(z, a)  # dL/dz = dL/da * f'(z)
        W_gradient[:] = inputs.T @ delta{" + L2 * W" if example.l2 else ""}
        b_gradient[:] = {of_biases}
        delta = delta @ W.T  # dL/da of the layer below


fill_gradient()
first_gradient = gradient.copy()
for number, (W_gradient, b_gradient) in enumerate(gradients, 1):
    print(f"layer {{number}}: dL/dW =", W_gradient.tolist(), " dL/db =", b_gradient.tolist())
'''


def _training(example: WorkedExample, steady: Steadiness) -> str:
    return f'''
rates = {{"rate": {number(example.rate)}}}  # the learning rate

{optimizer_code(example.optimizer)}

optimizer = {optimizer_call(example.optimizer, dict(example.settings))}
{steps_code(steady)}


def train(steps):
    for _ in range(steps):
        fill_gradient()
        optimizer.step_scaled(params, gradient * optimizer.gradient_scale)


for step in range(1, STEPS + 1):
    train(1)
    if step in (1, 2, 5, 10, 20, 50, STEPS):
        print(f"loss after step {{step}}:", loss())
last_loss = loss()
for number, (W, b) in enumerate(layers, 1):
    print(f"layer {{number}}: W =", W.tolist(), " b =", b.tolist())
'''


def is_finite(example: WorkedExample) -> bool:
    """Whether a float can hold the loss and its gradient."""
    return bool(np.isfinite(example.loss_of_all()) and np.isfinite(example.gradient()).all())


def steps_code(steady: Steadiness) -> str:
    """How many steps of training a script takes, and why no more."""
    why = "" if steady.steps == MOST_STEPS[0] else (
        "# No more: from there on the last digit decides, which computers round in different ways, or the loss grows "
        "beyond\n# all bounds.\n")
    return f"{why}STEPS = {steady.steps}"


def _check(example: WorkedExample, steady: Steadiness) -> str:
    known = [("outputs", "OUTPUTS", matrix(example.outputs().tolist(), "          "), "1e-9", steady.outputs),
             ("first_loss", "LOSS", number(example.loss_of_all()), "1e-9", steady.outputs),
             ("first_gradient", "GRADIENT", vector(example.gradient().tolist()), "1e-9", steady.gradient)]
    if steady.gradient:
        after = example.over(trained(example, steady.steps))
        known.append(("last_loss", "LAST_LOSS", number(after.loss_of_all()), "1e-6", True))
    numbers = "\n".join(f"{name} = {value}" for _, name, value, _, _ in known)
    asserted = "\n".join(f"assert agree({found}, {name}, {within}), {found}"
                         for found, name, _, within, is_steady in known if is_steady)
    return f'''
{numbers}


def agree(found, known, within):
    """Whether no number is further off than so small a share of the largest one."""
    return np.abs(np.subtract(found, known)).max() <= within * (np.abs(known).max() + 1e-9)


{asserted}{_uncompared(steady)}
'''


def _uncompared(steady: Steadiness) -> str:
    """The script's last words: what it has compared."""
    if steady.gradient:
        return '\nprint("All numbers are those of the engine.")'
    what = "the gradient" if steady.outputs else "the outputs, the loss and the gradient"
    return (("\n" if steady.outputs else "") +
            f"# Not compared: {what}. They are larger than a float can hold, or the last digit decides.\n"
            f'print("Not compared with the engine: {what}.")')


def _what_is_added(example: WorkedExample) -> str:
    samples = len(example.inputs)
    added = [f"{samples} sample{'s' * (samples != 1)}"]
    if example.end.loss != "softmax_cross_entropy":
        added.append(f"{example.sizes[-1]} output{'s' * (example.sizes[-1] != 1)}")
    return " and ".join(added)


def _penalty_text(example: WorkedExample) -> str:
    return f" L2 adds ${number(example.l2)} \\, W$." if example.l2 else ""


def _update_text(example: WorkedExample) -> str:
    formula = UPDATE_FORMULAS.get(example.optimizer)
    said = f"$${formula}$$\n\n" if formula else ""
    return f"{said}for every weight and bias $\\theta$ and its derivative $g$, with $\\eta = {number(example.rate)}$."
