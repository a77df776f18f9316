"""A trained network as one Python file that needs NumPy alone and answers for rows of numbers."""
import numpy as np

from engine.exchange import pieces
from engine.exchange.storage import About
from engine.network import Network


def prediction_script(network: Network, about: About, *, weights_file: str = "", input_scale: float = 1.0,
                      example=None) -> str:
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
        _weights(network, names, weights_file), _meaning(about, input_scale), pieces.FORWARD_CODE,
        pieces.ANSWER_CODE[answer],
        pieces.heading("What it answers"), _example(network, example), _use(about)]
    text = pieces.joined(parts)
    return text.replace("(f, slope)", "f")  # nothing is learned here, so that slopes don't matter


def _opening(network, weights_file):
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


def _weights(network, names, weights_file):
    count = len(network.layers)
    if weights_file:
        body = f'''with np.load(Path(__file__).with_name({weights_file!r}), allow_pickle=False) as file:
    layers = [np.vstack([file[f"weights{{number}}"], file[f"biases{{number}}"]]) for number in range(1, {count + 1})]
'''
    else:
        matrices = "".join(f"    np.array([{_rows(layer.matrix)}], DTYPE),\n" for layer in network.layers)
        body = f"layers = [\n{matrices}]\n"
    return f'''
# A layer's weights, a column a neuron, above one last row: its biases.
{body}functions = [{", ".join(names)}]
'''


def _rows(matrix):
    return ",\n        ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix)


def _meaning(about, input_scale):
    lines = []
    if about.inputs:
        lines.append(f"# The inputs: {pieces.plain(', '.join(about.inputs))}")
    lines.append(f"INPUT_SCALE = {input_scale!r}  # what numbers are multiplied by before they enter")
    if about.labels:
        lines.append(f"LABELS = {[pieces.plain(label) for label in about.labels]!r}")
    return "\n" + "\n".join(lines) + "\n"


def _example(network, example):
    row = np.zeros(network.sizes[0]) if example is None else np.asarray(example).ravel()
    if row.shape != (network.sizes[0],):
        raise ValueError(f"The example must be {network.sizes[0]} numbers, not {row.size}.")
    width = 28 if row.size == 784 else 10  # a digit's pixels as they lie
    texts = [f"{number:.9g}" for number in row.tolist()]
    lines = "".join("    " + ", ".join(texts[i : i + width]) + ",\n" for i in range(0, len(texts), width))
    return f'''
EXAMPLE = [
{lines}]
'''


def _use(about):
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
    return f'''
def rows_of(path):
    """(rows of numbers, their right answers or None) of a CSV file."""
    with open(path, encoding="utf-8-sig") as file:
        first = file.readline().split(",")[0].strip().strip('"')
    named = not first.replace(".", "").replace("-", "").replace("e", "").isdigit()
    table = np.loadtxt(path, DTYPE, delimiter=",", skiprows=int(named), ndmin=2, encoding="utf-8-sig")
    inputs = len(layers[0]) - 1
    if table.shape[1] == inputs + 1:
        return table[:, 1:], table[:, 0]
    if table.shape[1] != inputs:
        sys.exit(f"{{path}} has {{table.shape[1]}} numbers a line; the network takes {{inputs}}.")
    return table, None


if __name__ == "__main__":
    rows, truth = rows_of(sys.argv[1]) if len(sys.argv) > 1 else (np.array([EXAMPLE], DTYPE), None)
    right = 0
    for number, answer in enumerate(answers(rows * DTYPE(INPUT_SCALE)), 1):
{said}
'''
