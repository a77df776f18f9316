"""The programs of the bug lab: what is shown is what runs, short enough to be read, and each line has its words."""
import builtins

import pytest

from pages.ui.first_principles.bugs import laboratory, pictures
from pages.ui.first_principles.bugs.hints import DOES, hint
from pages.ui.first_principles.bugs.mistakes import BUGS, PROGRAMS
from pages.ui.first_principles.bugs.problems import PROBLEMS

MOST_LINES, LONGEST = 45, 88


@pytest.mark.parametrize("bug", BUGS.values(), ids=lambda bug: bug.name)
def test_a_mistake_replaces_whole_lines_of_its_program_in_one_place(bug):
    assert bug.right_text.count(bug.right) == 1
    assert f"\n{bug.right}" in bug.right_text
    assert bug.right.endswith("\n")
    assert bug.right.count("\n") == bug.wrong.count("\n")
    changed = [i for i, (one, other) in enumerate(zip(bug.right_text.split("\n"), bug.wrong_text.split("\n"))) if
               one != other]
    assert [i + 1 for i in changed] == [*bug.lines]
    assert len(changed) == bug.wrong.count("\n")


@pytest.mark.parametrize("text", [*PROGRAMS.values(), *(bug.wrong_text for bug in BUGS.values())])
def test_a_program_is_short_and_its_lines_fit(text):
    assert text.count("\n") <= MOST_LINES
    assert max(map(len, text.splitlines())) <= LONGEST
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("bug", BUGS.values(), ids=lambda bug: bug.name)
def test_what_is_shown_is_what_runs(bug, monkeypatch):
    run = []
    compile_ = builtins.compile
    monkeypatch.setattr(laboratory, "compile", lambda text, *rest: run.append(text) or compile_(text, *rest),
                        raising=False)
    laboratory.outcome.cache_clear()
    laboratory.pair(bug.name, 1)
    shown = pictures.listing(bug, None, False)["lines"]
    solved = pictures.listing(bug, bug.lines[0], True)["lines"]
    corrected = [line["text"] for line in solved if line["kind"] != "wrong"]
    assert run == ["".join(f"{line['text']}\n" for line in shown), "".join(f"{text}\n" for text in corrected)]


@pytest.mark.parametrize("bug", BUGS.values(), ids=lambda bug: bug.name)
def test_a_listing_gives_nothing_away_until_its_line_is_found(bug):
    for guessed in (None, 1):
        told = pictures.listing(bug, guessed, False)
        assert {line["kind"] for line in told["lines"]} == {"same"}
        assert bug.why not in told["words"]
        assert bug.right not in str(told)
    told = pictures.listing(bug, bug.lines[0], True)
    assert told["words"] == f"Found. {bug.why}"
    for kind in ("wrong", "right"):
        assert [line["number"] for line in told["lines"] if line["kind"] == kind] == [*bug.lines]


@pytest.mark.parametrize("bug", BUGS.values(), ids=lambda bug: bug.name)
def test_every_other_line_has_words_of_its_own_for_who_takes_it_for_the_wrong_one(bug):
    for number, line in enumerate(bug.wrong_text.splitlines(), 1):
        if line.strip() and number not in bug.lines:
            assert hint(line).startswith("Not this line: ")
            assert "as it should be" not in hint(line), line


def test_every_hint_is_a_lines():
    lines = {line.strip() for bug in BUGS.values() for line in (bug.right_text + bug.wrong_text).splitlines()}
    assert [start for start in DOES if not any(line.startswith(start) for line in lines)] == []


def test_every_program_and_every_problem_has_a_case():
    assert {bug.program for bug in BUGS.values()} == PROGRAMS.keys()
    assert {bug.problem for bug in BUGS.values()} == PROBLEMS.keys()


@pytest.mark.parametrize("bug", BUGS.values(), ids=lambda bug: bug.name)
def test_a_title_does_not_tell_the_mistake(bug):
    told = {"sign", "derivative", "twice", "bias", "scale", "zero", "sum", "softmax", "overflow", "log", "order",
            "shuffle", "test set", "update"}
    assert not any(word in bug.title.lower() for word in told)
