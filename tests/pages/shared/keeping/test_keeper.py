"""What comes back from a browser and what is said of it, without one: events as a browser sends them, and others."""
import base64

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.digits import kept
from pages.ui.shared import guard
from pages.ui.shared.keeping import news
from pages.ui.shared.keeping.keeper import LONGEST, MOST_RECORDS, Keeper, Kept
from pages.ui.shared.plain import WORD_JOINER
from tests.app_pages import Page

RECORD = {"key": "own.1", "since": "14:05", "words": "97.9% right"}


def script() -> None:
    """What app.py does around a page that has the browser keep its network."""
    from pages.ui.digits import kept
    from pages.ui.shared.keeping import keeper, line

    with line.above("digits"):
        keeper.keep(kept.OWN)


class Above(Page):
    """What stands above a page."""

    def __init__(self):
        self.name, self.expects_failure = "digits", False
        self.app = AppTest.from_function(script)
        self.run()


def state(page: Page, name: str):
    try:
        return page.app.session_state[f"keeping.{name}"]
    except KeyError:
        return None


def heard(page: Page, keeper: Keeper, **event) -> Page:
    return page.send(lambda _, told: keeper.hear(told), **event)


def keeper(take=lambda content, how: content.decode(), **changes) -> Keeper:
    usual = {"name": "own", "called": "your network", "most_bytes": 100, "present": Kept, "take": take}
    return Keeper(**usual | changes)


def found(*records, **more) -> dict:
    return {"how": "found", "records": [*records], "refused": False, "off": False} | more


def texts(page: Page) -> str:
    """All of the page's words, without what keeps a time from being an icon's name."""
    kinds = page.app.markdown, page.app.caption, page.app.info, page.app.warning
    return " ".join(each.value for kind in kinds for each in kind).replace(WORD_JOINER, "")


def test_what_the_browser_has_is_offered_in_one_line_until_it_is_forgotten():
    page = heard(Above(), kept.OWN, **found(RECORD, RECORD | {"key": "own.2", "since": "May 2, 09:05"}))
    assert "Your network from 14:05, 97.9% right, is still in this browser, and an older one." in texts(page)
    assert page.app.button(key="keeping.forget_own").label == "Forget them"
    page.app.button(key="keeping.forget_own").click()
    page.run()
    assert "still in this browser" not in texts(page)
    assert state(page, "own.orders")[-1][1:] == ("forget", "")


def test_bringing_back_asks_for_that_entry():
    page = heard(Above(), kept.OWN, **found(RECORD))
    page.app.button(key="keeping.bring_own").click()
    page.run()
    assert state(page, "own.orders")[-1][1:] == ("bring", "own.1")
    assert "still in this browser" not in texts(page)


@pytest.mark.parametrize("records", [
    None, "records", 7, [None, 7, "x", []], [{"key": "k"}], [RECORD | {"since": 7}], [RECORD | {"words": None}]])
def test_records_that_make_no_sense_are_left_out(records):
    page = heard(Above(), kept.OWN, **found() | {"records": records})
    assert state(page, "own.found") == []


def test_of_too_many_and_too_long_records_some_are_shown_as_plain_text():
    page = heard(Above(), kept.OWN, **found(*[RECORD | {"words": "*x* " * LONGEST}] * (MOST_RECORDS + 1)))
    offered = state(page, "own.found")
    assert len(offered) == MOST_RECORDS
    assert len(offered[0].words) == LONGEST
    assert "\\*x\\*" in texts(page)


@pytest.mark.parametrize("event", [{}, {"how": 7}, {"how": ["found"]}, {"how": "awake"}, {"how": "take"}])
def test_events_that_are_none_change_nothing(event):
    page = heard(Above(), kept.OWN, **event)
    assert not state(page, "news")
    assert not page.has_failed


@pytest.mark.parametrize(("content", "reason"), [
    ("A", "A piece of it is missing"), ("!!!!", "A piece of it is missing"), ([1], "more than the 100 bytes"),
    ("A" * 200, "more than the 100 bytes"), ({"a": 1}, "more than the 100 bytes")])
