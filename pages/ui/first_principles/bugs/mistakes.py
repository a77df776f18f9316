"""The classic mistakes, a row each: which lines of a right program are replaced by which wrong ones.

The text that a page shows is the text that it runs: the program with its wrong lines.
"""
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROGRAMS = {name: Path(__file__).with_name("programs").joinpath(f"{name}.txt").read_text("utf-8")
            for name in ("network", "classes", "logistic")}
LOSS, TEST, FRESH = "loss", "test accuracy", "fresh accuracy"  # what programs note as they train


@dataclass(frozen=True)
class Bug:
    """A mistake. title: of its case, which must not tell it. program: a row of PROGRAMS; problem: one of PROBLEMS.

    right, wrong: as many whole lines of the program as of the wrong one. red: the parameters that a gradient check at
    the first (or the last) update finds wrong, if any. curves: what is drawn. why: in plain text, with the way out.
    """

    name: str
    title: str
    program: str
    problem: str
    right: str
    wrong: str
    why: str
    red: tuple[str, ...] = ()
    at_last: bool = False
    curves: tuple[str, ...] = (LOSS,)

    @property
    def right_text(self) -> str:
        """The whole program as it should be."""
        return PROGRAMS[self.program]

    @cached_property
    def wrong_text(self) -> str:
        """The whole program with the mistake."""
        return self.right_text.replace(self.right, self.wrong)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the wrong lines, counted from 1."""
        pairs = zip(self.right_text.splitlines(), self.wrong_text.splitlines())
        return tuple(i for i, (right, wrong) in enumerate(pairs, 1) if right != wrong)


EVERY = ("W1", "b1", "W2", "b2")
BUGS = {bug.name: bug for bug in (
    Bug("sign", "The loss climbs", "network", "circle",
        "    error = 2 * (out - y) / len(x)\n",
        "    error = 2 * (y - out) / len(x)\n",
        "The derivative of (out - y)² is 2 (out - y). With the sign flipped, every step leads uphill. The gradient "
        "check tells at once: all derivatives have the right size and the opposite sign.", EVERY),
    Bug("place", "The first layer is red", "network", "circle",
        '    delta1 = delta2 @ p["W2"].T * slope(z1)\n',
        '    delta1 = delta2 @ p["W2"].T * slope(h)\n',
        "slope takes z, the weighted sum, but h is the sigmoid of it already. So this is the derivative at another "
        "place: between 0.19 and 0.25, however saturated a neuron is. The last layer is right, so only W1 and b1 are "
        "red. Either write slope(z1), or h * (1 - h), which is the same.", ("W1", "b1")),
    Bug("twice", "Slower than it should be", "network", "circle",
        "    delta2 = error * slope(z2)\n",
        "    delta2 = error * slope(z2) * slope(z2)\n",
        "The chain rule has one factor for each function on the way, and the last sigmoid's derivative stands here "
        "twice. It is at most 1/4, so the steps are too short, most of all where the output is near 0 or 1. The "
        "network learns all the same: by the curve alone, one would blame the learning rate.", EVERY),
    Bug("bias", "A circle it cannot learn", "network", "circle",
        '    z1 = x @ p["W1"] + p["b1"]\n',
        '    z1 = x @ p["W1"]\n',
        "The bias is missing, so each hidden neuron's boundary goes through the center, where all of them give 0.5: no "
        "sum of them can surround it. b1 is still updated, but the loss no longer depends on it: the difference "
        "says 0.", ("b1",)),
    Bug("scale", "Four people, nothing learned", "network", "people",
        "    x = (x - x.mean(axis=0)) / x.std(axis=0)\n",
        "    x = x.astype(float)\n",
        "These are raw pounds and inches, 60 and more, so the weighted sums lie far from 0, where the sigmoid is flat. "
        "The hidden neurons say the same of all four people, and their derivatives are almost 0. They are computed "
        "correctly, so the check is green. Shift and scale the inputs: mean 0, standard deviation 1."),
    Bug("zeros", "Nothing moves", "network", "circle",
        "    W1, W2 = random.normal(0, 1, (2, hidden)), random.normal(0, 1, (hidden, 1))\n",
        "    W1, W2 = np.zeros((2, hidden)), np.zeros((hidden, 1))\n",
        "With all weights 0, the hidden neurons are copies of each other and get the same gradient, so copies they "
        "remain; here it is even 0. It is computed correctly, so the check is green: the start is wrong. Random "
        "weights make the neurons differ. Biases may start at 0."),
    Bug("sums", "One great leap", "network", "circle",
        "    error = 2 * (out - y) / len(x)\n",
        "    error = 2 * (out - y)\n",
        "Without the division by len(x), this is the gradient of the sum over all 200 points, and every step is 200 "
        "times as long. The loss is a mean, so the check sees the factor. With means, one learning rate suits batches "
        "of any size.", EVERY),
    Bug("overflow", "Not a number", "classes", "meters",
        "    return s - s.max(axis=1, keepdims=True)\n",
        "    return s\n",
        "exp(710) is more than a float64 can hold and becomes infinite. Infinite divided by infinite is not a number, "
        "and one of those turns all weights into the like. Subtract the largest score of each row first: no "
        "probability changes, and no power is larger than exp(0) = 1.", ("W", "b"), at_last=True),
    Bug("logarithm", "Good predictions, and not a number", "logistic", "clouds",
        "    return np.mean(np.logaddexp(0, z) - y * z)\n",
        "    return -np.mean(y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z)))\n",
        "From about z = 37 on, the sigmoid rounds to exactly 1. Then log(1 - 1) is minus infinity, and 0 times that is "
        "not a number. The gradient needs no logarithm: the weights are the same as the corrected program's, only the "
        "loss says nothing. Compute it from the scores: log(1 + exp(z)) - y z, by logaddexp.", ("w", "b"), at_last=True,
        curves=(LOSS, TEST)),
    Bug("order", "A curve that hides it", "network", "circle",
        '    delta1 = delta2 @ p["W2"].T * slope(z1)\n    p["W2"] -= rate * h.T @ delta2\n',
        '    p["W2"] -= rate * h.T @ delta2\n    delta1 = delta2 @ p["W2"].T * slope(z1)\n',
        "delta1 needs the W2 that made the output, but here W2 has just been updated: the layer below gets the "
        "gradient of a network that never ran. The error grows with the learning rate. Compute all deltas first, "
        "then update.", ("W1", "b1")),
    Bug("shuffle", "A sawtooth", "classes", "sorted",
        "        order = random.permutation(len(x))\n",
        "        order = np.arange(len(x))\n",
        "The rows are sorted by class, so each mini-batch has one class alone, and the network forgets the others "
        "until their turn comes. Each gradient is right for its batch, so the check is green. Shuffle before every "
        "epoch."),
    Bug("test", "Too good to be true", "logistic", "noisy",
        "    training, test = rows[:half], rows[half:]\n",
        "    training, test = rows, rows[half:]\n",
        "The model is trained on all rows, those of the test set too: data leakage. It has memorized their labels, so "
        "the test measures its memory; fresh data tell the truth. The gradient is right, so the check is green. No row "
        "may be in both sets.", curves=(TEST, FRESH)),
    Bug("shapes", "A good network, a bad grade", "logistic", "clouds",
        "    return np.mean((score(p, x) > 0) == y)\n",
        "    return np.mean((score(p, x) > 0) == y[:, 0])\n",
        "The scores are a column, (rows, 1), and y[:, 0] is flat, (rows,). Broadcasting compares every row with every "
        "label, rows times rows, and the mean of that is about one half. NumPy does not complain, and the loss, which "
        "has the right shapes, falls. Compare arrays of the same shape.", curves=(LOSS, TEST)),
)}
