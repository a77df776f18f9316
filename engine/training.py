"""A training run that can be advanced, paused, stepped and rewound."""
import math
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.backprop import Backprop
from engine.batches import Batches, BatchesState
from engine.config import RunConfig
from engine.constraints import Constraint, Interval, OneOf, check
from engine.datasets import Dataset
from engine.datasets.digit_format import PIXELS, SIDE
from engine.datasets.synthetic_digits.augmentation import change_digits
from engine.history import Series
from engine.losses import LOSSES, fitting_losses, predicted_classes
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.penalty import Penalty
from engine.pruning import Pruning
from engine.schedules import Constant

POINTS_PER_EPOCH = 10  # of the history, until there are too many
LIMITS: dict[str, Constraint] = {"steps": Interval(int, 0), "epochs": Interval(float, 0),
                                "seconds": lambda seconds: "give a number." if seconds != seconds else ""}
GLANCE = 0.04  # seconds: a click waits for no more
EVALUATION_ROWS = 256  # at once: their signals stay in memory that is used again, which is twice as fast as 1,024


class Metrics(NamedTuple):
    """How well a network does on one split; accuracy in 0..1, or NaN for regression, where answers are never exact."""

    loss: float
    accuracy: float


class Snapshot(NamedTuple):
    """Everything that `TrainingRun.rewind` needs to go on as if nothing had happened.

    pending: the sum and number of the losses that the history's next point will be the mean of.
    """

    step_count: int
    params: np.ndarray
    optimizer_state: list[np.ndarray]
    batches_state: BatchesState
    dropout_state: Mapping[str, Any] | None = None
    pending: tuple[float, int] = (0.0, 0)


class DivergenceError(ArithmeticError):
    """A step would have made numbers that are not finite, so that training cannot go on; see `TrainingRun.advance`."""


