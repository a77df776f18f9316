"""What defines a run."""
from dataclasses import dataclass


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
