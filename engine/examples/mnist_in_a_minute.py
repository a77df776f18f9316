"""MNIST's handwritten digits learned in seconds: nearly 98 of 100 test digits right.

    python -m engine.examples.mnist_in_a_minute

One hidden layer of 128 neurons, five times through the 60,000 digits, with momentum and a learning rate that falls to
zero along half a cosine wave.
"""
import time

from engine.config import RunConfig
from engine.datasets import mnist
from engine.datasets.digit_format import SIDE
from engine.losses import predicted_classes
from engine.schedules import Cosine
from engine.training import TrainingRun

SHADES = " .:-=+*#%@"


def main(rows: int | None = None, epochs: int = 5) -> float:
    """Train on the first `rows` digits, or all, and print how it goes; return the share of the test that is right."""
    digits = mnist(rows=rows)
    config = RunConfig(dataset="mnist", hidden=(128,), activation="relu", loss="softmax_cross_entropy", init="he",
                       optimizer="momentum", batch_size=128, shuffle=True)
    run = TrainingRun.start(config, digits, learning_rate=0.1)
    run.schedule = Cosine(epochs)
    start = time.perf_counter()
    for _ in range(epochs):
        run.advance(epochs=1)
        test = run.evaluate("test")
        print(f"epoch {run.epoch:.0f}   test loss {test.loss:.3f}   {test.accuracy:.2%} right   "
              f"{time.perf_counter() - start:.1f} s")

    probabilities = run.predict(digits.test_inputs[:1])[0]
    for line in digits.test_inputs[0].reshape(SIDE, SIDE)[::2]:
        print("".join(SHADES[int(ink) * len(SHADES) // 256] for ink in line).rstrip())
    answer = int(predicted_classes(probabilities[None])[0])
    print(f"This is taken for a {digits.labels[answer]}, with probability {probabilities[answer]:.4f}.")
    return test.accuracy


if __name__ == "__main__":
    main()
