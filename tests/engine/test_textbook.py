"""The fast engine follows the same course as plain loops that spell out the textbook's formulas, in float64."""
import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import TOY_DATASETS, Dataset
from engine.datasets.mnist import mnist
from engine.examples import textbook_loop
from engine.examples.textbook_loop import gradients, layers_of, sigmoid
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from engine.training import TrainingRun

TOLERANCE = {"rtol": 0, "atol": 1e-9}


def assert_same_parameters(run, parameters):
    for layer, (weights, biases) in zip(run.network.layers, parameters):
        np.testing.assert_allclose(layer.weights, weights, **TOLERANCE)
        np.testing.assert_allclose(layer.biases, biases, **TOLERANCE)


def test_xor_as_tutorial_000_computes_it_at_half_our_rate():
    """Its gradient is a sum without the 2/n of the mean squared error's: 0.1 there is 0.2 here, for four rows."""
    run = TrainingRun.start(RunConfig(dtype="float64"), TOY_DATASETS["xor"](), learning_rate=0.2)
    (w1, b1), (w2, b2) = layers_of(run)
    x, y = run.dataset.inputs.astype(float), run.dataset.targets.astype(float)
    for _ in range(2000):
        hidden = sigmoid(x @ w1 + b1)
        output = sigmoid(hidden @ w2 + b2)
        output_delta = (y - output) * output * (1 - output)
        hidden_delta = (output_delta @ w2.T) * hidden * (1 - hidden)
        w2 += 0.1 * hidden.T @ output_delta
        b2 += 0.1 * output_delta.sum(axis=0)
        w1 += 0.1 * x.T @ hidden_delta
        b1 += 0.1 * hidden_delta.sum(axis=0)
    run.advance(epochs=2000)
    assert_same_parameters(run, [(w1, b1), (w2, b2)])


@pytest.mark.parametrize("sizes", [(), (3,), (4, 3, 2)])
@pytest.mark.parametrize("activation", textbook_loop.ACTIVATIONS)
def test_networks_of_any_depth_in_batches_as_the_textbook_loop_trains_them(activation, sizes):
    config = RunConfig(hidden=sizes, activation=activation, init="normal_with_biases", batch_size=3, dtype="float64")
    run = TrainingRun.start(config, TOY_DATASETS["gender"](), learning_rate=0.1)
    layers, x, y = layers_of(run), run.dataset.inputs.astype(float), run.dataset.targets
    textbook_loop.train(layers, x, y, rate=0.1, epochs=200, batch_size=3, activation=activation)
    run.advance(epochs=200)
    assert_same_parameters(run, layers)


def test_gender_one_person_at_a_time_as_tutorial_002_computes_it():
    config = RunConfig(dataset="gender", hidden=(2,), init="normal_with_biases", batch_size=1, dtype="float64")
    run = TrainingRun.start(config, TOY_DATASETS["gender"](), learning_rate=0.1)
    (w_hidden, b_hidden), (w_output, b_output) = layers_of(run)
    for _ in range(300):
        for person, truth in zip(run.dataset.inputs.astype(float), run.dataset.targets[:, 0]):
            hidden = [sigmoid(w_hidden[0, j] * person[0] + w_hidden[1, j] * person[1] + b_hidden[j]) for j in (0, 1)]
            guess = sigmoid(w_output[0, 0] * hidden[0] + w_output[1, 0] * hidden[1] + b_output[0])
            loss_by_guess = -2 * (truth - guess)
            by_output_sum = loss_by_guess * guess * (1 - guess)
            by_hidden_sum = [by_output_sum * w_output[j, 0] * hidden[j] * (1 - hidden[j]) for j in (0, 1)]
            for j in (0, 1):
                w_output[j, 0] -= 0.1 * by_output_sum * hidden[j]
                w_hidden[0, j] -= 0.1 * by_hidden_sum[j] * person[0]
                w_hidden[1, j] -= 0.1 * by_hidden_sum[j] * person[1]
                b_hidden[j] -= 0.1 * by_hidden_sum[j]
            b_output[0] -= 0.1 * by_output_sum
    run.advance(epochs=300)
    assert_same_parameters(run, [(w_hidden, b_hidden), (w_output, b_output)])


def sgd(rate):
    return lambda gradient: rate * gradient


def momentum(rate):
    velocity = 0

    def change(gradient):
        nonlocal velocity
        velocity = 0.9 * velocity + gradient
        return rate * velocity

    return change


