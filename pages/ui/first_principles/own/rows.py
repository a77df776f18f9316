"""The network that the chapters Backpropagation and The code show: all of its numbers and how it learns."""
from engine.constraints import Hyperparameter
from engine.inspection.worked_example import BIASES, ENDINGS
from engine.optimizers import OPTIMIZERS
from pages.ui.first_principles.board.fields import AnyField, ChoiceField, Field, WholeField
from pages.ui.first_principles.own import old_links
from pages.ui.first_principles.own.layers import LayersField, SamplesField
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.shared.address import typed
from pages.ui.shared.address.table import Parameter
from pages.ui.shared.choices import ACTIVATION_NAMES, OPTIMIZER_NAMES

MOST_SAMPLES = 20

# Alice of the tutorial: all weights 1, biases 0, and dL/dw1 = 0.0214.
WEIGHTS = LayersField("own_weights", "Weights, each layer's: a row for each input, a column for each neuron",
                      (((1.0, 1.0), (1.0, 1.0)), ((1.0,), (1.0,))))
BIASES_FIELD = LayersField("own_biases", "Biases, a row for each layer", ((0.0, 0.0), (0.0,)), is_biases=True)
INPUTS = SamplesField("own_inputs", "Inputs, a row for each sample", ((-2.0, -1.0),), None, None, MOST_SAMPLES)
TARGETS = SamplesField("own_targets", "Targets, a row for each sample", ((1.0,),), None, None, MOST_SAMPLES)
SAMPLE = WholeField("own_sample", "sample", 1.0, 1, MOST_SAMPLES, 1, 1, MOST_SAMPLES)
NETWORK: list[AnyField] = [WEIGHTS, BIASES_FIELD, INPUTS, TARGETS]

HIDDEN = ChoiceField("own_hidden", "Hidden activation", "sigmoid", ACTIVATION_NAMES)
ENDING = ChoiceField("own_ending", "Output and loss", "sigmoid", {name: row.label for name, row in ENDINGS.items()})
BIAS_KIND = ChoiceField("own_bias_kind", "Biases", "trained", BIASES)
HALF = ChoiceField("own_half", "Factor ½", "no", {"no": "No", "yes": "Yes"})
OUTPUTS = ChoiceField("own_outputs", "Over outputs", "mean", {"mean": "Mean", "sum": "Sum"})
SAMPLES = ChoiceField("own_samples", "Over samples", "mean", {"mean": "Mean", "sum": "Sum"})
KINDS: list[AnyField] = [HIDDEN, ENDING, BIAS_KIND, HALF, OUTPUTS, SAMPLES]

L2 = Field("own_l2", "L2", 0.0, 0, 1, 0.01, least=0)
RATE = Field("own_rate", "rate η", 0.1, 0.01, 2, 0.01, least=0)
OPTIMIZER = ChoiceField("own_optimizer", "Optimizer", "sgd", OPTIMIZER_NAMES)
SHORT_NAMES = {"momentum": "momentum", "beta_1": "β₁", "beta_2": "β₂", "epsilon": "ε"}


def _hyperparameter(name: str, about: Hyperparameter, usual: float) -> Field:
    """A field for what an optimizer takes beside the learning rate, inside the ends that it has to keep from."""
    allowed, (*_, last) = about.allowed, sorted(about.choices)
    return Field(f"own_{name}", SHORT_NAMES.get(name, about.label), usual, min(about.choices), last,
                 0.001 if last > 0.99 and last < 1 else 0.01,
                 1e-300 if allowed.low in allowed.without else allowed.low,
                 min(allowed.high - 1e-4 if allowed.high in allowed.without else allowed.high, typed.LARGEST))


HYPERPARAMETERS: dict[str, dict[str, Field]] = {
    optimizer: {name: _hyperparameter(name, about, kind.defaults()[name])
                for name, about in kind.hyperparameters.items()} for optimizer, kind in OPTIMIZERS.items()}
TRAINING: list[AnyField] = [L2, RATE, OPTIMIZER, *{
    field.name: field for fields in HYPERPARAMETERS.values() for field in fields.values()}.values()]

FIELDS: list[AnyField] = [*NETWORK, SAMPLE, PARAMETER, *KINDS, *TRAINING]
ROWS: list[Parameter] = old_links.ROWS
