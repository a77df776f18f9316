"""Whatever people do on the pages, in whatever order: 2,000 states, and no failure in any of them.

`python -m tests.walk --states 9000 --seed 7` walks further, by other ways.
"""
from unittest.mock import patch

import pytest

from engine.replay.recorded_run import RecordedRun
from pages.ui.first_principles.parameters import CHAPTERS
from tests.walk import faults, supplies
from tests.walk.faults import Fault
from tests.walk.visit import Visit, key_of
from tests.walk.walk import STARTS, Walk

# (walks, states of each): what costs little and has much to do is walked more
SHARES = {"home": (1, 40), "lessons": (1, 40), "evaluation": (1, 42), "digits": (3, 50), "handwriting": (3, 50),
          "playground": (7, 60), **dict.fromkeys(CHAPTERS, (3, 48))}
SHARES["feedforward"] = (3, 50)
WALKS = [(start, seed, states) for start, (walks, states) in SHARES.items() for seed in range(walks)]


@pytest.mark.parametrize(("start", "seed", "states"), WALKS, ids=lambda part: str(part))
def test_no_way_through_the_pages_leads_to_a_failure(start, seed, states):
    Walk(start, seed).go(states)


def test_the_walks_begin_everywhere_and_have_2_000_states():
    assert {*SHARES} == {*STARTS}
    assert sum(states for *_, states in WALKS) >= 2_000


def test_a_seed_goes_the_same_way_again():
    one, two = (Walk("playground", 3) for _ in range(2))
    for walk in (one, two):
        walk.go(12)
    assert one.log == two.log
    assert len(one.log) == 12


def test_a_failure_is_found_and_all_that_led_to_it_is_told():
    with patch.object(RecordedRun, "stop", side_effect=KeyError("odd")), pytest.raises(AssertionError) as found:
        Walk("playground", 0).go(400)
    told = str(found.value)
    assert "KeyError: 'odd'" in told
    assert "a new visit to playground" in told
    assert "--start playground --seed 0 --states" in told


@pytest.mark.parametrize("text", ["a loss of nan", "from -inf", "None rows", "<object object at 0x1>",
                                  "np.float64(3.0)"])
def test_words_of_pythons_are_faults(text):
    with pytest.raises(Fault):
        faults._check_text(text)


@pytest.mark.parametrize("text", ["“nan” is no number.", "-inf is too small. Write a number.", "finance, Nancy"])
def test_words_that_people_have_typed_are_none(text):
    faults._check_text(text)


def test_what_browsers_cannot_read_is_a_fault():
    visit = Visit("lessons")
    faults.check(visit, [])
    with pytest.raises(Fault, match="It was logged"):
        faults.check(visit, ["a warning"])


def test_a_fragment_runs_alone_and_the_rest_of_the_page_stays():
    visit = Visit("home")
    assert not visit.clocks  # nobody has seen it yet
    (stage,) = (picture for picture in visit.pictures if key_of(picture.id) == "home.stage")
    visit.tell(stage, {"do": "away", "away": False})
    before = len(visit.elements)
    (clock,) = visit.clocks
    visit.run(fragment=clock, is_tick=True)
    assert len(visit.elements) == before
    assert visit.app.session_state["home.live"].run.step_count > 0


def test_the_files_and_links_of_a_walk_are_the_corpus_and_the_hostile_ones():
    assert len(supplies.files()) > 45
    assert len(supplies.links()) > 80
