"""A small neural network, 3-4-5-1, and its training, with NumPy alone: nothing else is needed.

It repeats what a neural network playground showed. After all its steps of training, 16, the training
loss is 0.540253131, and 76.7% of the training points are right. Run it with: python FILE
"""
import math

import numpy as np

DTYPE = np.float32
np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer


# ---- What to learn ----------------------------------------------------------------------------------------------

# A row a point: x1 (x1), x2 (x2) and the class: 0 is inside, 1 is outside.
TRAINING_POINTS = np.array([
    (-3.0688891, 2.5007436, 1.0),
    (3.2999923, -1.4685798, 1.0),
    (-3.494388, 3.8366375, 1.0),
    (-1.6966124, -0.38961565, 0.0),
    (0.541028, 0.46955, 0.0),
    (4.5693073, -0.39502296, 1.0),
    (-3.8561132, -2.2117524, 1.0),
    (-0.13342643, -0.5338605, 0.0),
    (-1.637232, -0.21301535, 0.0),
    (3.8813283, -0.9400619, 1.0),
    (2.4901996, 1.0478873, 0.0),
    (1.4454143, -4.2035203, 1.0),
    (4.1034374, -0.59457797, 1.0),
    (0.59141093, 1.1648312, 0.0),
    (0.28277692, -3.6415205, 1.0),
    (0.29073003, 3.9853947, 1.0),
    (-0.86231315, -4.8342047, 1.0),
    (0.64756125, -1.4171335, 0.0),
    (-4.9647255, -0.257588, 1.0),
    (-4.1170106, -0.24238075, 1.0),
    (1.1910527, -0.94950956, 0.0),
    (-0.2047375, 4.372433, 1.0),
    (-3.6054077, 2.5852492, 1.0),
    (-2.6817985, -2.801594, 1.0),
    (1.012015, -4.036731, 1.0),
    (3.7928097, -1.6355147, 1.0),
    (-1.9719511, 4.9950695, 1.0),
    (0.9942396, -1.1481476, 0.0),
    (-0.86369175, -1.7307868, 0.0),
    (-0.19977888, -2.3012757, 0.0),
    (-2.2397523, 0.29392418, 0.0),
    (3.1529505, 2.041718, 1.0),
    (3.3629043, -1.2869684, 1.0),
    (-1.237227, 0.86601377, 0.0),
    (-1.7149066, 5.1670356, 1.0),
    (-0.1848625, 1.4707285, 0.0),
    (-0.9536417, 1.9960821, 0.0),
    (1.2741029, -1.6428525, 0.0),
    (0.5912377, -1.8869895, 0.0),
    (-1.3648834, -0.2712375, 0.0),
    (2.0566058, 1.0637002, 0.0),
    (0.9570108, -0.55538964, 0.0),
    (1.9286424, -3.4921224, 1.0),
    (-0.8210776, 1.1141856, 0.0),
    (-4.4225864, 3.00978, 1.0),
    (3.3192258, 1.3964238, 1.0),
    (-1.1622173, -0.36116102, 0.0),
    (-0.84960616, 0.26792747, 0.0),
    (2.2353687, -5.1249986, 1.0),
    (-1.9312942, 3.9922931, 1.0),
    (-0.9697673, 1.1331229, 0.0),
    (-2.580464, -3.724407, 1.0),
    (-1.1082149, 2.0982563, 0.0),
    (-0.41104984, -0.3921499, 0.0),
    (-2.2177248, -1.2208776, 0.0),
    (-1.1498575, 3.199124, 1.0),
    (1.8078505, 1.4077388, 0.0),
    (1.0962235, -0.037492782, 0.0),
    (4.0594783, 3.6993062, 1.0),
    (1.6633773, 1.5290911, 0.0),
], np.float32).reshape(-1, 3)
TEST_POINTS = np.array([
    (0.17197634, -2.0521517, 0.0),
    (3.4695177, -1.0148679, 1.0),
    (-0.41594037, 0.22577779, 0.0),
    (-1.5291288, -1.3677875, 0.0),
    (-0.81318414, 4.662188, 1.0),
    (1.537903, -3.9170122, 1.0),
    (-1.0533708, 0.5468093, 0.0),
    (-3.6715, -3.221474, 1.0),
    (-0.8240591, -2.3755393, 0.0),
    (3.4771097, 1.8842553, 1.0),
    (1.3520106, 0.3156691, 0.0),
    (-3.1006386, 2.9127502, 1.0),
    (-1.5768116, -4.9786706, 1.0),
    (-3.7894998, 1.5110916, 1.0),
    (0.49751824, -1.2781838, 0.0),
    (-1.3825437, -0.60656416, 0.0),
    (0.60323584, 1.3173043, 0.0),
    (-0.88793343, 1.2644159, 0.0),
    (-0.09336136, 0.5461385, 0.0),
    (0.11443562, 2.0117137, 0.0),
    (-1.5951043, -5.1372466, 1.0),
    (4.932404, 0.2563078, 1.0),
    (5.0259013, -0.67907006, 1.0),
    (-2.2075553, -0.6961393, 0.0),
    (1.560961, 0.85542107, 0.0),
    (-2.6071382, -3.2588122, 1.0),
    (3.6524436, 2.0193648, 1.0),
    (3.5382445, 2.500375, 1.0),
    (-1.6076798, -4.3154173, 1.0),
    (0.42784598, 0.8194413, 0.0),
    (-3.1620066, 2.77463, 1.0),
    (0.9580056, 0.54077464, 0.0),
    (-1.9193324, -0.50434023, 0.0),
    (-2.7709599, -2.3711767, 1.0),
    (-0.7237156, 0.4375322, 0.0),
    (4.7451797, -0.594675, 1.0),
    (3.611329, 0.9968542, 1.0),
    (4.6543922, -2.6343515, 1.0),
    (-3.930948, 2.061194, 1.0),
    (-4.1755595, 0.4233601, 1.0),
    (-3.0171566, -2.39784, 1.0),
    (0.63060564, -1.4406039, 0.0),
    (-1.8802937, -3.491078, 1.0),
    (1.8000754, -3.4289415, 1.0),
    (-0.035490133, -1.1324645, 0.0),
    (1.8516321, 0.6988341, 0.0),
    (0.7974763, 1.1693761, 0.0),
    (3.9138424, -1.8987911, 1.0),
    (1.6416047, -0.39354944, 0.0),
    (5.0322404, 1.4861479, 1.0),
    (-3.3483214, -2.9046657, 1.0),
    (-1.704851, 0.7893063, 0.0),
    (-1.5406853, 0.8988372, 0.0),
    (1.5556974, -0.64446783, 0.0),
    (1.6384267, -4.6794343, 1.0),
    (-4.192564, 1.3961772, 1.0),
    (-0.35346186, 4.504428, 1.0),
    (2.492066, 0.6366345, 0.0),
    (-1.4586807, 1.9342611, 0.0),
    (2.0663948, -0.67513573, 0.0),
    (0.18221146, -0.7505119, 0.0),
    (0.8843538, -1.9378353, 0.0),
    (-1.9536724, -0.4055235, 0.0),
    (-0.21014634, -1.4348165, 0.0),
    (2.7919862, -3.1256995, 1.0),
    (1.222729, 3.4820926, 1.0),
    (1.8469326, 1.323534, 0.0),
    (3.2258325, 2.7441423, 1.0),
    (-2.7051637, 3.8027377, 1.0),
    (-3.5609133, -0.45976236, 1.0),
    (-1.4983661, 0.40646183, 0.0),
    (-1.1795627, 1.6255984, 0.0),
    (1.4382292, 0.8603826, 0.0),
    (-2.2166967, -3.2176244, 1.0),
    (1.3877763, -1.187156, 0.0),
    (-0.3256927, 3.8926158, 1.0),
    (-1.2086457, 0.31561115, 0.0),
    (3.823286, 1.6801751, 1.0),
    (-0.7403032, 1.3812803, 0.0),
    (2.853468, 4.689888, 1.0),
    (0.5530684, -3.4859698, 1.0),
    (1.0406346, -0.7315209, 0.0),
    (1.5982752, 1.8249217, 0.0),
    (2.5522199, 2.518565, 1.0),
    (-1.0632085, 0.3713121, 0.0),
    (-2.9341958, 1.5630621, 1.0),
    (0.45975855, -2.5656526, 0.0),
    (1.7076322, -3.9777524, 1.0),
    (-0.445866, 1.2411352, 0.0),
    (3.1845803, 1.953988, 1.0),
], np.float32).reshape(-1, 3)


