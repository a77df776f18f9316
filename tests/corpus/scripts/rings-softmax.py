"""A small neural network, 3-8-6-3, and its training, with NumPy alone: nothing else is needed.

It repeats what a neural network playground showed. After all its steps of training, 50, the training
loss is 0.749329071, and 78.0% of the training points are right. Run it with: python FILE
"""
import math

import numpy as np

DTYPE = np.float32
np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer


# ---- What to learn ----------------------------------------------------------------------------------------------

# A row a point: x1 (x1), x2 (x2) and the class: 0 is inner, 1 is middle, 2 is outer.
TRAINING_POINTS = np.array([
    (-3.421467, -3.26046, 2.0),
    (2.969939, -1.026645, 1.0),
    (1.6311315, -5.0588064, 2.0),
    (0.10819048, -1.1878263, 0.0),
    (0.2734401, 0.75240016, 0.0),
    (-3.4032998, -0.28133038, 1.0),
    (-0.84830004, 2.1191962, 1.0),
    (-0.28846505, -0.26234934, 0.0),
    (-0.5387953, 0.91856277, 0.0),
    (-0.5717703, 0.44637313, 0.0),
    (-1.8482462, -4.599557, 2.0),
    (2.247871, -1.1514481, 1.0),
    (3.913409, -2.6864996, 2.0),
    (1.667365, -2.428696, 1.0),
    (-0.96471214, 2.1712964, 1.0),
    (-2.9154587, -4.061788, 2.0),
    (-4.8958597, -1.287861, 2.0),
    (0.4499013, 4.5607095, 2.0),
    (2.606954, -4.187413, 2.0),
    (-1.074667, -0.34221625, 0.0),
    (0.5811153, 0.043284714, 0.0),
    (-0.1807449, 0.4556738, 0.0),
    (-3.0331998, 0.2926503, 1.0),
    (1.3025159, 4.2165446, 2.0),
    (3.016422, 0.91781354, 1.0),
    (3.345964, 2.6100228, 2.0),
    (0.020607065, 0.8997302, 0.0),
    (2.2367165, -0.8122385, 1.0),
    (-0.43061754, 4.128917, 2.0),
    (-0.40810853, -0.12458798, 0.0),
    (-4.1264462, 1.6574327, 2.0),
    (3.6875877, 2.9439309, 2.0),
    (4.684975, -0.71942306, 2.0),
    (-0.73757875, 0.32938692, 0.0),
    (2.1621606, 0.9138417, 1.0),
    (0.70396507, -0.07229915, 0.0),
    (2.1152914, 2.3920815, 1.0),
    (0.04329199, 0.5240288, 0.0),
    (-2.3940752, -1.3810217, 1.0),
    (-1.2616571, 1.9338212, 1.0),
    (-2.9066381, 1.9821067, 1.0),
    (1.0625268, -0.4361139, 0.0),
    (0.10911899, -0.47481468, 0.0),
    (-2.4030442, 4.147686, 2.0),
    (-1.3447255, 3.0881782, 1.0),
    (0.41063645, -0.3722203, 0.0),
    (3.7919512, -3.2210553, 2.0),
    (-2.3287697, 1.4990877, 1.0),
    (-3.5923996, 2.239266, 2.0),
    (0.23513696, -0.47867814, 0.0),
], np.float32).reshape(-1, 3)
TEST_POINTS = np.array([
    (-0.5987832, 0.57897955, 0.0),
    (0.97613925, -2.3089626, 1.0),
    (-0.3390498, -0.4401475, 0.0),
    (0.061577912, -0.7935444, 0.0),
    (0.93833953, 0.54296666, 0.0),
    (4.254557, -0.32282758, 2.0),
    (2.9004064, 0.4857918, 1.0),
    (0.32021874, 0.37715423, 0.0),
    (0.077911556, -0.8505251, 0.0),
    (0.96861255, -0.24212039, 0.0),
    (2.5653086, -1.8411114, 1.0),
    (-0.848396, 2.3112364, 1.0),
    (2.087714, 1.4192085, 1.0),
    (-0.2992889, 5.0154753, 2.0),
    (2.599544, 4.061084, 2.0),
    (-2.0659826, -2.596507, 1.0),
    (-1.8200812, -4.2700143, 2.0),
    (3.7070246, -3.6360514, 2.0),
    (-2.8332882, -0.43826395, 1.0),
    (-2.6799157, 1.5852506, 1.0),
    (0.44774634, -0.29116702, 0.0),
    (-2.8598895, 0.531021, 1.0),
    (0.3675481, 0.43320683, 0.0),
    (-2.2595494, -3.68726, 2.0),
    (0.14865638, -0.7643185, 0.0),
    (-0.28107983, 0.8922998, 0.0),
    (-4.0004425, -2.778919, 2.0),
    (0.0071327426, -0.20000552, 0.0),
    (1.8115418, 1.7762619, 1.0),
    (1.9496267, -2.5587685, 1.0),
    (-2.4943466, -0.6719758, 1.0),
    (2.7815797, 0.7352664, 1.0),
    (-0.4394446, -0.40437144, 0.0),
    (3.9411442, 2.5765135, 2.0),
    (-2.0231416, -2.063243, 1.0),
    (-1.56372, 3.8983393, 2.0),
    (0.20887783, -4.96234, 2.0),
    (0.09949607, 2.2045436, 1.0),
    (-0.3472139, 2.9440713, 1.0),
    (0.15125671, 0.6628014, 0.0),
    (-1.2127092, 0.5062042, 0.0),
    (-2.7751448, -3.2305086, 2.0),
    (-0.72628164, -0.07829868, 0.0),
    (-2.3324196, 3.967569, 2.0),
    (0.071033135, 0.33886057, 0.0),
    (-1.5147545, 1.8072186, 1.0),
    (3.9589605, -1.9727545, 2.0),
    (-4.1406107, 2.0861301, 2.0),
    (0.4754871, 5.6200705, 2.0),
    (0.442038, 5.356431, 2.0),
], np.float32).reshape(-1, 3)


