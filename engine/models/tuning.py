"""A trained digit network made to know one person's hand, from a few drawings, without forgetting everybody else's."""
import numpy as np

from engine.backprop import Backprop
from engine.datasets import Dataset
from engine.datasets.digit_format import SIDE
from engine.datasets.mnist import one_hot
from engine.datasets.synthetic_digits.augmentation import augmented
from engine.losses import LOSSES
from engine.network import Network, with_ones
from engine.optimizers import Momentum
from engine.schedules import Cosine

STEPS, BATCH_SIZE, LEARNING_RATE = 300, 64, 0.02
OWN = 24  # of the digits of a batch, how many are the person's own; the others are everybody's


def tuned(network: Network, images: np.ndarray, labels: np.ndarray, everybody: Dataset, seed: int = 0) -> Network:
    """A copy of a network with softmax outputs that has also learned images (n, 784) uint8 and their labels (n,).

    Every batch mixes a person's own digits, changed anew each time, with some of everybody's training digits: learning
    only the new ones would spoil the old ones (catastrophic forgetting, McCloskey and Cohen 1989).
    """
    network, random = network.over(network.params.copy()), np.random.default_rng([seed, 4])
    backprop = Backprop(network, LOSSES["softmax_cross_entropy"], BATCH_SIZE)
    optimizer, schedule = Momentum(network.params, LEARNING_RATE), Cosine(STEPS)
    targets = one_hot(labels)
    for step in range(STEPS):
        optimizer.schedule_factor = schedule(step)
        own = random.integers(len(images), size=OWN)
        others = random.integers(len(everybody.inputs), size=BATCH_SIZE - OWN)
        digits = np.concatenate([images[own], everybody.inputs[others]]) * np.float32(1 / 255)
        changed = augmented(digits.reshape(-1, SIDE, SIDE), random).reshape(BATCH_SIZE, -1)
        inputs = with_ones(changed, network.params.dtype)
        backprop.step(inputs, np.concatenate([targets[own], everybody.targets[others]]), optimizer.gradient_scale)
        optimizer.step_scaled(network.params, backprop.gradient)
    return network
