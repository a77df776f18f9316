"""Why a run stops by itself, in words."""
import math

from engine.inspection.contradictions import contradictions
from engine.inspection.diagnosis import (
    FEWEST_TESTS,
    diagnosis,
    has_equal_neurons,
    is_right_where_it_can_be,
    is_straight,
    success,
    sureness,
)
from engine.inspection.gradients import TrainingRows
from engine.training import TrainingRun
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.verdicts.contradictions import in_words as contradicting

WORDS = {
    "diverged": "Training stopped after epoch {epoch}: it diverged. Each step overshot further than the one before, "
                "until numbers would have become too large for a computer to hold. What you see is the network just "
                "before. Lower the [learning rate](#term-learning-rate); it is {rate:g} now.",
    "dead": "Training stopped at epoch {epoch}: in one hidden layer every neuron has the same output for all points, "
            "so no [gradient](#term-gradient) reaches its weights and they cannot recover. The usual cause is too high "
            "a learning rate (it is {rate:g} now), otherwise unlucky initial weights.",
    "step": "Training stopped at epoch {epoch}: the [derivative](#term-derivative) of a step function is 0, so no "
            "gradient reaches the hidden weights and they cannot learn. Sigmoid is a smoothed step and has one.",
    "zeros": "Training stopped at epoch {epoch}: all weights started at zero, so the neurons of a layer stay identical "
             "and get the same gradient, if any. Random [initialization](#term-initialization) makes them differ: try "
             "He or Xavier.",
    "saturated": "Training stopped at epoch {epoch}: the neurons are [saturated](#term-saturation), so the gradient is "
                 "too small to change any weight. The usual cause is too high a learning rate (it is {rate:g} now), "
                 "otherwise too large initial weights.",
    "settled": "Training paused at epoch {epoch}: it has [converged](#term-convergence), as the gradient "
               "is too small to change any weight. A loss of {loss:.4f} is about the lowest reachable from these "
               "initial weights. More neurons, other inputs or New weights may help.",
    "straight": "Training paused at epoch {epoch}: it has [converged](#term-convergence), and the loss "
                "stays at {loss:.4f}, because {limit}.",
    "solved": "Solved at epoch {epoch}: {learned}.",
    "memorized": "Paused at epoch {epoch}: {learned}. That is [overfitting](#term-overfitting). "
                 "[Regularization](#term-regularization) (L2), more data or fewer neurons help.",
    "contradicted": "Paused at epoch {epoch}: {right}. {contradiction}",
}
GOOD_NEWS = ("settled", "straight", "solved", "memorized", "contradicted")  # after which a run can go on


def reason_to_stop(live: StagedRun, until_solved: bool) -> str | None:
    """A row of WORDS if the run should stop now. Good news stop it once: who plays on after them wants to."""
    run, rows = live.run, live.rows.look()
    reason = diagnosis(run, rows)
    if reason in (None, "settled") and until_solved:
        reason = success(run, rows) or reason
    if reason not in (None, "diverged", "solved", "memorized") and _contradicts(run, rows):
        reason = "contradicted"  # whatever else is wrong with the network, no other one could do better
    elif reason == "dead" and run.config.activation == "step":
        reason = "step"
    elif run.config.init == "zeros" and (reason == "dead" or (reason == "settled" and has_equal_neurons(run.network))):
        reason = "zeros"
    elif reason == "settled" and is_straight(run.network):
        reason = "straight"
    return None if reason in live.told else reason


def _contradicts(run: TrainingRun, rows: TrainingRows) -> bool:
    """Whether a network has nothing more to learn, because of training points that contradict each other."""
    conflict = contradictions(run.dataset).rows
    nothing_else = conflict.all() and not run.dataset.is_regression
    return bool(conflict.any()) and bool(nothing_else or is_right_where_it_can_be(run, rows))


def stop(live: StagedRun, reason: str) -> None:
    """Stop a run, in place, and say why."""
    run = live.run
    words = WORDS[reason].format(epoch=epoch_in_words(run.epoch), rate=run.optimizer.learning_rate,
                                 loss=run.evaluate("train").loss, learned=_learned(run), limit=limit(run),
                                 right=_right(run), contradiction=contradicting(live))
    if reason in ("settled", "straight"):
        words = f"{words} {contradicting(live)}".strip()
    live.stop(words, in_trouble=reason not in GOOD_NEWS, reason=reason)
    if reason in GOOD_NEWS:
        live.told.add(reason)


