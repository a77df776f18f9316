"""What people supply is checked where it comes in, and the error says what to give instead."""
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.config import CONSTRAINTS, RunConfig
from engine.datasets import Dataset, class_targets, xor
from engine.initializers import INITIALIZERS
from engine.losses import LOSSES
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from engine.training import TrainingRun

INPUTS, TARGETS = np.zeros((100, 2), np.float32), np.zeros((100, 1), np.float32)
ONE_HOT = np.eye(3, dtype=np.float32)[np.arange(100) % 3]
NAN = float("nan")
TABLES = [ACTIVATIONS, INITIALIZERS, LOSSES, OPTIMIZERS, SCHEDULES]
each_table = pytest.mark.parametrize("table", TABLES, ids=[table.kind for table in TABLES])


@pytest.mark.parametrize(("field", "values", "advice"), [
    ("dataset", [3, None], "give a text"),
    ("hidden", [3, "3", (0,), (-1, 3), (2.0,), (True,), None, ("3",)], r"give a tuple with the neurons .*\(4, 2\)"),
    ("activation", ["rleu"], "choose one of .*relu, .*Did you mean 'relu'"),
    ("activation", [None, 3, ["relu"], ""], "choose one of .*sigmoid, tanh, relu"),
    ("loss", ["mean_squared_error", "cross_entropy"], "choose one of .*mse, binary_cross_entropy"),
    ("loss", ["MSE"], "choose one of .*mse, .*Did you mean 'mse'"),
    ("init", ["glorot"], "choose one of .*he, xavier"),
    ("init_scale", [10**400, NAN, float("inf"), -1, "1", None, True], "give a number from 0"),
    ("optimizer", ["Adam"], "choose one of .*sgd, momentum, adam.* Did you mean 'adam'"),
    ("batch_size", [0, -1, 4.0, "4", True, None, NAN], "give a whole number from 1"),
    ("shuffle", [1, "yes", None], "give True or False"),
    ("seed", [-1, 0.5, "0", None], "give a whole number from 0"),
    ("dropout", [1.0, 1, -0.1, NAN, "0.5", None], "give a number from 0 to below 1"),
    ("augmentation", [-0.1, 1.1, 2, NAN, None], "give a number from 0 to 1"),
    ("dtype", ["float16", "int", np.float32, None], "choose one of float32, float64"),
    ("optimizer_settings", [3, 0.9, None, "momentum", (1, 2), ((["momentum"], 0.5),), ((1,),)], "give a dict")])
def test_a_setting_that_cannot_be_is_refused_with_what_to_give_instead(field, values, advice):
    for value in values:
        with pytest.raises(ValueError, match=f"^{field} is .*: {advice}"):
            RunConfig(**{field: value})


def test_every_setting_has_its_constraint():
    assert set(CONSTRAINTS) == set(vars(RunConfig()))


@pytest.mark.parametrize("fields", [
    {"hidden": ()}, {"hidden": (np.int64(3),)}, {"batch_size": np.int64(4)}, {"shuffle": np.True_}, {"seed": 2**70},
    {"dropout": 0}, {"dropout": np.float32(0.5)}, {"init_scale": 0}, {"augmentation": 1}, {"dtype": "float64"}])
def test_what_numpy_and_python_call_the_same_is_taken(fields):
    assert RunConfig(**fields) == RunConfig(**fields)


def test_a_list_of_layers_is_taken_and_the_settings_stay_hashable():
    assert hash(RunConfig(hidden=[4, 2])) == hash(RunConfig(hidden=(4, 2)))


@pytest.mark.parametrize(("optimizer", "settings", "said"), [
    ("momentum", {"momentum": 1}, "momentum is 1: give a number from 0 to below 1"),
    ("adam", {"epsilon": 0.0}, "epsilon is 0.0: give a number above 0"),
    ("adam", {"beta1": 0.5}, "no hyperparameter of adam 'beta1': choose one of .*Did you mean 'beta_1'"),
    ("sgd", {"momentum": 0.5}, "no hyperparameter of sgd 'momentum': leave it out")])
def test_hyperparameters_are_checked_by_their_optimizer(optimizer, settings, said):
    with pytest.raises(ValueError, match=said):
        RunConfig(optimizer=optimizer, optimizer_settings=settings)


def test_configs_are_equal_whether_the_usual_hyperparameters_are_named_or_not():
    named = RunConfig(optimizer="adam", optimizer_settings={"epsilon": 1e-8, "beta_2": 0.99, "beta_1": 0.5})
    assert named == RunConfig(optimizer="adam", optimizer_settings={"beta_1": 0.5, "beta_2": 0.99})
    assert hash(RunConfig(**vars(named))) == hash(named)
    assert RunConfig(optimizer="momentum", optimizer_settings={"momentum": 0.9}) == RunConfig(optimizer="momentum")


@each_table
def test_a_table_says_which_rows_it_has(table):
    first = next(iter(table))
    with pytest.raises(ValueError, match=f"There is no {table.kind} '{first}s': choose one of .*mean '{first}'"):
        table[f"{first}s"]


@each_table
def test_menus_have_a_name_of_its_own_for_every_row(table):
    labels = table.labels()
    assert [*labels] == [*table]
    assert len({*labels.values()}) == len(table)


