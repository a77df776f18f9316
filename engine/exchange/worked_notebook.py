"""A worked example as a Jupyter notebook: the script's sections, each a cell of formulas and one of code."""
import json

from engine.exchange.worked_script import imports, sections, sizes_of
from engine.inspection.worked_example import WorkedExample


def worked_notebook(example: WorkedExample) -> str:
    """The notebook, as JSON of nbformat 4.5. Its code needs NumPy alone and runs from top to bottom."""
    shown = sections(example)
    cells = [_cell("markdown", f"# A {sizes_of(example)} network, worked out\n\nForward pass, loss, backpropagation "
                   "and training, with NumPy alone."), _cell("code", imports(shown))]
    for section in shown:
        cells += [_cell("markdown", f"## {section.title}\n\n{section.text}"), _cell("code", section.code.strip())]
    return _written(cells)


def notebook_of(words: str) -> str:
    """A notebook that says something, and nothing else."""
    return _written([_cell("markdown", words)])


def _written(cells: list[dict[str, object]]) -> str:
    for place, cell in enumerate(cells):
        cell["id"] = f"cell{place}"
    return json.dumps({"cells": cells, "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def _cell(kind: str, text: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
