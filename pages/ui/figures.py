"""Tables and charts of what a network does: data in, something to show out. Knows nothing of Streamlit."""

from engine.losses import predicted_classes
from engine.training import TrainingRun


def predictions_table(run: TrainingRun) -> str:
    """Every point's inputs in raw units, its true class and the network's answer, as a Markdown table."""
    dataset = run.dataset
    heads = [*(f"{f.name}, {f.unit}" if f.unit else f.name for f in dataset.features), "truth",
             f"sure of “{dataset.labels[1]}”", "answer"]
    rows = []
    for split, names in (("train", dataset.names), ("test", dataset.test_names)):
        inputs, targets = dataset.split(split)
        if not len(inputs):
            continue
        probabilities = run.predict(inputs)
        for name, raw, truth, p, said in zip(names, dataset.raw(inputs), predicted_classes(targets),
                                             probabilities[:, 0], predicted_classes(probabilities)):
            who = f"{name}" if split == "train" else f"{name} (not trained on)"
            rows.append([who, *(f"{value:g}" for value in raw), dataset.labels[truth], f"{p:.3f}",
                         f"{'✓' if said == truth else '✗'} {dataset.labels[said]}"])
    lines = [["point", *heads], ["---"] + ["--:"] * len(dataset.features) + [":--", "--:", ":--"], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
