import numpy as np
import pytest

from engine.network import Network

INPUTS = np.array([[0.5, -1.0], [2.0, 0.25], [0.0, 0.0]])


def test_forward_is_the_formula_layer_by_layer():
    network = Network.mlp((2, 3, 1), hidden="tanh", output="identity", init="normal_with_biases", dtype=np.float64)
    first, last = network.layers
    hidden = np.tanh(INPUTS @ first.weights + first.biases)
    np.testing.assert_allclose(network.forward(INPUTS), hidden @ last.weights + last.biases, rtol=1e-14)
    np.testing.assert_allclose(network.activations(INPUTS)[0], hidden, rtol=1e-14)


def test_a_network_over_other_parameters_is_alike_but_for_them():
    network = Network.mlp((2, 3, 1), hidden="tanh", output="sigmoid", dtype=np.float64)
    other = network.over(network.params.copy())
    np.testing.assert_array_equal(other.forward(INPUTS), network.forward(INPUTS))
    other.params[0] += 1
    assert other.layers[0].matrix[0, 0] == network.layers[0].matrix[0, 0] + 1


def test_a_network_over_other_parameters_may_have_fewer_inputs():
    network = Network.mlp((2, 3, 1), dtype=np.float64)
    one_input_less = network.over(np.delete(network.params, slice(0, 3)), fan_in=1)
    assert one_input_less.sizes == (1, 3, 1)
    blind = INPUTS * [0, 1]
    np.testing.assert_array_equal(one_input_less.forward(blind[:, 1:]), network.forward(blind))


def test_a_layer_knows_its_shapes():
    network = Network.mlp((2, 3, 1))
    assert network.sizes == (2, 3, 1)
    assert network.layers[0].weights.shape == (2, 3)
    assert network.layers[0].biases.shape == (3,)
    assert network.params.size == (2 + 1) * 3 + (3 + 1) * 1


def test_layers_are_views_into_the_parameters():
    network = Network.mlp((2, 3, 1))
    for layer in network.layers:
        assert np.shares_memory(layer.weights, network.params)
        assert np.shares_memory(layer.biases, network.params)
    network.layers[0].weights[...] = 7
    assert np.count_nonzero(network.params == 7) == 6


def test_loading_copies_and_keeps_the_views():
    network, other = Network.mlp((2, 3, 1), seed=0), Network.mlp((2, 3, 1), seed=1)
    weights = network.layers[0].weights
    network.load(other.params)
    other.params[...] = 0
    assert weights is network.layers[0].weights
    assert weights.all()


def test_the_same_seed_is_the_same_network_in_either_precision():
    single, double = (Network.mlp((2, 3, 1), seed=5, dtype=dtype) for dtype in (np.float32, np.float64))
    np.testing.assert_array_equal(single.params, double.params.astype(np.float32))
    assert single.forward(INPUTS).dtype == np.float32
    assert double.forward(INPUTS).dtype == np.float64


def test_what_forward_returned_stays_when_the_network_works_on():
    network = Network.mlp((2, 3, 1))
    outputs, activations = network.forward(INPUTS), network.activations(INPUTS)
    kept = [array.copy() for array in (outputs, *activations)]
    network.params[...] = 3
    network.activations(INPUTS + 1)
    for array, before in zip((outputs, *activations), kept):
        np.testing.assert_array_equal(array, before)
        assert not np.shares_memory(array, INPUTS)


def test_no_rows_give_no_outputs():
    assert Network.mlp((2, 3, 1)).forward(np.empty((0, 2))).shape == (0, 1)


@pytest.mark.parametrize("sizes", [(2,), (), (2, 0, 1), (2, -3, 1)])
def test_impossible_sizes_are_refused(sizes):
    with pytest.raises(ValueError, match="at least"):
        Network.mlp(sizes)


@pytest.mark.parametrize("unknown", ["hidden", "output", "init"])
def test_unknown_names_are_refused(unknown):
    with pytest.raises(ValueError, match="magic"):
        Network.mlp((2, 3, 1), **{unknown: "magic"})


def test_rows_may_be_lists():
    network = Network.mlp((2, 3, 1), dtype=np.float64)
    np.testing.assert_array_equal(network.forward(INPUTS.tolist()), network.forward(INPUTS))


@pytest.mark.parametrize("row", [[1.0, 2.0], np.ones(2)])
def test_a_single_row_that_is_no_table_is_refused_with_what_to_write(row):
    with pytest.raises(ValueError, match=r"not \(2,\)\. Give a single row as \[row\]"):
        Network.mlp((2, 3, 1)).forward(row)


@pytest.mark.parametrize("inputs", [np.ones((4, 3)), np.ones((2, 2, 2)), np.ones(5)])
def test_inputs_of_another_width_are_refused(inputs):
    with pytest.raises(ValueError, match=r"\(batch, 2\)"):
        Network.mlp((2, 3, 1)).forward(inputs)


def test_parameters_of_another_length_are_refused():
    with pytest.raises(ValueError, match="in a row, not"):
        Network.mlp((2, 3, 1)).load(np.ones(4))
