"""Each contestant: a function that prepares a workload and returns another, which trains one epoch of it.

All shuffle the rows anew every epoch where the workload says so, and all but the textbook's loop compute in float32.
Imports stay inside, so that a contestant's process holds nothing of the others.
"""
import numpy as np


def ours(workload):
    from engine.training import TrainingRun

    run = TrainingRun.start(workload.config, workload.dataset(), workload.learning_rate)
    return lambda epochs: run.advance(epochs=epochs)


def looked_at(workload, looks=True):
    """Ours from its start, looked at wherever the playground does, to decide whether the run is to stop, or not."""
    from engine.inspection.diagnosis import diagnosis, success
    from engine.inspection.gradients import TrainingRows
    from engine.replay.looks import next_look
    from engine.training import TrainingRun

    dataset = workload.dataset()

    def train(epochs):
        run = TrainingRun.start(workload.config, dataset, workload.learning_rate)
        rows, goal = TrainingRows(run), epochs * run.steps_per_epoch
        while looks and run.step_count < goal:
            run.advance(steps=min(goal, next_look(run.step_count)) - run.step_count)
            diagnosis(run, rows.look())
            success(run, rows)
        run.advance(steps=goal - run.step_count)

    return train


def from_start(workload):
    return looked_at(workload, looks=False)


def textbook(workload):
    """The tutorials' formulas, line by line, in float64."""
    config, dataset, rate = workload.config, workload.dataset(), workload.learning_rate
    layers, hidden, slope = starting_layers(workload, np.float64), *TEXTBOOK_ACTIVATIONS[config.activation]
    x_all, y_all = scaled_inputs(dataset, np.float64), dataset.targets.astype(float)
    crossed = config.loss == "softmax_cross_entropy"
    sigmoid, sigmoid_slope = TEXTBOOK_ACTIVATIONS["sigmoid"]

    def step(x, y):
        activations = [x]
        for weights, biases in layers[:-1]:
            activations.append(hidden(np.dot(activations[-1], weights) + biases))
        weights, biases = layers[-1]
        scores = np.dot(activations[-1], weights) + biases
        if crossed:
            e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
            delta = e / np.sum(e, axis=1, keepdims=True) - y
        else:
            output = sigmoid(scores)
            delta = 2 * (output - y) * sigmoid_slope(output)
        for i in range(len(layers) - 1, -1, -1):
            weights, biases = layers[i]
            weight_gradient = np.dot(activations[i].T, delta) / len(x)
            bias_gradient = np.sum(delta, axis=0) / len(x)
            delta = np.dot(delta, weights.T) * slope(activations[i]) if i else None
            weights -= rate * weight_gradient
            biases -= rate * bias_gradient

    return epochs_of(step, x_all, y_all, config, np.random.default_rng(0).permutation)


def sklearn_mlp(workload):
    from sklearn.neural_network import MLPClassifier

    config, dataset = workload.config, workload.dataset()
    model = MLPClassifier(config.hidden, solver="adam" if config.optimizer == "adam" else "sgd", alpha=0.0,
                          momentum=0.9 if config.optimizer == "momentum" else 0.0, nesterovs_momentum=False,
                          batch_size=config.batch_size, learning_rate_init=workload.learning_rate)
    inputs, labels = scaled_inputs(dataset, np.float32), dataset.targets.argmax(axis=1)

    def train(epochs):
        for _ in range(epochs):
            model.partial_fit(inputs, labels, classes=range(10))

    return train


def torch_eager(workload):
    import torch

    torch.set_num_threads(1)
    config, dataset = workload.config, workload.dataset()
    hidden = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "sigmoid": torch.nn.Sigmoid}[config.activation]
    sizes = [dataset.inputs.shape[1], *config.hidden, dataset.targets.shape[1]]
    modules = [module for i in range(len(sizes) - 1) for module in (torch.nn.Linear(sizes[i], sizes[i + 1]), hidden())]
    crossed = config.loss == "softmax_cross_entropy"
    model = torch.nn.Sequential(*modules[:-1], *([] if crossed else [torch.nn.Sigmoid()]))
    loss = torch.nn.CrossEntropyLoss() if crossed else torch.nn.MSELoss()
    rate = workload.learning_rate
    optimizer = {"sgd": lambda: torch.optim.SGD(model.parameters(), rate),
                 "momentum": lambda: torch.optim.SGD(model.parameters(), rate, momentum=0.9),
                 "adam": lambda: torch.optim.Adam(model.parameters(), rate)}[config.optimizer]()
    inputs = torch.from_numpy(scaled_inputs(dataset, np.float32))
    targets = torch.from_numpy(dataset.targets.argmax(axis=1) if crossed else dataset.targets.copy())

    def step(x, y):
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()

    return epochs_of(step, inputs, targets, config, torch.randperm)


