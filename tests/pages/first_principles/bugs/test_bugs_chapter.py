"""The chapter Bug lab through its page: every case, its curves and check, its quiz, and what is kept of that."""
import json
import re

import pytest

from pages.ui.first_principles.bugs import bugs, solving
from pages.ui.first_principles.bugs.mistakes import BUGS
from pages.ui.first_principles.bugs.rows import BUG
from pages.ui.first_principles.course import PROGRESS
from pages.ui.first_principles.parameters import PAGE
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in


def guess(page: Page, name: str, line) -> None:
    with page.session():
        bugs._take(BUGS[name], {"line": line})
    page.run()


@pytest.fixture
def sent(monkeypatch):
    """What pictures are told, by their components."""
    from pages.ui.shared.component import Component
    draw, told = Component.draw, {}
    monkeypatch.setattr(Component, "draw", lambda self, data, *rest, **options: (
        told.update({self.name: data}), draw(self, data, *rest, **options)))
    return told


@pytest.mark.parametrize("name", BUGS)
def test_a_case_shows_its_symptom_its_check_and_its_program(name, sent):
    page = opened("bugs", bugs_bug=name)
    said = text(page)
    assert "**What happens.**" in said
    assert ("**The check is red**" in said) == bool(BUGS[name].red)
    assert ("**The check is green" in said) == (not BUGS[name].red)
    assert "draw others" not in said
    assert not re.search(r"\b(nan|inf)\b", said)
    for data in sent.values():
        json.dumps(data, allow_nan=False) if isinstance(data, dict) else None
    shown = "".join(f"{line['text']}\n" for line in sent["bugs_listing"]["lines"])
    assert shown == BUGS[name].wrong_text
    assert len(sent["bugs_curves"]["picture"]["panels"]) == len(BUGS[name].curves)


@pytest.mark.parametrize("name", BUGS)
def test_exactly_the_wrong_lines_count_as_found(name):
    page, bug = opened("bugs"), BUGS[name]
    with page.session():
        for line in range(-1, bug.wrong_text.count("\n") + 3):
            page.app.session_state[f"{PAGE}.quiz.bugs.{solving.PLACES[name]}"] = {"seed": 0}
            solving.guess(bug, line)
            assert solving.is_solved(bug) == (line in bug.lines)


@pytest.mark.parametrize("line", [None, "25", 25.0, True, [25], 0, -1, 10**9, 2])
def test_what_is_no_line_counts_for_nothing(line):
    page = opened("bugs")
    guess(page, "sign", line)
    with page.session():
        assert solving.tries(BUGS["sign"]) == 0
    assert f"0 of {len(BUGS)} cases solved." in text(page)


def test_a_wrong_guess_gets_a_hint_and_the_right_one_the_reason(sent):
    page = opened("bugs")
    guess(page, "sign", 26)
    assert sent["bugs_listing"]["words"].startswith("Not this line: the chain rule through the output's sigmoid")
    guess(page, "sign", 25)
    assert sent["bugs_listing"]["words"].startswith("Found. The derivative of (out - y)²")
    assert f"1 of {len(BUGS)} cases solved." in text(page)
    guess(page, "sign", 26)
    assert sent["bugs_listing"]["solved"]


def test_the_next_case_is_the_next_that_is_not_solved():
    page = opened("bugs")
    for name in ("sign", "place"):
        guess(page, name, BUGS[name].lines[0])
    page.click("bugs_next")
    assert page.app.session_state[f"{PAGE}.bugs_bug"] == "twice"
    assert "Case 3: Slower" in page.app.query_params[f"{PAGE}.bugs_bug"]


def test_when_all_are_solved_the_page_says_so():
    page = opened("bugs")
    for name, bug in BUGS.items():
        guess(page, name, bug.lines[-1])
    assert "All cases are solved." in text(page)


def test_solved_cases_come_back_to_the_same_tab():
    page = opened("bugs")
    guess(page, "sign", 26)
    guess(page, "sign", 25)
    with page.session():
        content = PROGRESS.keeper.present().content
    again = opened("bugs")
    with again.session():
        PROGRESS.keeper.take(content, "lost")
        assert solving.is_solved(BUGS["sign"])
        assert solving.tries(BUGS["sign"]) == 2


def test_a_kept_line_that_the_program_does_not_have_is_none():
    page = opened("bugs", **{f"quiz.bugs.{solving.PLACES['sign']}": {"seed": 0, "text": "9000", "tries": 1}})
    assert f"0 of {len(BUGS)} cases solved." in text(page)


def test_other_random_numbers_are_a_seed_that_the_link_carries():
    page = opened("bugs")
    before = text(page)
    page.click("bugs_draw")
    assert text(page) != before
    seed = int(page.app.session_state[f"{PAGE}.bugs_seed"])
    assert 0 <= seed <= 9999
    type_in(page, bugs_seed="17")
    assert page.app.query_params[f"{PAGE}.bugs_seed"] == "17"


@pytest.mark.parametrize("wrong", ["1.5", "-1", "10000", "x"])
def test_a_seed_that_is_none_is_told_at_its_field(wrong):
    page = type_in(opened("bugs"), bugs_seed=wrong)
    assert page.app.session_state[f"{PAGE}.bugs_seed.error"].endswith(".")
    assert f"{PAGE}.bugs_seed" not in page.app.query_params


def test_a_link_opens_a_case_by_its_title_or_by_its_name():
    for given in ("Case 5: Four people, nothing learned", "scale"):
        page = Page("first_principles", query={f"{PAGE}.chapter": "Bug lab", f"{PAGE}.bugs_bug": given})
        assert page.app.session_state[f"{PAGE}.bugs_bug"] == "scale"


def test_draws_without_the_usual_effect_are_told_honestly(monkeypatch):
    from pages.ui.first_principles.bugs.symptoms import SYMPTOMS, Symptom
    monkeypatch.setitem(SYMPTOMS, "sign", lambda pair: Symptom("It went well.", False))
    assert "It went well. These random numbers do not show what usually happens here" in text(opened("bugs"))


def test_the_cases_are_numbered_in_their_order():
    assert [*BUG.options] == [*BUGS]
    assert [label.split(":")[0] for label in BUG.options.values()] == [f"Case {i}" for i in range(1, len(BUGS) + 1)]


@pytest.mark.parametrize("name", BUGS)
def test_what_gives_the_answer_away_is_said_only_after_it_was_found(name):
    page, bug = opened("bugs", bugs_bug=name), BUGS[name]
    asked = next(part.value for part in page.app.markdown if part.value.startswith("Which line is wrong?"))
    assert asked == "Which line is wrong? Choose it by a click or a tap, or by arrow keys and Enter."
    assert "changed places" not in text(page)
    guess(page, name, bug.lines[0])
    assert ("Two lines have changed places" in text(page)) == (len(bug.lines) > 1)
    assert ("data leakage" in text(page)) == (name == "test")
