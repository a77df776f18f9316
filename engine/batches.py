"""The rows to learn from, a batch at a time, epoch after epoch, in order or shuffled anew each epoch."""
from collections.abc import Callable, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from engine.datasets import Dataset

BLOCK_BYTES = 2**20  # what is gathered and converted at once; stays in a processor's cache
BatchesState = tuple[int, Mapping[str, Any] | None, int]  # epoch, random state at its beginning, step within it


class Batches:
    """An endless iterator over (inputs with ones (batch, features + 1), targets (batch, outputs)).

    The arrays are views into buffers: use them before asking for the next batch. The last batch of an epoch is shorter
    where batch_size does not divide the rows.
    """

    def __init__(self, dataset: Dataset, batch_size: int, random: np.random.Generator | None, dtype: DTypeLike,
                 change: Callable[[np.ndarray, tuple[int, int]], None] | None = None):
        """random: shuffles every epoch; None keeps the rows in order. change(inputs (rows, features), moment) changes,
        in place, what comes next in every epoch; the same moment, two numbers, has to mean the same changes."""
        self._inputs, self._scale = dataset.inputs, dataset.input_scale
        self._targets = dataset.targets.astype(dtype, copy=False)
        self._random, self._change = random, change
        self._rows, features = self._inputs.shape
        self._batch_size = batch_size
        self.steps_per_epoch = -(-self._rows // batch_size)
        batches_per_block = max(1, BLOCK_BYTES // ((features + 1) * np.dtype(dtype).itemsize * batch_size))
        self._block_rows = min(self._rows, batches_per_block * batch_size)
        self._raw = np.empty((self._block_rows, features), self._inputs.dtype)
        self._block = np.ones((self._block_rows, features + 1), dtype)
        self._block_targets = np.empty((self._block_rows, self._targets.shape[1]), dtype)
        self._epoch = -1
        self._start_epoch()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> tuple[np.ndarray, np.ndarray]:
        if self._position == len(self._views):
            self._advance_block()
        batch = self._views[self._position]
        self._position += 1
        return batch

    @property
    def state(self) -> BatchesState:
        """Where we are: all that `restore` needs to give the same batches again."""
        return self._epoch, self._epoch_random_state, self._first_row // self._batch_size + self._position

    def restore(self, state: BatchesState) -> None:
        """Go back to a `state`, in place."""
        self._epoch, random_state, step = state
        if self._random is not None and random_state is not None:
            self._random.bit_generator.state = random_state
        self._draw_order()
        steps_per_block = -(-self._block_rows // self._batch_size)
        block = max(0, step - 1) // steps_per_block
        self._load_block(block * self._block_rows)
        self._position = step - block * steps_per_block

    def _start_epoch(self) -> None:
        self._epoch += 1
        self._draw_order()
        self._load_block(first_row=0)

    def _draw_order(self) -> None:
        self._epoch_random_state = self._order = None
        if self._random is not None:
            self._epoch_random_state = self._random.bit_generator.state
            self._order = self._random.permutation(self._rows).astype(np.int32)  # every run holds one

    def _advance_block(self) -> None:
        if self._first_row + self._block_rows < self._rows:
            self._load_block(self._first_row + self._block_rows)
        elif self._random is None and self._change is None and self._first_row == 0:
            self._position = 0  # the only block, always in the same order, is already in place
        else:
            self._start_epoch()

    def _load_block(self, first_row: int) -> None:
        """Gather the next rows, scaled, beside their column of ones, and cut them into batches."""
        rows = slice(first_row, min(first_row + self._block_rows, self._rows))
        count = rows.stop - rows.start
        raw, targets = self._inputs[rows], self._targets[rows]
        if self._order is not None:
            chosen = self._order[rows]
            raw = np.take(self._inputs, chosen, axis=0, out=self._raw[:count], mode="clip")
            targets = np.take(self._targets, chosen, axis=0, out=self._block_targets[:count], mode="clip")
        inputs = self._block[:count]
        inputs[:, :-1] = raw
        if self._scale != 1:  # converting, then scaling whole rows: 4 us a batch of digits, 11 in one go
            np.multiply(inputs, inputs.dtype.type(self._scale), out=inputs)
            inputs[:, -1] = 1
        if self._change is not None:
            self._change(inputs[:, :-1], (self._epoch, first_row))
        self._views = [(inputs[i : i + self._batch_size], targets[i : i + self._batch_size])
                       for i in range(0, count, self._batch_size)]
        self._first_row, self._position = first_row, 0
