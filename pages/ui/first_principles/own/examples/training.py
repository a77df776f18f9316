"""A worked example after some steps of training. Knows nothing of Streamlit."""
from collections.abc import Sequence

import numpy as np

from engine.backprop import Backprop
from engine.inspection.worked_example import WorkedExample
from engine.network import with_ones
from engine.penalty import Penalty


def trained(example: WorkedExample, afters: Sequence[int], one_by_one: bool = False) -> dict[int, WorkedExample]:
    """The example after so many passes over its samples, each number of `afters`, which rise. A pass is one step for
    all samples, or if one_by_one, a step for each in turn.

    The steps are those of `WorkedExample.gradient` and its optimizer. What each of them would make anew is made once:
    60,000 steps of four samples take 1.5 s, and 4 otherwise.
    """
    found, network, optimizer = {}, example.over(example.network.params).network, example.fresh_optimizer()
    batches = [slice(row, row + 1) for row in range(len(example.inputs))] if one_by_one else [slice(None)]
    inputs, targets = with_ones(np.array(example.inputs), np.float64), np.array(example.targets)
    size = 1 if one_by_one else len(inputs)
    backprop, penalty, factor = Backprop(network, example.loss, size), Penalty(l2=example.l2), example.factor(size)
    frozen = [] if example.bias_kind == "trained" else [part[-1] for part in example.cut(backprop.gradient)]
    for done in range(1, afters[-1] + 1):
        for batch in batches:
            backprop.step(inputs[batch], targets[batch], factor)
            if penalty:
                backprop.add_gradient_of(penalty)
            for part in frozen:
                part[...] = 0
            optimizer.step(network.params, backprop.gradient)
        if done in afters:
            found[done] = example.over(network.params)
    return found
