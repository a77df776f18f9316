"""What a visitor's browser keeps of the pages on which networks answer, in a real one: the server is started anew under
a page, or the page is loaded again."""
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from engine.datasets import mnist
from tests import browser
from tests.hands import press, stroke
from tests.photos import photo

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # milliseconds; far above what anything takes
SMALL = "digits.epochs=1&digits.rows=1,000"
RUNS = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'running'"
SEVEN = (80, 60), (200, 60), (120, 230)
# What the browser's database holds: by name of the thing, how many entries.
ENTRIES = """() => new Promise((found) => {
  const asked = indexedDB.open("playground", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "key" });
  asked.onsuccess = () => {
    const all = asked.result.transaction("kept").objectStore("kept").getAll();
    all.onsuccess = () => { asked.result.close(); found(all.result.map(({ name }) => name).sort()); };
  };
})"""
PUT = """(entry) => new Promise((done) => {
  const asked = indexedDB.open("playground", 1);
  asked.onsuccess = () => {
    const transaction = asked.result.transaction("kept", "readwrite");
    transaction.objectStore("kept").put({ ...entry, at: Date.now() - entry.days * 86400000,
                                          content: entry.content && new Uint8Array(entry.content) });
    transaction.oncomplete = () => { asked.result.close(); done(); };
  };
})"""
REFUSING = """for (const name of ["indexedDB", "sessionStorage", "BroadcastChannel"])
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });"""


@pytest.fixture
def visitor(server, chromium):
    """A browser of its own, whose pages may have no script that fails; given an address, it opens a tab."""
    context, errors = chromium.new_context(viewport={"width": 1280, "height": 900}), []
    context.set_default_timeout(PATIENCE)

    def opened(address: str, script: str = "") -> Page:
        page = context.new_page()
        browser.note_failures(page, errors)
        if script:
            page.add_init_script(script)
        page.goto(f"{server.address}/{address}")
        wait(page)
        return page

    yield opened
    context.close()
    assert errors == []


def wait(page: Page) -> None:
    """Until the page is there and has begun to keep what there is."""
    page.wait_for_function(f"() => globalThis.playground?.kept?.visit && !({RUNS})")


def reload(page: Page) -> None:
    page.reload()
    wait(page)


def draw(page: Page, *points: tuple[int, int]) -> None:
    """A stroke on the digits page's sheet that the page has read and the tab keeps."""
    page.wait_for_function("globalThis.playgroundAnswer")
    before = page.evaluate("playgroundAnswer.count")
    stroke(page, *points)
    page.wait_for_function(f"playgroundAnswer.count > {before} && sessionStorage['playground.sheet_digits']")


def train(page: Page) -> None:
    press(page, "Train")
    expect(page.get_by_text("Trained for 1 epoch")).to_be_visible()
    page.wait_for_function("globalThis.playgroundKept?.own")


def reads_something(page: Page) -> None:
    page.wait_for_function("globalThis.playgroundAnswer?.digit >= 0")


def test_a_trained_network_and_a_drawing_are_back_by_themselves_on_another_server(server, visitor):
    page = visitor(f"digits?{SMALL}")
    draw(page, *SEVEN)
    train(page)
    server.restart_under(page)
    expect(page.get_by_text("Back from this browser")).to_contain_text("your network")
    expect(page.get_by_text("This is your network at epoch 1 again")).to_be_visible()
    expect(page.get_by_text(re.compile("^Epoch 1.0 of 1"))).to_be_visible()
    reads_something(page)
    press(page, "+1 epoch")
    expect(page.get_by_text("Trained for 2 epochs")).to_be_visible()
    press(page, "Clear")
    page.wait_for_function("playgroundAnswer.digit === -1")
    press(page, "Undo")
    reads_something(page)


def test_a_network_is_offered_after_a_reload_and_the_drawing_is_there(visitor):
    page = visitor(f"digits?{SMALL}&digits.layers=2&digits.hidden=16")
    draw(page, *SEVEN)
    train(page)
    page.goto(page.url.split("?")[0])  # its settings come back with the network
    wait(page)
    expect(page.locator(".st-key-offer-own")).to_contain_text("%, is still in this browser.")
    reads_something(page)
    press(page, "Bring it back")
    expect(page.get_by_text("This is your network at epoch 1 again")).to_be_visible()
    expect(page).to_have_url(re.compile("digits.layers=2"))
    expect(page.locator(".st-key-offer-own")).to_have_count(0)
    press(page, "+1 epoch")
    expect(page.get_by_text("Trained for 2 epochs")).to_be_visible()
    assert page.evaluate(ENTRIES) == ["own"]


