"""Matt Mazur's network of two outputs: both paths into a hidden neuron, and biases that stay as they are."""
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own.examples import ways
from pages.ui.first_principles.own.examples.article import Article, Printed

EXAMPLE = WorkedExample((((0.15, 0.25), (0.2, 0.3)), ((0.4, 0.5), (0.45, 0.55))), ((0.35, 0.35), (0.6, 0.6)),
                        ((0.05, 0.1),), ((0.01, 0.99),), bias_kind="fixed", is_half=True, sums_outputs=True, rate=0.5)
ONCE, LATER = 1, 10_000
EARLIER = "After 10,000 steps we have 0.0000351019, and 0.0000351085 after 9,999: the article counts one less."
ROUNDED = "Unrounded, its ninth decimal is 8."
ORDER = ("A program gives the printed number if it updates $w_5$ to $w_8$ before it computes the hidden deltas from "
         "them, a mistake of the [bug lab](?principles.chapter=Bug+lab&principles.bugs_bug=order). After 10,000 steps "
         "its error is 0.000035085, which earlier copies of the article print. The printed $w^+$ and 0.0000351085 come "
         "from the correct order; with it, the error after 1 step is 0.29102777.")


def _half_square(column: int) -> ways.Found:
    """The part of one output in the error."""
    return lambda example: (example.targets[0][column] - ways.output(0, column)(example)) ** 2 / 2


def _through(column: int) -> ways.Found:
    """How the error of one output changes with h_1."""
    return ways.product(ways.delta(1, column), ways.parameter(("w5", "w7")[column]))


FORWARD = [
    Printed("$z$ of $h_1$", "0.3775", ways.weighted_sum(0, 0)), Printed("$h_1$", "0.593269992", ways.neuron(0, 0)),
    Printed("$h_2$", "0.596884378", ways.neuron(0, 1)), Printed("$z$ of $o_1$", "1.105905967", ways.weighted_sum(1, 0)),
    Printed("$o_1$", "0.75136507", ways.output()), Printed("$o_2$", "0.772928465", ways.output(0, 1)),
    Printed("error of $o_1$", "0.274811083", _half_square(0)),
    Printed("error of $o_2$", "0.023560026", _half_square(1)),
    Printed("total error", "0.298371109", ways.loss)]
BACKWARD = [
    Printed(r"$\partial E / \partial o_1$", "0.74136507", ways.by_output(1, 0)),
    Printed(r"$\partial o_1 / \partial z_{o_1}$", "0.186815602", ways.slope(1, 0)),
    Printed(r"$\partial E / \partial z_{o_1}$", "0.138498562", ways.delta(1, 0)),
    Printed(r"$\partial E / \partial w_5$", "0.082167041", ways.derivative("w5")),
    Printed(r"$\partial E_{o_1} / \partial h_1$", "0.055399425", _through(0)),
    Printed(r"$\partial E_{o_2} / \partial h_1$", "-0.019049119", _through(1), why=ROUNDED),
    Printed(r"$\partial E / \partial h_1$", "0.036350306", ways.by_output(0, 0)),
    Printed(r"$\partial h_1 / \partial z_{h_1}$", "0.241300709", ways.slope(0, 0)),
    Printed(r"$\partial E / \partial w_1$", "0.000438568", ways.derivative("w1"))]
AFTER = [Printed(f"$w_{i}^+$", text, ways.parameter(f"w{i}"), ONCE) for i, text in enumerate(
    ("0.149780716", "0.19956143", "0.24975114", "0.29950229", "0.35891648", "0.408666186", "0.511301270",
     "0.561370121"), 1)]
TRAINED = [
    Printed("error after 1 step", "0.291027924", ways.loss, ONCE, why=ORDER),
    Printed("error after 10,000", "0.0000351085", ways.loss, LATER, why=EARLIER),
    Printed("$o_1$ after 10,000", "0.015912196", ways.output(), LATER, why=ORDER),
    Printed("$o_2$ after 10,000", "0.984065734", ways.output(0, 1), LATER, why=ORDER)]

ARTICLES = {"mazur": Article(
    "Mazur: 2-2-2", "Matt Mazur", "A Step by Step Backpropagation Example", 2015,
    "https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/",
    "Two outputs, so a hidden neuron's derivative is a sum over two paths. Both neurons of a layer share a bias, which "
    "is not trained; the error is half the sum of squares.",
    EXAMPLE, [*FORWARD, *BACKWARD, *AFTER, *TRAINED])}
