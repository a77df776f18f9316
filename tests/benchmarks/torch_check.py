"""Runs the scripts that the app writes for PyTorch, many random networks of every kind, and prints how far autograd's
gradients are from the engine's at most.

    python -m tests.benchmarks.torch_check
"""
import contextlib
import io
import re

from engine.activations import ACTIVATIONS
from engine.exchange.worked_torch import can_check, worked_torch
from engine.optimizers import OPTIMIZERS
from tests.engine.exchange.own_networks import KINDS, drawn

ROUNDS = 8  # of all endings and kinds of biases


def main() -> tuple[float, float]:
    """(the largest difference of a gradient, of a parameter after training), both as shares of the largest number.

    Raises AssertionError where a script does."""
    found = []
    for seed, (ending, bias_kind) in enumerate(KINDS * ROUNDS):
        example = drawn(seed, ending=ending, bias_kind=bias_kind, hidden=[*ACTIVATIONS][seed % len(ACTIVATIONS)],
                        optimizer=[*OPTIMIZERS][seed // 2 % len(OPTIMIZERS)])
        if can_check(example):
            found.append(differences(worked_torch(example)))
    largest = tuple(map(max, zip(*found)))
    print(f"{len(found)} networks: autograd's gradients differ by {largest[0]:.1e} at most, trained weights by "
          f"{largest[1]:.1e}.")
    return largest


def differences(script: str) -> tuple[float, float]:
    """What a script prints of the two."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script, "network_torch.py", "exec"), {"__name__": "__main__"})
    return tuple(map(float, re.findall(r"(?:by hand|by then): (\S+)", printed.getvalue())))


if __name__ == "__main__":
    main()
