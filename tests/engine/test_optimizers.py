import numpy as np
import pytest

from engine.optimizers import OPTIMIZERS

each_optimizer = pytest.mark.parametrize("name", OPTIMIZERS)


def stepped(name, gradients, learning_rate=0.1, start=(1.0, -2.0), **hyperparameters):
    """The parameters after a step against each of the gradients."""
    params = np.array(start)
    optimizer = OPTIMIZERS[name](params, learning_rate, **hyperparameters)
    for gradient in gradients:
        optimizer.step(params, np.array(gradient))
    return params


def test_sgd_by_hand():
    np.testing.assert_allclose(stepped("sgd", [[2, -4], [1, 0]]), [1 - 0.2 - 0.1, -2 + 0.4])


def test_momentum_by_hand():
    np.testing.assert_allclose(stepped("momentum", [[2, -4], [1, 0]]), [1 - 0.2 - 0.1 * (0.9 * 2 + 1), -2 + 0.4 + 0.36])


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient():
    np.testing.assert_allclose(stepped("adam", [[2, -400]]), [1 - 0.1, -2 + 0.1], rtol=1e-8)


def test_another_momentum_by_hand():
    after = stepped("momentum", [[2, -4], [1, 0]], momentum=0.5)
    np.testing.assert_allclose(after, [1 - 0.2 - 0.1 * (0.5 * 2 + 1), -2 + 0.4 + 0.2])


def test_adam_without_memory_divides_each_gradient_by_its_size_and_epsilon():
    after = stepped("adam", [[2, -4], [3, 0]], beta_1=0, beta_2=0, epsilon=1.0)
    np.testing.assert_allclose(after, [1 - 0.1 * 2 / 3 - 0.1 * 3 / 4, -2 + 0.1 * 4 / 5])


@pytest.mark.parametrize(("name", "hyperparameter"), [
    (name, hyperparameter) for name, optimizer in OPTIMIZERS.items() for hyperparameter in optimizer.hyperparameters])
def test_every_hyperparameter_reaches_the_steps_and_its_usual_value_is_a_choice(name, hyperparameter):
    about, usual = OPTIMIZERS[name].hyperparameters[hyperparameter], OPTIMIZERS[name].defaults()[hyperparameter]
    assert usual in about.choices
    assert not any(map(about.allowed, about.choices))
    gradients = [[2, -4e-3], [1, 0.5], [-3, 0.1]]
    results = {tuple(stepped(name, gradients, **{hyperparameter: value})) for value in about.choices}
    assert len(results) == len(about.choices)
    assert tuple(stepped(name, gradients)) in results


@each_optimizer
def test_a_bowl_is_rolled_down(name):
    params = np.array([1.0, -2.0])
    optimizer = OPTIMIZERS[name](params, 0.05)
    for _ in range(500):
        optimizer.step(params, params * [1, 3])
    assert np.abs(params).max() < 1e-3


@each_optimizer
def test_the_rate_is_live(name):
    params = np.ones(2)
    optimizer = OPTIMIZERS[name](params, 0.1)
    optimizer.step(params, np.ones(2))
    after_one = params.copy()
    optimizer.learning_rate = 0.0
    optimizer.step(params, np.ones(2))
    np.testing.assert_array_equal(params, after_one)


@each_optimizer
def test_a_schedule_factor_is_a_smaller_rate(name):
    halved, half = np.ones(2), np.ones(2)
    first, second = OPTIMIZERS[name](halved, 0.1), OPTIMIZERS[name](half, 0.05)
    first.schedule_factor = 0.5
    first.step(halved, np.array([3.0, -1]))
    second.step(half, np.array([3.0, -1]))
    np.testing.assert_array_equal(halved, half)


@each_optimizer
def test_float32_stays_float32(name):
    params = np.ones(2, np.float32)
    optimizer = OPTIMIZERS[name](params, 0.1)
    optimizer.step(params, np.ones(2, np.float32))
    assert all(array.dtype == np.float32 for array in (params, *optimizer.state) if array.ndim)


@each_optimizer
def test_the_gradient_stays_as_it_was(name):
    gradient = np.array([3.0, -1.0])
    OPTIMIZERS[name](np.ones(2), 0.1).step(np.ones(2), gradient)
    assert gradient.tolist() == [3, -1]


@pytest.mark.parametrize(("name", "hyperparameters"), [
    *((name, {}) for name in OPTIMIZERS), ("momentum", {"momentum": 0.5}), ("adam", {"beta_1": 0.5, "epsilon": 1e-4})])
def test_a_lasting_step_is_what_steps_come_to_under_one_gradient(name, hyperparameters):
    params, gradient = np.zeros(2), np.array([0.3, -1e-9])
    optimizer = OPTIMIZERS[name](params, 0.1, **hyperparameters)
    for _ in range(20_000):
        before = params.copy()
        optimizer.step(params, gradient.copy())
    np.testing.assert_allclose(before - params, optimizer.lasting_step(gradient), rtol=1e-3, atol=1e-12)
