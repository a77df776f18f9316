"""A table of one's own, from the file to a prediction: read, train, measure, save, load, predict.

    python -m engine.examples.own_csv                            the fruit in the file beside this one; numbers made up
    python -m engine.examples.own_csv TABLE.csv NETWORK.npz      any columns of numbers and a last one of labels

A first line may name the columns. The network is written to NETWORK.npz, or to a folder that goes when the script ends.
"""
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.config import RunConfig
from engine.datasets import read_csv
from engine.exchange import load, save
from engine.losses import fitting_losses
from engine.training import TrainingRun

FRUIT = Path(__file__).with_name("fruit.csv")


def main(table: str | Path = FRUIT, network_file: str | Path | None = None) -> float:
    """Print what each step gives; return the share of the test rows that are told right, 0 to 1."""
    # Read: every column is scaled to mean 0 and deviation 1, and a quarter of the rows is kept for the test.
    data = read_csv(table).divided(test_share=0.25)
    print(f"{len(data.inputs)} rows to learn from, {len(data.test_inputs)} for the test; columns: "
          f"{', '.join(feature.name for feature in data.features)}; classes: {', '.join(data.labels)}.")

    # Train: a hidden layer of 8 neurons. The number of classes says which losses fit; the first is the usual one.
    config = RunConfig(dataset="own", hidden=(8,), activation="tanh", init="xavier", optimizer="adam", batch_size=10,
                       shuffle=True, loss=fitting_losses(len(data.labels))[0])
    run = TrainingRun.start(config, data, learning_rate=0.01)
    for _ in range(5):
        run.advance(epochs=20)  # raises DivergenceError if the learning rate is too high
        train, test = run.evaluate("train"), run.evaluate("test")
        print(f"epoch {run.epoch:3.0f}   loss {train.loss:.3f}   right: {train.accuracy:4.0%} of the training rows, "
              f"{test.accuracy:4.0%} of the test rows")

    # Save, and load as another program would: the file holds the weights, the labels and the scaling.
    with TemporaryDirectory() as folder:
        path = Path(network_file or Path(folder) / "network.npz")
        save(run, path)
        loaded = load(path)
        print(f"Saved to {path.name} and loaded again.")

    # Predict: rows in the units of the table.
    rows = data.raw(data.test_inputs[:3]).round(2).tolist()
    for row, label in zip(rows, loaded.predicted_labels(rows)):
        print(f"{row} is taken for: {label}")
    return test.accuracy


if __name__ == "__main__":
    main(*sys.argv[1:3])
