"""Networks whose weights were chosen by hand: Goodfellow's XOR, Ng's XNOR."""
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own.examples import ways
from pages.ui.first_principles.own.examples.article import Article, Printed

PAIRS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))

XOR = WorkedExample((((1.0, 1.0), (1.0, 1.0)), ((1.0,), (-2.0,))), ((0.0, -1.0), (0.0,)), PAIRS,
                    ((0.0,), (1.0,), (1.0,), (0.0,)), hidden="relu", ending="linear")
XNOR = WorkedExample((((20.0, -20.0), (20.0, -20.0)), ((20.0,), (20.0,))), ((-30.0, 10.0), (-10.0,)), PAIRS,
                     ((1.0,), (0.0,), (0.0,), (1.0,)), ending="sigmoid_entropy")


def _at(row: int) -> str:
    return " for ({:g}, {:g})".format(*PAIRS[row])


ARTICLES = {
    "goodfellow": Article(
        "Goodfellow: XOR", "Ian Goodfellow, Yoshua Bengio and Aaron Courville", "Deep Learning, section 6.1", 2016,
        "https://www.deeplearningbook.org/contents/mlp.html",
        "XOR without training: two ReLUs and a linear output, with weights that solve it exactly. The loss is 0, and "
        "so is the gradient.",
        XOR, [*(Printed(f"$h_{j + 1}${_at(row)}", text, ways.neuron(0, j, row)) for row, both in enumerate(
                (("0", "0"), ("1", "0"), ("1", "0"), ("2", "1"))) for j, text in enumerate(both)),
              *(Printed(f"$o${_at(row)}", text, ways.output(row)) for row, text in enumerate("0110"))],
        sample=3),
    "ng": Article(
        "Ng: XNOR", "Andrew Ng", "Machine Learning, week 4: Examples and Intuitions II", 2011,
        "https://www.coursera.org/learn/machine-learning",
        "AND, NOR and OR make XNOR. The weights are so large that each sigmoid is nearly 0 or 1, and rounded there.",
        XNOR, [*(Printed(f"{name}{_at(row)}", text, ways.neuron(0, j, row))
                 for j, (name, texts) in enumerate((("$h_1$, AND,", "0001"), ("$h_2$, NOR,", "1000")))
                 for row, text in enumerate(texts)),
               *(Printed(f"$o${_at(row)}", text, ways.output(row)) for row, text in enumerate("1001"))],
        sample=3),
}