def adam(rate):
    mean = square = steps = 0

    def change(gradient):
        nonlocal mean, square, steps
        steps += 1
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        unbiased_mean, unbiased_square = mean / (1 - 0.9**steps), square / (1 - 0.999**steps)
        return rate * unbiased_mean / (np.sqrt(unbiased_square) + 1e-8)

    return change


RULES = {"sgd": sgd, "momentum": momentum, "adam": adam}


def digits(rows, shuffle, optimizer):
    config = RunConfig(dataset="mnist", hidden=(16,), activation="relu", loss="softmax_cross_entropy", init="he",
                       batch_size=32, shuffle=shuffle, seed=3, dtype="float64", optimizer=optimizer)
    return TrainingRun.start(config, mnist("tutorial", rows=rows), RATES[optimizer])


RATES = {"sgd": 0.1, "momentum": 0.05, "adam": 0.01}


def train_plainly(run, layers, epochs, *, rate_factor=lambda epoch: 1.0, penalty_slope=lambda weights, epoch: 0):
    """Tutorial 001's loop, in place, over [[w1, b1], [w2, b2]], with any optimizer."""
    parameters = [parameter for layer in layers for parameter in layer]
    pixels, one_hot = run.dataset.inputs / 255, run.dataset.targets.astype(float)
    rows, random = len(pixels), np.random.default_rng([run.config.seed, 1])
    changes = [RULES[run.config.optimizer](RATES[run.config.optimizer]) for _ in range(4)]
    starts = range(0, rows, 32)
    for epoch in range(epochs):
        order = random.permutation(rows) if run.config.shuffle else np.arange(rows)
        for i, start in enumerate(starts):
            chosen, now = order[start : start + 32], epoch + i / len(starts)
            x, y = pixels[chosen], one_hot[chosen]
            slopes = []
            for (weights, _), (by_weights, by_biases) in zip(layers, gradients(layers, x, y, "relu", classes=True)):
                slopes += [by_weights + penalty_slope(weights, epoch), by_biases]
            for parameter, change, slope in zip(parameters, changes, slopes):
                parameter -= rate_factor(now) * change(slope)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("rows", [96, 100])  # 100 leaves a last batch of 4
def test_mnist_in_batches_as_tutorial_001_computes_it(rows, shuffle, optimizer):
    run = digits(rows, shuffle, optimizer)
    parameters = layers_of(run)
    train_plainly(run, parameters, epochs=4)
    run.advance(epochs=4)
    assert_same_parameters(run, parameters)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_penalty_from_the_second_epoch_on_moves_all_weights_blank_pixels_too(optimizer):
    run = digits(100, True, optimizer)
    parameters = layers_of(run)
    train_plainly(run, parameters, epochs=3,
                  penalty_slope=lambda weights, epoch: (0.003 * np.sign(weights) + 0.02 * weights) * (epoch > 0))
    run.advance(epochs=1)
    run.penalty.l1, run.penalty.l2 = 0.003, 0.02
    run.advance(epochs=2)
    assert_same_parameters(run, parameters)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_cosine_schedule_scales_every_step(optimizer):
    run = digits(100, True, optimizer)
    parameters = layers_of(run)
    train_plainly(run, parameters, epochs=3, rate_factor=lambda epoch: (1 + np.cos(np.pi * epoch / 5)) / 2)
    run.schedule = SCHEDULES["cosine"](epochs=5)
    run.advance(epochs=1)
    run.advance(epochs=2)
    assert_same_parameters(run, parameters)


def test_shuffled_epochs_longer_than_a_block_visit_every_row():
    """Rows are gathered in blocks that fit a cache; 784 pixels in float64 are several blocks of these rows."""
    rows = 1000
    inputs = np.random.default_rng(0).integers(0, 256, (rows, 784)).astype(np.uint8)
    targets = np.eye(2, dtype=np.float32)[np.arange(rows) % 2]
    dataset = Dataset("noise", inputs, targets, inputs[:0], targets[:0], labels=("even", "odd"))
    config = RunConfig(hidden=(), loss="softmax_cross_entropy", batch_size=24, shuffle=True, dtype="float64")
    run = TrainingRun.start(config, dataset, learning_rate=0.01)
    layers = layers_of(run)
    random = np.random.default_rng([config.seed, 1])
    for _ in range(2):
        order = random.permutation(rows)
        for start in range(0, rows, 24):
            x, y = inputs[order[start : start + 24]] / 255, targets[order[start : start + 24]]
            textbook_loop.train(layers, x, y, rate=0.01, epochs=1, classes=True)
    run.advance(epochs=2)
    assert_same_parameters(run, layers)
