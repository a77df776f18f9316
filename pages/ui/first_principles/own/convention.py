"""How an article's loss follows from the engine's, which is a mean: a formula with the present counts. Knows nothing of
Streamlit."""
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.formulas import aligned
from pages.ui.shared.address import typed
from pages.ui.shared.glossary import term

NAMES = {"mse": term("mean squared error"), "binary_cross_entropy": f"mean {term('cross-entropy')}",
         "softmax_cross_entropy": f"mean {term('cross-entropy')}"}
SHORT = {"mse": "MSE", "binary_cross_entropy": "CE", "softmax_cross_entropy": "CE"}


def formula(example: WorkedExample) -> str:
    """The loss of one sample, and of all if there are several, as what the engine's mean is multiplied by."""
    samples = len(example.inputs)
    return aligned([line for count in sorted({1, samples}) for line in _lines(example, count)])


def words(example: WorkedExample) -> str:
    """What the factor means for derivatives, in a sentence or two."""
    samples = len(example.inputs)
    one, of_all = example.factor(), example.factor(samples)
    mean = f"{NAMES[example.end.loss]}, {SHORT[example.end.loss]}"
    if one == of_all == 1:
        return f"So the loss is the engine's {mean}, and so is every {term('derivative')}."
    if one == of_all:
        return f"So every {term('derivative')} is {_times(one)} that of the engine's {mean}."
    return (f"So every {term('derivative')} is {_times(one)} that of the engine's {mean} for one sample, and "
            f"{_times(of_all)} for all {samples}.")


def _lines(example: WorkedExample, samples: int) -> list[str]:
    """A loss as it is defined, and as a number times the engine's mean."""
    outputs, loss = example.sizes[-1], example.end.loss
    is_half = example.is_half and loss == "mse"
    sums_outputs = loss == "softmax_cross_entropy" or example.sums_outputs
    defined = (r"\tfrac{1}{2} " * is_half + _over("s", samples, example.sums_samples)
               + _over("j", outputs, sums_outputs) + _term(loss, outputs))
    factors = [r"\tfrac{1}{2}"] * is_half
    factors += [str(outputs)] * (example.sums_outputs and outputs > 1 and loss != "softmax_cross_entropy")
    factors += [str(samples)] * (example.sums_samples and samples > 1)
    of = r"_{\text{all}}" * (samples > 1)
    mean = rf"\text{{{SHORT[loss]}}}{of}"
    lines = [f"L{of} &= {defined}"]
    if len(factors) > 1:
        lines.append("&= " + r" \cdot ".join([*factors, mean]))
    factor = example.factor(samples)
    return [*lines, rf"&= {mean}" if factor == 1 else rf"&= {typed.written(factor)} \cdot {mean}"]


def _over(index: str, count: int, is_sum: bool) -> str:
    if count == 1:
        return ""
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
