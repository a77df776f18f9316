"""What several pages offer to choose from, and what people call it. Knows nothing of Streamlit."""
from engine.activations import ACTIVATIONS
from engine.initializers import INITIALIZERS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES

LEARNING_RATES = [float(f"{mantissa}e{power}") for power in range(-3, 1) for mantissa in (1, 1.5, 2, 3, 5, 7)] + [10.0]
PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)

ACTIVATION_NAMES = ACTIVATIONS.labels()
OLD_ACTIVATION_NAMES = {"Identity": "identity"}  # which older addresses have
LOSS_NAMES = LOSSES.labels()
OPTIMIZER_NAMES = OPTIMIZERS.labels()
INIT_NAMES = INITIALIZERS.labels()
SCHEDULE_NAMES = SCHEDULES.labels()
# What optimizers usually take, by name; whatever chooses settings for somebody chooses these.
HYPERPARAMETERS = {name: usual for optimizer in OPTIMIZERS.values() for name, usual in optimizer.defaults().items()}


def within_a_sentence(label: str) -> str:
    """A menu's label in small letters, but for words that are written large wherever they stand: ReLU, SGD."""
    return " ".join(word.lower() if word.istitle() else word for word in label.split(" "))
