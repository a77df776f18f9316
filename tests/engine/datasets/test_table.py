import numpy as np
import pytest

from engine.datasets import dataset_from_csv, dataset_from_rows, read_csv, rows_from_csv
from engine.datasets.table import PLANE_TABLE, Limits

PLAIN = "1,10,cat\n2,20,dog\n3,60,cat\n"


def test_features_are_scaled_and_their_raw_values_come_back():
    dataset = dataset_from_csv(PLAIN)
    np.testing.assert_allclose(dataset.inputs.mean(axis=0), 0, atol=1e-7)
    np.testing.assert_allclose(dataset.inputs.std(axis=0), 1, rtol=1e-6)
    np.testing.assert_allclose(dataset.raw(dataset.inputs), [[1, 10], [2, 20], [3, 60]], rtol=1e-6)
    assert [feature.offset for feature in dataset.features] == [2, 30]


def test_two_classes_are_0_and_1_in_order_of_first_appearance():
    dataset = dataset_from_csv(PLAIN)
    assert dataset.labels == ("cat", "dog")
    assert dataset.targets.tolist() == [[0], [1], [0]]
    assert dataset.inputs.dtype == dataset.targets.dtype == np.float32


def test_six_classes_are_one_hot():
    dataset = dataset_from_csv("\n".join(f"{i},{i},{label}" for i, label in enumerate("fedcba")))
    assert dataset.labels == tuple("fedcba")
    np.testing.assert_array_equal(dataset.targets, np.eye(6))


def test_own_rows_are_divided_like_any_others():
    divided = dataset_from_csv(PLAIN).divided(0.3)
    assert (len(divided.inputs), len(divided.test_inputs)) == (2, 1)


@pytest.mark.parametrize("text", [
    "1,10,cat\r\n2,20,dog\r\n3,60,cat", "1;10;cat\n2;20;dog\n3;60;cat", "1\t10\tcat\n2\t20\tdog\n3\t60\tcat\n",
    "\n1, 10, cat\n\n  \n2 ,20, dog \n 3,60,cat\n\n", '"1","10","cat"\n2,20,"dog"\n3,6e1,cat', PLAIN.encode(),
    "\ufeff" + PLAIN, b"\xef\xbb\xbf" + PLAIN.encode(), "1,0;10,00;cat\n2;20;dog\n3;+60;cat",
    "length,width,kind\n" + PLAIN])
def test_the_same_rows_are_read_however_they_are_written(text):
    dataset, plain = dataset_from_csv(text), dataset_from_csv(PLAIN)
    assert dataset.labels == plain.labels
    np.testing.assert_array_equal(dataset.inputs, plain.inputs)
    np.testing.assert_array_equal(dataset.targets, plain.targets)


def test_a_header_names_the_features():
    assert [f.name for f in dataset_from_csv("length;width, in mm;\n1;2;a\n2;3;b").features] == ["length",
                                                                                               "width, in mm"]
    assert [f.name for f in dataset_from_csv(PLAIN).features] == ["x1", "x2"]


def test_a_quoted_label_may_hold_the_other_separators():
    assert dataset_from_csv('1,2,"a;b, c"\n3,4,d').labels == ("a;b, c", "d")


def test_numbers_and_texts_make_rows_too():
    dataset = dataset_from_rows([(1, 10.0, "cat"), ("2", np.float64(20), "dog"), (3, 60, "cat")], ("a", "b"))
    np.testing.assert_array_equal(dataset.inputs, dataset_from_csv(PLAIN).inputs)
    assert [feature.name for feature in dataset.features] == ["a", "b"]
    assert dataset_from_rows([(0, 0, 1), (1, 1, 0)]).labels == ("1", "0")


def first_column(*column):
    """The dataset with these numbers as its first feature, and that feature's inputs as they enter a network."""
    dataset = dataset_from_rows([(x, i, i % 2) for i, x in enumerate(column)])
    return dataset, dataset.inputs[:, 0]


@pytest.mark.parametrize("column", [
    [1e-200, 2e-200, 0], [1e30, -1e30, 0], [1e15, 1e15 + 1, 1e15 + 3], [1e16, 1e16 + 50, 1e16 + 20],
    [1e-310, 3e-310, 0], [1e30, 1e30 - 1e16, 1e30], [-1e8, -1e8 + 1e-3, -1e8], [1e30, 1e-30, 1]])
def test_columns_hard_to_scale_get_mean_0_and_deviation_1_all_the_same(column):
    dataset, inputs = first_column(*column)
    assert inputs.std() == pytest.approx(1, rel=1e-6)
    assert abs(inputs.mean()) < 0.4  # by what a float64 as large as these can say
    spread = max(column) - min(column)
    np.testing.assert_allclose(dataset.raw(dataset.inputs)[:, 0], column, rtol=2e-16, atol=1e-6 * spread)
    np.testing.assert_array_equal(dataset.scaled([(x, i) for i, x in enumerate(column)]), dataset.inputs)


