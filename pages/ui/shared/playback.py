"""How a run plays: what one tick of the page's clock trains and shows, and when it stops by itself.

The clock decides how far a tick gets and what it shows on the way, and nothing else: a run is looked at, and its
moments are kept, at steps that are the same on every machine and at every speed.
"""
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from engine.replay.looks import next_look
from pages.ui.shared.hosting import turns
from pages.ui.shared.stage.staged_run import TICK, StagedRun
from pages.ui.shared.streamlit_private import runs
from pages.ui.shared.verdicts import stop_reasons

LONGEST_TICK = 1.0  # seconds that a message's snapshots are shown for, on a server that is busy with others
SNAPSHOTS = 3  # of the network in a quarter of a second; the browser blends between them
SAME_LOSS, LEAST_LOSS = 1e-5, 1e-12  # by which two may differ, as a share and at all, that a link's six digits call one
BUDGET = 0.1  # seconds of computing at most in a quarter of a second
ENOUGH = BUDGET / 4  # from which on there are all snapshots; where many train, making them would take longer


class Speed(NamedTuple):
    """How much to train in a second: so many epochs, or so many steps, which are batches. Neither: as much as goes."""

    epochs: float = 0.0
    steps: float = 0.0


FASTEST = Speed()


def begin(live: StagedRun) -> None:
    """Record a new run's first moment, once its first weights are settled."""
    if not len(live.timeline):
        live.keep()


@contextmanager
def turn(live: StagedRun) -> Iterator[float | None]:
    """Around a tick and what shows it: its turn among all who train on this server, where it trains. Gives the seconds
    for `play`, or None if a click came first. What answers a click waits for nobody."""
    if live.interval is None or live.touched:
        yield BUDGET
        return
    with turns.turn(id(live), BUDGET * live.tick / TICK) as seconds:
        yield seconds
    turns.finish_telling()


def play(live: StagedRun, speed: Speed, pause_every: int, until_solved: bool = False,
         seconds: float | None = BUDGET) -> bytes:
    """Train for one tick and say what the browser should show. seconds: see `turn`.

    Pauses by itself whenever the epoch reaches a multiple of `pause_every`, when nothing more can be learned, and, if
    `until_solved`, once when the network has learned what there is. What somebody changed since the last tick is shown
    first, and waits for no training.
    """
    if live.touched:
        live.touched = False
        return live.stage.last_message
    if live.stage.away:
        return live.stage.message(live.playing, at_once=True)
    if seconds is None:  # a click goes first; this tick is made up for
        live.owed_steps += _per_tick(live, speed)
        return live.stage.last_message
    between = _since_last_tick(live)
    if live.destination is not None:
        return _catch_up(live, seconds)
    return _go_on(live, speed, pause_every, until_solved, seconds, between)


def _since_last_tick(live: StagedRun) -> float:
    """Seconds that what this tick shows is to fill: more than a tick's where the server is busy with others."""
    before, live.ticked_at = live.ticked_at, time.perf_counter()
    return min(max(live.tick, live.ticked_at - before), LONGEST_TICK) if before else live.tick


def _per_tick(live: StagedRun, speed: Speed) -> float:
    """How many steps a speed asks for in a tick."""
    return (speed.steps + speed.epochs * live.run.steps_per_epoch) * live.tick


def _snapshots(live: StagedRun) -> int:
    """How many snapshots a tick shows."""
    return round(SNAPSHOTS * live.tick / TICK)