@pytest.mark.parametrize(("changed", "said"), [
    ({"inputs": INPUTS.tolist()}, "inputs is .*: give a NumPy array"), ({"targets": None}, "targets is None"),
    ({"inputs": INPUTS.astype(str)}, "give a NumPy array of numbers"), ({"inputs": INPUTS[:, 0]}, r"\(100,\)"),
    ({"targets": TARGETS.ravel()}, r"targets is .*: give rows of numbers, .*\(100,\)"),
    ({"targets": TARGETS[:90]}, "100 rows of inputs but 90 of targets"),
    ({"inputs": INPUTS[:0], "targets": TARGETS[:0]}, "inputs is .*: give at least 1 row"),
    ({"inputs": INPUTS + NAN}, "leave out rows with nan or inf"), ({"targets": TARGETS + np.inf}, "nan or inf"),
    ({"test_inputs": INPUTS[:7]}, "7 rows of test_inputs but 0 of test_targets"),
    ({"test_inputs": np.zeros((0, 3), np.float32)}, "2 columns of inputs but 3 of test_inputs"),
    ({"validation_inputs": INPUTS, "validation_targets": TARGETS[:9]}, "100 rows of validation_inputs but 9"),
    ({"labels": ("a",)}, "1 labels and 1 columns"), ({"labels": ("a", "b", "c")}, "3 labels and 1 columns"),
    ({"targets": TARGETS + 2}, "not 0 or 1"), ({"labels": tuple("abc"), "targets": ONE_HOT * 0}, "columns of targets"),
    ({"labels": tuple("abc"), "targets": ONE_HOT * 0, "test_targets": ONE_HOT[:0]}, "a single 1 in each row"),
    ({"features": (1, 2, 3)}, "2 columns of inputs but 3 features")])
def test_arrays_that_do_not_go_together_are_refused(changed, said):
    whole = {"inputs": INPUTS, "targets": TARGETS, "test_inputs": INPUTS[:0], "test_targets": TARGETS[:0],
             "labels": ("no", "yes")}
    Dataset("own", **whole)
    with pytest.raises(ValueError, match=said):
        Dataset("own", **whole | changed)


@pytest.mark.parametrize(("loss", "targets", "labels", "fitting"), [
    ("softmax_cross_entropy", TARGETS, ("no", "yes"), "binary_cross_entropy, mse"),
    ("binary_cross_entropy", ONE_HOT, tuple("abc"), "softmax_cross_entropy, mse"),
    ("binary_cross_entropy", ONE_HOT[:, :2], ("a", "b"), "softmax_cross_entropy, mse"),
    ("softmax_cross_entropy", ONE_HOT, (), "mse"), ("binary_cross_entropy", TARGETS, (), "mse")])
def test_a_loss_that_does_not_suit_the_answers_is_refused(loss, targets, labels, fitting):
    rows = targets.sum(axis=1) == 1 if labels and targets.shape[1] > 1 else slice(None)
    data = Dataset("own", INPUTS[rows], targets[rows], INPUTS[:0], targets[:0], labels)
    with pytest.raises(ValueError, match=f"For own, loss is '{loss}': choose one of {fitting}"):
        TrainingRun.start(RunConfig(loss=loss), data)


@pytest.mark.parametrize("rate", [NAN, 0, -0.1, float("inf"), "0.1", None, True])
def test_a_learning_rate_that_cannot_teach_is_refused(rate):
    with pytest.raises(ValueError, match=r"learning_rate is .*: give a number above 0"):
        TrainingRun.start(RunConfig(), xor(), rate)


@pytest.mark.parametrize("sizes", [3, (2,), (2, 0, 1), (2, 2.5, 1), "21", (2, True)])
def test_sizes_that_make_no_network_are_refused(sizes):
    with pytest.raises(ValueError, match="A network needs"):
        Network.mlp(sizes)


@pytest.mark.parametrize(("limits", "said"), [
    ({"steps": -1}, "steps is -1: give a whole number"), ({"steps": 1.5}, "steps is 1.5: give a whole number"),
    ({"steps": "3"}, "steps is '3'"), ({"epochs": NAN}, "epochs is nan"), ({"epochs": -5}, "epochs is -5"),
    ({"seconds": NAN}, "seconds is nan")])
def test_a_run_is_not_advanced_by_what_is_no_distance(limits, said):
    with pytest.raises(ValueError, match=said):
        TrainingRun.start(RunConfig(), xor()).advance(**limits)


@pytest.mark.parametrize("classes", [[0, -1], [0, 3], [0.0, 1.0], [[0], [1]], ["a", "b"]])
def test_class_targets_are_made_of_the_numbers_of_classes_alone(classes):
    with pytest.raises(ValueError, match="whole number from 0 to 2"):
        class_targets(classes, 3)


@pytest.mark.parametrize("share", [2, -0.1, NAN, "0.5"])
def test_a_share_of_test_rows_is_a_share(share):
    with pytest.raises(ValueError, match=r"test_share is .*: give a number from 0 to 1"):
        xor().divided(share)


def test_a_split_that_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="choose one of train, test, validation"):
        xor().split("tset")


@pytest.mark.parametrize(("rows", "said"), [([[1, 2], [3]], "equally many numbers"), ([["a", "b"]], "must be numbers")])
def test_inputs_that_are_no_rows_of_numbers_are_refused(rows, said):
    with pytest.raises(ValueError, match=said):
        Network.mlp((2, 1)).forward(rows)
