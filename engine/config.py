"""What defines a run, and how it travels in a URL."""
import math
from dataclasses import asdict, dataclass, fields

from engine.activations import ACTIVATIONS
from engine.initializers import INITIALIZERS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS


@dataclass(frozen=True)
class RunConfig:
    """Everything that defines a run except the learning rate, which may change while it runs.

    hidden: neurons in each hidden layer; activation: theirs. The loss decides what the output layer ends in;
    for regression it is identity. init_scale multiplies the first parameters.
    The strings are rows of ACTIVATIONS, LOSSES, INITIALIZERS and OPTIMIZERS. dropout: the chance, 0 to 0.9, of a
    hidden neuron to be left out of a step; augmentation: how much digits are changed before each look at them, 0 to 1.
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

    def to_query(self) -> dict[str, str]:
        """As URL parameters, name to text."""
        texts = {name: str(value) for name, value in asdict(self).items()}
        return texts | {"hidden": "-".join(map(str, self.hidden)), "shuffle": str(int(self.shuffle))}

    @classmethod
    def from_query(cls, query) -> "RunConfig":
        """From URL parameters; what is missing is the default. Raises ValueError naming what cannot be read."""
        known = {}
        for field in fields(cls):
            if field.name in query:
                try:
                    known[field.name] = READERS[field.name](query[field.name])
                except (KeyError, ValueError):
                    raise ValueError(f"{field.name} cannot be {query[field.name]!r}.") from None
        return cls(**known)


def whole_number(text: str, least: int) -> int:
    number = int(text)
    if number < least:
        raise ValueError
    return number


def share(text: str, most: float = 1.0) -> float:
    number = float(text)
    if not 0 <= number <= most:
        raise ValueError
    return number


def positive_number(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise ValueError
    return number


def one_of(names):
    return lambda text: {name: name for name in names}[text]


READERS = {
    "dataset": str,
    "hidden": lambda text: tuple(whole_number(part, least=1) for part in text.split("-")) if text else (),
    "activation": one_of(ACTIVATIONS), "loss": one_of(LOSSES), "init": one_of(INITIALIZERS),
    "init_scale": positive_number,
    "optimizer": one_of(OPTIMIZERS),
    "batch_size": lambda text: whole_number(text, least=1),
    "shuffle": lambda text: {"0": False, "1": True}[text],
    "seed": lambda text: whole_number(text, least=0),
    "dropout": lambda text: share(text, most=0.9),
    "augmentation": share,
    "dtype": one_of(["float32", "float64"]),
}
