"""What is said of a walk down the curve stays what it was at its start, while it is walked."""
import re

from pages.ui.first_principles.descent import descent, pictures, present
from pages.ui.shared import session
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in


def verdict(page: Page) -> str:
    above = text(page).partition("The next step.")[0].rpartition("nine of")[2]
    return re.search(r"\*\*[A-Z][^*]*:\*\*[^\n]*", above)[0]


def step(page: Page, at: float) -> None:
    with page.session():
        now = present.present()
        key = pictures.key(now)
        begun = session.get("principles", "descent_walk")
        descent._note_walk({"walk": [key, begun[1] if begun else float(now.params[now.place])]})
    type_in(page, descent_w6=repr(at))


def test_steps_leave_the_verdict_and_the_rates_on_offer_as_they_were():
    page = opened("descent")
    before = verdict(page)
    step(page, 0.3447)
    assert verdict(page).startswith(before)
    assert "All this from the start of the walk, w₆ = 0.581." in text(page)
    step(page, 0.12)
    assert verdict(page).startswith(before)


def test_a_drag_begins_anew():
    page = opened("descent")
    step(page, 0.3447)
    with page.session():
        descent._note_walk({"set": {"descent_w6": 3}})
    type_in(page, descent_w6="3")
    assert "All this from the start" not in text(page)


def test_another_curve_knows_nothing_of_the_walk():
    page = opened("descent")
    step(page, 0.3447)
    type_in(page, descent_w1="2")
    assert "All this from the start" not in text(page)


def test_what_is_no_walk_is_none():
    page = opened("descent")
    for walk in ("x", [1, 2], ["key", "3"], ["key", float("nan")], ["key", 1e300]):
        with page.session():
            descent._note_walk({"walk": walk})
        assert page.app.session_state["principles.descent_walk"] is None
