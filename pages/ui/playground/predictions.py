"""Tables and charts of what a network does: data in, something to show out. Knows nothing of Streamlit."""
from engine.datasets import Dataset
from engine.losses import predicted_classes
from engine.training import TrainingRun
from pages.ui.shared.plain import markdown


def predictions(run: TrainingRun, plane: Dataset) -> str:
    """The network's answers in Markdown: a table where points have names, otherwise how many points there are.

    plane: the points on their plane, for their raw units.
    """
    if not plane.names:
        if not len(plane.test_inputs):
            return f"The network trains on all {len(plane.inputs):,} points; none are kept for the test."
        return (f"The network trains on {len(plane.inputs):,} points, the round ones. {len(plane.test_inputs):,} more, "
                "the squares, are kept for the test: it never trains on them.")
    heads = [*(f"{f.name}, {f.unit}" if f.unit else f.name for f in plane.features), "truth",
             f"sure of “{plane.labels[1]}”", "answer"]
    rows = []
    for split, names in (("train", plane.names), ("test", plane.test_names)):
        if not names:
            continue
        probabilities = run.answers(run.dataset.split(split)[0])
        inputs, targets = plane.split(split)
        for name, raw, truth, p, said in zip(names, plane.raw(inputs), predicted_classes(targets),
                                             probabilities[:, 0], predicted_classes(probabilities)):
            who = f"{name}" if split == "train" else f"{name} (not trained on)"
            rows.append([who, *(f"{value:g}" for value in raw), plane.labels[truth], f"{p:.3f}",
                         f"{'✓' if said == truth else '✗'} {plane.labels[said]}"])
    cells = [[markdown(cell) for cell in row] for row in (["point", *heads], *rows)]
    cells.insert(1, ["---"] + ["--:"] * len(plane.features) + [":--", "--:", ":--"])
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)
