"""How a digit network trains on the page: what one tick of the page's clock does, measures and says."""
import time
from pathlib import Path
from typing import Any

import numpy as np

from engine.inspection.diagnosis import dead_neurons
from engine.schedules import SCHEDULES
from pages.ui.digits.training.course import SAMPLE, MeasuredRun, holds_out
from pages.ui.digits.training.presets import Plan
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.hosting import turns
from pages.ui.shared.streamlit_private import runs

TICK = 0.5  # seconds between the browser's calls for more training
LONGEST_SLICE = 0.6  # seconds of training without a call; a page that was closed calls no more
FIRST_SLICE = 0.4  # after the whole page was shown: it ends before the clock's first tick
MOSTLY_DEAD = 0.9  # the share of a layer's neurons that are dead, from which a network is given up

DIVERGED = ("Training diverged after epoch {epoch:.2f}: the next updates would have made numbers too large for a "
            "computer to hold. The network is as it was just before. Lower the learning rate from {rate:g} and press "
            "Reset.")
DEAD = ("Training stopped after epoch {epoch:.2f}: {dead} of {total} neurons of a hidden layer are dead. They output 0 "
        "for every digit, so they get no gradient and learn no more. Too high a learning rate does that: lower it from "
        "{rate:g}, or raise the batch size, and press Reset.")
STOPPED_EARLY = ("Early stopping after {seconds:.1f} s, at epoch {epoch:.4g}: no epoch after epoch {best:.4g} was "
                 "better on the validation set of {rows:,} digits. Press “Restore the best weights” to go back to it.")
WENT_BACK = "Restored the weights of epoch {epoch:.4g}: test accuracy {accuracy:.2%} on {rows:,} digits. {judge}"
JUDGES = {True: "The validation set chose them, so the test set is a fair test.",
          False: "The test set chose them, so this is slightly optimistic; with early stopping, a validation set "
                 "chooses."}
ABOUT_CURVES = (f"The network learns from the {term('training set')}. The {term('test set')} is never trained on: it "
                f"shows how well the network {term('generalization', 'generalizes')}. If the test loss rises while the "
                f"training loss falls, that is {term('overfitting')}. Choices, such as when to stop, are left to a "
                f"third set, the {term('validation set')}.")

curves = Component(Path(__file__).with_name("curves.js"))


def longest_slice(parts: tuple[Any, ...], before: tuple[Any, ...] | None) -> float:
    """For how many seconds a call may train, as long as no other call waits.

    parts: which ones it shows of those that come and go; before: those of the last call, None if it was the whole page.
    Streamlit takes away what a call no longer shows once the call has ended, but not if the next one begins at once.
    """
    if before is None:
        return FIRST_SLICE
    return LONGEST_SLICE if parts == before else 0.0


def train(live: MeasuredRun, plan: Plan, longest: float) -> None:
    """Train until the page is called again, or for about so many seconds; pauses by itself when the plan says so."""
    run, course = live.run, live.course
    goal, per_epoch = _goal(live, plan), run.steps_per_epoch
    run.schedule = SCHEDULES[plan.schedule](goal / per_epoch)
    started = time.perf_counter()
    deadline = started + longest
    while live.playing:
        left = max(0.0, deadline - time.perf_counter())
        with turns.turn(id(live), left) as seconds:
            if seconds is not None:
                _advance(live, seconds)
                turns.TURNS.note(id(live), seconds, seconds)  # a training takes all that it gets
        done = run.step_count == goal or (live.playing and _out_of_patience(live, plan))
        if done or _is_called() or time.perf_counter() >= deadline:
            break
    course.seconds += time.perf_counter() - started
    if live.playing and run.step_count == goal:
        finish(live)
    elif live.playing and _out_of_patience(live, plan):
        finish(live)
        best = run.epoch if course.best is None else course.best.epoch
        live.stop(STOPPED_EARLY.format(seconds=course.seconds, epoch=run.epoch, best=best,
                                       rows=len(run.dataset.split("validation")[0])))


