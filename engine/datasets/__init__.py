"""What networks learn from: examples with their answers, and how to read them aloud."""
from engine.datasets.dataset import Dataset, Feature, class_targets
from engine.datasets.digits_csv import digits_from_csv
from engine.datasets.generated import GENERATED
from engine.datasets.mnist import mnist
from engine.datasets.table import csv_from_rows, dataset_from_csv, dataset_from_rows, read_csv, rows_from_csv
from engine.datasets.toy import TOY_DATASETS, gender, xor

__all__ = ["GENERATED", "TOY_DATASETS", "Dataset", "Feature", "class_targets", "csv_from_rows", "dataset_from_csv",
           "dataset_from_rows", "digits_from_csv", "gender", "mnist", "read_csv", "rows_from_csv", "xor"]
