"""What the chapter The code says of its network and of the lines it has run. Knows nothing of Streamlit."""
from collections.abc import Sequence

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.code.source import Lines
from pages.ui.first_principles.code.step import Step
from pages.ui.first_principles.printed import printed
from pages.ui.shared.choices import ACTIVATION_NAMES, within_a_sentence
from pages.ui.shared.glossary import term

DIGITS, FEW, EDGE, WIDTH = 6, 40, 3, 48  # of an array that is printed: digits, numbers, how many at its ends, letters
CIRCLED = "⓪①②③④⑤⑥⑦"
CHECKED, APART = ":green[:material/check:]", ":orange[:material/difference:]"


def of_network(example: WorkedExample, rows: Sequence[int], loss: float) -> str:
    """Which network is shown, and its loss on some samples, in a line. Markdown."""
    samples = len(example.inputs)
    hidden = within_a_sentence(ACTIVATION_NAMES[example.hidden])
    layers = f"{term('hidden layer', 'hidden layers')} {hidden}, " if example.weights[1:] else ""
    which = ("its sample" if samples == 1 else f"sample {rows[0] + 1} of {samples}" if len(rows) == 1 else
             f"all {samples} samples")
    return (f"**Your network: {'-'.join(map(str, example.sizes))}**, {layers}output "
            f"{within_a_sentence(example.end.label)}. The loss of {which} is {printed(loss).plain}.")


def of_engine(parts: Sequence[Lines]) -> str:
    """The engine's lines, each part below a comment that says where it stands."""
    return "\n\n".join(f"# {lines.place}\n{lines.text}" for lines in parts)


def of_textbook(parts: Sequence[Lines]) -> str:
    """The textbook loop's lines likewise."""
    return "\n\n".join(f"# the textbook loop, {lines.numbers}\n{lines.text}" for lines in parts)


def values(step: Step) -> str:
    """The variables of a step's lines, as NumPy prints them."""
    return "# the engine's variables now\n" + "\n".join(
        f"{name}  = {meaning}{_shape(value)}\n{array(value)}" for name, meaning, value in step.values)


def array(value: np.ndarray | float) -> str:
    """An array, or a number, as NumPy prints it; the middle of a long one is left out."""
    if isinstance(value, float):
        return f"{value:.{DIGITS}g}"
    return np.array2string(np.asarray(value, float), WIDTH, DIGITS, threshold=FEW, edgeitems=EDGE)


def _shape(value: np.ndarray | float) -> str:
    return "" if isinstance(value, float) else f", {value.shape}"


def verdict(step: Step) -> str:
    """How what the lines have just given compares with the engine's own result. Markdown."""
    said = (f"{CHECKED} Run just now, these lines give the engine's result to the last bit" if not step.difference else
            f"{APART} Run just now, these lines differ from the engine's result by {step.difference:.0e} at most")
    if step.textbook_difference is not None:
        said += f"; the textbook's {_apart(step.textbook_difference)}"
    return f"{said}. {step.note}".rstrip()


def _apart(difference: float) -> str:
    return f"differ by {difference:.0e} at most" if difference else "do, too"


def of_loop(gradient: float, step: float | None, rows: Sequence[int]) -> str:
    """How the textbook loop's gradient and its step compare with the engine's. Markdown."""
    over = "this sample" if len(rows) == 1 else f"all {len(rows)} samples"
    after = "" if step is None else f"; so are its weights and biases after one step, {_up_to(step)}"
    return f"{CHECKED} Run just now on {over}: its gradient is the engine's {_up_to(gradient)}{after}."


def _up_to(difference: float) -> str:
    return f"up to a difference of {difference:.0e}" if difference else "to the last bit"


def marked(source: Lines, steps: Sequence[Step]) -> str:
    """The loop's text, with the number of the step that a line belongs to behind it."""
    numbers = {lines.first: CIRCLED[number] for number, step in enumerate(steps, 1) for lines in step.textbook}
    return "\n".join(f"{line}  # {numbers[place]}" if place in numbers else line
                     for place, line in enumerate(source.text.split("\n"), source.first))
