"""The gradient check of a case as a table, and what it sees or cannot see. Knows nothing of Streamlit."""
import math

import numpy as np

from pages.ui.first_principles.bugs.laboratory import ALIKE, Group, Pair
from pages.ui.first_principles.bugs.symptoms import said
from pages.ui.first_principles.formulas import aligned
from pages.ui.first_principles.printed import SHORT, apart, printed
from pages.ui.shared.glossary import term
from pages.ui.shared.plain import MINUS

RIGHT, WRONG = (f":{color}[:material/{icon}:]\N{NO-BREAK SPACE}{word}" for color, icon, word in (
    ("green", "check", "right"), ("red", "close", "wrong")))
CALLED = {"W1": "W₁", "b1": "b₁", "W2": "W₂", "b2": "b₂"}
FOLLOWS = 2.5e-3  # how far, as a share, a quotient of printed numbers may lie from what is said of it
SAME = 1e-3  # how far, as a share, two derivatives' quotients may lie apart that are called the same
FORMULA = aligned([r"d_i &= \frac{L(w_i + h) - L(w_i - h)}{2h}",
                   r"\text{error} &= \frac{\lVert g - d \rVert}{\max(\lVert g \rVert, \lVert d \rVert)}"])


def table(pair: Pair) -> str:
    """A row for the parameters of each name: where they differ most, and how large their error is."""
    rows = ["| | $g$ | $d$ | error, this program | error, corrected |", "|---|--:|--:|---|---|"]
    times = factor(pair)
    for wrong, right in zip(*pair.checks):
        g, d = _told(wrong, times)
        rows.append(f"| {CALLED.get(wrong.name, wrong.name)} | {g} | {d} | {verdict(wrong)} "
                    f"| {verdict(right)} |")
    return "\n".join(rows)


def _told(group: Group, times: float | None) -> tuple[str, str]:
    """The two derivatives that differ most, in as many digits as it takes to see that they are wrong, and how many
    times the right one is the wrong one where that is said of all."""
    g, d = group.pair
    if times is not None:
        for extra in range(13):
            shown, known = printed(g, SHORT, extra), printed(d, SHORT, extra)
            if known.value and abs(shown.value / known.value / times - 1) < FOLLOWS:
                return shown.plain, known.plain
    return (said(g), said(d)) if group.is_right or not math.isfinite(group.error) else apart(g, d)


def verdict(group: Group) -> str:
    """Right or wrong, and how large the error is."""
    if group.error >= ALIKE and group.is_right:
        return f"{RIGHT}, both almost 0"
    return f"{RIGHT if group.is_right else WRONG}, {said(group.error)}"


def summary(pair: Pair) -> str:
    """What the check has found of the wrong program."""
    if not pair.red:
        return ("**The check is green, and the program is wrong all the same.** It compares the gradient with the "
                "loss; it knows nothing of the data, of the first weights, or of how the result is measured.")
    red = [CALLED.get(name, name) for name in pair.red]
    names = red[0] if len(red) == 1 else f"{', '.join(red[:-1])} and {red[-1]}"
    if any(not math.isfinite(group.error) for group in pair.checks[0]):
        return f"**The check is red** at {names}: what is not a number agrees with nothing."
    said_of_all = ""
    if len(red) < len(pair.checks[0]):
        said_of_all = " All others are right, so the mistake lies where these are computed or used."
    elif (found := factor(pair)) is not None:
        said_of_all = f" All derivatives are {said(found)} times what they should be."
    return f"**The check is red** at {names}.{said_of_all}"


def factor(pair: Pair) -> float | None:
    """By what all derivatives of the wrong program are too large, if it is the same for all."""
    g, d = (np.concatenate([each.ravel() for each in arrays]) for arrays in zip(
        *((group.backprop, group.differences) for group in pair.checks[0])))
    if not (squares := float(d @ d)):
        return None
    quotient = float(g @ d) / squares
    is_same = np.linalg.norm(g - quotient * d) < SAME * np.linalg.norm(g)
    return float(f"{quotient:.4g}") if is_same and abs(quotient - 1) > SAME else None


def when(pair: Pair) -> str:
    """Which update was checked, and by what h."""
    update = "last" if pair.bug.at_last else "first"
    return (f"A {term('gradient check')} of the {update} update: the {term('gradient')} of "
            f"{term('backpropagation')}, $g$, beside what a small change of each parameter does to the program's own "
            f"loss, $d$. The update itself tells $g$: what it subtracts, divided by the {term('learning rate')}. Here "
            f"$h = 10^{{-6}}$. Each row shows the two {term('derivative', 'derivatives')} that differ most.")


def warned(pair: Pair) -> str:
    """What NumPy has warned of, or nothing."""
    kinds = {"overflow": term("overflow"), "divide by zero": "division by zero, such as log(0)",
             "invalid value": f"an invalid value, such as 0 · ∞, ∞ / ∞ or ∞ {MINUS} ∞"}
    found = [kinds.get(kind, kind) for kind in pair.wrong.warned]
    return f"NumPy has warned of: {'; '.join(found)}." if found else ""
