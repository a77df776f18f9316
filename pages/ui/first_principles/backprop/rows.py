"""What can be set in the chapter Backpropagation."""
from pages.ui.first_principles.board.fields import AnyField, ChoiceField
from pages.ui.shared.address.table import Parameter

VIEW = ChoiceField("backprop_view", "Numbers of the graph", "both",
                   {"forward": "Forward", "backward": "Backward", "both": "Both"})
FIELDS: list[AnyField] = [VIEW]
ROWS: list[Parameter] = []
