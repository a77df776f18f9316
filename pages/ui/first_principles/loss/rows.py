"""What can be set in the chapter Loss: its numbers, and its choices, rows of the page's table."""
from dataclasses import dataclass

from pages.ui.first_principles.board.fields import AnyField, Field, Rows, TableField, WholeField
from pages.ui.shared.address.table import Flag, OneOf, Parameter, Where

FEWEST, MOST = 2, 10  # classes


@dataclass(frozen=True)
class ScoresField(TableField):
    """A score for each class, in a row."""

    def read(self, text: str) -> Rows:
        (row,) = super().read(text)
        if not FEWEST <= len(row) <= MOST:
            raise ValueError(f"{len(row)} given, and there have to be {FEWEST} to {MOST} scores, such as 2, 1, 0.1.")
        return (row,)


CURVE = [Field("loss_p", "p", 0.3, 0, 1, 0.01, least=0, most=1)]
PEOPLE = [Field(f"loss_{name.lower()}", name, 0.0, 0, 1, 0.01, least=0, most=1)
          for name in ("Alice", "Bob", "Charlie", "Diana")]
# Two outputs and their targets: Matt Mazur, "A Step by Step Backpropagation Example".
OWN = [TableField("loss_own", "prediction, target", ((0.75136507, 0.01), (0.772928465, 0.99)), None, 2)]
RACE = [Field("loss_w", "w", 2.0, -10, 10), Field("loss_b", "b", 2.0, -10, 10),
        Field("loss_rate", "rate η", 0.15, 0.01, 2, 0.01, least=0)]
SCORES = [ScoresField("loss_scores", "scores", ((2.0, 1.0, 0.1),), 1, None)]
LABEL = WholeField("loss_label", "label", 1.0, 1, MOST, 1, least=1, most=MOST)
SAFE = [Field("loss_c", "c", 0.0, 0, 1000, 1), Field("loss_d", "d", 30.0, 0, 1000, 1, least=0)]
FIELDS: list[AnyField] = [*CURVE, *PEOPLE, *OWN, *RACE, *SCORES, LABEL, *SAFE]
TARGETS = {1: "1", 0: "0"}
ROWS = [
    Parameter("loss_target", 1, OneOf(TARGETS), "target", Where.VIEW),
    Parameter("loss_tangent", True, Flag(), "tangents", Where.VIEW),
    Parameter("loss_data", "people", OneOf({"people": "Four people", "own": "Your own table"}), "predictions",
              Where.VIEW),
    Parameter("loss_wanted", 0, OneOf(TARGETS), "neuron's target", Where.VIEW),
    Parameter("loss_curves", "predictions", OneOf({"predictions": "Prediction", "losses": "Loss"}), "curves",
              Where.VIEW),
]
