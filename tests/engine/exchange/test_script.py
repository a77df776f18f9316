"""A run's Python file repeats the run."""
import contextlib
import io
import math
import runpy
import subprocess
import sys

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.datasets import GENERATED, TOY_DATASETS, dataset_from_rows
from engine.datasets.features import FEATURES, PLANE, with_features
from engine.exchange import About, prediction_script, to_npz, training_script
from engine.initializers import INITIALIZERS
from engine.losses import LOSSES, fitting_losses
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.replay.journal import Journal
from engine.replay.recorded_run import RecordedRun
from engine.training import RunConfig, TrainingRun

PLANES = {name: make() for name, make in TOY_DATASETS.items()} | {
    name: make(60, 0.1, 0.5, 3) for name, make in GENERATED.items()} | {
    "own": dataset_from_rows([(1, 2, "x"), (3, 5, "y"), (4, 4, "#"), (2, 9, "x"), (8, 1, "'\n import os")],
                             ['"""\n', "\u2028\\"]).divided(0.3)}


def trained(plane="xor", features=PLANE, rate=0.1, steps=150, **config):
    data = PLANES[plane] if features == PLANE else with_features(PLANES[plane], features)
    loss = fitting_losses(0 if data.is_regression else len(data.labels))[0]
    run = TrainingRun.start(RunConfig(plane, **{"hidden": (4, 3), "loss": loss, "activation": "tanh", "batch_size": 7,
                                                "shuffle": True, "seed": 5, "init": "xavier"} | config), data, rate)
    journal = Journal(run)
    run.advance(steps=steps)
    return run, journal


