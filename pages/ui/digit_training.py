"""How a digit network trains on the page: what one tick of the page's clock does, measures and says."""
import time
from dataclasses import dataclass, field

import numpy as np

from engine.history import Series
from engine.inspection.diagnosis import dead_neurons
from engine.training import TrainingRun
from pages.ui.painters import Painter
from pages.ui.session import Live

TICK = 0.25  # seconds between the browser's calls for more training
SLICE = 0.235  # seconds of training at each call, at most; a click waits as long
SHORTEST_SLICE = 0.04
REST = 0.004  # seconds between two calls; with less the browser never gets to painting, so slices become shorter
POINTS_PER_EPOCH = 10  # of the loss curve
SAMPLE = 1_000  # rows that are looked at after each epoch; all test rows when training stops

MOSTLY_DEAD = 0.9  # the share of dead neurons from which a network is given up

DIVERGED = ("Training stopped after epoch {epoch:.2f}: the next steps would have made numbers too large for a computer "
            "to hold. The network is as it was just before. Lower the learning rate from {rate:g} and press Reset.")
DEAD = ("Training stopped after epoch {epoch:.2f}: {dead} of {total} hidden neurons now answer 0 to every digit, and a "
        "neuron that always answers 0 learns no more. Too high a learning rate does that: lower it from {rate:g}, or "
        "raise the batch size, and press Reset.")

curves = Painter("curves")


@dataclass
class Course:
    """A training's measurements: (epoch, training loss, training accuracy, test loss, test accuracy) by epoch."""

    evaluations: Series = field(default_factory=lambda: Series(columns=5))
    seconds: float = 0.0
    slice: float = SLICE
    ended: float = 0.0  # when the last call's training did
    crowded: int = 0  # calls in a row that came without a rest

    def next_slice(self) -> float:
        """Seconds to train at this call: fewer than at the last one if several in a row had to wait for each other."""
        rested = time.perf_counter() - self.ended > REST
        self.crowded = 0 if rested else self.crowded + 1
        self.slice = min(SLICE, max(SHORTEST_SLICE, self.slice * (0.7 if self.crowded >= 3 else 1.1)))
        return self.slice

    def measure(self, run: TrainingRun, rows: int | None) -> None:
        """Add a point from `rows` test rows, or from all; it replaces an earlier one of the same epoch."""
        self.evaluations.forget_after(run.epoch - 1e-9)
        self.evaluations.append(run.epoch, *run.evaluate("train", rows=SAMPLE), *run.evaluate("test", rows=rows))

    @classmethod
    def of(cls, run: TrainingRun) -> "Course":
        """A new run's measurements, the first before it has learned anything."""
        course = cls()
        course.measure(run, SAMPLE)
        return course

    renewed = of


def begin(live: Live) -> None:
    """Give a new run its measurements."""
    if live.picture is None:
        live.picture = Course.of(live.run)


def train(live: Live, epochs: int) -> None:
    """Train for one tick; pauses by itself whenever the epoch reaches a multiple of `epochs`."""
    run, course = live.run, live.picture
    goal, per_epoch = live.goal(epochs), run.steps_per_epoch
    started = time.perf_counter()
    deadline = started + course.next_slice()
    while live.playing and (left := deadline - time.perf_counter()) > 0:
        to_epoch_end = per_epoch - run.step_count % per_epoch
        run.advance(steps=min(to_epoch_end, max(1, per_epoch // POINTS_PER_EPOCH)), seconds=left)
        if run.diverged:
            live.stop(DIVERGED.format(epoch=run.epoch, rate=run.optimizer.learning_rate), in_trouble=True)
        elif run.step_count % per_epoch == 0:
            course.measure(run, SAMPLE)
            _give_up_if_dead(live)
        if run.step_count == goal:
            break
    course.ended = time.perf_counter()
    course.seconds += course.ended - started
    if live.playing and run.step_count == goal:
        finish(live)


def _give_up_if_dead(live):
    run = live.run
    sample = run.dataset.inputs[: SAMPLE // 5] * np.float32(run.dataset.input_scale)
    (dead,) = dead_neurons(run.network, sample)
    if dead.mean() >= MOSTLY_DEAD:
        live.stop(DEAD.format(epoch=run.epoch, dead=dead.sum(), total=len(dead), rate=run.optimizer.learning_rate),
                  in_trouble=True)


def finish(live: Live) -> None:
    """Stop, measure on all test rows and say how it went."""
    run, course = live.run, live.picture
    course.measure(run, None)
    accuracy = course.evaluations.points()[-1, -1]
    epochs = "1 epoch" if run.epoch == 1 else f"{run.epoch:.4g} epochs"
    live.stop(f"Trained for {epochs} in {course.seconds:.1f} s: {accuracy:.2%} of {len(run.dataset.test_inputs):,} "
              "test digits, which it never trained on, are right.")


def progress(live: Live, epochs: int) -> tuple[float, str]:
    """The share of this training that is done, 0..1, and a line about it."""
    run, course = live.run, live.picture
    stretch = epochs * run.steps_per_epoch
    goal = live.goal(epochs)
    if not live.playing and run.step_count and run.step_count % stretch == 0:
        goal = run.step_count  # just reached
    text = f"Epoch {run.epoch:.1f} of {goal / run.steps_per_epoch:.0f}"
    if run.step_count and course.seconds:
        text += f" · {run.epoch * len(run.dataset.inputs) / course.seconds:,.0f} rows a second"
    if run.step_count and live.playing:
        text += f" · {(goal - run.step_count) * course.seconds / run.step_count:.0f} s left"
    return 1 - (goal - run.step_count) / stretch, text


def points(live: Live, epochs: int) -> dict:
    """What the curves' painter paints."""
    return {"epochs": epochs, "batches": live.run.history.points().tolist(),
            "evaluations": live.picture.evaluations.points().tolist()}
