"""What the digit model in the box gets right on MNIST's test digits: python -m engine.models.report_digits."""
from engine.datasets import mnist
from engine.inspection.evaluation import Evaluation, evaluated
from engine.models.digits import load_digits_model


def main() -> None:
    """Print the accuracy and the confusion of the model's file."""
    digits = mnist()
    print(report(evaluated(load_digits_model(), digits.test_inputs, digits.test_targets)))


def report(evaluation: Evaluation) -> str:
    """Accuracy, calibration and the confusion of the digits, in Markdown."""
    labels = range(len(evaluation.confusion))
    lines = [f"{evaluation.accuracy:.2%} of {len(evaluation.truths):,} test digits are right; expected calibration "
             f"error {evaluation.calibration_error():.2%}.", "",
             "| true \\ answer | " + " | ".join(map(str, labels)) + " | right |",
             "|--:|" + "--:|" * (len(labels) + 1)]
    for digit, counts, share in zip(labels, evaluation.confusion, evaluation.accuracy_by_class()):
        lines.append(f"| **{digit}** | " + " | ".join(str(count) if count else "" for count in counts)
                     + f" | {share:.1%} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