def test_a_restart_in_the_middle_of_training_loses_little(server, visitor):
    page = visitor("digits?digits.epochs=200&digits.rows=1,000")
    press(page, "Train")
    page.wait_for_function("globalThis.playgroundKept?.own")
    server.restart_under(page)
    expect(page.get_by_text(re.compile("^This is your network at epoch"))).to_be_visible()
    press(page, "Train")
    expect(page.get_by_text("Training. You can draw meanwhile.")).to_be_visible()
    press(page, "Pause")
    expect(page.get_by_text("Trained for")).to_be_visible()


@pytest.mark.parametrize("view", ["Preprocessing", "Look inside"])
def test_other_views_of_a_drawing_are_there_again(server, visitor, view):
    page = visitor("digits")
    draw(page, *SEVEN)
    page.get_by_role("radio", name=view).click()
    wait(page)
    server.restart_under(page)
    expect(page.get_by_text("Back from this browser: what was on the sheet.")).to_be_visible()
    expect(page.get_by_role("radio", name=view)).to_be_checked()
    page.get_by_role("radio", name="Prediction").click()
    reads_something(page)


def test_a_photo_is_read_again(server, visitor):
    page = visitor("digits")
    content = photo(mnist().test_inputs[0].reshape(28, 28), np.random.default_rng(3))
    page.get_by_text("Read a photo instead").click()
    page.locator(".st-key-digits-photo_file0 input[type=file]").set_input_files(
        {"name": "seven.png", "mimeType": "image/png", "buffer": content})
    reads_something(page)
    page.wait_for_function("sessionStorage['playground.photo_digits']")
    server.restart_under(page)
    expect(page.get_by_text("Back from this browser: the photo.")).to_be_visible()
    reads_something(page)
    reload(page)
    expect(page.get_by_text("This photo is read")).to_be_visible()
    reads_something(page)


def test_a_file_of_digits_is_gone_and_the_page_says_so(server, visitor):
    page = visitor("digits?digits.epochs=1")
    digits = mnist()
    rows = np.column_stack([digits.test_targets[:200].argmax(axis=1), digits.test_inputs[:200]])
    content = "\n".join(",".join(map(str, row)) for row in rows).encode()
    page.get_by_text("Your files").click()
    page.locator(".st-key-digits-csv_file0 input[type=file]").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": content})
    expect(page.get_by_text("200 digits")).to_be_visible()
    train(page)
    server.restart_under(page)
    expect(page.get_by_text("Gone: the digits of your file.")).to_be_visible()
    expect(page.get_by_text("without the digits of your file that it was trained on")).to_be_visible()
    draw(page, *SEVEN)
    reads_something(page)


def test_drawings_come_back_by_themselves_or_are_offered_or_forgotten(server, visitor):
    page = visitor("handwriting")
    stroke(page, *SEVEN)
    press(page, "Keep it as a 0")
    expect(page.get_by_text("1 drawing", exact=True)).to_be_visible()
    page.wait_for_function("globalThis.playgroundKept?.drawings")
    stroke(page, *SEVEN)
    expect(page.get_by_role("button", name="Keep it as a 1")).to_be_enabled()
    server.restart_under(page)
    expect(page.get_by_text("Back from this browser")).to_contain_text("your 1 drawing")
    expect(page.get_by_role("button", name="Keep it as a 1")).to_be_enabled()
    reload(page)
    expect(page.get_by_text("0 drawings", exact=True)).to_be_visible()
    expect(page.get_by_text("1 of them, are still in this browser.")).to_be_visible()
    press(page, "Bring them back")
    expect(page.get_by_text("1 drawing", exact=True)).to_be_visible()
    press(page, "Remove the last")
    expect(page.get_by_text("0 drawings", exact=True)).to_be_visible()
    page.wait_for_function("playgroundKept.drawings === 0")
    assert page.evaluate(ENTRIES) == []
    press(page, "Bring back")
    page.wait_for_function("playgroundKept.drawings > 0")
    press(page, "Forget them here")
    expect(page.get_by_text("This browser keeps nothing of your drawings.")).to_be_visible()
    page.wait_for_function("playgroundKept.drawings === 0")
    assert page.evaluate(ENTRIES) == []
    reload(page)
    expect(page.get_by_text("This browser keeps nothing of your drawings.")).to_be_visible()


def test_the_network_that_is_evaluated_is_chosen_again_when_it_is_back(server, visitor):
    page = visitor(f"digits?{SMALL}")
    train(page)
    page.get_by_role("link", name="Evaluation").click()
    page.get_by_role("radio", name="Your network").click()
    expect(page.get_by_role("radio", name="Your network")).to_be_checked()
    server.restart_under(page)
    expect(page.get_by_text("Back from this browser: your network")).to_be_visible()
    expect(page.get_by_role("radio", name="Your network")).to_be_checked()
    reload(page)
    press(page, "Bring it back")
    expect(page.get_by_role("radio", name="Your network")).to_be_checked()
    page.get_by_role("link", name="Digits").click()
    expect(page.get_by_text("This is your network at epoch 1 again")).to_be_visible()