def _advance(live: MeasuredRun, seconds: float) -> None:
    """Train to the end of the epoch, or for so many seconds, or until somebody calls; and see how it goes."""
    run, course = live.run, live.course
    run.advance(steps=run.steps_per_epoch - run.step_count % run.steps_per_epoch, seconds=seconds,
                interrupted=_is_called, on_divergence="stop")
    if run.diverged:
        course.conclude(run)
        live.stop(DIVERGED.format(epoch=run.epoch, rate=run.optimizer.learning_rate), in_trouble=True)
    elif run.step_count % run.steps_per_epoch == 0:
        course.measure(run)
        _give_up_if_dead(live)


def _is_called() -> bool:
    """Whether somebody waits for this call to end: who has clicked on this page, or wants another page whole."""
    return runs.is_called() or (turns.PAGES.is_awaited and not runs.is_fragment())


def _goal(live: MeasuredRun, plan: Plan) -> int:
    """The step at which to pause by itself."""
    return live.goal(1 if live.course.one_epoch else plan.epochs)


def _out_of_patience(live: MeasuredRun, plan: Plan) -> bool:
    """Whether, at the end of an epoch, the best one lies as far back as the plan allows."""
    run, course = live.run, live.course
    return (plan.patience is not None and holds_out(run) and not course.one_epoch and course.candidate is not None
            and run.step_count % run.steps_per_epoch == 0
            and run.epoch - max(course.candidate.epoch, course.begun) >= plan.patience)


def _give_up_if_dead(live: MeasuredRun) -> None:
    run = live.run
    sample = run.dataset.inputs[: SAMPLE // 5] * np.float32(run.dataset.input_scale)
    dead = max(dead_neurons(run.network, sample), key=np.mean)
    if dead.mean() >= MOSTLY_DEAD:
        live.course.conclude(run)
        live.stop(DEAD.format(epoch=run.epoch, dead=dead.sum(), total=len(dead), rate=run.optimizer.learning_rate),
                  in_trouble=True)


def finish(live: MeasuredRun) -> None:
    """Stop, measure on all test rows and say how it went, if it went anywhere."""
    run, course = live.run, live.course
    if not run.step_count:
        live.stop()
        return
    accuracy = course.conclude(run)
    epochs = "1 epoch" if run.epoch == 1 else f"{run.epoch:.4g} epochs"
    live.stop(f"Trained for {epochs} in {course.seconds:.1f} s: test accuracy {accuracy:.2%} on "
              f"{len(run.dataset.test_inputs):,} digits that it was not trained on.")


def go_back_to_best(live: MeasuredRun) -> None:
    """Take the run back to its best moment, paused, and say how good it is."""
    run, course = live.run, live.course
    if course.best is None:
        return
    course.seconds *= course.best.snapshot.step_count / max(1, run.step_count)
    live.rewind(course.best.snapshot)
    course.candidate = course.best  # what came after is forgotten
    live.stop(WENT_BACK.format(epoch=run.epoch, accuracy=course.conclude(run), rows=len(run.dataset.test_inputs),
                               judge=JUDGES[holds_out(run)]))


def progress(live: MeasuredRun, plan: Plan) -> tuple[float, str]:
    """The share of this training that is done, 0..1, and a line about it."""
    run, course = live.run, live.course
    stretch = (1 if course.one_epoch else plan.epochs) * run.steps_per_epoch
    goal = _goal(live, plan)
    if not live.playing and run.step_count and run.step_count % stretch == 0:
        goal = run.step_count  # just reached
    text = f"Epoch {run.epoch:.1f} of {goal / run.steps_per_epoch:.0f}"
    if run.step_count and course.seconds:
        text += f" · {run.epoch * len(run.dataset.inputs) / course.seconds:,.0f} digits per second"
    if run.step_count and live.playing:
        text += f" · {(goal - run.step_count) * course.seconds / run.step_count:.0f} s left"
        if plan.schedule != "constant":
            text += f" · learning rate now {run.optimizer.rate:.2g}"
    if live.playing and (others := turns.in_words(id(live))):
        text += f" · {others}"
    return 1 - (goal - run.step_count) / stretch, text


def points(live: MeasuredRun, epochs: int) -> dict[str, Any]:
    """What the curves show."""
    run = live.run
    return {"epochs": epochs, "batches": run.history.points(run.steps_per_epoch).tolist(),
            "evaluations": live.course.evaluations.points(run.steps_per_epoch).tolist()}