def targets_of(points):
    """The right answers (rows, outputs)."""
    return np.eye(3, dtype=DTYPE)[points[:, 2].astype(int)].astype(DTYPE)


def inputs_of(points):
    """What the network is told of points: (rows, 3)."""
    x1, x2 = points[:, 0], points[:, 1]
    return np.stack([x1, x2, x1 * x2], axis=1)


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
    # layer 1: 3 inputs, then the biases; a column a neuron, 8 in all
    [[0.053611547, -0.056329705, 0.27307713, 0.04472956, -0.22841018, 0.15418465, 0.5560275, 0.40383667],
     [-0.3000737, -0.53957754, -0.26576513, 0.017621458, -0.9913964, -0.09329308, -0.5312582, -0.31223986],
     [-0.23207282, -0.13487084, 0.17551985, 0.4445292, -0.054807365, 0.582662, -0.28363997, 0.1498844],
     [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]],
    # layer 2: 8 inputs, then the biases; a column a neuron, 6 in all
    [[0.34147963, 0.03553331, -0.2810163, -0.34837943, -0.1730041, 0.083225936],
     [-0.3815998, -0.079060934, -0.060181398, 0.20442042, 0.08113352, 0.13431826],
     [-0.24712399, -0.048989348, 0.29631487, 0.5644639, -0.47588205, 0.5722094],
     [0.5086931, 0.29530796, 0.099954836, -0.11865167, 0.55108005, 0.740908],
     [0.680954, 0.4970625, 0.1350771, -0.45670152, -0.0016835041, 0.2481242],
     [-0.48695487, 0.1493421, 0.1624732, 0.26307943, -0.44755453, -0.25010008],
     [-0.16495702, -0.44214356, 0.65741926, -0.18743664, 0.124338835, -0.09773123],
     [0.5984965, 0.49904954, 0.23938479, -0.8328484, 0.019665103, 0.25840908],
     [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]],
    # layer 3: 6 inputs, then the biases; a column a neuron, 3 in all
    [[0.47327203, -0.29128417, 0.8589044],
     [-0.62245715, -0.3118473, 0.44078678],
     [0.023124566, 0.94393694, 0.0888688],
     [-0.29849055, -0.17798515, -0.5143712],
     [-0.6023042, 0.29717883, 0.2739642],
     [0.6102609, -0.35572457, 0.7962529],
     [0.0, 0.0, 0.0]],
]
functions = [(tanh, tanh_slope), (tanh, tanh_slope), (identity, identity_slope)]  # of each layer, with their slopes

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


STEPS, BATCH_SIZE = 50, 10
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
