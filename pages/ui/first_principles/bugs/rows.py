"""What can be set in the chapter Bug lab: the case, and the seed of its random numbers."""
from pages.ui.first_principles.board.fields import AnyField, ChoiceField, WholeField
from pages.ui.first_principles.bugs.mistakes import BUGS
from pages.ui.shared.address.table import Parameter

MOST_SEED = 9999
BUG = ChoiceField("bugs_bug", "Case", "sign", {
    name: f"Case {i}: {bug.title}" for i, (name, bug) in enumerate(BUGS.items(), 1)})
SEED = WholeField("bugs_seed", "seed", 1.0, 0, 99, 1, least=0, most=MOST_SEED)
FIELDS: list[AnyField] = [BUG, SEED]
ROWS: list[Parameter] = []
