"""Whole settings for the digits page, by name, and what its widgets offer and show at first."""
from dataclasses import dataclass

from pages.ui.shared.choices import ACTIVATION_NAMES, HYPERPARAMETERS

TUTORIAL = {"source": "MNIST", "rows": 33_600, "layers": 1, "hidden": 128, "activation": "relu", "optimizer": "sgd",
            "schedule": "constant", "rate": 0.1, "batch": 32, "epochs": 50, "shuffle": False, "dropout": 0.0,
            "augmentation": 0.0, "l2": 0.0, "patience": "off", "seed": 0, **HYPERPARAMETERS}
FAST = TUTORIAL | {"rows": 60_000, "rate": 0.3, "schedule": "cosine", "epochs": 4, "shuffle": True}
BEST = FAST | {"layers": 2, "hidden": 256, "hidden2": 128, "optimizer": "momentum", "rate": 0.05, "batch": 128,
               "epochs": 20, "augmentation": 0.5}
START = FAST | {"hidden2": 64, "hidden3": 32}  # what widgets show at first

ARTICLE = "https://github.com/Lumos-Academy/educational"  # with the code of the tutorial, nn_from_scratch.ipynb
# what each is called, its settings, and what they are for
PRESETS = {
    "fast": ("Fast", FAST, "One hidden layer of 128 neurons, 60,000 training digits, 4 epochs: about 97.9 % test "
                           "accuracy within seconds."),
    "tutorial": ("Article", TUTORIAL, "The article's exact settings: 33,600 training digits, 50 epochs. About 97.3 % "
                                      "test accuracy."),
    "best": ("Best", BEST, "Two hidden layers, data augmentation, 20 epochs: about 99.0 % test accuracy in a few "
                           "minutes."),
}

ROWS = (1_000, 5_000, 10_000, 33_600, 60_000)
HIDDEN = (8, 16, 32, 64, 128, 256, 512)
HIDDEN_NAMES = ("hidden", "hidden2", "hidden3")  # of the numbers of neurons, by layer
MOST_LAYERS = len(HIDDEN_NAMES)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0)
PATIENCE = {"off": None, "1": 1, "2": 2, "3": 3, "5": 5, "10": 10}  # epochs
FITTING_RATES = {"sgd": 0.1, "momentum": 0.05, "adam": 0.001}
# The usual ones first; a step would learn nothing below the last layer.
_USUAL = ("relu", "leaky_relu", "gelu", "tanh")
ACTIVATIONS = (*_USUAL, *(name for name in ACTIVATION_NAMES if name not in (*_USUAL, "step")))


@dataclass(frozen=True)
class Plan:
    """What a training follows that is not part of its config, because it may change on the way.

    epochs: training pauses at every multiple of them. schedule: a row of SCHEDULES. patience: after how many epochs
    without a better result to stop early; None is never.
    """

    epochs: int
    schedule: str = "constant"
    patience: int | None = None
