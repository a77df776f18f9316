"""How a run plays: what one tick of the page's clock trains and shows, and when it stops by itself."""
from collections.abc import Sequence

from engine.datasets import Dataset
from engine.datasets.features import PLANE
from engine.inspection.diagnosis import diagnosis
from pages.ui.session import Live
from pages.ui.stage import Stage

TICK = 0.25  # seconds between two messages to the browser
SNAPSHOTS = 6  # of the network in each message; the browser blends between them
BUDGET = 0.1  # seconds of computing at most in a tick, so that a click never waits longer
FASTEST = 0  # the speed that has no limit but the budget

TROUBLE = {
    "diverged": "Training stopped after epoch {epoch}: the next steps would have made numbers too large for a computer "
                "to hold, each step overshooting further than the one before. What you see is the network just before. "
                "Lower the learning rate from {rate:g} to {lower:g} or less, then press Reset.",
    "dead": "Training stopped at epoch {epoch}: in one hidden layer every neuron now gives the same flat answer for "
            "every point, so no gradient reaches its weights and they cannot recover. Too high a learning rate does "
            "that most often: set it from {rate:g} to {lower:g} or less and press Reset, or press New start.",
    "step": "Training stopped at epoch {epoch}: a step is flat on both sides, so its slope is 0 and no gradient "
            "reaches the hidden weights and they cannot learn. Choose another activation.",
    "zeros": "Training stopped at epoch {epoch}: all weights started at zero, so every hidden neuron answers the same "
             "and no gradient reaches its weights. Choose another initialization.",
    "saturated": "Training stopped at epoch {epoch}: the neurons answer so extremely that the gradient is too small to "
                 "move any weight. Too high a learning rate does that most often: set it from {rate:g} to {lower:g} or "
                 "less and press Reset, or press New start.",
}
SETTLED = ("Training paused at epoch {epoch}: the weights hardly move any more. A loss of {loss:.4f} is as good as "
           "this network gets from here. For more, give it more neurons, other inputs, or a New start.")


def begin(live: Live, plane: Dataset, features: Sequence[str] = PLANE) -> None:
    """Give a new run its picture on a plane of points, of which the network is told these features."""
    if live.picture is None:
        live.picture = Stage(live.run, plane, features)
    if not len(live.timeline):
        live.timeline.keep(live.run.snapshot())


def play(live: Live, speed: float, stretch: int) -> bytes:
    """Train for one tick at `speed` epochs a second and say what the browser should show.

    Pauses by itself whenever the epoch reaches a multiple of `stretch`, and when nothing more can be learned.
    """
    run = live.run
    goal = live.goal(stretch)
    steps = goal - run.step_count
    if speed != FASTEST:
        live.owed_steps += speed * TICK * run.steps_per_epoch
        steps = min(steps, int(live.owed_steps))
        live.owed_steps %= 1
    if steps == 0:  # slow motion: nothing is due yet
        return live.picture.last_message
    parts = min(SNAPSHOTS, steps)
    for part in range(parts):
        run.advance(steps=steps // parts + (part < steps % parts), seconds=BUDGET / parts)
        _capture(live)
    if not _stopped_by_trouble(live) and run.step_count >= goal:
        live.stop(f"Paused at epoch {run.epoch:,.0f}, as set. Press Play to train as long again.")
    return live.picture.message(live.playing, TICK)


def step(live: Live) -> None:
    """Pause, and train to the end of the present epoch, or for a whole one."""
    run = live.run
    live.stop()
    run.advance(steps=run.steps_per_epoch - run.step_count % run.steps_per_epoch)
    _stopped_by_trouble(live)
    show(live)


def pause(live: Live) -> None:
    """Stop where the run is and show exactly that."""
    live.stop()
    show(live)


def show(live: Live) -> None:
    """Have the run's present state shown exactly."""
    _capture(live)
    live.picture.message(playing=False)


def _capture(live):
    live.picture.capture()
    live.timeline.keep(live.run.snapshot())


def _stopped_by_trouble(live):
    run, trouble = live.run, diagnosis(live.run)
    if trouble == "settled":
        live.stop(SETTLED.format(epoch=f"{run.epoch:,.0f}", loss=run.evaluate("train").loss))
    elif trouble:
        if trouble == "dead" and run.config.activation == "step":
            trouble = "step"
        elif trouble == "dead" and run.config.init == "zeros":
            trouble = "zeros"
        rate = run.optimizer.learning_rate
        live.stop(TROUBLE[trouble].format(epoch=f"{run.epoch:,.0f}", rate=rate, lower=max(0.001, min(0.1, rate / 10))),
                  in_trouble=True)
    return bool(trouble)
