"""The formulas of a script, as text, beside those that `plain_numpy` makes of the engine's own source.

They do the engine's arithmetic in the engine's order, so that a script's numbers are the engine's own.
"""
import re

from engine.activations import ACTIVATIONS, Activation
from engine.exchange.plain_numpy import activation_code

LOSS_CODE = {
    "mse": '''
def loss_of(outputs, targets):
    """L = mean((output - target)^2)"""
    return np.mean((outputs - targets).astype(float) ** 2)


def loss_gradient(outputs, targets, scale):
    """scale * dL/d output = scale * 2 (output - target) / count"""
    error = outputs - targets
    return error * (scale * 2 / error.size)
''',
    "binary_cross_entropy": '''
def loss_of(scores, targets):
    """L = mean(-log p(target)) with p = sigmoid(score): softplus(score) - target * score, which never overflows"""
    scores = scores.astype(float)
    return np.mean(np.logaddexp(0, scores) - scores * targets)


def loss_gradient(scores, targets, scale):
    """scale * dL/d score = scale * (sigmoid(score) - target) / count"""
    return (sigmoid(scores) - targets) * (scale / scores.size)
''',
    "softmax_cross_entropy": '''
def loss_of(scores, targets):
    """L = mean over rows of -log p(true class) with p = softmax(scores)"""
    scores = scores.astype(float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - (shifted * targets).sum(axis=1))


def loss_gradient(scores, targets, scale):
    """scale * dL/d score = scale * (softmax(scores) - target) / rows"""
    return (softmax(scores) - targets) * (scale / len(scores))
''',
}

# what outputs mean: by loss, and "numbers" for regression
ANSWER_CODE = {
    "numbers": '''
def answers(inputs):
    """The network's numbers (rows, outputs) for inputs (rows, features)."""
    return outputs_of(inputs)
''',
    "mse": '''
def answers(inputs):
    """How sure the network is of its classes (rows, outputs) for inputs (rows, features)."""
    return outputs_of(inputs)
''',
    "binary_cross_entropy": '''
def answers(inputs):
    """How sure the network is of the second class (rows, 1) for inputs (rows, features)."""
    return sigmoid(outputs_of(inputs))
''',
    "softmax_cross_entropy": '''
def answers(inputs):
    """How sure the network is of each class (rows, classes) for inputs (rows, features)."""
    return softmax(outputs_of(inputs))
''',
}

SOFTMAX_CODE = '''
def softmax(scores):
    """e^s / sum(e^s), row by row; subtracting the largest score first changes nothing but prevents overflow"""
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
'''

FEATURE_CODE = {"x1": "x1", "x2": "x2", "x1_squared": "x1 ** 2", "x2_squared": "x2 ** 2", "x1_x2": "x1 * x2",
                "sin_x1": "np.sin(x1)", "sin_x2": "np.sin(x2)"}

FORWARD_CODE = '''
def with_ones(inputs):
    """inputs (rows, features) with a last column of ones: a bias is the weight of an input that is always 1."""
    extended = np.ones((len(inputs), inputs.shape[1] + 1), DTYPE)
    extended[:, :-1] = inputs
    return extended


def outputs_of(inputs):
    """What comes out of the last layer (rows, outputs) for inputs (rows, features)."""
    a = inputs
    for matrix, (f, slope) in zip(layers, functions):
        # z = [x 1] [W; b], a = f(z)
        a = f(np.dot(with_ones(a), matrix))
    return a
'''

BACKPROP_CODE = '''
def fill_gradient(inputs, targets, scale):
    """Fill `gradient` with scale * dL/dparams for a batch, by the chain rule from the loss back to every weight."""
    # forward: z = [x 1] [W; b], a = f(z), layer by layer
    passed, x = [], inputs
    for matrix, (f, slope) in zip(layers, functions):
        z = np.dot(x, matrix)
        a = f(z)
        passed.append((x, z, a))
        x = with_ones(a)
    # backward: from the last layer to the first, starting at delta = dL/da
    delta = loss_gradient(a, targets, scale)
    for matrix, place, (f, slope), (x, z, a) in reversed([*zip(layers, gradients, functions, passed)]):
        # dL/dz = dL/da * f'(z)
        delta = delta * slope(z, a)
        # dL/d[W; b] = [x 1]^T dL/dz
        place[:] = np.dot(x.T, delta)
        # dL/dx = dL/dz W^T, and x is the a of the layer below
        delta = np.dot(delta, matrix[:-1].T)


def add_penalty(scale):
    """Add the price of large weights, R = l1 * sum |w| + l2 / 2 * sum w^2: dR/dw = l1 sign(w) + l2 w.

    Biases are free.
    """
    for matrix, place in zip(layers, gradients):
        if rates["l1"]:
            place[:-1] += scale * rates["l1"] * np.sign(matrix[:-1])
        if rates["l2"]:
            place[:-1] += scale * rates["l2"] * matrix[:-1]
'''


def functions(names: set[str], loss: str, slopes: bool = True) -> str:
    """The activations of these names, with their slopes or without, and what a loss makes of scores."""
    names = names | {"sigmoid"} if loss == "binary_cross_entropy" else names
    code = [activation_code(name, slopes) for name in ACTIVATIONS if name in names]
    return "\n".join(code + ([SOFTMAX_CODE] if loss == "softmax_cross_entropy" else []))


def name_of(activation: Activation) -> str:
    """The row of ACTIVATIONS that this one stands in."""
    return next(name for name, known in ACTIVATIONS.items() if known is activation)


def heading(text: str) -> str:
    """A line that parts a script."""
    return f"\n# ---- {text} {'-' * (107 - len(text))}\n"


def plain(text: str) -> str:
    """People's own words, as they may stand in a comment: without line breaks or anything else that ends one."""
    return "".join(letter for letter in text if letter.isprintable())


def joined(parts: list[str]) -> str:
    """One script, with two blank lines around every function and before every heading."""
    text = "\n".join(part.strip("\n") + "\n" for part in parts)
    text = re.sub(r"(\n    .*)\n\n(?=\S)", r"\1\n\n\n", text)  # after a function
    text = re.sub(r"\n+(def |# ----|if __)", r"\n\n\n\1", text)
    return re.sub(r"(# ----.*)\n+", r"\1\n\n", text)
