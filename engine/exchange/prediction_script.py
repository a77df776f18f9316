"""A trained network as one Python file that needs NumPy alone and answers for rows of numbers."""
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from engine.datasets.digit_format import PIXELS, SIDE
from engine.exchange import pieces
from engine.exchange.storage import About
from engine.network import Network

# How a script reads its CSV file, and says in a sentence what is wrong with it.
READING_CODE = '''
def rows_of(path):
    """(rows of numbers, their right answers or None) of a CSV file; ends with a sentence where it cannot be read."""
    rows, inputs = [], len(layers[0]) - 1
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            for number, line in enumerate(file, 1):
                cells = line.replace('"', "").split(",")
                if any(cell.strip() for cell in cells) and (number > 1 or is_number(cells[0])):  # else blank, or names
                    lengths = (len(rows[0]),) if rows else (inputs, inputs + 1)
                    rows.append(row_of(cells, lengths, f"{path}, line {number}"))
    except OSError as error:
        sys.exit(f"{path} cannot be read: {error.strerror}. "
                 f"Name a CSV file: python {Path(__file__).name} rows.csv")
    if not rows:
        sys.exit(f"{path} holds no rows of numbers. Name a CSV file that does.")
    table = np.array(rows)
    return (table, None) if len(rows[0]) == inputs else (table[:, 1:], table[:, 0])


def row_of(cells, lengths, place):
    """A line's numbers; ends with a sentence that names the place if they are none or not as many as they must be."""
    try:
        row = np.array(cells, DTYPE)
    except ValueError:
        row = None
    if row is None or not np.isfinite(row).all():
        cell = next(cell for cell in cells if not is_number(cell)).strip()[:30]
        sys.exit(f"{place}: {cell!r} is not a number. Write one there, and commas between numbers.")
    if len(row) not in lengths:
        needed = " or ".join(map(str, lengths))
        sys.exit(f"{place}: it has {len(row)} numbers and needs {needed}. Correct that line.")
    return row


def is_number(cell):
    try:
        return bool(np.isfinite(DTYPE(cell)))
    except ValueError:
        return False
'''


def prediction_script(network: Network, about: About, *, weights_file: str = "", input_scale: float = 1.0,
                      example: ArrayLike | None = None) -> str:
    """The script of a trained network.

    weights_file: the name of the network's .npz file, from `to_npz`, which the script reads from its own folder;
    without one, the weights are written into the script, which suits small networks. input_scale: what numbers are
    multiplied by before they enter the network: 1/255 for pixels of 0..255. example: one row of such numbers, which
    the script tries when it is given no file.
    """
    answer = about.loss if about.labels else "numbers"
    names = [pieces.name_of(layer.activation) for layer in network.layers]
    parts = [
        _opening(network, weights_file),
        pieces.heading("The network"), pieces.functions({*names}, answer, slopes=False),
        _weights(network, names, weights_file), _meaning(about, input_scale), _forward(),
        pieces.ANSWER_CODE[answer],
        pieces.heading("What it answers"), _example(network, example), _use(about)]
    return pieces.joined(parts)


def _forward() -> str:
    """The way forward alone: nothing is learned here, so that slopes don't matter."""
    return pieces.FORWARD_CODE.replace("(f, slope)", "f")


def _opening(network: Network, weights_file: str) -> str:
    beside = f", and {weights_file} beside this file" if weights_file else ""
    return f'''"""A trained neural network, {"-".join(map(str, network.sizes))}, with NumPy alone{beside}.

Run it with: python FILE rows.csv
rows.csv holds {network.sizes[0]} numbers a line with commas between them, under a line of names or not. If there is
one number more, the first is the right answer.
"""
import math
import sys
from pathlib import Path

import numpy as np

DTYPE = np.{network.params.dtype.name}
np.seterr(over="ignore")  # e^-z may overflow to infinity, and 1 / infinity = 0 is the right answer
'''


def _weights(network: Network, names: Sequence[str], weights_file: str) -> str:
    count = len(network.layers)
    if weights_file:
        body = f'''weights_file = Path(__file__).with_name({weights_file!r})
if not weights_file.exists():
    sys.exit(f"{{weights_file.name}} is missing. It came with this file; put both into the same folder.")
with np.load(weights_file, allow_pickle=False) as file:
    layers = [np.vstack([file[f"weights{{number}}"], file[f"biases{{number}}"]]) for number in range(1, {count + 1})]
'''
    else:
        matrices = "".join(f"    np.array([{_rows(layer.matrix)}], DTYPE),\n" for layer in network.layers)
        body = f"layers = [\n{matrices}]\n"
    return f'''
# A layer's weights, a column a neuron, above one last row: its biases.
{body}functions = [{", ".join(names)}]
'''


def _rows(matrix: np.ndarray) -> str:
    return ",\n        ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix)


def _meaning(about: About, input_scale: float) -> str:
    lines = []
    if about.inputs:
        lines.append(f"# The inputs: {pieces.plain(', '.join(about.inputs))}")
    lines.append(f"INPUT_SCALE = {input_scale!r}  # what numbers are multiplied by before they enter")
    if about.labels:
        lines.append(f"LABELS = {[pieces.plain(label) for label in about.labels]!r}")
    return "\n" + "\n".join(lines) + "\n"


def _example(network: Network, example: ArrayLike | None) -> str:
    row = np.zeros(network.sizes[0]) if example is None else np.asarray(example).ravel()
    if row.shape != (network.sizes[0],):
        raise ValueError(f"The example must be {network.sizes[0]} numbers, not {row.size}.")
    width = SIDE if row.size == PIXELS else 10  # a digit's pixels as they lie
    texts = [f"{number:.9g}" for number in row.tolist()]
    lines = "".join("    " + ", ".join(texts[i : i + width]) + ",\n" for i in range(0, len(texts), width))
    return f'''
EXAMPLE = [
{lines}]
'''


def _use(about: About) -> str:
    if about.labels:
        one_output = len(about.labels) == 2 and about.loss != "softmax_cross_entropy"
        choice = "int(answer[0] >= 0.5)" if one_output else "int(answer.argmax())"
        sure = "answer[0] if chosen else 1 - answer[0]" if one_output else "answer[chosen]"
        said = f'''        chosen = {choice}
        sure = {sure}
        print(f"row {{number}}: {{LABELS[chosen]}} (sure: {{sure:.2%}})")
        if truth is not None:
            right += LABELS[chosen] == f"{{truth[number - 1]:g}}"
    if truth is not None:
        print(f"right: {{right / len(rows):.2%}} of {{len(rows):,}}")'''
    else:
        said = '''        print(f"row {number}: " + ", ".join(f"{value:.6g}" for value in answer))'''
    return READING_CODE + f'''
if __name__ == "__main__":
    rows, truth = rows_of(sys.argv[1]) if len(sys.argv) > 1 else (np.array([EXAMPLE], DTYPE), None)
    right = 0
    for number, answer in enumerate(answers(rows * DTYPE(INPUT_SCALE)), 1):
{said}
'''
