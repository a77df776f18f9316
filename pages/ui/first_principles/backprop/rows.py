"""What can be set in the chapter Backpropagation."""
from pages.ui.first_principles.board.fields import AnyField, ChoiceField, Field
from pages.ui.first_principles.printed import FORMULA, Style
from pages.ui.shared.address.table import Parameter

POWER = Field("backprop_power", "k, h = 10⁻ᵏ", 5.0, 1, 15, 0.25, least=0, most=18)
BATCH = ChoiceField("backprop_batch", "Update by", "sample", {"sample": "One sample", "all": "All samples"})
DIGITS = ChoiceField("backprop_digits", "Decimals", "few", {"few": "Few", "nine": "Nine"})
STYLES: dict[str, Style] = {"few": FORMULA, "nine": ((5e-5, 9),)}
FIELDS: list[AnyField] = [POWER, BATCH, DIGITS]
ROWS: list[Parameter] = []