def _go_on(live: StagedRun, speed: Speed, pause_every: int, until_solved: bool, seconds: float,
           between: float) -> bytes:
    """Train for so many seconds at most; what is shown of it is played `between` this message and the next."""
    run = live.run
    goal = live.goal(pause_every)
    steps = goal - run.step_count
    if speed != FASTEST:
        live.owed_steps += _per_tick(live, speed)
        due = math.ceil(live.owed_steps)  # slow motion takes its step first and waits afterwards
        live.owed_steps -= due
        steps = min(steps, due)
    if steps == 0:  # slow motion: nothing is due yet
        return live.stage.message(live.playing, at_once=True) if live.stage.has_changes else live.stage.last_message
    parts, first = min(math.ceil(_snapshots(live) * min(1.0, seconds / ENOUGH)), steps), run.step_count
    reason, used = None, 0.0
    for part in range(1, parts + 1):
        began = time.perf_counter()
        reason = _train(live, min(goal, first + steps * part // parts), seconds / parts, until_solved)
        used += time.perf_counter() - began
        _capture(live)
        if reason or run.step_count == goal:
            break
        if part < parts and runs.is_clicked():  # which goes first; the rest is made up for
            live.owed_steps += first + steps - run.step_count if speed != FASTEST else 0
            break
    turns.TURNS.note(id(live), used, seconds)
    if run.step_count == goal:
        reason = reason or stop_reasons.reason_to_stop(live, until_solved)
    if reason:
        stop_reasons.stop(live, reason)
    elif run.step_count == goal:
        stop_reasons.rest(live)
    return live.stage.message(live.playing, between)


def _train(live: StagedRun, until: int, seconds: float, until_solved: bool) -> str | None:
    """Train to a step, for so many seconds at the most, and keep the moments on the way; why the run is to stop where
    it is, which can only be a step at which it is looked at."""
    run, deadline = live.run, time.perf_counter() + seconds
    while run.step_count < until:
        look = next_look(run.step_count)
        _advance(live, min(until, look), deadline)
        if (run.step_count == look or run.diverged) and (reason := stop_reasons.reason_to_stop(live, until_solved)):
            return reason
        if time.perf_counter() >= deadline:
            break
    return None


def _advance(live: StagedRun, until: int, deadline: float = math.inf) -> None:
    """Train to a step, to the next moment to keep, or to a deadline, whichever comes first."""
    moment = _next_moment(live)
    live.run.advance(steps=min(until, moment) - live.run.step_count, seconds=deadline - time.perf_counter(),
                     on_divergence="stop")
    if live.run.step_count == moment:
        keep(live)


def _next_moment(live: StagedRun) -> int:
    return min(live.timeline.next_step(live.run.step_count), live.stage.curve.next_step(live.run.step_count))


def keep(live: StagedRun) -> None:
    """Add the present state to the run's moments and its curve, in place."""
    live.stage.measure()
    live.keep()


def _catch_up(live: StagedRun, seconds: float) -> bytes:
    """Repeat what the journal says for one tick; at the destination, stop and show exactly that."""
    step = live.run.step_count if live.destination is None else live.destination
    for _ in range(_snapshots(live)):
        arrived = repeat(live, step, seconds / _snapshots(live))
        _capture(live)
        if arrived or live.run.diverged or runs.is_clicked():
            break
    if arrived:
        live.stop(*_arrival(live))
    elif live.run.diverged:
        live.stop("The run of this link cannot be repeated: its numbers become too large for a computer to hold. What "
                  "you see is the network just before.", in_trouble=True)
    return live.stage.message(live.playing, live.tick)


def _arrival(live: StagedRun) -> tuple[str, bool]:
    """(what to say of a run that has come to a link's moment, whether the link's own run came elsewhere)"""
    promised, found = live.promised_loss, live.run.evaluate("train").loss
    if promised is None or math.isclose(promised, found, rel_tol=SAME_LOSS, abs_tol=LEAST_LOSS):
        return stop_reasons.at_the_links_moment(live.run), False
    here, there = stop_reasons.apart(found, promised)
    return (f"{stop_reasons.at_the_links_moment(live.run)} But this processor's run, which you see, ends at loss "
            f"{here}, and the link's had {there}: processors round differently, and some runs part over that. Play "
            "goes on from what you see."), True


def repeat(live: StagedRun, until: int, seconds: float) -> bool:
    """Do what the journal says up to a step, for so many seconds at the most, and keep the moments on the way; whether
    the run got there."""
    deadline = time.perf_counter() + seconds
    while live.journal.replay(live.run, min(until, _next_moment(live)), deadline - time.perf_counter()):
        if live.run.step_count == until:
            return True
        keep(live)
    return False


def step_batch(live: StagedRun) -> None:
    """Pause, and train on the next batch."""
    _step(live, 1)


def step_epoch(live: StagedRun) -> None:
    """Pause, and train to the end of the present epoch, or for a whole one."""
    _step(live, live.run.steps_per_epoch - live.run.step_count % live.run.steps_per_epoch)


def _step(live: StagedRun, steps: int) -> None:
    live.stop()
    live.notice = live.go_on()
    run = live.run
    goal = run.step_count + steps
    while run.step_count < goal and not run.diverged:
        _advance(live, goal)
    if reason := stop_reasons.reason_to_stop(live, until_solved=False):
        stop_reasons.stop(live, reason)
    show(live)


def pause(live: StagedRun) -> None:
    """Stop where the run is and show exactly that."""
    live.stop()
    show(live)


def show(live: StagedRun) -> None:
    """Have the run's present state shown exactly, at once, also while it plays."""
    _capture(live)
    live.stage.message(live.playing, at_once=True)
    live.touched = live.playing


def show_soon(live: StagedRun) -> None:
    """Have a change of the picture alone shown: with the next tick, which a playing run does not hurry for."""
    if live.playing:
        live.touched = True
    else:
        live.stage.message(playing=False)


def _capture(live: StagedRun) -> None:
    live.stage.capture(in_curve=live.ahead is None)
    if live.ahead is None:
        live.keep()
