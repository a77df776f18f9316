"""The words of the field, each explained once: the table, and how a text links a word to its row.

A linked word is a Markdown link to "#term-...", which glossary.js opens as a popover beside it.
"""
from html import escape
from pathlib import Path

import streamlit as st

from pages.ui.shared.component import Component

component = Component(Path(__file__).with_name("glossary.js"))
TERMS = {
    "accuracy": "The share of examples whose predicted class is the correct one.",
    "activation function": "The function a neuron applies to its weighted sum. A non-linear one, such as the sigmoid "
                           "or ReLU, lets a network learn curved boundaries.",
    "argmax": "The position of the largest of several numbers. A classifier predicts the class at the argmax of its "
              "outputs.",
    "backpropagation": "Computing the derivative of the loss with respect to every weight by the chain rule, from the "
                       "output back to the first layer. Training needs these derivatives to update the weights.",
    "batch": "The examples used for one update of the weights. Its gradient is the mean of theirs. A small one is "
             "called a mini-batch.",
    "bias": "A number a neuron adds to its weighted sum. It shifts the neuron's activation, as the intercept shifts a "
            "straight line.",
    "broadcasting": "Adding arrays of different shapes by repeating the smaller one: a row of biases is added to every "
                    "row of a batch.",
    "calibration": "How well probabilities match reality: of all predictions made with 80% confidence, 80% should "
                   "be correct.",
    "chain rule": "The derivative of nested functions is the product of their derivatives. Backpropagation applies it "
                  "layer by layer.",
    "class": "One of the categories a classifier chooses from, such as the digits 0 to 9.",
    "confidence": "The probability a network gives the class it predicts.",
    "confusion matrix": "A table of counts: a row for each true class, a column for each predicted one. Correct "
                        "predictions stand on the diagonal.",
    "contour line": "A line along which a function of two variables has the same value, as lines of equal height on a "
                    "map.",
    "convergence": "The state in which more training barely changes the weights or the loss.",
    "cross-entropy": "A loss for classification: minus the logarithm of the probability given to the correct class. A "
                     "confident wrong prediction costs most.",
    "data augmentation": "Training on slightly changed copies of the examples, such as rotated digits, so that a "
                         "network learns what does not depend on the change.",
    "data leakage": "Information in training that will not be there in use, such as test rows in the training set. It "
                    "makes measured results too good.",
    "decision boundary": "Where a classifier switches from one class to another; with two classes, where both have "
                         "probability 0.5.",
    "derivative": "How fast a quantity changes as another one does; the slope of its curve. Written ∂L/∂w for the "
                  "loss and a weight.",
    "dot product": "The products of the numbers at the same places of two vectors, added up: [1 2] · [3 4] = 1 · 3 + "
                   "2 · 4 = 11.",
    "early stopping": "Ending training once the validation loss has stopped improving for a number of epochs, called "
                      "the patience, and keeping the best weights.",
    "epoch": "One pass over the whole training set.",
    "exploding gradient": "Derivatives that get larger layer by layer in the backward pass, so that an update "
                          "overshoots.",
    "feature": "An input of a network: one number that describes an example, such as a person's height.",
    "fine-tuning": "Training a network that is trained already, also called pretrained, a little more on other data.",
    "finite difference": "How much a function changes over a small step, divided by the step: an approximation of its "
                         "derivative.",
    "forward pass": "Computing a network's output from its inputs, layer by layer. Also called feedforward.",
    "generalization": "How well a network does on examples it was not trained on.",
    "gradient": "The derivatives of the loss with respect to all weights and biases. It points to where the loss "
                "rises fastest.",
    "gradient check": "Comparing the gradient of backpropagation with what small changes of each parameter do to the "
                      "loss. They agree to many digits, or the gradient is wrong.",
    "gradient descent": "Training by small steps against the gradient: each weight changes by minus the learning rate "
                        "times its derivative.",
    "hidden layer": "A layer of neurons between the inputs and the output.",
    "hyperparameter": "A setting chosen before or during training rather than learned, such as the learning rate or "
                      "the number of layers.",
    "initialization": "How the first weights are drawn. Xavier and He scale random numbers by the size of the layers, "
                      "so that signals neither vanish nor explode.",
    "label": "The correct answer of an example, which the network is to predict. Also called target.",
    "layer": "A group of neurons that all take the same inputs; its outputs are the inputs of the next layer.",
    "learning rate": "The number each gradient is multiplied by before it is subtracted from the weights: the size of "
                     "a step.",
    "local minimum": "A state where every small step raises the loss, although a lower loss exists elsewhere.",
    "log-sum-exp": "The logarithm of a sum of powers of e, computed after subtracting the largest exponent, which is "
                   "added again at the end: nothing can overflow.",
    "logit": "A network's raw score for a class, before softmax or sigmoid turns it into a probability.",
    "loss": "A number that measures how wrong the predictions are; training makes it small. Also called cost.",
    "loss surface": "The loss as a height above the space of all weights and biases; training walks downhill on it. A "
                    "picture shows a flat cut through that space. Also called loss landscape.",
    "matrix product": "A matrix whose cells are dot products: the row of the left matrix times the column of the right "
                      "one. (n, k) times (k, m) has the shape (n, m). Written @ in NumPy.",
    "mean squared error": "A loss: the mean of the squared differences between predictions and labels.",
    "neuron": "It multiplies its inputs by weights, adds them up with a bias and applies an activation function. Also "
              "called a unit.",
    "non-linear": "Not a weighted sum of its inputs. Without non-linear activation functions, any number of layers "
                  "can only compute a weighted sum.",
    "normalization": "Shifting and scaling inputs to a similar range, often mean 0 and variance 1. It makes training "
                     "faster.",
    "one-hot": "A label as a vector of zeros with a single one at the place of the class: a 2 among the digits is 0 0 "
               "1 0 0 0 0 0 0 0.",
    "optimizer": "The rule that turns gradients into updates of the weights, such as gradient descent, Momentum or "
                 "Adam.",
    "overfitting": "Learning the training examples, noise included, so closely that predictions on new examples get "
                   "worse: the training loss falls while the validation or test loss rises.",
    "overflow": "A result that is too large for a computer's numbers. A float64 ends at about 1.8 · 10³⁰⁸; what is "
                "larger becomes infinite.",
    "PCA": "Principal component analysis: the directions in which data vary most. The first two show many dimensions "
           "in a flat picture.",
    "regression": "Predicting a number instead of a class.",
    "regularization": "Anything that keeps a network simple to reduce overfitting. L2 penalizes the squares of the "
                      "weights, L1 their absolute values.",
    "ReLU": "The activation function max(0, z): zero for negative sums, the sum itself otherwise.",
    "saturation": "A neuron whose activation is at a flat end, such as a sigmoid near 0 or 1. Its derivative is close "
                  "to 0, so it barely learns.",
    "seed": "The number that a random generator starts from. The same seed gives the same random numbers.",
    "sigmoid": "The activation function 1 / (1 + e⁻ᶻ), a smoothed step from 0 to 1.",
    "softmax": "It turns scores into probabilities that add up to 1: e to the power of each score, divided by the sum "
               "of them all.",
    "stochastic gradient descent": "Gradient descent that estimates the gradient from one example or a mini-batch "
                                   "instead of the whole training set. Also called SGD.",
    "tanh": "The activation function that is a smoothed step from -1 to 1.",
    "test set": "Examples kept aside until the end, to measure how well a finished network generalizes.",
    "training set": "The examples whose labels the network learns from.",
    "underfitting": "Doing badly even on the training set, since the network is too small or was trained too briefly.",
    "validation set": "Examples kept aside during training to choose settings and to notice overfitting. What has "
                      "been chosen by them is measured on the test set.",
    "vanishing gradient": "Derivatives that get smaller layer by layer in the backward pass, so that the first layers "
                          "barely learn.",
    "weight": "The number a connection multiplies its input by. Training changes it.",
}


