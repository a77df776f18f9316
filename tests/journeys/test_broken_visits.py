"""Visits that break off: the server starts anew under a page, the cable is pulled, a page is loaded again."""
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser, cable
from tests.browser import VISIT
from tests.hands import middle_wire, press

pytestmark = pytest.mark.browser
PAGES = ("home", "playground", "lessons", "first_principles", "digits", "handwriting", "evaluation")
PATIENCE = 60_000  # milliseconds; far above what anything takes
FORGOTTEN = "The connection broke off, and the server has forgotten this visit."
AT_REST = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
ENDLESS = "playground.until_solved=false&playground.pause_every=1000000"  # or a run at full speed pauses by itself
POLL = 100  # milliseconds between two looks
CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"
KEPT_A_MOMENT = "sessionStorage['playground.moment']"


def opened(chromium: Browser, address: str, name: str) -> Page:
    """A page of the app in a browser of its own, once it is known to the server."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/{name}")
    page.wait_for_function(VISIT)
    return page


def epoch(page: Page) -> float:
    return page.evaluate("playgroundStage.epoch")


def reaches(page: Page, condition: str) -> None:
    """That the stage comes to show an epoch that fulfills `condition`, "== 3": it is drawn after the words that tell
    of what came back."""
    page.wait_for_function(f"globalThis.playgroundStage?.epoch {condition}", timeout=PATIENCE)


def play(page: Page, until: int = 300) -> None:
    press(page, "Play")
    page.wait_for_function(f"globalThis.playgroundStage?.epoch > {until}")


def play_and_pause(page: Page) -> None:
    play(page)
    press(page, "Pause")
    page.wait_for_function("!playgroundStage.playing && location.search.includes('moment')")


def edit_a_weight(page: Page) -> None:
    """Set the weight from the middle hidden neuron to the output to 4."""
    play_and_pause(page)
    page.wait_for_function(KEPT_A_MOMENT)
    before = page.evaluate(KEPT_A_MOMENT)
    box = page.locator("canvas.network").bounding_box()
    page.mouse.click(*middle_wire(box))
    page.get_by_role("textbox", name="neuron 2 → output").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator(".tip")).to_contain_text("weight 4.0000")
    page.mouse.move(5, 5)
    page.wait_for_function(f"{KEPT_A_MOMENT} !== {before!r}")


def has_weight_4(page: Page) -> None:
    box = page.locator("canvas.network").bounding_box()
    page.mouse.move(*middle_wire(box))
    expect(page.locator(".tip")).to_contain_text("weight 4.0000")


STATES = {  # of the playground: its address, and what is done there
    "at rest": ("", lambda page: None), "playing": ("", play), "paused": ("", play_and_pause),
    "edited": ("", edit_a_weight), "in a lesson": ("?playground.lesson=stuck-start", play)}


def known_moment(page: Page) -> float:
    """The epoch that the tab has kept, once there is one."""
    page.wait_for_function(KEPT_A_MOMENT)
    return epoch(page)


def test_every_page_notices_that_the_server_has_started_anew(chromium, server):
    pages = {name: opened(chromium, server.address, name) for name in PAGES}
    for page in pages.values():
        page.wait_for_function(AT_REST, polling=POLL)
    server.restart_under(*pages.values())  # and all of them come back at once
    for page in pages.values():
        expect(page.get_by_text(FORGOTTEN)).to_have_count(0)  # nothing of it was lost
    press(pages["home"], "Reset")
    expect(pages["lessons"].get_by_role("link", name="Open lesson 1", exact=True)).to_be_visible()
    pages["evaluation"].get_by_text("Accuracy per digit").click()
    expect(pages["evaluation"]).to_have_url(re.compile(r"view=Accuracy"))
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("state", STATES)
def test_the_playground_goes_on_after_the_server_has_started_anew(chromium, server, state):
    address, act = STATES[state]
    page = opened(chromium, server.address, f"playground{address}")
    page.wait_for_function("globalThis.playgroundStage?.paints > 0")
    act(page)
    least = known_moment(page) if state != "at rest" else 0
    server.restart_under(page)
    if state == "at rest":
        reaches(page, "=== 0")
    else:
        expect(page.get_by_text(FORGOTTEN)).to_contain_text("Back from this browser: the run.")
        expect(page.get_by_text("This is where this tab was")).to_be_visible()
        reaches(page, f">= {least}" if state in ("paused", "edited") else "> 0")
    if state == "edited":
        has_weight_4(page)
    if state == "in a lesson":
        expect(page.get_by_text("Lesson 2 of 13")).to_be_visible()
    now = epoch(page)
    press(page, "1 epoch")  # the first click counts
    page.wait_for_function(f"playgroundStage.epoch === Math.floor({now}) + 1")
    page.context.close()


def test_a_reload_while_it_plays_comes_back_to_where_it_was_and_goes_on_just_as_if_nothing_had_happened(
        chromium, server):
    page = opened(chromium, server.address, f"playground?playground.speed=max&{ENDLESS}")
    play(page)
    page.wait_for_function(KEPT_A_MOMENT)
    page.reload()
    expect(page.get_by_text("This is where this tab was")).to_be_visible()
    page.wait_for_function("playgroundStage.epoch > 0")
    play(page, until=epoch(page) + 1)
    press(page, "Pause")
    page.context.close()


def go_to(page: Page, name: str) -> None:
    """By the app's own menu."""
    page.get_by_role("link", name=name).first.click()
    page.wait_for_url(re.compile(name.lower()))
    page.wait_for_function(AT_REST, polling=POLL)


