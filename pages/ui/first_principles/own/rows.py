"""The network that the chapters Backpropagation and The code show: all of its numbers and how it learns."""
from engine.inspection.worked_example import BIASES, ENDINGS
from pages.ui.first_principles.board.fields import AnyField, ChoiceField, Field, WholeField
from pages.ui.first_principles.own import old_links
from pages.ui.first_principles.own.layers import LayersField, SamplesField
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.shared.address.table import Parameter
from pages.ui.shared.choices import ACTIVATION_NAMES, OPTIMIZER_NAMES

MOST_SAMPLES = 20

# Alice of the tutorial: all weights 1, biases 0, and dL/dw1 = 0.0214.
WEIGHTS = LayersField("own_weights", "Weights, a matrix for each layer", (((1.0, 1.0), (1.0, 1.0)), ((1.0,), (1.0,))))
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
MOMENTUM = Field("own_momentum", "momentum", 0.9, 0, 0.99, 0.01, least=0, most=0.9999)
BETA_1 = Field("own_beta_1", "β₁", 0.9, 0, 0.99, 0.01, least=0, most=0.9999)
BETA_2 = Field("own_beta_2", "β₂", 0.999, 0, 0.999, 0.001, least=0, most=0.9999)
EPSILON = Field("own_epsilon", "ε", 1e-8, 1e-8, 1, 0.01, least=1e-300)
TRAINING: list[AnyField] = [L2, RATE, OPTIMIZER, MOMENTUM, BETA_1, BETA_2, EPSILON]
HYPERPARAMETERS: dict[str, dict[str, Field]] = {"sgd": {}, "momentum": {"momentum": MOMENTUM},
                                                "adam": {"beta_1": BETA_1, "beta_2": BETA_2, "epsilon": EPSILON}}

FIELDS: list[AnyField] = [*NETWORK, SAMPLE, PARAMETER, *KINDS, *TRAINING]
ROWS: list[Parameter] = old_links.ROWS