def rest(live: StagedRun) -> None:
    """Pause a run, in place, where its settings say."""
    run = live.run
    verdict, why, advice = success(run), limit(run), "Press Play to train on."
    if verdict is None and why and run.evaluate("train").accuracy != 1:  # where all are correct, it separates them
        advice = f"It cannot be solved, because {why}."
    if verdict is None or verdict == "contradicted":
        advice = f"{advice if verdict is None else ''} {contradicting(live)}".strip()
    live.stop(f"Paused at epoch {epoch_in_words(run.epoch)}. {advice}".strip())


def epoch_in_words(epoch: float) -> str:
    """An epoch as the picture writes it, whole or to two digits behind the point, never ahead: "10,000", "2.26"."""
    whole = epoch.is_integer() or epoch >= 1000
    return f"{math.floor(epoch):,}" if whole else f"{math.floor(100 * epoch + 0.01) / 100:.2f}"


def at_the_links_moment(run: TrainingRun) -> str:
    """That a run is at the moment that somebody's link shows."""
    return f"This is the moment that the link shows: step {run.step_count:,}, epoch {epoch_in_words(run.epoch)}."


def apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers in as many digits as it takes to tell them apart, three at least."""
    written = ((f"{one:.{digits}g}", f"{other:.{digits}g}") for digits in range(3, 17))
    return next((pair for pair in written if pair[0] != pair[1]), (f"{one:.3g}", f"{other:.3g}"))


def limit(run: TrainingRun) -> str:
    """What keeps a network from ever learning more than it can now, or nothing if nothing does."""
    if has_equal_neurons(run.network):
        return ("the neurons of a layer have identical weights, and identical gradients keep them so; random initial "
                "weights would differ")
    if not is_straight(run.network):
        return ""
    why = ("without a [non-linear](#term-non-linear) activation, all layers together compute one weighted sum of the "
           "inputs" if run.config.hidden else
           "without a hidden layer, a network computes one weighted sum of the inputs")
    if run.dataset.is_regression:
        return f"{why}: its output is a plane, which does not fit"
    boundary = "[decision boundary](#term-decision-boundary)"
    if any(feature.computed for feature in run.dataset.features):
        return f"{why}: its {boundary} is straight in these inputs, though not on the map"
    return f"{why}: its {boundary} is a straight line" if len(run.dataset.labels) == 2 else (
        f"{why}: the lines where its predicted class changes are straight")


def _learned(run: TrainingRun) -> str:
    """How well a run does on its points, and on those that it never trained on."""
    rows, test_rows = len(run.dataset.inputs), len(run.dataset.test_inputs)
    if run.dataset.is_regression:
        words = f"predictions for the {rows:,} training points are off by {_distance(run, 'train'):.2f} on average"
        tested = f"those for the test points by {_distance(run, 'test'):.2f}" if test_rows else ""
    else:
        sure = f"{sureness(run):.0%}"
        words = f"all {rows:,} training points are classified correctly, with a probability of {sure} on average"
        share = run.evaluate("test").accuracy
        part = f"{share:.0%} of the" if test_rows >= FEWEST_TESTS else f"{share * test_rows:.0f} of the {test_rows}"
        tested = f"and {part} test points"
    return f"{words}, {tested}" if test_rows else words


def _right(run: TrainingRun) -> str:
    """How well a run does that does as well as any could on training points which contradict each other."""
    if run.dataset.is_regression:
        off = f"{_distance(run, 'train'):.2f}"
        return f"predictions for the training points are off by {off} on average, and no network can do much better"
    rows, most = len(run.dataset.inputs), contradictions(run.dataset).most_right
    right = round(run.evaluate("train").accuracy * rows)
    limit = "as many as possible" if right >= most else f"and no network can do so for more than {most:,}"
    return f"{right:,} of the {rows:,} training points are classified correctly, {limit}"


def _distance(run: TrainingRun, split: str) -> float:
    inputs, targets = run.dataset.split(split)
    return float(abs(run.answers(inputs) - targets).mean())
