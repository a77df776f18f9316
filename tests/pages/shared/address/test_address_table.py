"""Every parameter of every page: written into an address and read back, left out at its default, refused if broken."""
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.first_principles.board.fields import AnyField, ChoiceField, Field, WholeField
from pages.ui.first_principles.course import FIELDS
from pages.ui.first_principles.own.layers import LayersField
from pages.ui.first_principles.own.parameter import ParameterField
from pages.ui.shared.address.table import Flag, Number, OneOf, Parameter, Several, Table, Where
from pages.ui.shared.address.widgets import Widgets
from tests.app_pages import Page
from tests.corpus.opening import TABLES

ROWS = [pytest.param(table, row, id=f"{table.page}.{row.name}") for table in TABLES.values() for row in table]
CLOSED = [row for row in ROWS if not isinstance(row.values[1].kind, OneOf) or row.values[1].kind.options is not None]
TEXTS = {"moment": [0, 100_000_000], "changes": ["0_rate_0.2"], "lesson": ["features"],
         "own_points": ["1,2,a\n3,4,ö\n"], "params": [b"\0\0\x80?\xff\xff\x7f?"],
         "moment_loss": [0.0, 1.5e-9]}  # values of parameters that are texts


def numbers_of(field: AnyField) -> list[Any]:
    """Numbers or tables that a field of First principles can have."""
    if isinstance(field, WholeField):
        return [float(field.low), float(field.high)]
    if isinstance(field, Field):
        return [float(field.low), float(field.high), float(min(max(1 / 3, field.least), field.most))]
    if isinstance(field, ChoiceField):
        return [*field.options]
    if isinstance(field, ParameterField):
        return ["w1", "b12"]
    if isinstance(field, LayersField):
        layers = [((1 / 3, -1e6), (0.0, 1e-300)), ((2.0,), (-0.1,))]
        return [tuple(rows[0] for rows in layers) if field.is_biases else tuple(layers)]
    rows, columns = field.rows or 2, field.columns or 3
    return [tuple(tuple(1 / 3 if i == j else i - 0.1 * j for j in range(columns)) for i in range(rows))]


TEXTS |= {field.name: numbers_of(field) for field in FIELDS}
OLD_NAMES = [pytest.param(table, old, new, id=f"{table.page}.{old}")
             for table in TABLES.values() for old, new in table.new_names.items()]


def values_of(row: Parameter) -> list[Any]:
    """Values that a parameter can have: all of a few, or the ends of a range."""
    kind = row.kind
    if isinstance(kind, Flag):
        return [False, True]
    if isinstance(kind, Number):
        return [kind.low, kind.high]
    if isinstance(kind, Several):
        return [[], [*kind.options], [*kind.options][-1:]]
    if isinstance(kind, OneOf):
        return [*kind.options]
    return TEXTS[row.name]


@pytest.mark.parametrize(("table", "row"), CLOSED)
def test_a_value_comes_back_from_its_address(table, row):
    for value in values_of(row):
        state = {"layers": table["layers"].kind.high} if row.name.startswith(("neurons", "hidden")) else {}
        if value == row.default:
            assert row.name not in table.write(state | {row.name: value})
            continue
        query = parse_qs(urlsplit(table.link("http://host/page", state | {row.name: value})).query,
                         keep_blank_values=True)
        read, broken, unknown = table.read(table.own(query))
        assert (broken, unknown) == ([], 0)
        assert read == state | {row.name: value}
        assert type(read[row.name]) is type(value)


@pytest.mark.parametrize(("table", "row"), CLOSED)
@pytest.mark.parametrize("texts", [["\x00"], ["nan"], ["1e400"], ["<b>"], ["3", "\x00"], ["1", "2", "-1"]])
def test_a_broken_text_is_refused_and_named(table, row, texts):
    if row.name in ("lesson", "changes") and len(texts) == 1:
        return  # any text, which another part of the app knows
    values, broken, _ = table.read({row.name: texts})
    assert (values, broken) == ({}, [row.name])
    assert str(row) in table.complaint(broken)
    assert texts[0] not in table.complaint(broken).split(row.name)[0] or texts[0].isdigit()


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_a_parameter_has_words_for_people(table, row):
    assert str(row).startswith("the ")
    assert "_" not in str(row)


@pytest.mark.parametrize(("table", "old", "new"), OLD_NAMES)
def test_an_old_name_is_read_as_the_new_one_which_counts_where_both_are(table, old, new):
    texts = table[new].kind.texts(values_of(table[new])[0])
    assert table.own({f"{table.page}.{old}": texts}) == {new: texts}
    for names in ((old, new), (new, old)):
        assert table.own({f"{table.page}.{name}": [name] for name in names}) == {new: [new]}


