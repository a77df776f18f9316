"""A run that plays rests while its tab is behind others, and trains in turns while others train."""
import pytest

from pages.ui.shared import playback
from pages.ui.shared.hosting import turns
from pages.ui.shared.stage import stage
from pages.ui.shared.stage.staged_run import SLOW_TICK
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded
from tests.walk.visit import Visit, key_of


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
    assert page.live.interval is None  # the page's clock stands still
    assert turn_away(page, away=False)["away"] is False
    assert page.live.interval == playback.TICK
    assert page.live.run.epoch > epoch


def test_home_s_run_waits_until_its_picture_is_there(monkeypatch):
    monkeypatch.setattr(Page, "send", lambda page, *given, **event: page)  # the browser has not got that far
    page = Page("home")
    page.run()
    assert (page.live.playing, page.live.interval, page.live.run.step_count) == (True, None, 0)
    monkeypatch.undo()
    turn_away(page, away=False)
    assert page.live.interval == playback.TICK
    assert page.live.run.step_count > 0


def test_a_link_s_run_repeats_nothing_until_its_picture_is_there(monkeypatch):
    monkeypatch.setattr(Page, "send", lambda page, *given, **event: page)
    page = Page("playground", {"playground.moment": "40"})
    page.run()
    assert (page.live.destination, page.live.interval, page.live.run.step_count) == (40, None, 0)
    monkeypatch.undo()
    turn_away(page, away=False)
    while page.live.playing:
        page.run()
    assert page.live.run.step_count == 40


@pytest.mark.parametrize("moment", [1, 50])
def test_a_link_s_run_that_is_repeated_within_its_first_tick_has_the_whole_page_say_so(moment):
    visit = Visit("playground", {"playground.moment": [str(moment)], "playground.moment_loss": ["5"]})
    (stage,) = (picture for picture in visit.pictures if key_of(picture.id) == "playground.stage")
    visit.tell(stage, {"do": "away", "away": False})
    assert visit.app.session_state["playground.live"].run.step_count == moment
    assert visit.app.button(key="playground.play").label == "Play"
    assert any("and the link's had 5" in text.value for text in [*visit.app.markdown, *visit.app.warning])


def test_a_reset_run_shows_its_first_weights_and_goes_on_from_what_its_browser_has():
    page = Page("home")
    page.run()
    page.click("again")
    assert page.live.run.step_count == 0
    header = decoded(page.live.stage)[0]
    assert (header["playing"], header["atOnce"], header["after"]) == (True, True, None)


def test_a_new_stage_s_first_message_that_plays_is_whole(monkeypatch):
    live = Page("home").live.restarted()
    live.play()
    monkeypatch.setattr(live.stage, "begin_whole", None)  # a fragment that draws another run does not call it
    live.run.advance(steps=1)
    live.stage.capture()
    live.stage.message(playing=True)
    assert decoded(live.stage)[0]["after"] is None


def keep_up(page: Page, slow: bool) -> dict:
    """The header of the message that answers what a browser says of itself."""
    page.send(lambda name, event: stage._hear(page.live.stage, None, event), do="pace", slow=slow)
    return decoded(page.live.stage)[0]


@pytest.mark.parametrize("name", ["home", "playground"])
def test_a_browser_that_does_not_keep_up_is_sent_fewer_messages_with_more_in_each(name):
    page = Page(name)
    page.live.play()
    assert keep_up(page, slow=True)["slow"] is True
    assert page.live.interval == SLOW_TICK
    speed, slower = playback.Speed(epochs=48), SLOW_TICK / playback.TICK
    before = page.live.run.epoch
    page.live.stage.begin_whole()
    playback.play(page.live, speed, 10**6, seconds=60.0)
    assert page.live.run.epoch - before == 48 * SLOW_TICK
    assert len(decoded(page.live.stage)[2]) == playback.SNAPSHOTS * slower
    page.live.stage.slow = False  # as a run of another data set has it first
    page.run()
    assert page.live.stage.slow  # the browser is the same
    assert page.live.restarted().stage.slow
    assert keep_up(page, slow=False)["slow"] is False
    assert page.live.interval == playback.TICK


@pytest.mark.parametrize("speed", [playback.FASTEST, playback.Speed(steps=120)])
def test_a_click_ends_a_tick_after_its_next_picture_and_what_was_due_is_made_up_for(monkeypatch, speed):
    page = Page("playground").click("play")
    before = page.live.run.step_count
    page.live.stage.begin_whole()
    with monkeypatch.context() as patch:
        patch.setattr(playback.runs, "is_clicked", lambda: True)
        playback.play(page.live, speed, 10**6)
    assert len(decoded(page.live.stage)[2]) == 1
    if speed != playback.FASTEST:
        assert page.live.run.step_count - before == 10  # the first of three parts
        playback.play(page.live, speed, 10**6, seconds=60.0)
        assert page.live.run.step_count - before == 60


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
