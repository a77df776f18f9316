"""Problems with two inputs, small enough to see whole."""
import numpy as np

from engine.datasets.dataset import Dataset, Feature


def xor() -> Dataset:
    """Exclusive or: 1 where exactly one input is 1. No straight line separates the two classes."""
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
    targets = np.array([[0], [1], [1], [0]], np.float32)
    names = tuple(f"{a:.0f} xor {b:.0f} = {answer:.0f}" for (a, b), (answer,) in zip(inputs, targets))
    return Dataset("xor", inputs, targets, np.empty((0, 2), np.float32), np.empty((0, 1), np.float32),
                   labels=("0", "1"), features=(Feature("x1"), Feature("x2")), names=names)


def gender() -> Dataset:
    """Four people by weight and height, and two more to try the network on; 0 is male, 1 is female.

    135 lb and 66 in are subtracted, round numbers near the means. People and numbers: Victor Zhou, "Machine Learning
    for Beginners: An Introduction to Neural Networks". Some tables of its copies swap the two column names; the order
    here is that of its code, weight before height.
    """
    features = (Feature("weight", "lb", 135), Feature("height", "in", 66))
    people = {"Alice": (133, 65), "Bob": (160, 72), "Charlie": (152, 70), "Diana": (120, 60)}
    new_people = {"Emily": (128, 63), "Frank": (155, 68)}
    offsets = np.array([feature.offset for feature in features], np.float32)
    return Dataset("gender", np.array([*people.values()], np.float32) - offsets,
                   np.array([[1], [0], [0], [1]], np.float32),
                   np.array([*new_people.values()], np.float32) - offsets,
                   np.array([[1], [0]], np.float32),
                   labels=("male", "female"), features=features, names=tuple(people), test_names=tuple(new_people))


TOY_DATASETS = {"xor": xor, "gender": gender}
