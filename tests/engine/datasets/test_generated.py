import numpy as np
import pytest

from engine.datasets import GENERATED

CLASSES = [name for name, problem in GENERATED.items() if problem.labels]
REGRESSION = [name for name in GENERATED if name not in CLASSES]
each_problem = pytest.mark.parametrize("problem", GENERATED.values(), ids=GENERATED)
each_classification = pytest.mark.parametrize("problem", [GENERATED[name] for name in CLASSES], ids=CLASSES)
each_regression = pytest.mark.parametrize("problem", [GENERATED[name] for name in REGRESSION], ids=REGRESSION)


def everything(dataset):
    return [*dataset.split("train"), *dataset.split("test")]


def classes_of(targets):
    return targets[:, 0].astype(int) if targets.shape[1] == 1 else targets.argmax(axis=1)


@each_problem
def test_points_and_answers_are_float32_on_the_plane_and_read_only(problem):
    dataset = problem(points=500)
    assert dataset.name in GENERATED
    assert [feature.name for feature in dataset.features] == ["x1", "x2"]
    for array in everything(dataset):
        assert array.dtype == np.float32
        assert np.abs(array).max() < 7
        assert not array.flags.writeable
    assert np.ptp(dataset.inputs, axis=0).min() > 5


@each_problem
def test_a_seed_gives_the_same_points_and_another_seed_others(problem):
    for first, again in zip(everything(problem(seed=3)), everything(problem(seed=3))):
        np.testing.assert_array_equal(first, again)
    assert not np.array_equal(problem(seed=3).inputs, problem(seed=4).inputs)


@each_problem
@pytest.mark.parametrize(("points", "share", "test_rows"), [(300, 0.5, 150), (300, 0, 0), (300, 0.2, 60), (9, 0.01, 1),
                                                            (9, 1, 8), (3, 0.5, 2)])
def test_the_test_share_is_kept_apart(problem, points, share, test_rows):
    dataset = problem(points=points, test_share=share)
    assert (len(dataset.inputs), len(dataset.test_inputs)) == (points - test_rows, test_rows)
    rows = {tuple(row) for split in ("train", "test") for row in dataset.split(split)[0].tolist()}
    assert len(rows) == points


@each_classification
def test_every_class_is_as_large_in_both_splits_and_shuffled(problem):
    dataset = problem(points=300, test_share=0.3)
    for _, targets in (dataset.split("train"), dataset.split("test")):
        counts = np.bincount(classes_of(targets), minlength=len(dataset.labels))
        assert np.ptp(counts) <= 1
        assert len(set(classes_of(targets)[:12].tolist())) > 1
        assert len(set(np.diff(classes_of(targets)).tolist())) > 2  # not in turns either


@each_problem
def test_noise_moves_points_and_leaves_their_answers(problem):
    still, moved = (problem(points=2000, noise=noise) for noise in (0, 0.5))
    np.testing.assert_array_equal(still.targets, moved.targets)
    assert (moved.inputs - still.inputs).std() == pytest.approx(1, rel=0.1)


@pytest.mark.parametrize(("name", "belongs"), [
    ("xor_clouds", lambda x: (x[:, 0] * x[:, 1] < 0)),
    ("circle", lambda x: np.hypot(*x.T) > 3),
    ("rings", lambda x: np.digitize(np.hypot(*x.T), [1.8, 3.8]))])
def test_without_noise_a_formula_tells_the_classes_apart(name, belongs):
    dataset = GENERATED[name](points=500, noise=0)
    np.testing.assert_array_equal(belongs(dataset.inputs), classes_of(dataset.targets))


@each_classification
def test_without_noise_the_nearest_point_is_of_the_same_class(problem):
    dataset = problem(points=400, noise=0)
    distances = ((dataset.test_inputs[:, None] - dataset.inputs) ** 2).sum(axis=2)
    nearest = classes_of(dataset.targets)[distances.argmin(axis=1)]
    assert (nearest == classes_of(dataset.test_targets)).mean() > 0.98


def test_three_classes_have_one_column_each():
    targets = GENERATED["rings"]().targets
    assert targets.shape[1] == 3
    assert (targets.sum(axis=1) == 1).all()


@each_regression
def test_regression_has_heights_from_about_minus_one_to_one_and_no_labels(problem):
    dataset = problem(points=2000)
    assert dataset.is_regression
    assert dataset.targets.shape[1] == 1
    assert -1.05 < dataset.targets.min() < -0.8
    assert 0.8 < dataset.targets.max() < 1.05


def test_the_plane_rises_with_both_inputs():
    dataset = GENERATED["plane"](noise=0)
    np.testing.assert_allclose(dataset.targets[:, 0], dataset.inputs.sum(axis=1) / 12, atol=1e-6)


@pytest.mark.parametrize("wrong", [{"points": 1}, {"noise": 0.6}, {"noise": float("nan")}, {"test_share": -0.1}])
def test_what_cannot_be_drawn_is_refused_in_words(wrong):
    with pytest.raises(ValueError, match=r"circle needs 2 points or more.*not .*\."):
        GENERATED["circle"](**wrong)