class TrainingRun:
    """A network on its way through a dataset. Build one with `TrainingRun.start`.

    optimizer.learning_rate, schedule (an object from SCHEDULES) and penalty are live: change them between two calls of
    `advance`. Where one call ends and the next begins changes nothing: many short ones give the run of a long one.
    diverged: whether `advance` met a loss or parameters that are not finite. The run is then at the last step before,
    from which its next batch still had a finite loss, and does not move again until it is rewound.
    """

    def __init__(self, config: RunConfig, dataset: Dataset, network: Network, learning_rate: float):
        self.config = config
        self.dataset = dataset
        self.network = network
        self.loss = LOSSES[config.loss]
        self.schedule: Callable[[float], float] = Constant()
        self.penalty = Penalty()
        self.step_count = 0
        self.diverged = False
        self._set_up(learning_rate, pruned=not config.augmentation)  # changed digits have ink where none had any
        # of the batches since the point before, the mean loss
        self.history = Series(columns=1, spacing=max(1, self.steps_per_epoch // POINTS_PER_EPOCH))
        self._pending = (0.0, 0)
        self._reached: np.ndarray | None = None  # parameters at the end of the last `advance`
        self._before = self.snapshot()  # a step before that

    @classmethod
    def start(cls, config: RunConfig, dataset: Dataset, learning_rate: float = 0.1) -> "TrainingRun":
        """A run at epoch 0. Raises ValueError for a learning rate that is not above 0, and for a loss or augmentation
        that does not suit the dataset."""
        fitting = fitting_losses(dataset.targets.shape[1] + 1 if dataset.labels else 0)  # two classes share an output
        check({"loss": OneOf(fitting), "learning_rate": Interval(float, 0, without=(0,))},
              {"loss": config.loss, "learning_rate": learning_rate}, f"For {dataset.name}, ")
        output = "identity" if dataset.is_regression else LOSSES[config.loss].output_activation
        if config.augmentation and dataset.inputs.shape[1] != PIXELS:
            raise ValueError(f"Only digits of {SIDE}x{SIDE} pixels can be changed for training, not {dataset.name}.")
        sizes = (dataset.inputs.shape[1], *config.hidden, dataset.targets.shape[1])
        network = Network.mlp(sizes, hidden=config.activation, output=output, init=config.init,
                              init_scale=config.init_scale, seed=config.seed, dtype=np.dtype(config.dtype))
        return cls(config, dataset, network, learning_rate)

    @property
    def epoch(self) -> float:
        """How often the run has gone through the training rows; 1.5 is halfway through the second time."""
        return self.step_count / self.steps_per_epoch

    def advance(self, *, steps: int | None = None, epochs: float | None = None, seconds: float | None = None,
                interrupted: Callable[[], bool] = lambda: False, on_divergence: str = "raise") -> None:
        """Train, in place, until the first of the given limits; at least one step.

        epochs counts from here and is rounded to whole steps. interrupted: asked every GLANCE seconds whether to end.
        Raises DivergenceError if the run diverges, and at every call after that until it is rewound, so that nobody
        takes a training for finished that was not. With on_divergence="stop" it ends quietly instead, for callers that
        look at `diverged`. Either way the run stands at the last step whose numbers are good.
        """
        if steps is None and epochs is None and seconds is None:
            raise ValueError("Say how far to advance: steps, epochs or seconds.")
        given = {"steps": steps, "epochs": epochs, "seconds": seconds}
        check({name: limit for name, limit in LIMITS.items() if given[name] is not None}, given)
        if on_divergence not in ("raise", "stop"):
            raise ValueError(f'on_divergence is "raise" or "stop", not {on_divergence!r}.')
        limits = [steps, None if epochs is None else round(epochs * self.steps_per_epoch)]
        most_steps = min((limit for limit in limits if limit is not None), default=math.inf)
        deadline = math.inf if seconds is None else time.perf_counter() + seconds
        if not self.diverged and most_steps >= 1:
            self._train(most_steps, deadline, interrupted)
        if self.diverged and on_divergence == "raise":
            raise DivergenceError(
                f"Training diverged: after step {self.step_count:,} (epoch {self.epoch:,.6g}) its numbers become too "
                "large. The run stands at that step; rewind it to a snapshot or start anew, with a learning rate below "
                f"{self.optimizer.learning_rate:g}.")

    def _train(self, most_steps: float, deadline: float, interrupted: Callable[[], bool]) -> None:
        """Take up to so many steps, in place, and go back to the last good one if they diverge."""
        if self._pruning.active and self.penalty:
            self._stop_pruning()

        start = self.snapshot()
        if self._reached is None or not np.array_equal(self._reached, start.params):
            self._before = start  # what somebody else made of the parameters is no step of ours
        last_but_one = start.step_count + most_steps - 1
        while finite := self._is_finite(self._learn(last_but_one, min(deadline, time.perf_counter() + GLANCE))):
            if self.step_count >= last_but_one or time.perf_counter() >= deadline or interrupted():
                break
        before = self.snapshot() if self.step_count > start.step_count else start
        if finite and self._is_finite(self._learn(self.step_count + 1)):
            self._reached, self._before = self.network.params.copy(), before
        else:
            self._return_to_finite(start)

    def _learn(self, until: float, deadline: float = math.inf) -> float:
        """Take steps up to a given one, a deadline, or a loss that is not finite, in place; the last batch's loss."""
        backprop, optimizer = self._backprop, self.optimizer
        penalized, scheduled = bool(self.penalty), not isinstance(self.schedule, Constant)
        optimizer.schedule_factor = self.schedule(self.epoch)
        scale = optimizer.gradient_scale
        step, loss, (total_loss, count) = self.step_count, 0.0, self._pending
        point = self.history.next_step(step)
        self._pruning.fetch()
        params = self._pruning.network.params
        with np.errstate(over="ignore", invalid="ignore"):  # divergence is expected, and looked for afterwards
            while step < until and math.isfinite(loss) and time.perf_counter() < deadline:
                inputs, targets = next(self._batches)
                if scheduled:
                    optimizer.schedule_factor = self.schedule(step / self.steps_per_epoch)
                    scale = optimizer.gradient_scale
                loss = backprop.step(inputs, targets, scale)
                if penalized:
                    backprop.add_gradient_of(self.penalty, scale)
                optimizer.step_scaled(params, backprop.gradient)
                total_loss, count, step = total_loss + loss, count + 1, step + 1
                if step == point:
                    if not np.isfinite(params).all():
                        break
                    self.history.keep(step, (total_loss / count,))
                    total_loss, count, point = 0.0, 0, self.history.next_step(step)
        self._pruning.store()
        self.step_count, self._pending = step, (total_loss, count)
        return loss

    def _is_finite(self, loss: float) -> bool:
        return math.isfinite(loss) and bool(np.isfinite(self.network.params).all())

    def _return_to_finite(self, start: Snapshot) -> None:
        """End a run that diverged after `start`, in place, at the same step wherever its slices of time ended.

        A loss that is not finite is the fault of the step before, which led there; parameters are that of their own.
        """
        before, last = self._before, start
        self.rewind(start)
        while self._is_finite(loss := self._learn(self.step_count + 1)):
            before, last = last, self.snapshot()
        self.rewind(last if math.isfinite(loss) else before)
        self.diverged = True

    def evaluate(self, split: str = "test", rows: int | None = None) -> Metrics:
        """Loss and accuracy on the "train" or "test" split, or on `rows` of it, evenly spread.

        An empty split gives NaN for both, and regression NaN for the accuracy.
        """
        inputs, targets = self.dataset.split(split)
        if rows is not None and rows < len(inputs):
            chosen = np.linspace(0, len(inputs) - 1, rows).astype(int)
            inputs, targets = inputs[chosen], targets[chosen]
        if not len(inputs):
            return Metrics(math.nan, math.nan)
        loss, right = 0.0, 0
        with np.errstate(over="ignore", invalid="ignore"):
            for first in range(0, len(inputs), EVALUATION_ROWS):
                truth = targets[first : first + EVALUATION_ROWS]
                outputs = self.outputs(inputs[first : first + EVALUATION_ROWS])
                loss += self.loss(outputs, truth) * len(truth)
                right += np.sum(predicted_classes(self.loss.probabilities(outputs)) == predicted_classes(truth))
        accuracy = math.nan if self.dataset.is_regression else float(right) / len(inputs)
        return Metrics(loss / len(inputs), accuracy)

    def outputs(self, inputs: ArrayLike) -> np.ndarray:
        """The network's outputs (rows, outputs) for inputs as the dataset stores them."""
        return self.network.forward(np.asarray(inputs) * self.network.params.dtype.type(self.dataset.input_scale))

    def predict(self, raw: ArrayLike) -> np.ndarray:
        """Probabilities (rows, outputs), or regression's numbers, for raw values (rows, features), which may be lists,
        in people's own units: pounds and inches, or pixels of 0 to 255. Raises ValueError as `Dataset.scaled` does."""
        return self.answers(self.dataset.scaled(raw))

    def answers(self, inputs: ArrayLike) -> np.ndarray:
        """What `predict` gives, for inputs as the dataset stores them: scaled already."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.loss.probabilities(self.outputs(inputs))

    def snapshot(self) -> Snapshot:
        """A copy of the present state, for `rewind`."""
        return Snapshot(self.step_count, self.network.params.copy(),
                        [self._pruning.spread(array) for array in self.optimizer.state], self._batches.state,
                        self._backprop.random.bit_generator.state if self.config.dropout else None, self._pending)

    def rewind(self, snapshot: Snapshot) -> None:
        """Go back, in place, to a snapshot of this run: parameters, optimizer, counters and random state.

        Advancing from there gives what it gave the first time, as long as the live rates are the same.
        """
        self.step_count = snapshot.step_count
        self.network.load(snapshot.params)
        for array, saved in zip(self.optimizer.state, snapshot.optimizer_state):
            array[...] = self._pruning.gather(saved)
        self._batches.restore(snapshot.batches_state)
        if snapshot.dropout_state is not None:
            self._backprop.random.bit_generator.state = snapshot.dropout_state
        self.history.forget_after(self.step_count)
        self._pending, self._reached = snapshot.pending, None
        self.diverged = False

    def _set_up(self, learning_rate: float, pruned: bool) -> None:
        """Make what takes the steps, for all of the network's inputs or for those that ever say anything."""
        config, dataset = self.config, self.dataset.pruned if pruned else self.dataset
        live = self.dataset.live_inputs
        self._pruning = Pruning(self.network, live if pruned else np.ones_like(live))
        network = self._pruning.network
        self.optimizer = OPTIMIZERS[config.optimizer](network.params, learning_rate, **dict(config.optimizer_settings))
        self._backprop = Backprop(network, self.loss, config.batch_size, config.dropout,
                                  np.random.default_rng([config.seed, 4]))
        shuffler = np.random.default_rng([config.seed, 1]) if config.shuffle else None
        self._batches = Batches(dataset, config.batch_size, shuffler, network.params.dtype,
                                self._change if config.augmentation else None)
        self.steps_per_epoch = self._batches.steps_per_epoch

    def _change(self, digits: np.ndarray, moment: tuple[int, int]) -> None:
        change_digits(digits, np.random.default_rng([self.config.seed, 2, *moment]), self.config.augmentation)

    def _stop_pruning(self) -> None:
        """Learn on with all inputs: a penalty moves the weights of dead ones, too."""
        snapshot = self.snapshot()
        self._set_up(self.optimizer.learning_rate, pruned=False)
        self.rewind(snapshot)