def test_the_smallest_numbers_that_there_are_differ_too():
    assert first_column(5e-324, 0, 0)[1].tolist() == [1, 0, 0]


@pytest.mark.parametrize("column", [[value] * rows for value in (5, 0.1, 0, -7.3, 1e30, -1e30, 1e-30, 1e16, 5e-324)
                                    for rows in (2, 3, 7, 100)])
def test_a_constant_column_says_nothing_to_a_network_however_large_it_is(column):
    dataset, inputs = first_column(*column)
    assert not inputs.any()
    assert dataset.raw(dataset.inputs)[:, 0].tolist() == column
    assert dataset.scaled([(column[0], 0)])[0, 0] == 0


@pytest.mark.parametrize("column", [[1e16, 1e16 + 1, 1e16 + 1], [1e16, 1e16 + 2, 1e16], [0.3, 0.1 + 0.2, 0.3],
                                    [1e30, np.nextafter(1e30, 0), 1e30]])
def test_differences_that_only_rounding_makes_count_as_none(column):
    dataset, inputs = first_column(*column)
    assert not inputs.any()
    assert np.abs(dataset.scaled([(x, 0) for x in column])[:, 0]).max() < 1e-6


def test_an_ordinary_column_is_scaled_by_its_mean_and_deviation_to_the_last_bit():
    random = np.random.default_rng(0)
    for _ in range(50):
        column = (random.normal(random.uniform(-100, 100), 10 ** random.uniform(-2, 3), 41)).round(2)
        dataset, inputs = first_column(*column.tolist())
        np.testing.assert_array_equal(inputs, ((column - column.mean()) / column.std()).astype(np.float32))
        assert (dataset.features[0].offset, dataset.features[0].scale) == (column.mean(), column.std())


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "There are no rows yet: every row needs three: two numbers and a label."),
    ("  \n\n", "There are no rows yet"),
    ("a,b,c\n", "There are no rows yet"),
    ("1,2,a\n3,4\n", "Row 2 has 2 cells; every row needs three: two numbers and a label."),
    ("1,2,a\n\n3,4,b,5\n", "Row 3 has 4 cells; every row needs three"),
    ("hello", "Row 1 has 1 cell; every row needs three"),
    ("x,y,z\n1,2,a\n3,fish,b", "Row 3, column 2: “fish” is not a number; write it like 3.14."),
    ("1,2,a\n3,,b", "Row 2, column 2 is empty; write a number there."),
    ("1,x2,a\n3,4,b", "Row 1, column 2: “x2” is not a number"),
    ("1,2,a\nnan,4,b", "Row 2, column 1: nan is no use for learning; write a number between -1e30 and 1e30."),
    ("1,2,a\n3,-inf,b", "Row 2, column 2: -inf is no use"),
    ("1,2,a\n3,1e300,b", "Row 2, column 2: 1e+300 is no use"),
    ("1,2,a\n3,4, ", "Row 2, column 3 is empty; write the row's label there."),
    ("1,2,a\n3,4," + "b" * 41, "Row 2, column 3: “" + "b" * 40 + "…” is too long; shorten it to 40 characters."),
    ("1,2,a\n3,4,a", "Column 3 says “a” in every row; label some rows differently"),
    ("\n".join(f"{i},0,{i}" for i in range(9)), "Row 7, column 3: “6” would be class number 7; use 6 labels at most."),
    ("1,2,a\n" * 2001, "There are 2,001 rows; keep 2,000 at most."),
    ("1,2,a\n" * 180_000, "This is more than 1 MB; keep fewer rows or columns."),
    ("é" * 600_000, "This is more than 1 MB"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not plain text; save the table as CSV (UTF-8) and try again."),
    (b"\xff\xfe1\x00,\x00", "This is not plain text"),
    ("1,2,a\0", "This is not plain text"),
    ('1,2,"a\n3,4,b\n5,,b', "Row 3, column 2 is empty"),
    ("1,2,a\n" * 2002, "There are 2,002 lines; keep 2,000 rows at most."),
    ("1,2,a\n3,4," + "b" * 200_000, "Row 2 has 200,004 characters, far too many; every row needs three: two numbers")])
