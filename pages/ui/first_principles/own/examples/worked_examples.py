"""Worked examples that people know from articles: one click opens one, and a table has every number in print beside the
same one computed here."""
from functools import partial

import numpy as np
import streamlit as st

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import present
from pages.ui.first_principles.own.examples import shelf
from pages.ui.first_principles.own.examples.article import Article, Printed
from pages.ui.first_principles.own.examples.shelf import ARTICLES
from pages.ui.first_principles.own.examples.training import trained
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.shared import session
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import MINUS

PAGE = numbers.PAGE
AT_ONCE = 300  # steps that are taken whenever the table is shown; for more, somebody has to ask
MORE = 3  # decimals that ours has beyond the printed ones, as far as its float has them
FEW = 4  # rows up to which the table of an opened example is unfolded: a longer one would push the graph off the screen
LONG = 10  # rows from which on the table is cut into two columns
HEAD = "| number | printed there | computed here | equal |\n|:--|--:|--:|:--|"
RAISED = "¹²³⁴⁵⁶⁷⁸⁹"


def show(example: WorkedExample) -> None:
    """The examples to choose from, and what is in print of the one that is shown."""
    name = shelf.of(example)
    session.put(PAGE, own_article=name)
    st.pills("Worked examples", [*ARTICLES], format_func=lambda each: ARTICLES[each].label, key=f"{PAGE}.own_article",
             on_change=guarded(_choose))
    opened = session.get(PAGE, "own_opened")
    with st.container(key=f"{PAGE}.own_article_place", gap="small"):
        if name is not None:
            _article(name, ARTICLES[name], example, name == opened or name != shelf.FIRST)
        elif opened in ARTICLES:
            _changed(ARTICLES[opened], opened)


def _choose() -> None:
    if (name := session.get(PAGE, "own_article")) is not None:
        open_article(name)


def open_article(name: str) -> None:
    """Show an article's network. A callback."""
    article = ARTICLES[name]
    present.put(article.example, article.sample)
    session.put(PAGE, own_opened=name, **{PARAMETER.name: article.parameter, f"{PARAMETER.name}.error": ""})


def _changed(article: Article, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"You have changed {article.author}'s network, so its printed numbers do not apply.",
                   width="content")
        st.button("Open it again", key=f"{PAGE}.own_again", type="tertiary", on_click=guarded(partial(
            open_article, name)))


def _article(name: str, article: Article, example: WorkedExample, is_open: bool) -> None:
    st.markdown(f"{article.words} {source(article)}")
    found = reckoned(name, article, example)
    known = [number for number in article.numbers if number.after in found]
    agree = sum(number.agrees(number.found(found[number.after])) for number in known)
    outcome = f"{agree} of {len(known)} equal" if known else "not trained yet"
    with st.expander(f"Printed there and computed here: {outcome}", key=f"{PAGE}.own_printed.{name}",
                     expanded=is_open and len(article.numbers) <= FEW):
        parts = tables(article, found)
        with st.container(key=f"{PAGE}.own_tables"):
            for column, part in zip(st.columns(len(parts), gap="medium"), parts):
                column.markdown(part)
        for note in notes(article, found):
            st.caption(note)
        if missing := [after for after in article.afters if after not in found]:
            st.button(f"Train as the article does: {missing[-1]:,} {article.passes}", key=f"{PAGE}.own_train",
                      icon=":material/model_training:", on_click=guarded(partial(_train, name, article, example)))


def source(article: Article) -> str:
    """Who worked it out, and where."""
    return f"{article.author}, [{article.title}]({article.link}), {article.year}."


def reckoned(name: str, article: Article, example: WorkedExample) -> dict[int, WorkedExample]:
    """The network after as many passes as there are numbers in print of, as far as it has been trained."""
    per_pass = len(example.inputs) if article.one_by_one else 1
    at_once = [after for after in article.afters if after * per_pass <= AT_ONCE]
    found = {0: example} | (trained(example, at_once, article.one_by_one) if at_once else {})
    asked, later = session.get(PAGE, "own_trained") or ("", {})
    return found | ({after: example.over(params) for after, params in later.items()} if asked == name else {})


def _train(name: str, article: Article, example: WorkedExample) -> None:
    later = trained(example, article.afters, article.one_by_one)
    session.put(PAGE, own_trained=(name, {after: each.network.params.tolist() for after, each in later.items()}))


def tables(article: Article, found: dict[int, WorkedExample]) -> list[str]:
    """The numbers in Markdown, in two parts if there are many."""
    rows, reasons = [], _reasons(article, found)
    for number in article.numbers:
        cells = ["not yet", ""]
        if number.after in found:
            value = number.found(found[number.after])
            cells = [_written(number, value), "✓" if number.agrees(value) else
                     f"{number.near}\N{NO-BREAK SPACE}{RAISED[reasons.index(number.why)]}"]
        rows.append(f"| {number.what} | {number.text.replace('-', MINUS)} | {' | '.join(cells)} |")
    half = len(rows) if len(rows) < LONG else (len(rows) + 1) // 2
    return ["\n".join([HEAD, *part]) for part in (rows[:half], rows[half:]) if part]


def notes(article: Article, found: dict[int, WorkedExample]) -> list[str]:
    """Why some of our numbers are others, a note for each reason."""
    return [f"{RAISED[i]} {reason}" for i, reason in enumerate(_reasons(article, found))]


def _reasons(article: Article, found: dict[int, WorkedExample]) -> list[str]:
    return [*dict.fromkeys(number.why for number in article.numbers if number.after in found
                           and not number.agrees(number.found(found[number.after])))]


def _written(number: Printed, value: float) -> str:
    """Our number, with some decimals more than there are in print, but none that its float does not have."""
    cut, whole = f"{value:.{number.decimals + MORE}f}", np.format_float_positional(value, trim="-")
    return min(whole, cut, key=len).replace("-", MINUS)
