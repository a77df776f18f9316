"""How accurate the pretrained digit model is on MNIST's test set: python -m engine.models.report_digits."""
from engine.datasets import mnist
from engine.inspection.evaluation import Evaluation, evaluated
from engine.models.digits import load_digits_model


def main() -> None:
    """Print the accuracy and the confusion matrix of the model's file."""
    digits = mnist()
    print(report(evaluated(load_digits_model(), digits.test_inputs, digits.test_targets)))


def report(evaluation: Evaluation) -> str:
    """Accuracy, calibration and the confusion matrix, in Markdown."""
    labels = range(len(evaluation.confusion))
    lines = [f"{evaluation.accuracy:.2%} accuracy on {len(evaluation.truths):,} test digits; expected calibration "
             f"error {evaluation.calibration_error():.2%}.", "",
             "| true \\ predicted | " + " | ".join(map(str, labels)) + " | accuracy |",
             "|--:|" + "--:|" * (len(labels) + 1)]
    for digit, counts, share in zip(labels, evaluation.confusion, evaluation.accuracy_by_class()):
        lines.append(f"| **{digit}** | " + " | ".join(str(count) if count else "" for count in counts)
                     + f" | {share:.1%} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
