"""The playground's settings as an address has them."""
from collections.abc import Mapping

from engine.datasets.problems import NAMES
from engine.optimizers import OPTIMIZERS
from pages.ui.playground.charts.closer_look import WALKED
from pages.ui.playground.controls.common import START
from pages.ui.playground.controls.network import MOST_LAYERS
from pages.ui.playground.controls.training import SPEED_NAMES
from pages.ui.shared.address import addresses
from pages.ui.shared.choices import ACTIVATION_NAMES, HYPERPARAMETERS, INIT_NAMES, LOSS_NAMES, OPTIMIZER_NAMES

LABELS = {"dataset": NAMES, "activation": ACTIVATION_NAMES, "loss": LOSS_NAMES, "loss_of_classes": LOSS_NAMES,
          "optimizer": OPTIMIZER_NAMES, "init": INIT_NAMES, "speed": SPEED_NAMES, "features": addresses.FEATURE_LABELS}
DEFAULTS = START | {f"neurons{i}": START["neurons1"] for i in range(1, MOST_LAYERS + 1)} | {
    "hide": [], "lesson": "", "discrete": False, "show_test": True, "chart": None, "loss_scale": "Linear",
    "directions": WALKED, "landscape_seed": 0}


def parameters(values: Mapping) -> dict[str, list[str]]:
    """What an address needs of these settings, by name: those that are not as usual, of layers that there are and of
    the chosen optimizer."""
    needed = {name: addresses.texts(value, LABELS.get(name)) for name, value in values.items()
              if value is not None and (name not in DEFAULTS or value != DEFAULTS[name])}
    for i in range(values.get("layers", 0) + 1, MOST_LAYERS + 1):
        needed.pop(f"neurons{i}", None)
    for name in HYPERPARAMETERS.keys() - OPTIMIZERS[values.get("optimizer", START["optimizer"])].hyperparameters.keys():
        needed.pop(name, None)
    return needed