def executed(tmp_path, run, journal, plane, features=PLANE):
    """(the script's names, what it printed)"""
    file = tmp_path / "network.py"
    file.write_text(training_script(run, journal, PLANES[plane], features), "utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        names = runpy.run_path(str(file), run_name="__main__")
    return names, printed.getvalue()


def agrees(tmp_path, run, journal, plane="xor", features=PLANE):
    names, _ = executed(tmp_path, run, journal, plane, features)
    assert names["params"].shape == run.network.params.shape
    for split, points in (("train", "TRAINING_POINTS"), ("test", "TEST_POINTS")):
        loss = run.evaluate(split).loss
        if not math.isnan(loss):
            assert names["loss_on"](names[points]) == pytest.approx(loss, rel=1e-6, abs=1e-6)
    assert np.allclose(names["params"], run.network.params, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_activation_and_optimizer_ends_with_the_run_s_loss(tmp_path, activation, optimizer):
    agrees(tmp_path, *trained("circle", activation=activation, optimizer=optimizer, rate=0.03), "circle")


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_run_that_went_on_from_parameters_alone(tmp_path, optimizer, shuffle):
    live = RecordedRun(trained("circle", optimizer=optimizer, shuffle=shuffle, rate=0.03, steps=0)[0])
    live.show_alone(158, live.run.network.params + np.float32(0.25))
    agrees(tmp_path, live.run, live.journal_until(live.run.step_count), "circle")
    live.go_on()
    live.run.advance(steps=30)
    agrees(tmp_path, live.run, live.journal_until(live.run.step_count), "circle")


@pytest.mark.parametrize(("optimizer", "settings"), [
    ("momentum", {"momentum": 0.5}), ("adam", {"beta_1": 0.5}), ("adam", {"beta_2": 0.9, "epsilon": 1e-4})])
def test_other_hyperparameters_than_the_usual_ones(tmp_path, optimizer, settings):
    run, journal = trained("circle", optimizer=optimizer, optimizer_settings=settings, rate=0.03)
    assert not np.allclose(run.network.params, trained("circle", optimizer=optimizer, rate=0.03)[0].network.params)
    agrees(tmp_path, run, journal, "circle")


@pytest.mark.parametrize("plane", PLANES)
def test_every_problem_under_each_of_its_losses(tmp_path, plane):
    data = PLANES[plane]
    for loss in fitting_losses(0 if data.is_regression else len(data.labels)):
        agrees(tmp_path, *trained(plane, loss=loss), plane)


@pytest.mark.parametrize("init", INITIALIZERS)
@pytest.mark.parametrize("hidden", [(), (5,), (2, 3, 4)])
def test_every_start_and_depth(tmp_path, init, hidden):
    agrees(tmp_path, *trained("moons", init=init, hidden=hidden), "moons")


@pytest.mark.parametrize("batch_size", [1, 4, 7, 1000])
@pytest.mark.parametrize("shuffle", [False, True])
def test_every_order_and_size_of_batches(tmp_path, batch_size, shuffle):
    agrees(tmp_path, *trained("rings", batch_size=batch_size, shuffle=shuffle), "rings")


@pytest.mark.parametrize("features", [tuple(FEATURES), ("sin_x2",), ("x1", "x1_squared")])
def test_every_feature(tmp_path, features):
    agrees(tmp_path, *trained("spiral", features), "spiral", features)


@pytest.mark.parametrize("plane", ["xor", "gender", "own", "rings", "plane"])
@pytest.mark.parametrize("features", [PLANE, ("x1_squared", "x1_x2")])
def test_the_script_answers_numbers_that_people_have_as_the_run_does(tmp_path, plane, features):
    run, journal = trained(plane, features, steps=20)
    names, _ = executed(tmp_path, run, journal, plane, features)
    rows = PLANES[plane].raw(PLANES[plane].inputs)
    assert names["predict"](rows.tolist()) == pytest.approx(run.predict(rows), rel=1e-5, abs=1e-6)
    assert names["predict"](rows[0].tolist()) == pytest.approx(run.predict(rows[:1]), rel=1e-5, abs=1e-6)


def test_an_imported_script_trains_before_it_predicts(tmp_path):
    run, journal = trained("xor", steps=50)
    (tmp_path / "network.py").write_text(training_script(run, journal, PLANES["xor"], PLANE), "utf-8")
    names = runpy.run_path(str(tmp_path / "network.py"), run_name="network")
    for _ in range(2):
        assert names["predict"](run.dataset.inputs.tolist()) == pytest.approx(run.predict(run.dataset.inputs), 1e-5)


def test_a_network_in_float64(tmp_path):
    agrees(tmp_path, *trained("xor", dtype="float64"))


def test_no_step_at_all(tmp_path):
    agrees(tmp_path, *trained(steps=0))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_was_changed_on_the_way_is_changed_again(tmp_path, optimizer):
    run, journal = trained("xor_clouds", steps=40, optimizer=optimizer, rate=0.05)
    for what, value in (("l1", 0.003), ("rate", 0.02), ("w2", -1.5), ("l2", 0.01), ("w2", 1.25), ("l1", 0.0)):
        journal.change(run, what, value)
        run.advance(steps=17)
    moment = run.snapshot()
    run.advance(steps=30)
    journal.rewind(run, moment)
    journal.change(run, "rate", 0.1)
    run.advance(steps=9)
    journal.change(run, "w0", 0.5)
    agrees(tmp_path, run, journal, "xor_clouds")


def test_a_long_run_still_agrees(tmp_path):
    agrees(tmp_path, *trained("spiral", steps=5_000, hidden=(8, 8), optimizer="adam", rate=0.01), "spiral")


def test_it_runs_by_itself_and_prints_the_loss_that_it_promises(tmp_path):
    run, journal = trained("gender", hidden=(2,), activation="sigmoid", loss="mse")
    file = tmp_path / "network.py"
    file.write_text(training_script(run, journal, PLANES["gender"], PLANE), "utf-8")
    done = run_by_itself(file)
    assert done.stderr == ""
    loss, accuracy = run.evaluate("train")
    assert f"training loss: {loss:.5f}" in done.stdout
    assert f"right: {accuracy:.1%}" in done.stdout
    assert "engine" not in file.read_text("utf-8")


def test_it_is_written_to_be_read():
    run, journal = trained("own")
    script = training_script(run, journal, PLANES["own"], tuple(PLANE))
    assert max(map(len, script.splitlines())) <= 120
    assert "# dL/dz = dL/da * f'(z)" in script
    assert not any(line != line.rstrip() for line in script.splitlines())


def run_by_itself(script, *arguments):
    """The script as a program of its own, in its folder."""
    return subprocess.run([sys.executable, "-I", "-W", "error", str(script), *arguments], cwd=script.parent,
                          capture_output=True, text=True, timeout=60)


def rows_of(folder):
    """What the script of a network of two inputs reads in the folder's rows.csv."""
    (folder / "read.py").write_text(prediction_script(Network.mlp((2, 1)), About("mse")), "utf-8")
    return runpy.run_path(str(folder / "read.py"))["rows_of"](folder / "rows.csv")


DIGITS = About("softmax_cross_entropy", tuple("0123456789"))


@pytest.mark.parametrize(("sizes", "hidden", "output", "about"), [
    ((784, 12, 10), "relu", "identity", DIGITS), ((3, 4, 5, 1), "gelu", "sigmoid", About("mse", ("no", "yes"))),
    ((2, 3, 1), "sine", "identity", About("binary_cross_entropy", ("a\n'", '"""b'), ("x1", "x2\n"))),
    ((2, 4, 3), "step", "sigmoid", About("mse", ("a", "b", "c"))), ((2, 1), "tanh", "identity", About("mse"))])
@pytest.mark.parametrize("in_a_file", [False, True])
def test_a_trained_network_s_script_answers_as_the_network_does(tmp_path, sizes, hidden, output, about, in_a_file):
    network = Network.mlp(sizes, hidden=hidden, output=output, init="normal_with_biases", seed=4)
    (tmp_path / "weights.npz").write_bytes(to_npz(network, about))
    script = prediction_script(network, about, weights_file="weights.npz" if in_a_file else "", input_scale=1 / 255)
    (tmp_path / "predict.py").write_text(script, "utf-8")
    names = runpy.run_path(str(tmp_path / "predict.py"))
    rows = np.random.default_rng(1).uniform(0, 1, (20, sizes[0])).astype(np.float32)
    expected = network.forward(rows)
    if about.labels:
        expected = LOSSES[about.loss].probabilities(expected)
    assert np.array_equal(names["answers"](rows), expected)
    assert in_a_file or sizes[0] == 784 or max(map(len, script.splitlines())) <= 120


def test_the_script_of_a_digit_network_reads_rows_of_pixels(tmp_path):
    network = Network.mlp((784, 12, 10), seed=1)
    (tmp_path / "digits.npz").write_bytes(to_npz(network, DIGITS))
    digit = np.arange(784) % 256
    (tmp_path / "read.py").write_text(
        prediction_script(network, DIGITS, weights_file="digits.npz", input_scale=1 / 255, example=digit), "utf-8")
    pixels = np.random.default_rng(2).integers(0, 256, (5, 784))
    answers = network.forward(pixels.astype(np.float32) * np.float32(1 / 255)).argmax(axis=1)
    head = ",".join(["label", *(f"pixel{i}" for i in range(784))])
    np.savetxt(tmp_path / "rows.csv", np.column_stack([answers, pixels]), "%d", ",", header=head, comments="")

    lines = run_by_itself(tmp_path / "read.py", "rows.csv").stdout.splitlines()
    assert [line.split()[2] for line in lines[:-1]] == [str(answer) for answer in answers]
    assert lines[-1] == "right: 100.00% of 5"
    assert f"row 1: {network.forward(digit[None] / 255).argmax()} " in run_by_itself(tmp_path / "read.py").stdout


@pytest.mark.parametrize(("rows", "said"), [
    (b"", "rows.csv holds no rows of numbers. Name a CSV file"), (b"a,b\n", "holds no rows"),
    (b"a,b\n1,2\n\n3,x y\n", "rows.csv, line 4: 'x y' is not a number. Write one"),
    (b"1;2\n3;4\n", "line 2: '3;4' is not a number. Write one there, and commas"), (b"1,\n", "line 1: '' is not"),
    (b"1,nan\n", "line 1: 'nan' is not"), (b"1,1e99\n", "line 1: '1e99' is not"), (b"1,1\n2,\xe9\n", "line 2: "),
    (b"\x89PNG\r\n\x1a\n\0\0", "line 2: "), (b"a,b\n1,2,3,4\n", "line 2: it has 4 numbers and needs 2 or 3."),
    (b"1,2\n1,2,3\n", "line 2: it has 3 numbers and needs 2. Correct that line.")])
def test_the_script_says_in_a_sentence_what_is_wrong_with_a_file(tmp_path, rows, said):
    (tmp_path / "rows.csv").write_bytes(rows)
    with pytest.raises(SystemExit) as ended:
        rows_of(tmp_path)
    assert said in ended.value.code


def test_the_script_ends_with_a_sentence_and_no_traceback_where_there_is_no_file(tmp_path):
    (tmp_path / "read.py").write_text(prediction_script(Network.mlp((2, 1)), About("mse")), "utf-8")
    done = run_by_itself(tmp_path / "read.py", "rows.csv")
    assert (done.returncode, done.stdout, done.stderr) == (
        1, "", "rows.csv cannot be read: No such file or directory. Name a CSV file: python read.py rows.csv\n")


def test_the_script_asks_for_its_weights_where_they_are_missing(tmp_path):
    script = tmp_path / "read.py"
    script.write_text(prediction_script(Network.mlp((2, 1)), About("mse"), weights_file="two.npz"), "utf-8")
    done = run_by_itself(script)
    assert (done.returncode, done.stderr) == (
        1, "two.npz is missing. It came with this file; put both into the same folder.\n")


@pytest.mark.parametrize("rows", [b"1,2\n3,4\n", b'\xef\xbb\xbf"a","b"\r\n"1","2"\r\n"3","4"\r\n',
                                  b"\n1, 2\n\n3e0,4.0\n,\n"])
def test_the_script_reads_numbers_however_a_spreadsheet_wrote_them(tmp_path, rows):
    (tmp_path / "rows.csv").write_bytes(rows)
    table, truth = rows_of(tmp_path)
    assert truth is None
    np.testing.assert_array_equal(table, [[1, 2], [3, 4]])


def test_an_example_of_another_size_is_refused():
    with pytest.raises(ValueError, match="784 numbers, not 3"):
        prediction_script(Network.mlp((784, 10)), DIGITS, example=[1, 2, 3])
