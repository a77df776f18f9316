"""What a case shows, in a sentence with this run's own numbers. Knows nothing of Streamlit."""
import math
from collections.abc import Callable
from typing import NamedTuple

from pages.ui.first_principles.bugs.laboratory import Outcome, Pair
from pages.ui.first_principles.bugs.mistakes import FRESH, LOSS, TEST
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.printed import SHORT, Number, printed
from pages.ui.shared.glossary import term

STUCK = 0.02  # how far a loss that stays where it is may move
HARDLY = 0.6  # of its first value, that a loss has left which has hardly fallen
SLOWER, HIGHER = 2.0, 1.4  # times the corrected program's loss
LEAP = 0.4  # a mean squared error as large as with all outputs 0 or 1, half of them wrong
GAP = 0.15  # between two accuracies, more than by chance


class Symptom(NamedTuple):
    """words: Markdown; is_shown: whether these random numbers show what the case is about."""

    words: str
    is_shown: bool


def symptom(pair: Pair) -> Symptom:
    """What the wrong program does, beside the corrected one."""
    return SYMPTOMS[pair.bug.name](pair)


def said(value: float) -> str:
    """A number that may be none."""
    if math.isnan(value):
        return "not a number"
    return plain(value) if math.isfinite(value) else "infinite"


def ends(outcome: Outcome, curve: str = LOSS) -> tuple[float, float]:
    """The first and the last value of a curve."""
    return outcome.history[curve][0], outcome.history[curve][-1]


def until(outcome: Outcome) -> int | None:
    """How many losses are numbers before the first that is none."""
    return next((i for i, loss in enumerate(outcome.history[LOSS]) if not math.isfinite(loss)), None)


def _fell(pair: Pair, said: Callable[[float], str] = said) -> str:
    (first, last), best = ends(pair.wrong), ends(pair.right)[1]
    return (f"The {term('loss')} goes from {said(first)} to {said(last)}; the corrected program's, from the same "
            f"random numbers, to {said(best)}.")


def _in_three(value: float) -> Number:
    """A number with three digits that say something, to divide by."""
    shown = (printed(value, SHORT, extra) for extra in range(13))
    return next((each for each in shown if abs(each.value - value) <= abs(value) / 2_000), printed(value, SHORT))


def climbs(pair: Pair) -> Symptom:
    """The loss ends above where it began."""
    first, last = ends(pair.wrong)
    return Symptom(f"{_fell(pair)} Training should make it smaller.", last > first)


def fails(pair: Pair) -> Symptom:
    """The loss ends far above the corrected program's."""
    last, best = ends(pair.wrong)[1], ends(pair.right)[1]
    words, shown = _fell(pair, lambda value: _in_three(value).plain), [_in_three(each).value for each in (last, best)]
    times = f" That is {float(f'{shown[0] / shown[1]:.3g}'):,g} times as much." if shown[1] else ""
    return Symptom(words + times, last > SLOWER * best)


def misses(pair: Pair) -> Symptom:
    """The loss hardly falls, as no choice of weights makes it small."""
    first, last = ends(pair.wrong)
    return Symptom(_fell(pair), last > HARDLY * min(first, 0.25) and last > SLOWER * ends(pair.right)[1])


def stays(pair: Pair) -> Symptom:
    """The loss stays where it was, or goes to what a constant output gives: a quarter."""
    _, last = ends(pair.wrong)
    return Symptom(f"{_fell(pair)} A network that outputs 0.5 for every sample has a loss of 0.25.",
                   abs(last - 0.25) < STUCK)


def leaps(pair: Pair) -> Symptom:
    """The loss is as large as with all outputs at their ends."""
    losses = pair.wrong.history[LOSS]
    return Symptom(f"{_fell(pair)} After the first update it is {said(losses[1])}.", losses[-1] > LEAP)


def overflows(pair: Pair) -> Symptom:
    """The loss becomes no number, the corrected program's stays one."""
    place, best = until(pair.wrong), ends(pair.right)[1]
    if place is None:
        return Symptom(_fell(pair), False)
    return Symptom(f"After {place} update{'s' * (place != 1)} the {term('loss')} is {said(ends(pair.wrong)[1])}; the "
                   f"corrected program's goes from {said(ends(pair.right)[0])} to {said(best)}.", math.isfinite(best))


def blinds(pair: Pair) -> Symptom:
    """The loss becomes no number, while all predictions are the corrected program's."""
    place, (_, test) = until(pair.wrong), ends(pair.wrong, TEST)
    if place is None:
        return Symptom(_fell(pair), False)
    return Symptom(f"After {place} epoch{'s' * (place != 1)} the {term('loss')} is "
                   f"{said(pair.wrong.history[LOSS][place])}. Yet {test:.0%} of the test points are classified "
                   f"correctly, and {ends(pair.right, TEST)[1]:.0%} by the corrected program.",
                   pair.wrong.history[TEST] == pair.right.history[TEST])


def hides(pair: Pair) -> Symptom:
    """The loss falls as it should, though the check is red."""
    (first, last), best = ends(pair.wrong), ends(pair.right)[1]
    return Symptom(f"{_fell(pair)} By the curve alone, nothing seems to be wrong.", last < HARDLY * first
                   and last < SLOWER * best)


def swings(pair: Pair) -> Symptom:
    """The loss jumps up and down in the last epoch."""
    (low, high), (best, worst) = ((min(late), max(late)) for late in (
        outcome.history[LOSS][-60:] for outcome in (pair.wrong, pair.right)))
    return Symptom(f"In the last {term('epoch')}'s 60 updates, the {term('loss')} of all 600 points swings between "
                   f"{said(low)} and {said(high)}; the corrected program's between {said(best)} and {said(worst)}.",
                   high > HIGHER * worst)


def boasts(pair: Pair) -> Symptom:
    """The accuracy on the test set is far above that on fresh data; the corrected program's is not."""
    (test, fresh), (right_test, right_fresh) = (
        (ends(outcome, TEST)[1], ends(outcome, FRESH)[1]) for outcome in (pair.wrong, pair.right))
    return Symptom(f"On its {term('test set')}, {test:.0%} of the predictions are correct; on 2,000 fresh rows, "
                   f"{fresh:.0%}. The corrected program: {right_test:.0%} and {right_fresh:.0%}.",
                   test - fresh > GAP and test - fresh > right_test - right_fresh + GAP / 2)


def grades(pair: Pair) -> Symptom:
    """The loss falls as the corrected program's, and the accuracy is far below it."""
    (first, last), test, best = ends(pair.wrong), ends(pair.wrong, TEST)[1], ends(pair.right, TEST)[1]
    return Symptom(f"The {term('loss')} falls from {said(first)} to {said(last)}, like the corrected program's. Yet "
                   f"the {term('accuracy')} on the {term('test set')} is {test:.0%}, the corrected program's "
                   f"{best:.0%}.",
                   last < HARDLY * first and test < best - GAP)


SYMPTOMS: dict[str, Callable[[Pair], Symptom]] = {
    "sign": climbs, "place": fails, "twice": fails, "bias": misses, "scale": stays, "zeros": stays, "sums": leaps,
    "overflow": overflows, "logarithm": blinds, "order": hides, "shuffle": swings, "test": boasts,
    "shapes": grades,
}
