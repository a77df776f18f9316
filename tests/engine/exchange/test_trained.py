"""Trained networks saved and loaded by path, ready to answer for raw values."""
import json

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, dataset_from_csv, gender, mnist, xor
from engine.datasets.features import with_features
from engine.exchange import About, TrainedNetwork, from_file, from_json, load, save, to_json, to_npz
from engine.exchange.drawings import drawings_from_json, drawings_to_json
from engine.training import TrainingRun

FLOWERS = "length,width,depth,kind\n1.5,2,3,aster\n2,3.5,1,daisy\n4,1,1,aster\n0,0,2,rose\n"
CASES = {
    "xor": (xor(), "mse"), "gender": (gender(), "binary_cross_entropy"),
    "a table of three columns": (dataset_from_csv(FLOWERS), "softmax_cross_entropy"),
    "a plane told in features": (with_features(gender(), ("x1_squared", "x2")), "binary_cross_entropy"),
    "the plane itself": (with_features(gender(), ("x1", "x2")), "mse"),
    "regression": (GENERATED["plane"](20, 0.0, 0.5, 0), "mse"), "digits": (mnist(rows=100), "softmax_cross_entropy"),
}


def trained(name: str) -> TrainingRun:
    dataset, loss = CASES[name]
    run = TrainingRun.start(RunConfig(hidden=(3,), loss=loss, init="normal_with_biases"), dataset)
    run.advance(epochs=5)
    return run


def raw_rows(dataset) -> np.ndarray:
    plane = dataset.from_raw.plane if dataset.from_raw else dataset
    return plane.raw(plane.inputs)


@pytest.mark.parametrize("suffix", ["npz", "json"])
@pytest.mark.parametrize("name", CASES)
def test_a_loaded_network_answers_for_raw_values_as_the_run_did(tmp_path, name, suffix):
    run, path = trained(name), tmp_path / f"network.{suffix}"
    save(run, path)
    loaded, raw = load(path), raw_rows(run.dataset)
    np.testing.assert_array_equal(loaded.predict(raw), run.predict(raw))
    np.testing.assert_array_equal(loaded.predict(raw.tolist()), run.predict(raw))
    assert loaded.about.labels == run.dataset.labels
    assert loaded.about.loss == run.config.loss


def test_a_loaded_network_is_saved_again_as_it_is(tmp_path):
    save(trained("gender"), tmp_path / "one.npz")
    save(load(tmp_path / "one.npz"), str(tmp_path / "two.json"))
    one, two = load(tmp_path / "one.npz"), load(tmp_path / "two.json")
    assert one.about == two.about
    np.testing.assert_array_equal(one.network.params, two.network.params)


def test_answers_are_the_names_of_the_classes():
    run = trained("a table of three columns")
    labels = TrainedNetwork.of(run).predicted_labels([[1.5, 2, 3], [2, 3.5, 1]])
    assert labels == [run.dataset.labels[index] for index in run.predict([[1.5, 2, 3], [2, 3.5, 1]]).argmax(axis=1)]
    with pytest.raises(ValueError, match="numbers, not with classes"):
        TrainedNetwork.of(trained("regression")).predicted_labels([[1, 2]])


def test_a_file_may_be_a_path_its_bytes_or_opened(tmp_path):
    path = tmp_path / "network.npz"
    save(trained("gender"), path)
    with path.open("rb") as opened:
        for file in (path, str(path), path.read_bytes(), opened):
            assert load(file).about.columns == gender().features


def test_drawings_may_be_given_by_path(tmp_path):
    images = np.full((2, 784), 7, np.uint8)
    path = tmp_path / "drawings.json"
    path.write_text(drawings_to_json(images, np.array([3, 4])), "utf-8")
    np.testing.assert_array_equal(drawings_from_json(path)[0], images)


def test_what_is_wrong_names_the_file(tmp_path):
    path = tmp_path / "network.npz"
    path.write_bytes(b"hello")
    with pytest.raises(ValueError, match=r"network\.npz: This file is neither"):
        load(path)
    with pytest.raises(FileNotFoundError, match=r"nowhere\.npz"):
        load(tmp_path / "nowhere.npz")
    with pytest.raises(ValueError, match=r"network\.h5 ends in neither \.npz nor \.json"):
        save(trained("xor"), tmp_path / "network.h5")


@pytest.mark.parametrize("raw", [[133, 65], [[133]], [[1, 2, 3]], [["a", "b"]]])
def test_rows_of_another_shape_are_refused_by_the_names_of_the_columns(raw):
    with pytest.raises(ValueError, match=r"rows of 2 numbers \(weight lb, height in\)"):
        TrainedNetwork.of(trained("gender")).predict(raw)


def test_inputs_that_a_function_computes_are_not_written():
    dataset, loss = CASES["a table of three columns"]
    object.__setattr__(dataset := with_features(gender(), ("x1",)), "from_raw", lambda raw: raw)
    with pytest.raises(ValueError, match="no file can hold"):
        About.of(dataset, loss)


GOOD = {"names": ["a", "b"], "units": ["", ""], "offsets": [0, 1.5], "scales": [1, 2]}
BAD = {"a list": [], "no scales": GOOD | {"scales": None}, "too few": GOOD | {"offsets": [1]}, "zero": GOOD | {
    "scales": [1, 0]}, "texts": GOOD | {"scales": ["1", "2"]}, "truths": GOOD | {"scales": [True, True]},
    "enormous": GOOD | {"offsets": [1e301, 0]}, "infinite": GOOD | {"offsets": [float("inf"), 0]},
    "long names": GOOD | {"names": ["a" * 101, "b"]}, "another number": {key: each[:1] for key, each in GOOD.items()}}


@pytest.mark.parametrize("name", BAD)
def test_columns_that_make_no_sense_are_refused(name):
    saved = TrainedNetwork.of(trained("gender"))
    description = json.loads(to_json(saved.network, saved.about))
    assert from_json(json.dumps(description | {"columns": GOOD}))[1].columns[1].offset == 1.5
    with pytest.raises(ValueError, match=r"Choose a \.npz or \.json file"):
        from_json(json.dumps(description | {"columns": BAD[name]}))


@pytest.mark.parametrize("change", [{"inputs": ["a", "b"]}, {"inputs": []}, {"columns": {}}])
def test_inputs_that_are_computed_from_nothing_known_are_refused(change):
    saved = TrainedNetwork.of(trained("a plane told in features"))
    description = json.loads(to_json(saved.network, saved.about))
    with pytest.raises(ValueError, match="said to be computed, but not from what"):
        from_json(json.dumps(description | change))


def test_columns_may_be_called_as_features_are():
    dataset = dataset_from_csv("x1_squared,x2,kind\n1,10,a\n3,20,b\n")
    run = TrainingRun.start(RunConfig(), with_features(dataset, ("x1_squared", "x2")))
    saved, raw = TrainedNetwork.of(run), raw_rows(run.dataset)
    loaded = TrainedNetwork(*from_file(to_npz(saved.network, saved.about)))
    np.testing.assert_array_equal(loaded.predict(raw), run.predict(raw))


def test_a_file_without_columns_is_read_as_before():
    network, means = from_file(to_npz(trained("xor").network, About.of(xor(), "mse")))
    description = json.loads(to_json(network, means))
    del description["columns"]
    assert from_json(json.dumps(description))[1].columns == ()