def test_bad_input_is_told_in_a_sentence_that_names_the_place(text, sentence):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole sentence is compared below
        dataset_from_csv(text, PLANE_TABLE)
    assert str(error.value).startswith(sentence)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(("row", "sentence"), [((None, 1, "a"), "Row 2, column 1 is empty"),
                                               ((1, float("nan"), "a"), "Row 2, column 2: nan is no use"),
                                               ((1, [], "a"), "Row 2, column 2: “[]” is not a number"),
                                               ((1, 1, None), "Row 2, column 3 is empty")])
def test_cells_of_an_edited_table_are_checked_too(row, sentence):
    with pytest.raises(ValueError, match=r"^Row 2, column") as error:
        dataset_from_rows([(0, 0, "b"), row])
    assert str(error.value).startswith(sentence)


def complaint(text, limits):
    try:
        return "" if np.isfinite(dataset_from_csv(text, limits).inputs).all() else "not finite"
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize("limits", [PLANE_TABLE, Limits()], ids=["plane", "any"])
def test_no_text_whatever_gives_anything_but_a_dataset_or_a_sentence(limits):
    random = np.random.default_rng(0)
    pieces = ["1", "2.5", "-3", "a", "b", ",", ",", ";", "\t", '"', "\n", "\n", "\r", " ", "nan", "e", "\u2028", "é"]
    complaints = {complaint("".join(random.choice(pieces, random.integers(0, 30))), limits) for _ in range(300)}
    assert len(complaints) > 10
    assert all(sentence.endswith(".") for sentence in complaints - {""})


FLOWERS = "length;width;depth;age;kind\n1,5;2;3;4;aster\n2;3,5;1;0;daisy\n4;1;1;2;aster\n"


def test_a_table_may_have_any_number_of_columns():
    dataset = dataset_from_csv(FLOWERS)
    assert dataset.inputs.shape == (3, 4)
    assert [feature.name for feature in dataset.features] == ["length", "width", "depth", "age"]
    np.testing.assert_allclose(dataset.raw(dataset.inputs)[:2], [[1.5, 2, 3, 4], [2, 3.5, 1, 0]], atol=1e-6)
    assert [feature.name for feature in dataset_from_csv("1,a\n2,b").features] == ["x1"]
    assert dataset_from_rows([(1, 2, 3, "a"), (4, 5, 7, "b")]).inputs.shape == (2, 3)


def test_the_playground_takes_two_columns_and_says_so():
    with pytest.raises(ValueError, match="Row 1 has 4 cells; every row needs three: two numbers and a label"):
        dataset_from_csv("1,2,3,a\n4,5,6,b", PLANE_TABLE)


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "There are no rows yet: every row needs some numbers and a label, as many cells as the others."),
    ("hello", "Row 1 has 1 cell; every row needs some numbers and a label"),
    ("1,2,3,a\n1,2,b", "Row 2 has 3 cells; every row needs 4: 3 numbers and a label."),
    ("1,2,3,a\n1,2,red,b", "Row 2, column 3: “red” is not a number"),
    ("1,2,3,a\n1,2,3,", "Row 2, column 4 is empty; write the row's label there."),
    ("1,2,3,a\n1,2,3,a", "Column 4 says “a” in every row")])
def test_in_a_table_of_any_width_the_place_is_named_too(text, sentence):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole sentence is compared below
        dataset_from_csv(text)
    assert str(error.value).startswith(sentence)


def test_large_tables_are_for_programs_alone():
    rows = [(i, i % 7, f"kind {i % 50}") for i in range(5_000)]
    assert len(dataset_from_rows(rows).labels) == 50
    with pytest.raises(ValueError, match="keep 2,000 at most"):
        dataset_from_rows(rows, limits=PLANE_TABLE)


def test_a_file_may_be_a_path_its_bytes_or_opened(tmp_path):
    path = tmp_path / "flowers.csv"
    path.write_text(FLOWERS, "utf-8")
    with path.open("rb") as opened:
        for file in (path, str(path), path.read_bytes(), opened):
            np.testing.assert_array_equal(read_csv(file).inputs, dataset_from_csv(FLOWERS).inputs)


def test_what_is_wrong_with_a_file_names_the_file(tmp_path):
    path = tmp_path / "flowers.csv"
    path.write_text("1,2\n1,2,3", "utf-8")
    with pytest.raises(ValueError, match=r"flowers\.csv: Row 2 has 3 cells"):
        read_csv(path)
    with pytest.raises(FileNotFoundError, match=r"roses\.csv"):
        read_csv(tmp_path / "roses.csv")
    with path.open(encoding="utf-8") as opened, pytest.raises(TypeError, match="'rb'"):
        read_csv(opened)


def test_a_text_is_never_taken_for_a_path(tmp_path):
    path = tmp_path / "flowers.csv"
    path.write_text(FLOWERS, "utf-8")
    assert rows_from_csv(str(path))[1] == [[str(path)]]
