"""What can be set in the chapter Backpropagation."""
from pages.ui.first_principles.board.fields import AnyField, ChoiceField, Field
from pages.ui.first_principles.printed import Style
from pages.ui.shared.address.table import Parameter

VIEW = ChoiceField("backprop_view", "Numbers of the graph", "both",
                   {"forward": "Forward", "backward": "Backward", "both": "Both"})
STEP = "step h = 10ᵏ"
POWER = Field("backprop_power", STEP, -5.0, -15, -1, 0.25, least=-18, most=0)
BATCH = ChoiceField("backprop_batch", "Update by", "sample", {"sample": "One sample", "all": "All samples"})
DIGITS = ChoiceField("backprop_digits", "Decimals", "few", {"few": "Few", "nine": "Nine"})
STYLES: dict[str, Style] = {"few": ((1e-2, 4), (1e-3, 5)), "nine": ((5e-5, 9),)}
FIELDS: list[AnyField] = [VIEW, POWER, BATCH, DIGITS]
ROWS: list[Parameter] = []
