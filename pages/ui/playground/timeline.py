"""The timeline under the stage: what the browser is told of a run's moments, and how one of them is shown."""
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from pages.ui.playground import description
from pages.ui.shared.stage.staged_run import StagedRun


@dataclass(frozen=True)
class Facts:
    """What a page's messages say of its run besides its numbers."""

    live: StagedRun

    def __call__(self, playing: bool) -> dict[str, Any]:
        """The facts for a message; few while it plays, as many messages are sent then."""
        live, run = self.live, self.live.run
        told: dict[str, Any] = {"moments": len(live.timeline)}
        if playing:
            return told
        steps = live.timeline.steps
        return told | {"moment": max(0, bisect_right(steps, run.step_count) - 1), "ahead": live.ahead is not None,
                       "epochs": [round(step / run.steps_per_epoch, 4) for step in steps],
                       "summary": description.in_words(run, live.stage)}


def attach(live: StagedRun) -> None:
    """Have every message of a page's run carry its timeline and the run in words, in place; once a page run."""
    is_new = live.stage.know(problem=description.problem(live.run), settings=description.settings(live.run),
                             lossName=description.loss(live.run))
    if live.stage.ask is None or is_new:
        live.stage.ask = Facts(live)
        if not live.playing:
            live.stage.message(playing=False)


def look_back(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Show the moment that a person asks for. event: its index, `of` so many as the browser knows; held, while the
    person drags on, which needs quick answers."""
    index, of = event.get("index"), event.get("of")
    if type(index) is not int or type(of) is not int:
        return
    run, timeline = live.run, live.timeline
    if live.ahead is None and (not len(timeline) or timeline.steps[-1] != run.step_count):
        timeline.keep(run.step_count, run.snapshot())  # so that the way back leads to where the run is
    newest = len(timeline) - 1
    share = min(max(0, index), of) / max(1, of - 1)  # of a list that may have grown since the browser had it
    live.held = event.get("held") is True
    live.look_at(timeline[round(min(1.0, share) * newest)])