def test_an_old_name_opens_the_setting_and_becomes_the_new_one_in_the_address():
    page = Page("playground", query={"playground.stretch": "7", "playground.seed": "5"})
    assert page.app.number_input(key="playground.pause_every").value == 7
    assert page.app.query_params == {"playground.pause_every": "7", "playground.seed": "5"}
    assert not page.app.warning
    page.app.number_input(key="playground.pause_every").set_value(9).run()
    assert page.app.number_input(key="playground.pause_every").value == 9


def test_a_broken_text_of_an_old_name_is_told():
    page = Page("playground", query={"playground.stretch": "often"})
    assert "the number of epochs before a pause" in page.app.warning[0].value
    assert page.app.query_params == {}


def test_other_digits_and_letters_of_the_same_value_are_read():
    table = TABLES["playground"]
    written = {"rate": ["0.30"], "layers": ["2.0"], "shuffle": ["TRUE"], "l1": ["1e-3"]}
    assert table.read(written).values == {"rate": 0.3, "layers": 2, "shuffle": True, "l1": 0.001}


def test_a_complaint_counts_the_names_that_nobody_knows():
    table = TABLES["playground"]
    assert table.complaint([]) == ""
    assert table.complaint([], 1).endswith(": 1 name that this page does not know.")
    assert table.complaint(["rate", "loss", "loss_of_classes"], 2).endswith(
        ": the learning rate, the loss and 2 names that this page does not know.")


WRITTEN = ["", "-3", "7", "2.0", "0.30", "nonsense", "True", "XOR", "xor", "Circle", "ReLU", "0.3", "1e2", " 1", "100"]


def on_page(page: Page, table: Table) -> Iterator[tuple[Parameter, Any]]:
    """The parameters whose widgets are on a page, with their values."""
    keys = {getattr(element, "key", None) for element in page.app.main}
    for row in table:
        if row.where in (Where.SETTING, Where.VIEW) and f"{table.page}.{row.name}" in keys:
            yield row, page.app.session_state[f"{table.page}.{row.name}"]


@pytest.mark.parametrize("text", WRITTEN)
def test_widgets_show_what_the_table_reads(text):
    table = TABLES["playground"]
    names = [row.name for row in table if row.where in (Where.SETTING, Where.VIEW)]
    page = Page("playground", query={f"playground.{name}": text for name in names})
    read = table.read({name: [text] for name in names}).values
    for row, value in on_page(page, table):
        assert value == read.get(row.name, row.default), row.name


def with_a_row_of_its_own() -> None:
    import streamlit as st

    from pages.ui.shared.address.table import Flag, Parameter, Table
    from pages.ui.shared.address.widgets import Widgets
    st.write(Widgets(Table("new", [Parameter("dark", False, Flag())])).toggle("Dark", "dark"))


def test_a_parameter_is_one_row_and_its_widget():
    app = AppTest.from_function(with_a_row_of_its_own)
    assert app.run().toggle(key="new.dark").value is False
    app = AppTest.from_function(with_a_row_of_its_own)
    app.query_params["new.dark"] = "true"
    assert app.run().toggle(key="new.dark").value is True


def test_a_widget_without_a_row_or_with_one_of_another_kind_is_an_error_that_says_what_to_do():
    widgets = Widgets(Table("new", [Parameter("dark", False, Flag()), Parameter("who", 0, OneOf(None))]))
    with pytest.raises(KeyError, match=r"page 'new' has no row 'darkness'\. Add one"):
        widgets.toggle("Dark", "darkness")
    with pytest.raises(TypeError, match="'dark' of the page 'new' is a Flag, and this widget needs a Number"):
        widgets.slider("Dark", "dark")
    with pytest.raises(TypeError, match="leaves its options to the page"):
        widgets.selectbox("Who", "who")


OLD_LABELS = [pytest.param(table, row.name, text, option, id=f"{table.page}.{row.name}: {text}")
              for table in TABLES.values() for row in table if isinstance(row.kind, OneOf)
              for text, option in row.kind.old_labels.items()]


@pytest.mark.parametrize(("table", "name", "text", "option"), OLD_LABELS)
def test_an_old_label_is_read_as_its_option(table, name, text, option):
    value = [option] if isinstance(table[name].kind, Several) else option
    assert table.read({name: [text]}).values == {name: value}
    assert table.read({name: table[name].kind.texts(value)}).values == {name: value}


def test_an_old_label_opens_its_option_and_the_widget_goes_on_from_there():
    page = Page("playground", query={"playground.chart": "Confusion"})
    assert page.app.session_state["playground.chart"] == "Confusion matrix"
    assert not page.app.warning
    assert page.app.query_params["playground.chart"] == "Confusion matrix"
    page.app.session_state["playground.chart"] = "Weights"
    page.run()
    assert page.app.query_params["playground.chart"] == "Weights"
