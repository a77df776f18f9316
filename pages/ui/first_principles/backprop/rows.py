"""What can be set in the chapter Backpropagation."""
from pages.ui.first_principles.board.fields import AnyField
from pages.ui.shared.address.table import Parameter

FIELDS: list[AnyField] = []
ROWS: list[Parameter] = []
