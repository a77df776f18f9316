"""Trask's network without biases, Nielsen's neuron from two starts, and the step that scikit-learn is tested by."""
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own.examples import ways
from pages.ui.first_principles.own.examples.article import Article, Printed

EPOCHS = 300
TESTED = ("The test compares with `assert_almost_equal(…, decimal=3)`, which lets a number be off by 0.0015. Its "
          "comments work out the printed ones with rounded factors; $w_3$ and $w_6$ with 0.6 where the input is 0.7.")
HAND_ROUNDED = "Worked out in the source with factors rounded to three decimals."

# 2 * np.random.random(...) - 1 of (3, 4) and then (4, 1) numbers, after np.random.seed(1).
TRASK = WorkedExample(
    (((-0.165955990594852, 0.4406489868843162, -0.9997712503653102, -0.39533485473632046),
      (-0.7064882183657739, -0.8153228104624044, -0.6274795772446582, -0.3088785459139045),
      (-0.20646505153866013, 0.07763346800671389, -0.1616109711934104, 0.370439000793519)),
     ((-0.5910955005369651,), (0.7562348727818908,), (-0.9452248136041477,), (0.34093502035680445,))),
    ((0.0, 0.0, 0.0, 0.0), (0.0,)), ((0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 1.0)),
    ((0.0,), (1.0,), (1.0,), (0.0,)), bias_kind="absent", is_half=True, sums_samples=True, rate=1.0)
ERRORS = ("0.496410031903", "0.00858452565325", "0.00578945986251", "0.00462917677677", "0.00395876528027",
          "0.00351012256786")
SCIKIT = WorkedExample((((0.1, 0.2), (0.3, 0.1), (0.5, 0.0)), ((0.1,), (0.2,))), ((0.1, 0.1), (1.0,)),
                       ((0.6, 0.8, 0.7),), ((0.0,),), ending="sigmoid_entropy", l2=0.1, rate=0.1)
STEPPED = {"w1": "0.098", "w4": "0.195756", "w2": "0.2956664", "w5": "0.096008", "w3": "0.4939998", "w6": "-0.002244",
           "w7": "0.04706", "w8": "0.154089", "b1": "0.098333", "b2": "0.09626", "b3": "0.9235"}


def _neuron(start: float) -> WorkedExample:
    weight, bias = {0.6: (0.6, 0.9), 2.0: (2.0, 2.0)}[start]
    return WorkedExample((((weight,),),), ((bias,),), ((1.0,),), ((0.0,),), is_half=True, rate=0.15)


def _nielsen(label: str, start: float, before: str, after: str, words: str) -> Article:
    return Article(label, "Michael Nielsen", "Neural Networks and Deep Learning, chapter 3", 2015,
                   "http://neuralnetworksanddeeplearning.com/chap3.html", words, _neuron(start),
                   [Printed("output $o$", before, ways.output()),
                    Printed(f"output $o$ after {EPOCHS} epochs", after, ways.output(), EPOCHS)], passes="epochs")


ARTICLES = {
    "trask": Article(
        "Trask: no biases", "Andrew Trask", "A Neural Network in 11 lines of Python", 2015,
        "https://iamtrask.github.io/2015/07/12/basic-python-network/",
        "XOR of the first two inputs; the third is always 1 and does what biases would. Its update adds up the samples "
        "and leaves out the factor 2: the gradient of half the sum of squares, at rate 1.",
        TRASK, [Printed(f"mean error after {10_000 * i:,}" if i else "mean error at first", text, ways.mean_error,
                        10_000 * i) for i, text in enumerate(ERRORS)], sample=2),
    "nielsen_fast": _nielsen("Nielsen: from 0.82", 0.6, "0.82", "0.09",
                             "One neuron that is to turn 1 into 0, with the quadratic cost. From the weight 0.6 and "
                             "the bias 0.9 it learns quickly."),
    "nielsen_slow": _nielsen("Nielsen: from 0.98", 2.0, "0.98", "0.20",
                             "The same neuron from the weight 2 and the bias 2: further off, and slower, because its "
                             "sigmoid is flat there."),
    "scikit": Article(
        "scikit-learn: one step", "scikit-learn developers", "test_mlp.py, test_fit", 2016,
        "https://github.com/scikit-learn/scikit-learn/blob/main/sklearn/neural_network/tests/test_mlp.py",
        "Three inputs, cross-entropy, and L2 with alpha 0.1: its gradient, alpha times the weight, is added for "
        "weights, not for biases.",
        SCIKIT, [Printed("$h_1$", "0.679178699175393", ways.neuron(0, 0)),
                 Printed("$h_2$", "0.574442516811659", ways.neuron(0, 1)),
                 Printed("output $o$", "0.7654329236196236", ways.output(), why=HAND_ROUNDED),
                 Printed(r"$\partial L / \partial z_o$", "0.765", ways.delta(1, 0)),
                 Printed(r"$\partial L / \partial z_{h_1}$", "0.01667", ways.delta(0, 0), why=HAND_ROUNDED),
                 Printed(r"$\partial L / \partial z_{h_2}$", "0.0374", ways.delta(0, 1)),
                 *(Printed(f"${name[0]}_{name[1]}^+$", text, ways.parameter(name), 1, TESTED, "within 0.0015")
                   for name, text in STEPPED.items()),
                 Printed("output $o$, then", "0.739", ways.output(), 1)]),
}
