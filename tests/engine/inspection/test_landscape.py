import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.config import RunConfig
from engine.datasets import GENERATED, Dataset, xor
from engine.inspection.landscape import SIDE, landscape, losses_at, principal_directions, random_directions
from engine.losses import LOSSES
from engine.network import matrices
from engine.training import TrainingRun


def bowl(rate=0.1) -> TrainingRun:
    """One weight w and one bias b that shall answer 0 at -1 and at 1: the loss is w^2 + b^2."""
    inputs, targets = np.array([[-1], [1]], np.float32), np.zeros((2, 1), np.float32)
    dataset = Dataset("bowl", inputs, targets, inputs[:0], targets[:0], labels=())
    run = TrainingRun.start(RunConfig(hidden=(), loss="mse", batch_size=2, dtype="float64"), dataset, rate)
    run.network.load([3.0, 4.0])
    return run


def moments_of(run: TrainingRun, steps: int) -> list[np.ndarray]:
    moments = []
    for _ in range(steps):
        moments.append(run.network.params.copy())
        run.advance(steps=1)
    return moments


def test_a_stack_of_parameters_has_the_losses_of_its_networks():
    assert losses_at(bowl(), np.array([[3.0, 4.0], [0.0, 0.0], [1.0, -2.0]])).tolist() == [25.0, 0.0, 5.0]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_in_the_middle_is_the_runs_own(activation, loss):
    problem = "rings" if loss == "softmax_cross_entropy" else "moons"
    config = RunConfig(hidden=(4, 3), activation=activation, loss=loss, init="xavier", batch_size=10)
    run = TrainingRun.start(config, GENERATED[problem](40), 0.1)
    land = landscape(run, moments_of(run, 12))
    assert land.loss == pytest.approx(run.evaluate("train").loss, rel=1e-6)
    row, column = np.flatnonzero(land.b == 0)[0], np.flatnonzero(land.a == 0)[0]
    assert land.losses[row, column] == pytest.approx(land.loss, rel=1e-6)
    assert land.walk[-1] == pytest.approx([0, 0], abs=1e-12)
    assert land.walk_heights[-1] == pytest.approx(land.walk_losses[-1], rel=1e-6)


def test_along_a_direction_the_loss_of_a_linear_network_is_a_parabola():
    run = bowl()
    land = landscape(run, moments_of(run, 5))
    curvatures = np.diff(land.losses, 2, axis=1) / (land.a[1] - land.a[0]) ** 2
    assert curvatures == pytest.approx(np.full_like(curvatures, 2.0))  # of a^2


def test_every_place_of_the_plane_has_the_loss_of_the_parameters_there():
    run = bowl()
    land = landscape(run, moments_of(run, 5), seed=3)
    params = run.network.params + land.a[7] * land.directions[0] + land.b[30] * land.directions[1]
    assert land.losses.shape == (SIDE, SIDE)
    assert land.losses[30, 7] == pytest.approx((params**2).sum())


def test_two_parameters_show_the_whole_walk():
    run = bowl(rate=0.7)  # so high that it jumps across the valley
    moments = moments_of(run, 6)
    land = landscape(run, moments)
    assert sum(land.shares) == pytest.approx(1)
    assert land.walk_heights == pytest.approx(land.walk_losses)
    assert land.walk_losses[0] == 25.0
    there = run.network.params + land.walk @ land.directions
    assert there[:-1] == pytest.approx(np.array(moments))


def test_principal_directions_of_a_worked_walk():
    steps = np.array([[0, -3, 0], [0, -2, 1], [0, -1, 1], [0, 0, 0]], float)
    directions, shares = principal_directions(steps)
    assert directions @ directions.T == pytest.approx(np.eye(2))
    assert directions[:, 0] == pytest.approx([0, 0])
    # of [[14, -3], [-3, 2]], the sums of squares and products: (16 +- sqrt(180)) / 2
    assert shares == pytest.approx(((8 + 45**0.5) / 16, (8 - 45**0.5) / 16))
    assert (directions @ steps[0] <= 0).all()


def test_a_straight_walk_gets_some_second_direction():
    directions, shares = principal_directions(np.array([[2.0, 0, 0], [1, 0, 0], [0, 0, 0]]))
    assert shares == (1.0, 0.0)
    assert directions @ directions.T == pytest.approx(np.eye(2))
    assert directions[0] == pytest.approx([-1, 0, 0])


@pytest.mark.parametrize("init", ["he", "zeros"])
def test_random_directions_move_each_neuron_by_its_own_length(init):
    network = TrainingRun.start(RunConfig(hidden=(5, 4), init=init), xor()).network
    first, second = random_directions(network, seed=1)
    assert first @ second == pytest.approx(0, abs=1e-6)
    shapes = [layer.matrix.shape for layer in network.layers]
    for layer, one, other in zip(network.layers, matrices(first, shapes), matrices(second, shapes)):
        lengths = np.linalg.norm(layer.matrix, axis=0)
        wanted = np.where(lengths, lengths, 1.0)
        assert np.linalg.norm(one, axis=0) == pytest.approx(wanted, rel=1e-6)
        assert np.linalg.norm(other, axis=0) == pytest.approx(wanted, rel=1e-6)


def test_the_same_seed_draws_the_same_directions():
    network = bowl().network
    assert np.array_equal(random_directions(network, 1), random_directions(network, 1))
    assert not np.array_equal(random_directions(network, 1), random_directions(network, 2))


def test_a_run_that_has_not_moved_has_no_walk_and_random_directions():
    run = bowl()
    land = landscape(run, [run.network.params.copy()])
    assert land.shares is None
    assert len(land.walk) == len(land.walk_losses) == 0
    assert land.a[0] <= -1
    assert land.a[-1] >= 1


def test_losses_too_large_to_hold_are_infinite():
    assert losses_at(bowl(), np.array([[1e200, 0.0]])).tolist() == [np.inf]


def test_looking_changes_nothing_of_the_run():
    run = bowl()
    moments = moments_of(run, 3)
    before = run.network.params.copy()
    landscape(run, moments)
    assert np.array_equal(run.network.params, before)
    assert run.step_count == 3
