"""A small neural network, 2-2-1, and its training, with NumPy alone: nothing else is needed.

It repeats what a neural network playground showed. After all its steps of training, 450, the training
loss is 0.00502510488. Run it with: python FILE
"""
import math

import numpy as np

DTYPE = np.float32
np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer


# ---- What to learn ----------------------------------------------------------------------------------------------

# A row a point: x1 (x1), x2 (x2) and the number to answer.
TRAINING_POINTS = np.array([
    (0.6428602, -3.8485692, -0.16761398),
    (-4.060346, -4.972699, -0.84178376),
    (1.8912575, 6.698964, 0.6715286),
    (1.3302927, -4.6938977, -0.25361055),
    (-2.487883, -1.2442759, -0.3327264),
    (0.41672722, -0.7302383, -0.10834975),
    (-1.8990548, -2.6690855, -0.40154442),
    (1.554749, -6.38679, -0.33085024),
    (-4.9347434, 3.0695994, -0.20737313),
    (-1.5750351, 1.657259, 0.011634003),
    (4.1980863, 5.375505, 0.8279639),
    (-5.2794843, -0.70294446, -0.5467278),
    (1.6675613, 2.866537, 0.32316908),
    (0.043977607, -2.6259124, -0.25909513),
    (2.298872, -0.33681846, 0.18612984),
    (-2.753692, 4.010937, 0.08452751),
    (-0.24756438, -6.203947, -0.5478213),
    (-4.2739987, -3.7763782, -0.7640566),
    (-2.6563082, -1.0940242, -0.25007755),
    (-1.2455027, 3.858652, 0.12573604),
    (-0.20275652, -0.9352127, -0.08523077),
    (-0.049679436, 4.7082744, 0.35199943),
    (1.5625361, -5.7339516, -0.34705436),
    (4.444903, -2.6118307, 0.059910893),
    (2.5682127, 0.25842035, 0.32258043),
], np.float32).reshape(-1, 3)
TEST_POINTS = np.array([
    (-2.4584534, -5.8119617, -0.711012),
    (-5.762345, 4.160163, -0.052369226),
    (-2.5598562, -5.560841, -0.6091284),
    (1.2447265, -3.2039564, -0.22878581),
    (-5.362966, -2.719897, -0.7455782),
    (3.3924754, 5.2066584, 0.66781753),
    (3.186635, -5.7963705, -0.15843889),
    (0.49454442, -5.4924808, -0.44092765),
    (0.33630863, -1.590364, -0.1020964),
    (5.012164, -0.83815825, 0.33590028),
    (-1.9288775, -4.824547, -0.59325),
    (-2.010516, -0.19667755, -0.15120831),
    (-4.9327736, 1.3040155, -0.17046665),
    (-4.898382, -2.2335417, -0.5577426),
    (-4.3005605, -1.9533409, -0.50483465),
    (4.096131, -1.9471188, 0.23635271),
    (2.8534985, 0.51571506, 0.36891738),
    (-0.9021524, -5.1168118, -0.40772972),
    (1.6660576, -4.9032526, -0.24763274),
    (2.9177792, 5.3409696, 0.7108418),
    (-2.5425677, -0.43914312, -0.20919845),
    (4.469021, -2.0864837, 0.16381247),
    (0.6325391, -4.0379763, -0.22720698),
    (-4.7717104, -4.6426587, -0.7626844),
    (-5.04343, -1.3817743, -0.5167382),
], np.float32).reshape(-1, 3)


def targets_of(points):
    """The right answers (rows, outputs)."""
    return points[:, 2:].astype(DTYPE)


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


# The first weights: drawn at random ("xavier") from seed 0.
FIRST = [
    # layer 1: 2 inputs, then the biases; a column a neuron, 2 in all
    [[0.08890469, -0.09341224],
     [0.4528472, 0.07417558],
     [0.0, 0.0]],
    # layer 2: 2 inputs, then the biases; a column a neuron, 1 in all
    [[-0.4373722],
     [0.29524112],
     [0.0]],
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
    """The network's numbers (rows, outputs) for inputs (rows, features)."""
    return outputs_of(inputs)


# ---- How it learns ----------------------------------------------------------------------------------------------

def loss_of(outputs, targets):
    """L = mean((output - target)^2)"""
    return np.mean((outputs - targets).astype(float) ** 2)


def loss_gradient(outputs, targets, scale):
    """scale * dL/d output = scale * 2 (output - target) / count"""
    error = outputs - targets
    return error * (scale * 2 / error.size)


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
    (0, 'rate', 0.03),
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


STEPS, BATCH_SIZE = 450, 10
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