def term(name: str, text: str = "") -> str:
    """A term as a Markdown link to its explanation; text: what to write, if not the name. Raises KeyError for one that
    is no row of TERMS."""
    return f"[{text or name}]({address(name)})"


def address(name: str) -> str:
    """Where a term's link leads. Raises KeyError for one that is no row of TERMS."""
    if name not in TERMS:
        raise KeyError(f"The glossary has no term {name!r}: give it a row of TERMS.")
    return f"#term-{name.replace(' ', '-')}"


def explain() -> None:
    """Have the page explain the terms that it links; once a page, wherever on it."""
    with st.container(key="glossary-popover"):
        component.draw({"terms": {address(name): [capitalized(name), meaning] for name, meaning in TERMS.items()}},
                       key="glossary")


def gallery() -> None:
    """All terms in alphabetical order, in two columns where there is room."""
    rows = [f"<div><dt>{escape(capitalized(name))}</dt><dd>{escape(TERMS[name])}</dd></div>" for name in in_order()]
    st.html(f'<dl class="glossary-rows">{"".join(rows)}</dl>')


def in_order() -> list[str]:
    """The terms as an index has them, whichever are written in capital letters."""
    return sorted(TERMS, key=str.casefold)


def capitalized(name: str) -> str:
    """A term as a heading, the rest of its letters as they are."""
    return name[0].upper() + name[1:]
