"""How large signals are, layer by layer: activations on their way forward, gradients on their way back."""
import numpy as np

from engine.network import Network, Signals


def deltas(signals: Signals, output_gradient: np.ndarray) -> list[np.ndarray]:
    """Every layer's dL/dz, (batch, fan_out) each, where the last layer's dL/da is output_gradient (batch, outputs).

    The chain rule as backprop.py has it, row by row and without the mean over the batch; a test holds the two together.
    """
    found: list[np.ndarray] = []
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        for stage, slopes in zip(reversed(signals.stages), reversed(signals.slopes())):
            found.insert(0, output_gradient * slopes)
            output_gradient = found[0] @ stage.layer.weights.T
    return found


def spreads(network: Network, inputs: np.ndarray, output_gradient: np.ndarray) -> tuple[list[float], list[float]]:
    """The standard deviation, over all rows and neurons, of each layer's activations, the inputs' first, and of each
    layer's dL/dz. inputs: (batch, features); output_gradient: dL/da of the last layer, (batch, outputs)."""
    signals = network.signals(inputs)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        return ([float(np.std(each)) for each in (inputs, *signals.outputs)],
                [float(np.std(each)) for each in deltas(signals, output_gradient)])