def targets_of(points):
    """The right answers (rows, outputs)."""
    return points[:, 2:].astype(DTYPE)


def inputs_of(points):
    """What the network is told of points: (rows, 3)."""
    x1, x2 = points[:, 0], points[:, 1]
    return np.stack([x1, x2, x1 ** 2], axis=1)


# ---- The network ------------------------------------------------------------------------------------------------

def sigmoid(z):
    """f(z) = 1 / (1 + e^-z), which squashes any number into 0..1"""
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z, a):
    """f'(z) = f(z) (1 - f(z)) = f(z) - f(z)^2"""
    return a - a * a


STEEPNESS, CUBIC = math.sqrt(2 / math.pi), 0.044715


def gelu(z):
    """f(z) = z/2 (1 + tanh u) with u = sqrt(2/pi) (z + 0.044715 z^3), a smooth ReLU"""
    return z / 2 * (1 + np.tanh(STEEPNESS * (z + CUBIC * z * z * z)))


def gelu_slope(z, a):
    """f'(z) = (1 + tanh u)/2 + z/2 (1 - tanh^2 u) u' with u' = sqrt(2/pi) (1 + 3 * 0.044715 z^2)"""
    t = np.tanh(STEEPNESS * (z + CUBIC * z * z * z))
    return (1 + t) / 2 + z / 2 * (1 - t * t) * (STEEPNESS * (1 + 3 * CUBIC * z * z))


