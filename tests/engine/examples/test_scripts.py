"""The scripts of engine/examples do what they say, in seconds."""
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.datasets import read_csv
from engine.examples import mnist_in_a_minute, own_csv, textbook_loop
from engine.exchange import load

ROOT = Path(__file__).parents[3]


def test_the_textbook_loop_and_the_engine_reach_the_same_weights(capsys):
    assert textbook_loop.main(epochs=2_000) < 1e-12
    assert "| 1 1 | 0 |" in capsys.readouterr().out


def test_the_slopes_of_the_textbook_loop_are_those_of_its_loss():
    random = np.random.default_rng(0)
    layers = [[random.normal(size=(2, 3)), random.normal(size=3)], [random.normal(size=(3, 2)), random.normal(size=2)]]
    x, y = random.normal(size=(4, 2)), random.uniform(size=(4, 2))

    def loss():
        return np.mean((textbook_loop.forward(layers, x, "sigmoid", classes=False)[-1] - y) ** 2)

    (slopes, _), _ = textbook_loop.gradients(layers, x, y)
    before, layers[0][0][1, 2] = loss(), layers[0][0][1, 2] + 1e-6
    assert (loss() - before) / 1e-6 == pytest.approx(slopes[1, 2], rel=1e-4)


def test_a_table_goes_from_its_file_to_a_prediction(tmp_path, capsys):
    assert own_csv.main(network_file=tmp_path / "fruit.npz") >= 0.9
    assert "is taken for: banana" in capsys.readouterr().out
    assert load(tmp_path / "fruit.npz").predicted_labels([[120, 185, 36, 18]]) == ["banana"]


def test_a_table_of_two_classes_goes_too(tmp_path):
    rows = (ROOT / "engine" / "examples" / "fruit.csv").read_text("utf-8").splitlines()
    (tmp_path / "two.csv").write_text("\n".join(row for row in rows if not row.endswith(("apple", "orange"))), "utf-8")
    assert read_csv(tmp_path / "two.csv").labels == ("lemon", "banana")
    assert own_csv.main(tmp_path / "two.csv") == 1


def test_digits_are_learned(capsys):
    assert mnist_in_a_minute.main(rows=5_000, epochs=2) > 0.88
    assert "This is taken for a 7" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["textbook_loop", "own_csv"])
def test_a_script_runs_by_itself(name):
    done = subprocess.run([sys.executable, "-m", f"engine.examples.{name}"], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout
    assert not done.stderr
