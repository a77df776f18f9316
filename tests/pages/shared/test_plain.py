"""What comes from outside is shown as it was written; a journey has Streamlit's own Markdown read it."""
import re

import pytest

from engine.datasets import dataset_from_csv
from engine.datasets.problems import Problem
from engine.datasets.visible_text import visible
from pages.ui.shared import plain


def written(markdown: str) -> str:
    """What Markdown with nothing but escapes in it says."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(plain.WORD_JOINER, "")


@pytest.mark.parametrize(("text", "line"), [
    ("train.csv", "train.csv"), ("  two\r\n\tlines\u2028here ", "two lines here"),
    ("a\u202eb\u2066c\u200bd\ufeffe\x07", "abcde"),
    ("half \ud800 a letter", "half a letter"), ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),
    ("ad\u200dmin", "admin"), ("שלום", "שלום"), ("Größe, 身高", "Größe, 身高"),
    ("\u200b", "\ufffd"), ("\u3164", "\ufffd"), ("", "")])
def test_what_cannot_be_seen_is_left_out_and_all_else_stays(text, line):
    assert visible(text) == line


def test_a_long_name_keeps_its_beginning_and_its_end():
    name = plain.shortened("a" * 500 + "-of-2026.csv")
    assert len(name) == plain.LONGEST
    assert re.fullmatch(r"a+…a+-of-2026\.csv", name)
    assert plain.shortened("short.csv") == "short.csv"


@pytest.mark.parametrize("text", [
    "[a](http://b.c)", "![a](b)", "`code`", "**bold** _it_ ~~gone~~", "<b>x</b>", "&amp;", "$x^2$", ":red[x]", "a|b",
    "# x", "- x", "+ x", "1. x", "23) x", "> x", "---", "=", "\\"])
def test_nothing_of_markdown_is_left_without_a_backslash_and_the_words_are_the_same(text):
    markdown = plain.markdown(text)
    assert written(markdown) == text
    assert not re.search(r"(?<!\\)(\\\\)*[`*_\[\]<>$~|&#]", markdown)
    assert not re.match(r"[-+=]|\d+[.)]", markdown)


@pytest.mark.parametrize(("text", "never"), [
    ("see http://a.b/c", "://"), ("WWW.a.b", "WWW."), ("me@a.b", "@a"), (":material/home:", ":material"),
    (":smile:", ":smile"), ("a -> b", "->"), ("a <- b", "<-"),
    ("a <-> b", "->"), ("a -- b", "--"), ("a <= b", "<="), ("a ~= b", "~=")])
def test_what_is_replaced_in_spite_of_backslashes_is_taken_apart_by_what_takes_no_room(text, never):
    markdown = plain.markdown(text)
    assert never not in markdown.replace("\\", "")
    assert written(markdown) == text


def test_an_ordinary_sentence_is_left_alone():
    sentence = "train.csv cannot be used. Row 7, column 2: “NaN” is not a whole number from 0 to 255 (see 3.5)."
    assert plain.markdown(sentence) == sentence


def test_plotly_gets_no_markup():
    assert plain.plotly("<a href='x'>&\u202eb</a>") == "&lt;a href='x'>&amp;b&lt;/a>"


def test_names_of_ones_own_points_reach_no_picture_with_what_turns_text_around():
    table = "len\u202egth,width,kind\n1,2,a\u202eb\n3,4,c\n"
    plane = Problem("own", table=table).plane()
    assert plane.labels == ("ab", "c")
    assert [feature.name for feature in plane.features] == ["length", "width"]
    assert sorted(plane.inputs.tolist()) == sorted(dataset_from_csv(table).inputs.tolist())
