"""What the playground would train, played to where it stops by itself, over other seeds, other points, other last bits.

Two processors, or two of NumPy's kernels, differ in how they round: moving every first parameter by at most one unit in
its last place parts two runs as much as that does, and needs no other machine.
"""
from dataclasses import dataclass, field, replace

import numpy as np

from engine.config import RunConfig
from engine.datasets import GENERATED, TOY_DATASETS
from engine.datasets.features import FEATURES
from engine.datasets.problems import RECIPES, Problem
from engine.network import Network
from engine.penalty import Penalty
from engine.replay.looks import next_look
from engine.training import Metrics, TrainingRun
from pages.ui.playground.choices import SPEEDS
from pages.ui.shared.playback import Speed
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.verdicts import stop_reasons
from tests.app_pages import Page


def nudge(params: np.ndarray, seed: int) -> None:
    """Move each parameter up or down to the next number that its type can hold, or leave it, in place.

    A zero stays one: no rounding makes it the smallest number there is.
    """
    ways = np.random.default_rng([seed, 5]).integers(-1, 2, params.size)
    moved = np.nextafter(params, np.where(ways > 0, np.inf, -np.inf).astype(params.dtype))
    np.copyto(params, moved, where=(ways != 0) & (params != 0))


@dataclass(frozen=True)
class Draw:
    """What is drawn otherwise: how many seeds further weights and points are, the seed of `nudge`, the type."""

    weights: int = 0
    points: int = 0
    last_bit: int | None = None
    dtype: str = "float32"


@dataclass
class Outcome:
    """A run where it stopped. reason: a row of verdicts.WORDS, or None for the epoch at which to pause; test_losses:
    the loss on the test points at every look; first: the network before training; seconds: what it takes at its speed,
    where that counts epochs."""

    run: TrainingRun
    first: Network
    reason: str | None = None
    seconds: float = 0.0
    test_losses: list[float] = field(default_factory=list)

    @property
    def train(self) -> Metrics:
        return self.run.evaluate("train")

    @property
    def test(self) -> Metrics:
        return self.run.evaluate("test")


@dataclass(frozen=True)
class Setup:
    """All that decides how a run of the playground goes; speed: how much of it a second trains."""

    config: RunConfig
    problem: Problem
    rate: float
    penalty: Penalty
    pause_every: int
    until_solved: bool
    speed: Speed

    @classmethod
    def of(cls, page: Page) -> "Setup":
        """What a playground shows and would train."""
        live, state = page.live, page.app.session_state
        settings = {name: state[f"playground.{name}"] for name in (*RECIPES["circle"], "dataset", "own_table")
                    if f"playground.{name}" in state}
        name = settings["dataset"]
        points = {} if name in TOY_DATASETS else {"test_share": settings["test"] / 100, "seed": settings["data_seed"]}
        if name in GENERATED:
            points |= {"points": settings["points"], "noise": settings["noise"]}
        elif name == "own":
            points["table"] = settings["own_table"]
        chosen = tuple(feature for feature in FEATURES if feature in settings["features"])
        problem = Problem(name, features=chosen, **points)
        assert str(problem) == live.run.config.dataset
        return cls(live.run.config, problem, live.run.optimizer.learning_rate, replace(live.run.penalty),
                   settings["pause_every"], settings["until_solved"], SPEEDS[settings["speed"]])

    def drawn(self, draw: Draw) -> "Setup":
        """The same with the seeds and the type of a draw."""
        problem = replace(self.problem, seed=self.problem.seed + draw.points)
        seed = self.config.seed + draw.weights
        return replace(self, problem=problem,
                       config=replace(self.config, dataset=str(problem), seed=seed, dtype=draw.dtype))

    def played(self, draw: Draw = Draw()) -> Outcome:
        """The run from its first weights to where it stops by itself."""
        drawn = self.drawn(draw)
        run = TrainingRun.start(drawn.config, drawn.problem.dataset(), drawn.rate)
        run.penalty = replace(drawn.penalty)
        if draw.last_bit is not None:
            nudge(run.network.params, draw.last_bit)
        outcome = played(StagedRun(run, drawn.problem.plane()), drawn.pause_every, drawn.until_solved)
        outcome.seconds = run.epoch / drawn.speed.epochs if drawn.speed.epochs else 0.0
        return outcome


def played(live: StagedRun, pause_every: int, until_solved: bool) -> Outcome:
    """Train as the playground does when it plays, without its clock, until the run stops by itself."""
    run, goal = live.run, live.goal(pause_every)
    outcome = Outcome(run, run.network.over(run.network.params.copy()))
    while run.step_count < goal and outcome.reason is None:
        run.advance(steps=min(next_look(run.step_count), goal) - run.step_count, on_divergence="stop")
        outcome.reason = stop_reasons.reason_to_stop(live, until_solved)
        outcome.test_losses.append(run.evaluate("test").loss)
    return outcome
