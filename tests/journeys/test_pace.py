"""A run that plays, in a browser that does not keep up, behind other tabs, and at the press of Pause."""
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PLAYGROUND = "playground?playground.until_solved=false&playground.pause_every=1000000"
# Seven frames a second.
FEW_FRAMES = """
  window.requestAnimationFrame = (paint) =>
    setTimeout(() => typeof paint === "function" && paint(performance.now()), 140);
"""
# What a browser says when another tab comes to the front, and when this one does again, any number of times at once.
TURN = """(times) => times.forEach((hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
})"""
PRESS_PAUSE = """() => {
  document.querySelector(".st-key-playground-pause button").click();
  return [playgroundStage.held, playgroundStage.playing];
}"""


def play(page: Page) -> None:
    page.locator(".st-key-playground-play button").click()
    page.wait_for_function("playgroundStage.playing", polling=50)
    page.locator(".st-key-playground-pause button").wait_for()


def test_a_browser_that_does_not_keep_up_asks_for_fewer_messages_and_plays_on(visit):
    page = visit(PLAYGROUND)
    page.evaluate(FEW_FRAMES)
    play(page)
    page.wait_for_function("playgroundStage.slow", polling=50)
    epoch, snapshots = page.evaluate("[playgroundStage.epoch, playgroundStage.snapshots]")
    page.wait_for_function(f"playgroundStage.snapshots > {snapshots + 20}", polling=50)
    assert page.evaluate("playgroundStage.epoch") > epoch
    assert page.evaluate("playgroundStage.playing")


def goes_on(page: Page) -> None:
    """More pictures come than were on their way."""
    seen = page.evaluate("playgroundStage.snapshots")
    page.wait_for_function(f"playgroundStage.snapshots > {seen + 20}", polling=50)


@pytest.mark.parametrize("address", ["", PLAYGROUND])
def test_a_run_rests_behind_other_tabs_and_goes_on_in_front_however_quickly_they_change(visit, address):
    page = visit(address)
    if address:
        play(page)
    page.evaluate(TURN, [True])
    page.wait_for_function("playgroundStage.away", polling=50)
    page.evaluate(TURN, [False, True, False])
    page.wait_for_function("!playgroundStage.away", polling=50)
    goes_on(page)
    page.evaluate(TURN, [True, False])  # back before the server knew
    goes_on(page)
    page.evaluate(TURN, [True, False, True])
    page.wait_for_function("playgroundStage.away", polling=50)


def test_at_the_press_of_pause_the_picture_stands_before_the_server_has_answered(visit):
    page = visit(PLAYGROUND)
    play(page)
    epoch = page.evaluate("playgroundStage.epoch")
    page.wait_for_function(f"playgroundStage.epoch > {epoch}", polling=50)
    assert page.evaluate(PRESS_PAUSE) == [True, True]
    page.wait_for_function("!playgroundStage.playing", polling=50)
    assert page.evaluate("playgroundStage.held") is False


def test_a_pause_that_is_not_answered_holds_the_picture_only_for_a_while(visit):
    page = visit(PLAYGROUND)
    play(page)
    page.evaluate("""() => document.addEventListener("click", (event) => event.stopPropagation(), true)""")
    assert page.evaluate(PRESS_PAUSE) == [True, True]
    page.wait_for_function("!playgroundStage.held", polling=50)
    paints = page.evaluate("playgroundStage.paints")
    page.wait_for_function(f"playgroundStage.paints > {paints}", polling=50)
    assert page.evaluate("playgroundStage.playing")