def test_a_lesson_that_is_opened_after_the_server_has_started_anew_is_that_lesson(chromium, server):
    page = opened(chromium, server.address, "playground")
    play_and_pause(page)
    page.wait_for_function(KEPT_A_MOMENT)
    go_to(page, "Lessons")
    server.restart_under(page)
    page.get_by_role("link", name="Open lesson 3", exact=True).click()
    expect(page.get_by_text("Lesson 3 of 13")).to_be_visible()
    page.wait_for_function(AT_REST, polling=POLL)
    page.wait_for_timeout(1_000)  # what the browser hands back would come by now
    expect(page.get_by_text("Lesson 3 of 13")).to_be_visible()
    expect(page.get_by_text("This is where this tab was")).to_have_count(0)
    page.context.close()


def test_a_run_is_there_again_after_another_page_was_loaded_in_its_place_and_left_again(chromium, server):
    page = opened(chromium, server.address, f"playground?{ENDLESS}")
    play(page)
    page.wait_for_function(KEPT_A_MOMENT)
    page.goto(f"{server.address}/digits")
    page.wait_for_function(VISIT)
    page.go_back()
    expect(page.get_by_text("This is where this tab was")).to_be_visible()
    reaches(page, "> 0")
    page.context.close()


def test_a_run_is_there_again_after_another_page_was_loaded_again(chromium, server):
    page = opened(chromium, server.address, "playground?playground.layers=2")
    play_and_pause(page)
    page.wait_for_function(KEPT_A_MOMENT)
    then = epoch(page)
    go_to(page, "Digits")
    page.reload()
    page.wait_for_function(VISIT)
    go_to(page, "Playground")
    expect(page.get_by_text("This is where this tab was")).to_be_visible()
    expect(page).to_have_url(re.compile("layers=2"))
    reaches(page, f"=== {then}")
    page.context.close()


def test_a_reset_run_stays_reset_when_the_page_is_loaded_again(chromium, server):
    page = opened(chromium, server.address, "playground")
    play_and_pause(page)
    page.wait_for_function(KEPT_A_MOMENT)
    press(page, "Reset")
    page.wait_for_function(f"playgroundStage.epoch === 0 && !{KEPT_A_MOMENT}")
    page.reload()
    page.wait_for_function(VISIT)
    page.wait_for_function("globalThis.playgroundStage?.paints > 0")
    assert epoch(page) == 0  # from the first picture on
    page.context.close()


def test_a_pulled_cable_loses_nothing(chromium, server):
    with cable.laid(server.port) as line:
        page = opened(chromium, line.address, "playground")
        play(page)
        visit, then = page.evaluate(VISIT), epoch(page)
        line.pull()
        expect(page.get_by_text("CONNECTING")).to_be_visible()
        line.plug_in()
        page.wait_for_function(f"playgroundStage.epoch > {then} && playgroundStage.playing")
        assert page.evaluate(VISIT) == visit
        expect(page.get_by_text(FORGOTTEN)).to_have_count(0)
        page.context.close()


def test_a_cable_that_was_pulled_for_longer_than_the_server_remembers(chromium):
    with browser.served(browser.ROOT, "--server.disconnectedSessionTTL", "0") as forgetful, \
            cable.laid(forgetful.port) as line:
        page = opened(chromium, line.address, "playground")
        play_and_pause(page)
        then = known_moment(page)
        visit = page.evaluate(VISIT)
        line.pull()
        expect(page.get_by_text("CONNECTING")).to_be_visible()
        line.plug_in()
        page.wait_for_function(f"{VISIT} !== {visit!r}")
        expect(page.get_by_text(FORGOTTEN)).to_contain_text("Gone: the moments before it.")
        reaches(page, f"=== {then}")
        press(page, "OK")
        expect(page.get_by_text(FORGOTTEN)).to_have_count(0)
        page.context.close()


def test_a_connection_that_has_died_without_a_word_is_found_out_when_the_page_wakes_up(chromium):
    with browser.served(browser.ROOT, "--client.allowedOrigins", "http://127.0.0.1:*") as server, \
            cable.laid(server.port) as line:
        page = opened(chromium, line.address, "first_principles")
        line.cut_off()
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_function(f"{CONNECTION} !== 'CONNECTED'")
        page.context.close()


def test_a_link_opened_in_a_tab_with_a_run_of_its_own_shows_the_links(chromium, server):
    page = opened(chromium, server.address, "playground")
    play_and_pause(page)
    page.wait_for_function(KEPT_A_MOMENT)
    page.goto(f"{server.address}/playground?playground.moment=5")
    expect(page.get_by_text("This is the moment that the link shows")).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("globalThis.playgroundStage?.epoch === 5")
    page.reload()
    expect(page.get_by_text("This is the moment that the link shows").or_(
        page.get_by_text("This is where this tab was: epoch 5."))).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("globalThis.playgroundStage?.epoch === 5")
    page.context.close()
