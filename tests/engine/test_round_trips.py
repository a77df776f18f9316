"""Whatever is written is read back the same, for generated examples: journals, tables, weights; and what a
stranger writes is read or refused with a sentence."""
import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.activations import ACTIVATIONS
from engine.config import RunConfig
from engine.datasets import dataset_from_csv, xor
from engine.datasets.table import LARGEST, MOST_LETTERS, csv_from_rows, rows_from_csv
from engine.exchange import About, from_json, from_npz, to_json, to_npz
from engine.network import Network
from engine.replay.journal import RATE_NAMES, Change, Journal
from engine.training import TrainingRun

RUN = TrainingRun.start(RunConfig(hidden=(3,)), xor())
PARAMS = RUN.network.params.size


# Journals

steps = st.integers(0, 10**12 - 1)
weights = st.floats(-2.0**99, 2.0**99, width=32)
changes = st.builds(Change, steps, st.sampled_from(RATE_NAMES), st.floats(0, 1e30)) | st.builds(
    Change, steps, st.integers(0, PARAMS - 1).map("w{}".format), weights)


@given(st.lists(changes, min_size=1, max_size=20))
def test_a_journal_comes_back_from_its_text(noted):
    journal, again = Journal(RUN), Journal(RUN)
    journal.changes = sorted(noted, key=lambda change: change.step)
    again.load_text(journal.to_text(), PARAMS)
    assert [(step, what) for step, what, _ in again.changes] == [(step, what) for step, what, _ in journal.changes]
    assert [np.float32(value) if what.startswith("w") else value for _, what, value in again.changes] == [
        value for *_, value in journal.changes]


@given(st.text() | st.from_regex(r"\d{1,3}_(rate|l1|l2|w\d)_[-+.e\d]{1,6}(\*\d_w\d_\d)?", fullmatch=True))
def test_a_strangers_journal_is_read_or_refused(text):
    journal = Journal(RUN)
    try:
        journal.load_text(text, PARAMS)
    except ValueError:
        return
    assert journal.to_text()


@given(weights)
def test_an_edited_weight_takes_no_more_letters_than_bring_it_back(value):
    journal = Journal(RUN)
    journal.changes = [Change(0, "w0", value)]
    assert len(journal.to_text()) <= len("0_w0_-1.2345678e-10")


# Tables

letters = st.sampled_from(",;\t \"'.1a") | st.characters(exclude_categories=["C", "Z"])
names = st.text(letters, min_size=1, max_size=MOST_LETTERS).map(str.strip).filter(bool)
coordinates = st.floats(-LARGEST, LARGEST)
tables = st.lists(st.tuples(coordinates, coordinates, names), min_size=1, max_size=12)


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@example([(1.0, 2.0, "a\tb\tc")], None)
@given(tables, st.none() | st.tuples(*[names.filter(lambda name: not is_number(name))] * 3))
def test_rows_come_back_from_their_csv(rows, header):
    found_header, found, _ = rows_from_csv(csv_from_rows(rows, header or ()))
    assert found_header == list(header or ())
    assert [(float(x), float(y), label) for x, y, label in found] == rows


@given(tables)
def test_a_dataset_says_its_rows_and_labels(rows):
    assume(2 <= len({label for *_, label in rows}) <= 6)
    dataset = dataset_from_csv(csv_from_rows(rows))
    assert len(dataset.inputs) == len(rows)
    assert set(dataset.labels) == {label for *_, label in rows}
    assert np.isfinite(dataset.inputs).all()
    for column, feature in enumerate(dataset.features):
        values = np.array([row[column] for row in rows])
        assert np.allclose(dataset.raw(dataset.inputs)[:, column], values, rtol=0,
                           atol=1e-5 * (feature.scale + np.abs(values).max()))


@given(st.text() | st.lists(st.lists(st.text(max_size=5) | coordinates.map(str), max_size=4).map(",".join)).map(
    "\n".join))
def test_a_strangers_table_is_read_the_same_again_or_refused(text):
    try:
        header, rows, _ = rows_from_csv(text)
    except ValueError:
        return
    assume(all(len(row) == 3 and row[2] for row in rows) and all(is_number(cell) for row in rows for cell in row[:2]))
    assert rows_from_csv(csv_from_rows(rows, header))[:2] == (header, rows)


# Weights

@st.composite
def networks(draw):
    dtype = draw(st.sampled_from(["float32", "float64"]))
    labels = tuple(draw(st.lists(st.text(max_size=10), min_size=2, max_size=4)))
    loss = "softmax_cross_entropy" if len(labels) > 2 else draw(st.sampled_from(["mse", "binary_cross_entropy"]))
    outputs = len(labels) if len(labels) > 2 else 1
    output = "sigmoid" if loss == "mse" else "identity"
    sizes = [draw(st.integers(1, 3)), *draw(st.lists(st.integers(1, 4), max_size=3)), outputs]
    network = Network.mlp(sizes, hidden=draw(st.sampled_from([*ACTIVATIONS])), output=output, dtype=np.dtype(dtype))
    finite = st.floats(allow_nan=False, allow_infinity=False, width=32 if dtype == "float32" else 64)
    network.load(draw(arrays.arrays(dtype, network.params.size, elements=finite)))
    inputs = tuple(draw(st.lists(st.text(max_size=10), min_size=sizes[0], max_size=sizes[0]) | st.just([])))
    return network, About(loss, labels, inputs, draw(st.text(max_size=30)))


@pytest.mark.parametrize(("to", "back"), [(to_npz, from_npz), (to_json, from_json)])
@given(made=networks())
def test_weights_come_back_bit_for_bit(to, back, made):
    network, about = made
    again, about_again = back(to(network, about))
    assert about_again == about
    assert again.params.dtype == network.params.dtype
    assert again.params.tobytes() == network.params.tobytes()
    kinds = [type(layer.activation) for layer in network.layers]
    assert [type(layer.activation) for layer in again.layers] == kinds
