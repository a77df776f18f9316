"""A small neural network, 2-4-3, and its training, with NumPy alone: nothing else is needed.

It repeats what a neural network playground showed. After all its steps of training, 20, the training
loss is 0.733807462, and 70.0% of the training points are right. Run it with: python FILE
"""
import math

import numpy as np

DTYPE = np.float32
np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer


# ---- What to learn ----------------------------------------------------------------------------------------------

# A row a point: x1 (length cm), x2 (width cm) and the class: 0 is beech, 1 is Bäumchen, 2 is moss, wet.
# length cm as people know it = x1 * 2.03324412 + 5.41428571
# width cm as people know it = x2 * 1.5821227 + 3.52142857
TRAINING_POINTS = np.array([
    (0.7307112, 1.5666114, 1.0),
    (-0.10539104, 0.68172425, 1.0),
    (1.2717186, 0.2392807, 0.0),
    (0.4847988, -0.45598775, 0.0),
    (-0.30212098, 0.4921056, 1.0),
    (0.14052139, 0.5553118, 1.0),
    (1.0749886, -0.13995664, 0.0),
    (-1.5808656, -1.3408749, 2.0),
    (-1.925143, -1.4672873, 2.0),
    (0.23888636, -0.39278153, 0.0),
], np.float32).reshape(-1, 3)
TEST_POINTS = np.array([
    (-1.7284131, -1.7833184, 2.0),
    (0.8290762, -0.3295753, 0.0),
    (0.53398126, 1.3137865, 1.0),
    (0.33725134, 1.0609616, 1.0),
], np.float32).reshape(-1, 3)


def targets_of(points):
    """The right answers (rows, outputs)."""
    return np.eye(3, dtype=DTYPE)[points[:, 2].astype(int)].astype(DTYPE)


def inputs_of(points):
    """What the network is told of points: (rows, 2)."""
    x1, x2 = points[:, 0], points[:, 1]
    return np.stack([x1, x2], axis=1)


# ---- The network ------------------------------------------------------------------------------------------------

def tanh(z):
    """f(z) = tanh(z), which squashes any number into -1..1"""
    return np.tanh(z)


def tanh_slope(z, a):
    """f'(z) = 1 - f(z)^2"""
    return 1 - a * a


def identity(z):
    """f(z) = z, for outputs that are raw scores or numbers"""
    return z


def identity_slope(z, a):
    """f'(z) = 1"""
    return 1.0


def softmax(scores):
    """e^s / sum(e^s), row by row; subtracting the largest score first changes nothing but prevents overflow"""
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# The first weights: drawn at random ("xavier") from seed 0.
FIRST = [
    # layer 1: 2 inputs, then the biases; a column a neuron, 4 in all
    [[0.07259037, -0.07627078, 0.36974818, 0.060564112],
     [-0.30926886, 0.208767, 0.7528648, 0.54679745],
     [0.0, 0.0, 0.0, 0.0]],
    # layer 2: 4 inputs, then the biases; a column a neuron, 3 in all
    [[-0.37616232, -0.67639625, -0.3331542],
     [0.022089666, -1.2427813, -0.11694907],
     [-0.6659674, -0.39141336, -0.29091868],
     [-0.16906954, 0.22002578, 0.55724686],
     [0.0, 0.0, 0.0]],
]
functions = [(tanh, tanh_slope), (identity, identity_slope)]  # of each layer, with their slopes

# All weights and biases are one vector, and each layer's matrix is a view of its part: what changes one changes both.
params = np.concatenate([np.array(matrix, DTYPE).ravel() for matrix in FIRST])


def cut_into_layers(vector):
    """Views of consecutive parts of a vector, one matrix a layer."""
    ends = np.cumsum([np.size(matrix) for matrix in FIRST])
    return [part.reshape(np.shape(matrix)) for part, matrix in zip(np.split(vector, ends[:-1]), FIRST)]


layers = cut_into_layers(params)


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


def answers(inputs):
    """How sure the network is of each class (rows, classes) for inputs (rows, features)."""
    return softmax(outputs_of(inputs))


# ---- How it learns ----------------------------------------------------------------------------------------------

def loss_of(scores, targets):
    """L = mean over rows of -log p(true class) with p = softmax(scores)"""
    scores = scores.astype(float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - (shifted * targets).sum(axis=1))


def loss_gradient(scores, targets, scale):
    """scale * dL/d score = scale * (softmax(scores) - target) / rows"""
    return (softmax(scores) - targets) * (scale / len(scores))


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


# What was changed while it trained: (after this step, what, its new value). rate is the learning rate, l1 and l2 the
# prices of large weights, and w12 the parameter number 12.
CHANGES = [
    (0, 'rate', 0.1),
    (0, 'l1', 0.0),
    (0, 'l2', 0.0),
]
rates = {"rate": 0.0, "l1": 0.0, "l2": 0.0}


def change(what, value):
    """Make a change."""
    if what in rates:
        rates[what] = value
    else:
        params[int(what[1:])] = value


def move(gradient):
    """Gradient descent: params <- params - rate * gradient. The rate is in the gradient already."""
    np.subtract(params, gradient, out=params)


STEPS, BATCH_SIZE = 20, 10
gradient = np.zeros_like(params)
gradients = cut_into_layers(gradient)
shuffler = np.random.default_rng([0, 1])  # a new order every epoch


def batches():
    """(inputs with ones, targets) of a few points at a time, epoch after epoch, without end."""
    inputs, targets = with_ones(inputs_of(TRAINING_POINTS)), targets_of(TRAINING_POINTS)
    while True:
        order = shuffler.permutation(len(inputs))
        epoch_inputs, epoch_targets = inputs[order], targets[order]
        for first in range(0, len(inputs), BATCH_SIZE):
            yield epoch_inputs[first : first + BATCH_SIZE], epoch_targets[first : first + BATCH_SIZE]


def train():
    """All steps, one batch each, with the changes at their steps."""
    waiting = sorted(CHANGES, key=lambda change: change[0])
    for step, (inputs, targets) in zip(range(STEPS + 1), batches()):
        while waiting and waiting[0][0] <= step:
            change(*waiting.pop(0)[1:])
        if step == STEPS:
            return
        scale = rates["rate"]  # the learning rate goes in where the numbers are few
        fill_gradient(inputs, targets, scale)
        add_penalty(scale)
        move(gradient)


# ---- How well it does -------------------------------------------------------------------------------------------

def loss_on(points):
    """The mean loss on some points."""
    return float(loss_of(outputs_of(inputs_of(points)), targets_of(points)))


if __name__ == "__main__":
    train()
    print(f"Steps: {STEPS:,}")
    for name, points in (("training", TRAINING_POINTS), ("test", TEST_POINTS)):
        if not len(points):
            continue
        print(f"{name} loss: {loss_on(points):.9g}")
        answer, truth = answers(inputs_of(points)), targets_of(points)
        right = (answer >= 0.5) == truth if truth.shape[1] == 1 else answer.argmax(axis=1) == truth.argmax(axis=1)
        print(f"    right: {right.mean():.1%}")