def test_content_that_is_none_gets_a_sentence(content, reason):
    page = heard(Above(), keeper(), how="brought", content=content, token=3)
    assert reason in page.app.warning[0].value
    assert "What this browser has kept of your network cannot be used." in page.app.warning[0].value


def test_what_is_brought_back_is_taken_and_said_until_it_is_read():
    page = heard(Above(), keeper(), how="brought", content=base64.b64encode(b"a thing").decode(), token=3)
    assert state(page, "own.took") == 3
    assert page.app.info[0].value == "Back from this browser: a thing."
    page.app.button(key="keeping.read").click()
    page.run()
    assert not page.app.info


def test_what_a_tab_brings_back_after_a_reload_is_not_said():
    page = heard(Above(), keeper(), how="reload", content=base64.b64encode(b"a thing").decode(), token=3)
    assert not page.app.info


def test_a_failed_return_takes_everything_back_and_can_be_forgotten():
    def take(content: bytes, how: str) -> str:
        guard.session.put("digits", loaded="half of it")
        raise ValueError("It is damaged.")

    page = heard(Above(), kept.OWN, **found(RECORD))
    page.app.button(key="keeping.bring_own").click()
    page.run()
    heard(page, keeper(take), how="brought", content="", token=3)
    assert page.app.warning[0].value.endswith("your network cannot be used. It is damaged.")
    assert "digits.loaded" not in page.app.session_state
    assert page.app.button(key="keeping.forget_own")


def test_what_is_gone_with_the_visit_is_said_once():
    page = Above()
    for _ in range(2):
        heard(page, keeper(), how="lost", content=None, gone="the digits of *your* file", token=3)
    assert page.app.info[0].value == f"{news.LOST} Gone: the digits of \\*your\\* file."


@pytest.mark.parametrize("token", [None, "3", True, 3.5])
def test_a_token_that_is_none_is_not_acknowledged(token):
    page = heard(Above(), keeper(), how="lost", content=None, gone="", token=token)
    assert state(page, "own.took") is None


def test_what_another_tab_has_forgotten_is_said_to_be_missing():
    page = heard(Above(), kept.OWN, **found(missing=True))
    assert page.app.warning[0].value == (
        "This browser does not have it any more: another tab has brought it back, or forgotten it.")


def test_orders_wait_for_each_other():
    page = heard(Above(), kept.OWN, **found(RECORD, RECORD | {"key": "own.2"}))
    with page.session():
        kept.OWN.bring()
        kept.OWN.forget()
    numbers, acts, keys = zip(*state(page, "own.orders"))
    assert (acts, keys) == (("bring", "forget"), ("own.1", ""))
    assert numbers[0] < numbers[1]


def test_the_news_are_a_sentence_for_each_kind():
    assert news.in_words(True, ["a", "b"], ["c"], ["Trouble."]) == (
        f"{news.LOST} Back from this browser: a and b. Gone: c. Trouble.")
    assert news.in_words(False, ["a", "b", "c"], [], []) == "Back from this browser: a, b and c."


def test_who_wants_nothing_kept_is_told_so_and_can_change_that():
    page = Page("handwriting")
    assert "This browser keeps your drawings for 30 days" in texts(page)
    page.app.button(key="keeping.stop_drawings").click()
    page.run()
    assert "This browser keeps nothing of your drawings." in texts(page)
    assert state(page, "drawings.orders")[-1][1] == "stop"
    page.app.button(key="keeping.keep_drawings").click()
    page.run()
    assert state(page, "drawings.orders")[-1][1] == "keep"
    assert "for 30 days" in texts(page)


@pytest.mark.parametrize("event", [found(refused=True), {"how": "refused"}])
def test_a_browser_that_refuses_is_named(event):
    page = heard(Page("handwriting"), next(each for each in _of("handwriting") if each.name == "drawings"), **event)
    assert "This browser keeps nothing for pages, so a reload loses your drawings" in texts(page)


def _of(page: str) -> tuple[Keeper, ...]:
    return Page(page).app.session_state["keeping.keepers"]
