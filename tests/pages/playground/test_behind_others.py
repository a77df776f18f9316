"""A run that plays rests while its tab is behind others, and trains in turns while others train."""
import pytest

from pages.ui.shared import playback
from pages.ui.shared.hosting import turns
from pages.ui.shared.stage import stage
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded


def turn_away(page: Page, away: bool) -> dict:
    """The header of the message that answers the browser's news of its tab."""
    page.send(lambda name, event: stage._hear(page.live.stage, None, event), do="away", away=away)
    return decoded(page.live.stage)[0]


@pytest.mark.parametrize("name", ["home", "playground"])
def test_a_run_rests_behind_other_tabs_and_goes_on_when_it_is_seen_again(name):
    page = Page(name)
    page.live.play()
    page.run()
    epoch = page.live.run.epoch
    assert epoch > 0
    header = turn_away(page, away=True)
    assert (header["playing"], header["away"]) == (True, True)
    page.run()
    assert page.live.run.epoch == epoch
    assert not page.live.ticks  # the page's clock stands still
    assert turn_away(page, away=False)["away"] is False
    assert page.live.ticks
    assert page.live.run.epoch > epoch


def test_other_events_of_a_picture_are_passed_on():
    page, heard = Page("playground"), []
    stage._hear(page.live.stage, heard.append, {"do": "undo"})
    stage._hear(page.live.stage, heard.append, {"do": "away", "away": 1})
    assert heard == [{"do": "undo"}]
    assert page.live.stage.away is False


def test_a_new_start_of_a_run_behind_other_tabs_rests_as_well():
    page = Page("home")
    turn_away(page, away=True)
    assert page.live.restarted().stage.away


def test_a_short_turn_shows_fewer_pictures_and_says_why():
    page = Page("playground", speed="max")
    page.click("play")
    turns.TURNS.note(1, 1.0, 0.1)  # somebody else wants more
    playback.play(page.live, playback.FASTEST, 10**6, seconds=playback.ENOUGH / 4)
    assert turns.in_words(id(page.live)).startswith("Another network trains here")
    page.live.stage.begin_whole()
    playback.play(page.live, playback.FASTEST, 10**6, seconds=playback.ENOUGH / 4)
    assert len(decoded(page.live.stage)[2]) == 1


def test_a_tick_that_a_click_goes_before_is_made_up_for():
    page = Page("playground").click("play")
    steps, message = page.live.run.step_count, page.live.stage.last_message
    assert playback.play(page.live, playback.Speed(steps=40), 10**6, seconds=None) == message
    assert page.live.run.step_count == steps
    playback.play(page.live, playback.Speed(steps=40), 10**6)
    assert page.live.run.step_count == steps + 2 * 40 * playback.TICK
