"""What can be set in the chapter The code: which layer's lines are run, and on which samples."""
from pages.ui.first_principles.board.fields import AnyField, ChoiceField
from pages.ui.first_principles.own.layers import MOST_LAYERS
from pages.ui.shared.address.table import Parameter

LAYER = ChoiceField("code_layer", "Layer", "1", {str(i): f"Layer {i}" for i in range(1, MOST_LAYERS + 1)})
SAMPLES = ChoiceField("code_samples", "Samples", "one", {"one": "One", "all": "All"})
FIELDS: list[AnyField] = [LAYER, SAMPLES]
ROWS: list[Parameter] = []