def torch_by_hand(workload):
    """No autograd, every result into a buffer, and the update folded into the product that makes the gradient."""
    import torch

    torch.set_num_threads(1)
    config, dataset = workload.config, workload.dataset()
    (w1, b1), (w2, b2) = [(torch.from_numpy(w), torch.from_numpy(b)) for w, b in starting_layers(workload, np.float32)]
    inputs, targets = torch.from_numpy(scaled_inputs(dataset, np.float32)), torch.from_numpy(dataset.targets.copy())
    x_all, y_all = torch.empty(config.batch_size, len(w1)), torch.empty(config.batch_size, len(b2))
    h_all, delta_all = torch.empty(config.batch_size, len(b1)), torch.empty(config.batch_size, len(b1))
    scores_all = torch.empty(config.batch_size, len(b2))

    def step(rows):
        n = len(rows)
        x, y, h, hidden_delta, delta = x_all[:n], y_all[:n], h_all[:n], delta_all[:n], scores_all[:n]
        torch.index_select(inputs, 0, rows, out=x)
        torch.index_select(targets, 0, rows, out=y)
        torch.addmm(b1, x, w1, out=h).clamp_min_(0)
        torch.addmm(b2, h, w2, out=delta)
        torch.softmax(delta, dim=1, out=delta).sub_(y)
        torch.mm(delta, w2.t(), out=hidden_delta).mul_(h > 0)
        rate = -workload.learning_rate / n
        w2.addmm_(h.t(), delta, alpha=rate)
        b2.add_(delta.sum(0), alpha=rate)
        w1.addmm_(x.t(), hidden_delta, alpha=rate)
        b1.add_(hidden_delta.sum(0), alpha=rate)

    def train(epochs):
        with torch.no_grad():
            for _ in range(epochs):
                order = torch.randperm(len(inputs))
                for start in range(0, len(inputs), config.batch_size):
                    step(order[start : start + config.batch_size])

    return train


def floor(workload):
    """The two large matrix products of every step, and nothing else."""
    config, dataset = workload.config, workload.dataset()
    rows, features = dataset.inputs.shape
    random = np.random.default_rng(0)
    x = random.random((config.batch_size, features), np.float32)
    weights = random.random((features, config.hidden[0]), np.float32)
    z, gradient = np.empty((config.batch_size, config.hidden[0]), np.float32), np.empty_like(weights)

    def train(epochs):
        for _ in range(epochs * -(-rows // config.batch_size)):
            np.dot(x, weights, out=z)
            np.dot(x.T, z, out=gradient)

    return train


def grid(workload):
    """Every neuron's answer on 100 x 100 points: an "epoch" is one picture."""
    from engine.inspection.boundary import Grid
    from engine.training import TrainingRun

    pictures = Grid(TrainingRun.start(workload.config, workload.dataset()).network, (-1, 1), (-1, 1), 100)

    def look(times):
        for _ in range(times):
            pictures.answers()

    return look


CONTESTANTS = {"ours": ours, "ours, from its start": from_start, "ours, looked at": looked_at,
               "textbook loop, float64": textbook, "scikit-learn, float32": sklearn_mlp,
               "PyTorch eager": torch_eager, "PyTorch by hand": torch_by_hand,
               "the two products alone": floor, "grid 100x100": grid}

TEXTBOOK_ACTIVATIONS = {"relu": (lambda z: np.maximum(0, z), lambda a: np.where(a > 0, 1, 0)),
                        "tanh": (np.tanh, lambda a: 1 - a**2),
                        "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a))}


def starting_layers(workload, dtype):
    """[(weights, biases)] of a new network, arrays of their own."""
    from engine.training import TrainingRun

    network = TrainingRun.start(workload.config, workload.dataset()).network
    return [(layer.weights.astype(dtype), layer.biases.astype(dtype)) for layer in network.layers]


def scaled_inputs(dataset, dtype):
    return np.multiply(dataset.inputs, dtype(dataset.input_scale), dtype=dtype)


def epochs_of(step, inputs, targets, config, permutation):
    """A function that takes `step` through so many epochs of batches."""
    rows, size = len(inputs), config.batch_size

    def train(epochs):
        for _ in range(epochs):
            order = permutation(rows) if config.shuffle else None
            for start in range(0, rows, size):
                chosen = slice(start, start + size) if order is None else order[start : start + size]
                step(inputs[chosen], targets[chosen])

    return train
