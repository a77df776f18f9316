"""Tables and charts of what a network does: data in, something to show out. Knows nothing of Streamlit."""
from engine.datasets import Dataset
from engine.losses import predicted_classes
from engine.training import TrainingRun
from pages.ui.shared.glossary import term
from pages.ui.shared.plain import MINUS, markdown


def predictions(run: TrainingRun, plane: Dataset) -> str:
    """The network's predictions in Markdown: a table where points have names, otherwise how many points there are.

    plane: the points on their plane, for their raw units.
    """
    if not plane.names:
        if not len(plane.test_inputs):
            return (f"All {len(plane.inputs):,} points are the {term('training set')}; there is no {term('test set')} "
                    f"to measure {term('generalization')}.")
        return (f"{term('training set', 'Training set')}: {len(plane.inputs):,} points, drawn round. "
                f"{term('test set', 'Test set')}: {len(plane.test_inputs):,} points, drawn square, which the network "
                f"is not trained on; they measure {term('generalization')}.")
    heads = [*(f"{f.name}, {f.unit}" if f.unit else f.name for f in plane.features), "label",
             f"probability of “{plane.labels[1]}”", "prediction"]
    rows = []
    for split, names in (("train", plane.names), ("test", plane.test_names)):
        if not names:
            continue
        probabilities = run.answers(run.dataset.split(split)[0])
        inputs, targets = plane.split(split)
        for name, raw, truth, p, said in zip(names, plane.raw(inputs), predicted_classes(targets),
                                             probabilities[:, 0], predicted_classes(probabilities)):
            who = f"{name}" if split == "train" else f"{name} (test set)"
            rows.append([who, *(f"{value:g}".replace("-", MINUS) for value in raw), plane.labels[truth], f"{p:.3f}",
                         f"{'✓' if said == truth else '✗'} {plane.labels[said]}"])
    cells = [[markdown(cell) for cell in row] for row in (["point", *heads], *rows)]
    cells.insert(1, ["---"] + ["--:"] * len(plane.features) + [":--", "--:", ":--"])
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)
