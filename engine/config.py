"""What defines a run."""
from collections.abc import Mapping
from dataclasses import dataclass

from engine.activations import ACTIVATIONS
from engine.constraints import FLAG, TEXT, Constraint, Interval, Kind, OneOf, Several, check
from engine.initializers import INITIALIZERS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS

MOST_NEURONS, MOST_ROWS = 100_000, 10_000_000  # of a layer and of a batch: no memory would hold more
CONSTRAINTS: dict[str, Constraint] = {
    "dataset": TEXT, "activation": OneOf(ACTIVATIONS), "loss": OneOf(LOSSES), "init": OneOf(INITIALIZERS),
    "hidden": Several(Interval(int, 1, MOST_NEURONS), "give a tuple with the neurons of each hidden layer, such as "
                                                      f"(4, 2) or (), at most {MOST_NEURONS:,} in each."),
    "init_scale": Interval(float, 0), "optimizer": OneOf(OPTIMIZERS), "batch_size": Interval(int, 1, MOST_ROWS),
    "shuffle": FLAG, "seed": Interval(int, 0), "dropout": Interval(float, 0, 1, without=(1,)),
    "augmentation": Interval(float, 0, 1), "dtype": OneOf(("float32", "float64")),
    "optimizer_settings": Kind((Mapping, tuple), 'give a dict, such as {"momentum": 0.95}.')}


@dataclass(frozen=True)
class RunConfig:
    """Everything that defines a run except the learning rate, which may change while it runs.

    hidden: neurons in each hidden layer; activation: theirs. The loss decides what the output layer ends in;
    for regression it is identity. init_scale multiplies the first parameters.
    The strings are rows of ACTIVATIONS, LOSSES, INITIALIZERS and OPTIMIZERS. dropout: the chance, from 0 to below 1, of
    a hidden neuron to be left out of a step; augmentation: how much digits are changed before each look at them, 0 to
    1. optimizer_settings: the optimizer's hyperparameters, such as {"momentum": 0.95}; kept are those that are not its
    usual ones, as sorted pairs, so that equal runs have equal configs. Raises ValueError for what CONSTRAINTS exclude.
    """

    dataset: str = "xor"
    hidden: tuple[int, ...] = (3,)
    activation: str = "sigmoid"
    loss: str = "mse"
    init: str = "normal"
    init_scale: float = 1.0
    optimizer: str = "sgd"
    batch_size: int = 4
    shuffle: bool = False
    seed: int = 0
    dropout: float = 0.0
    augmentation: float = 0.0
    dtype: str = "float32"
    optimizer_settings: Mapping[str, float] | tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        hidden: object = self.hidden
        object.__setattr__(self, "hidden", tuple(hidden) if isinstance(hidden, list) else hidden)
        check(CONSTRAINTS, vars(self))
        given, optimizer = _settings(self.optimizer_settings), OPTIMIZERS[self.optimizer]
        check({name: optimizer.hyperparameters[name].allowed for name in given}, given)
        unusual = sorted((name, value) for name, value in given.items() if value != optimizer.defaults()[name])
        object.__setattr__(self, "optimizer_settings", tuple(unusual))


def _settings(given: object) -> dict[str, float]:
    """A dict of an optimizer's settings, which may be its pairs. Raises ValueError for anything else."""
    try:
        settings = dict(given)  # type: ignore[call-overload]  # which is what is tried here
        if all(isinstance(name, str) for name in settings):
            return settings
    except (TypeError, ValueError):
        pass
    raise ValueError(f'optimizer_settings is {given!r}: give a dict, such as {{"momentum": 0.95}}.')