def identity(z):
    """f(z) = z, for outputs that are raw scores or numbers"""
    return z


def identity_slope(z, a):
    """f'(z) = 1"""
    return 1.0


# The first weights: drawn at random ("he") from seed 0.
FIRST = [
    # layer 1: 3 inputs, then the biases; a column a neuron, 4 in all
    [[0.051329147, -0.053931586, 0.26145145, 0.042825293],
     [-0.2186861, 0.14762056, 0.5323558, 0.38664418],
     [-0.2872987, -0.51660615, -0.25445074, 0.01687126],
     [0.0, 0.0, 0.0, 0.0]],
    # layer 2: 4 inputs, then the biases; a column a neuron, 5 in all
    [[-0.8220225, -0.077354535, -0.44049603, -0.2588956, -0.19242461],
     [-0.11182899, 0.14553337, 0.36858413, -0.045443866, 0.4831178],
     [-0.23518184, 0.12427758, 0.31942496, 0.033238366, -0.26286668],
     [-0.32587913, -0.16183051, 0.07785073, -0.35695392, -0.07395473],
     [0.0, 0.0, 0.0, 0.0, 0.0]],
    # layer 3: 5 inputs, then the biases; a column a neuron, 1 in all
    [[-0.05035137],
     [0.17103039],
     [0.067881174],
     [0.11237872],
     [-0.20675877],
     [0.0]],
]
functions = [(gelu, gelu_slope), (gelu, gelu_slope), (identity, identity_slope)]  # of each layer, with their slopes

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
    """How sure the network is of the second class (rows, 1) for inputs (rows, features)."""
    return sigmoid(outputs_of(inputs))


# ---- How it learns ----------------------------------------------------------------------------------------------

def loss_of(scores, targets):
    """L = mean(-log p(target)) with p = sigmoid(score): softplus(score) - target * score, which never overflows"""
    scores = scores.astype(float)
    return np.mean(np.logaddexp(0, scores) - scores * targets)


def loss_gradient(scores, targets, scale):
    """scale * dL/d score = scale * (sigmoid(score) - target) / count"""
    return (sigmoid(scores) - targets) * (scale / scores.size)


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
    (0, 'rate', 0.02),
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


mean, square, moves = np.zeros_like(params), np.zeros_like(params), 0


def move(gradient):
    """Adam: running means m of the gradient and v of its square; params <- params - rate * m' / (sqrt(v') + 1e-8).

    m' = m / (1 - 0.9^t) and v' = v / (1 - 0.999^t) make up for their start at zero.
    """
    global moves
    moves += 1
    mean[:] = 0.9 * mean + (1 - 0.9) * gradient
    square[:] = 0.999 * square + (1 - 0.999) * (gradient * gradient)
    m_divisor, v_divisor = 1 - 0.9**moves, 1 - 0.999**moves
    pace = rates["rate"] * math.sqrt(v_divisor) / m_divisor
    np.subtract(params, mean / (np.sqrt(square) + 1e-8 * math.sqrt(v_divisor)) * pace, out=params)


STEPS, BATCH_SIZE = 16, 30
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
        scale = 1.0
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
