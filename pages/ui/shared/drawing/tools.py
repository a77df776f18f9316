"""What people draw with on a sheet: rows of the table of each page that has one.

They stand apart from the sheet itself, which tables of parameters have no need of.
"""
from pages.ui.shared.address.table import Number, OneOf, Parameter, Where

TOOLS = {"pen": "Pen", "eraser": "Eraser"}
BRUSH = 20  # pixels; MNIST's strokes are as wide for the size of its digits

PARAMETERS = (Parameter("tool", "pen", OneOf(TOOLS), where=Where.VIEW),
              Parameter("brush", BRUSH, Number(8, 36, 2), "brush width", Where.VIEW))