def test_a_browser_that_keeps_nothing_loses_only_that(server, visitor):
    page = visitor(f"digits?{SMALL}", REFUSING)
    page.wait_for_function("globalThis.playgroundAnswer")
    stroke(page, *SEVEN)
    reads_something(page)
    press(page, "Train")
    expect(page.get_by_text("Trained for 1 epoch")).to_be_visible()
    expect(page.get_by_text("This browser keeps nothing for pages")).to_be_visible()
    server.restart_under(page)
    expect(page.get_by_text("Back from this browser")).to_contain_text("your network")  # this page still had it


def test_two_tabs_keep_a_network_each(visitor):
    tabs = [visitor(f"digits?{SMALL}&digits.seed={seed}") for seed in (1, 2)]
    for tab in tabs:
        train(tab)
    page = tabs[0]
    assert page.evaluate(ENTRIES) == ["own", "own"]
    reload(page)
    expect(page.locator(".st-key-offer-own")).to_contain_text("and an older one.")
    press(page, "Forget them")
    expect(page.locator(".st-key-offer-own")).to_have_count(0)
    page.wait_for_function(f"async () => !(await ({ENTRIES})()).length")


def test_what_a_tab_keeps_is_no_other_tabs_to_take(visitor):
    first = visitor(f"digits?{SMALL}&digits.seed=1")
    train(first)
    second = visitor(f"digits?{SMALL}&digits.seed=1")
    press(second, "Bring it back")
    expect(second.get_by_text("This is your network at epoch 1 again")).to_be_visible()
    press(second, "+1 epoch")
    expect(second.get_by_text("Trained for 2 epochs")).to_be_visible()
    second.wait_for_function(f"async () => (await ({ENTRIES})()).length === 2")  # the first one's, too, again
    reload(first)
    expect(first.locator(".st-key-offer-own")).to_contain_text("and an older one")
    press(first, "Forget them")
    expect(second.get_by_text("This browser keeps nothing of your network")).to_be_visible()
    assert second.evaluate(ENTRIES) == []


def test_what_one_tab_forgets_none_offers(visitor):
    tabs = []
    for seed in (1, 2):
        tabs.append(visitor(f"digits?{SMALL}&digits.seed={seed}"))
        train(tabs[-1])
    expect(tabs[1].locator(".st-key-offer-own")).to_be_visible()
    press(tabs[1], "Forget it here")
    for tab in tabs:
        expect(tab.get_by_text("This browser keeps nothing of your network")).to_be_visible()
        expect(tab.locator(".st-key-offer-own")).to_have_count(0)
    assert tabs[0].evaluate(ENTRIES) == []
    press(tabs[1], "Keep it")
    tabs[1].wait_for_function(f"async () => (await ({ENTRIES})()).length === 1")
    expect(tabs[1].get_by_text("This browser keeps your network")).to_be_visible()


def test_a_network_that_is_replaced_by_one_that_comes_back_can_come_back_itself(visitor):
    page = visitor(f"digits?{SMALL}&digits.seed=1")
    train(page)
    page.goto(page.url.replace("seed=1", "seed=2"))
    wait(page)
    expect(page.locator(".st-key-offer-own")).to_be_visible()
    train(page)
    press(page, "Bring it back")
    expect(page).to_have_url(re.compile("seed=1"))
    press(page, "Bring it back")
    expect(page).to_have_url(re.compile("seed=2"))


def test_what_is_old_is_gone_and_what_is_broken_gets_a_sentence_and_can_be_forgotten(visitor):
    page = visitor("digits")
    entry = {"name": "own", "words": "test accuracy 98%", "content": [1, 2, 3]}
    for key, changes in {"old": {"days": 31}, "broken": {"days": 1}, "senseless": {"days": 1, "content": None}}.items():
        page.evaluate(PUT, entry | {"key": key} | changes)
    reload(page)
    expect(page.locator(".st-key-offer-own")).to_contain_text("test accuracy 98%")
    assert page.evaluate(ENTRIES) == ["own"]
    press(page, "Bring it back")
    expect(page.get_by_text("has kept of your network cannot be used. It is damaged.")).to_be_visible()
    press(page, "Forget it")
    expect(page.locator(".st-key-offer-own")).to_have_count(0)
    page.wait_for_function(f"async () => !(await ({ENTRIES})()).length")
