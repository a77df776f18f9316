"""Why a run stops by itself, in words."""
from engine.inspection.diagnosis import diagnosis, has_equal_neurons, is_straight, success, sureness
from engine.training import TrainingRun
from pages.ui.session import Live

WORDS = {
    "diverged": "Training stopped after epoch {epoch}: the next steps would have made numbers too large for a computer "
                "to hold, each step overshooting further than the one before. What you see is the network just before. "
                "A learning rate lower than {rate:g} takes smaller steps.",
    "dead": "Training stopped at epoch {epoch}: in one hidden layer every neuron now gives the same flat answer for "
            "every point, so no gradient reaches its weights and they cannot recover. Most often too high a learning "
            "rate does that (it is {rate:g} now), otherwise unlucky first weights.",
    "step": "Training stopped at epoch {epoch}: a step is flat on both sides, so its slope is 0 and no gradient "
            "reaches the hidden weights and they cannot learn. Sigmoid is such a step with a slope, and can.",
    "zeros": "Training stopped at epoch {epoch}: all weights started at zero, so the neurons of a layer all answer the "
             "same and no gradient tells them apart. Random first weights make neurons differ: try He or Xavier.",
    "saturated": "Training stopped at epoch {epoch}: the neurons answer so extremely that the gradient is too small to "
                 "move any weight. Most often too high a learning rate does that (it is {rate:g} now), otherwise too "
                 "large first weights.",
    "settled": "Training paused at epoch {epoch}: it has converged, which means that the gradient is too small to move "
               "any weight. A loss of {loss:.4f} is about the lowest that this network reaches from this start. For "
               "more, give it more neurons, other inputs, or a New start.",
    "straight": "Training paused at epoch {epoch}: the weights hardly move any more, and the loss stays at {loss:.4f}. "
                "The reason: {limit}.",
    "solved": "Solved at epoch {epoch}: {learned}.",
    "memorized": "Paused at epoch {epoch}: {learned}. So it has memorized its points rather than understood them. A "
                 "price for large weights, more points or fewer neurons help.",
}
GOOD_NEWS = ("settled", "straight", "solved", "memorized")  # after which a run can go on


def reason_to_stop(live: Live, until_solved: bool) -> str | None:
    """A row of WORDS if the run should stop now. Good news stop it once: who plays on after them wants to."""
    run, reason = live.run, diagnosis(live.run)
    if reason in (None, "settled") and until_solved:
        reason = success(run) or reason
    if reason == "dead" and run.config.activation == "step":
        reason = "step"
    elif run.config.init == "zeros" and (reason == "dead" or (reason == "settled" and has_equal_neurons(run.network))):
        reason = "zeros"
    elif reason == "settled" and is_straight(run.network):
        reason = "straight"
    return None if reason in live.told else reason


def stop(live: Live, reason: str) -> None:
    """Stop a run, in place, and say why."""
    run = live.run
    words = WORDS[reason].format(epoch=f"{run.epoch:,.0f}", rate=run.optimizer.learning_rate,
                                 loss=run.evaluate("train").loss, learned=_learned(run), limit=limit(run))
    live.stop(words, in_trouble=reason not in GOOD_NEWS, reason=reason)
    if reason in GOOD_NEWS:
        live.told.add(reason)


def rest(live: Live) -> None:
    """Pause a run, in place, where its settings say."""
    run = live.run
    advice = "Press Play to train as long again."
    if success(run) is None and (why := limit(run)):
        advice = f"It is not solved: {why}."
    live.stop(f"Paused at epoch {run.epoch:,.0f}, as set. {advice}")


def limit(run: TrainingRun) -> str:
    """What keeps a network from ever learning more than it can now, or nothing if nothing does."""
    if has_equal_neurons(run.network):
        return "the neurons of a layer are all the same, and training moves them alike; random first weights differ"
    if not is_straight(run.network):
        return ""
    why = ("Identity bends nothing, so all layers together only weigh the inputs and add" if run.config.hidden else
           "without a hidden layer, a network only weighs the inputs and adds")
    shape = "slope, which does not fit" if run.dataset.is_regression else "boundary, which cannot part"
    return f"{why} them up; that gives a straight {shape} these points"


def _learned(run):
    """How well a run does on its points, and on those that it never trained on."""
    rows, test_rows = len(run.dataset.inputs), len(run.dataset.test_inputs)
    if run.dataset.is_regression:
        words = f"the answers to the {rows:,} training points are off by {_distance(run, 'train'):.2f} on average"
        tested = f"those to the test points by {_distance(run, 'test'):.2f}" if test_rows else ""
    else:
        words = f"the network is right on all {rows:,} training points, {sureness(run):.0%} sure on average"
        tested = f"and right on {run.evaluate('test').accuracy:.0%} of the test points, which it never saw"
    return f"{words}, {tested}" if test_rows else words


def _distance(run, split):
    inputs, targets = run.dataset.split(split)
    return float(abs(run.predict(inputs) - targets).mean())
