"""Victor Zhou's introduction: one neuron, a network, Alice, and Emily and Frank."""
import numpy as np

from engine.inspection.worked_example import WorkedExample
from engine.network import Network
from pages.ui.first_principles.own.examples import ways
from pages.ui.first_principles.own.examples.article import Article, Printed

AUTHOR, YEAR = "Victor Zhou", 2019
TITLE = "Machine Learning for Beginners: An Introduction to Neural Networks"
LINK = "https://victorzhou.com/blog/intro-to-neural-networks/"
PEOPLE = ((-2.0, -1.0), (25.0, 6.0), (17.0, 4.0), (-15.0, -6.0))  # Alice, Bob, Charlie, Diana
FEMALE = ((1.0,), (0.0,), (0.0,), (1.0,))
SEED = 1
OTHERS = "other weights"
UNSEEDED = ("The article draws its first weights at random and names no seed. From ours, the prediction falls on the "
            "same side of 0.5, and close to the printed one.")

NEURON = WorkedExample((((0.0,), (1.0,)),), ((4.0,),), ((2.0, 3.0),), ((1.0,),))
NETWORK = WorkedExample((((0.0, 0.0), (1.0, 1.0)), ((0.0,), (1.0,))), ((0.0, 0.0), (0.0,)), ((2.0, 3.0),), ((1.0,),))
ALICE = WorkedExample((((1.0, 1.0), (1.0, 1.0)), ((1.0,), (1.0,))), ((0.0, 0.0), (0.0,)), PEOPLE[:1], FEMALE[:1])


def _drawn() -> WorkedExample:
    """The four people, and weights and biases from a standard normal distribution, as the article draws them."""
    layers = Network.mlp((2, 2, 1), hidden="sigmoid", output="sigmoid", init="normal_with_biases", seed=SEED,
                         dtype=np.float64).layers
    return WorkedExample(tuple(tuple(map(tuple, layer.weights.tolist())) for layer in layers),
                         tuple(tuple(layer.biases.tolist()) for layer in layers), PEOPLE, FEMALE)


ARTICLES = {
    "zhou_neuron": Article(
        "Zhou: one neuron", AUTHOR, TITLE, YEAR, LINK,
        "One neuron with the weights 0 and 1, the bias 4 and the sigmoid. The article has no target; the 1 is ours.",
        NEURON, [Printed("output $o$", "0.999", ways.output()),
                 Printed("output $o$, by its code", "0.9990889488055994", ways.output())]),
    "zhou_network": Article(
        "Zhou: a network", AUTHOR, TITLE, YEAR, LINK,
        "Three such neurons, all with the weights 0 and 1 and the bias 0. The target is ours again.",
        NETWORK, [Printed("output $o$", "0.7216", ways.output()),
                  Printed("output $o$, by its code", "0.7216325609518421", ways.output())], parameter="w3"),
    "zhou_alice": Article(
        "Zhou: Alice", AUTHOR, TITLE, YEAR, LINK,
        "Backpropagation for one sample: all weights 1, all biases 0.",
        ALICE, [Printed("$h_1$", "0.0474", ways.neuron(0, 0)), Printed("$h_2$", "0.0474", ways.neuron(0, 1)),
                Printed("output $o$", "0.524", ways.output()),
                Printed(r"$\partial L / \partial o$", "-0.952", ways.by_output(1, 0),
                        why=r"$-2 \cdot (1 - 0.524)$, with the rounded output."),
                Printed(r"$\partial o / \partial h_1$", "0.249", ways.product(ways.slope(1, 0), ways.parameter("w5"))),
                Printed(r"$\partial h_1 / \partial w_1$", "-0.0904",
                        ways.product(ways.slope(0, 0), lambda example: example.inputs[0][0])),
                Printed(r"$\partial L / \partial w_1$", "0.0214", ways.derivative("w1"),
                        why="The article multiplies the rounded factors above. Unrounded ones come to 0.02147.")]),
    "zhou_training": Article(
        "Zhou: Emily and Frank", AUTHOR, TITLE, YEAR, LINK,
        "Trained on four people, 1,000 epochs of one step for each person in turn, the network then sees two new ones: "
        "Emily, 128 lb and 63 in, and Frank, 155 lb and 68 in.",
        _drawn(), [Printed("Emily is female", "0.951", ways.prediction((-7, -3)), 1000, UNSEEDED, OTHERS),
                   Printed("Frank is female", "0.039", ways.prediction((20, 2)), 1000, UNSEEDED, OTHERS)],
        one_by_one=True, passes="epochs"),
}
