"""Many numbers made two, so that what a layer makes of its examples can be drawn."""
import numpy as np

from engine.inspection.evaluation import parts
from engine.network import Network


def principal_directions(points: np.ndarray, count: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """The directions in which points (rows, columns) spread most, (count, columns), of length 1, and the share of all
    variance that each one has, (count,). Principal component analysis (Pearson 1901).

    A direction and its opposite are the same; its largest number is made positive. Points that do not spread in so many
    directions give zeros for the others.
    """
    centered = points - points.mean(axis=0)
    if len(points) < points.shape[1]:  # fewer rows than columns: the small side of the singular values is enough
        _, sizes, directions = np.linalg.svd(centered.astype(np.float64), full_matrices=False)
        variances = sizes**2
    else:
        variances, vectors = np.linalg.eigh((centered.T @ centered).astype(np.float64))
        variances, directions = variances[::-1], vectors.T[::-1]
    total = variances.sum()
    found = np.zeros((count, points.shape[1]))
    shares = np.zeros(count)
    for i in range(min(count, len(directions))):
        if total > 0 and variances[i] > 1e-12 * total:
            found[i] = directions[i] * np.sign(directions[i][np.abs(directions[i]).argmax()])
            shares[i] = variances[i] / total
    return found, shares


def hidden_map(network: Network, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where a network's last hidden layer puts inputs (rows, features): places (rows, 2) on its two principal
    directions, and the share of variance of both. A network without hidden layers shows its inputs themselves."""
    hidden = np.concatenate([part if len(network.layers) == 1 else network.activations(part)[-2]
                             for part in parts(inputs)])
    directions, shares = principal_directions(hidden)
    return (hidden - hidden.mean(axis=0)) @ directions.T, shares
