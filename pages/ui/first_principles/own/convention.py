"""How an article's loss follows from the engine's, which is a mean: a formula with the present counts. Knows nothing of
Streamlit."""
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.formulas import aligned
from pages.ui.shared.address import typed

NAMES = {"mse": "mean squared error", "binary_cross_entropy": "mean cross-entropy",
         "softmax_cross_entropy": "mean cross-entropy"}


def formula(example: WorkedExample) -> str:
    """The loss of one sample, and of all if there are several, as what the engine's mean is multiplied by."""
    samples = len(example.inputs)
    lines = [_line(example, 1)]
    if samples > 1:
        lines.append(_line(example, samples))
    return aligned(lines)


def words(example: WorkedExample) -> str:
    """What the factor means for derivatives, in a sentence or two."""
    samples = len(example.inputs)
    one, of_all = example.factor(), example.factor(samples)
    mean = NAMES[example.end.loss]
    if one == of_all == 1:
        return f"So the loss is the engine's {mean}, and so is every derivative."
    if one == of_all:
        return f"So every derivative is {_times(one)} that of the engine's {mean}."
    return (f"So every derivative is {_times(one)} that of the engine's {mean} for one sample, and {_times(of_all)} "
            f"for all {samples}.")


def _line(example: WorkedExample, samples: int) -> str:
    """One loss: how it is defined, and the engine's mean times a number."""
    outputs, loss = example.sizes[-1], example.end.loss
    half = r"\tfrac{1}{2} " if example.is_half and loss == "mse" else ""
    over_outputs = "" if outputs == 1 else _over("j", outputs, example.sums_outputs or loss == "softmax_cross_entropy")
    over_samples = "" if samples == 1 else _over("s", samples, example.sums_samples)
    name = "L" if samples == 1 else r"L_{\text{all}}"
    factor = typed.written(example.factor(samples))
    mean = r"\text{mean}" if samples == 1 else r"\text{mean}_{\text{all}}"
    return (rf"{name} &= {half}{over_samples}{over_outputs}{_term(loss, outputs)} \\ "
            rf"&= {_reckoned(example, samples)}{factor} \cdot {mean}")


def _reckoned(example: WorkedExample, samples: int) -> str:
    """How the factor comes about, where it has more than one part."""
    parts = [r"\tfrac{1}{2}"] if example.is_half and example.end.loss == "mse" else []
    if example.sums_outputs and example.end.loss != "softmax_cross_entropy" and example.sizes[-1] > 1:
        parts.append(str(example.sizes[-1]))
    if example.sums_samples and samples > 1:
        parts.append(str(samples))
    return rf"{r' \cdot '.join(parts)} \cdot \text{{mean}}{'_{\\text{all}}' if samples > 1 else ''} = " if len(
        parts) > 1 else ""


def _over(index: str, count: int, is_sum: bool) -> str:
    divided = "" if is_sum else rf"\tfrac{{1}}{{{count}}} "
    return rf"{divided}\textstyle\sum_{{{index}=1}}^{{{count}}} "


def _term(loss: str, outputs: int) -> str:
    o, y = ("o", "y") if outputs == 1 else ("o_j", "y_j")
    if loss == "mse":
        return f"({o} - {y})^2"
    if loss == "softmax_cross_entropy":
        return rf"(-{y} \ln {o})"
    return rf"\left(-{y} \ln {o} - (1 - {y}) \ln (1 - {o})\right)"


def _times(factor: float) -> str:
    return "half" if factor == 0.5 else "exactly" if factor == 1 else f"{typed.written(factor)} times"
