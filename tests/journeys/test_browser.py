"""Journeys through the running app in a real browser, one for each page, and what holds on all of them."""
import json
import re
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from engine.config import RunConfig
from engine.datasets import dataset_from_csv, mnist, xor
from engine.training import TrainingRun
from pages.ui.shared.address.packed import packed
from tests import browser
from tests.hands import middle_wire, press, stroke
from tests.photos import photo

pytestmark = pytest.mark.browser
PAGES = ("home", "playground", "lessons", "first_principles", "digits", "evaluation", "handwriting")
VIEWS = (*PAGES, "playground?playground.dataset=Gender&playground.layers=6")
SHOWN = ("window.playgroundStage?.paints > 0 || window.playgroundAnswer || window.playgroundGallery "
         "|| document.querySelector('.st-key-handwriting-keep, .st-key-lesson-cards a, "
         ".st-key-principles-question')")
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
SHEET_CORNER = ("[...[...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('canvas.dc-canvas'))"
                ".find(Boolean).getContext('2d').getImageData(2, 2, 1, 1).data].slice(0, 3).join()")
PATIENCE = 30_000  # milliseconds; far above what anything takes


@pytest.fixture(scope="module")
def address(server):
    return server.address


@pytest.fixture
def visit(address, chromium):
    """Opens a page of the app, by name, in a fresh session; at the end no script may have failed in it.

    Nor may it have asked any other host for anything, whatever came of that.
    """
    contexts, errors, hosts = [], [], {urlsplit(address).netloc}

    def note(asked):
        hosts.add(urlsplit(asked.url.removeprefix("blob:")).netloc)

    def open_page(name: str, **options) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        browser.note_failures(page, errors)
        context.on("request", note)
        page.on("websocket", note)
        page.goto(f"{address}/{'' if name == 'home' else name}")
        page.wait_for_function(SHOWN)
        page.wait_for_function(browser.RESTS)
        page.evaluate(browser.SETTLED)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
    assert hosts - {""} == {urlsplit(address).netloc}  # "" is the host of what stands in its address: data


def stage(page: Page, name: str):
    return page.evaluate(f"playgroundStage.{name}")


def draw(page: Page, *points: tuple[int, int]) -> None:
    """One stroke on the sheet, then wait for the page's reply."""
    before = page.evaluate("playgroundAnswer.count")
    stroke(page, *points)
    page.wait_for_function(f"playgroundAnswer.count > {before}")


@pytest.mark.parametrize("name", sorted({path.stem for path in (browser.ROOT / "pages").glob("*.py")} - {"__init__"}))
def test_every_page_brings_its_icon_along(visit, name):
    icon = visit(name).locator("link[rel~=icon]")
    expect(icon).to_have_attribute("href", re.compile("^data:image/svg"))


def test_home_shows_a_network_that_learns_and_leads_to_the_playground(visit):
    page = visit("home")
    page.wait_for_function("playgroundStage.epoch > 20")
    expect(page.locator(".numbers .loss")).to_be_visible()
    page.get_by_role("link", name="Start here").click()
    expect(page).to_have_url(re.compile("/playground"))
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_the_playground_plays_pauses_steps_and_follows_the_rate(visit):
    page = visit("playground")
    assert stage(page, "epoch") == 0
    press(page, "Play")
    page.wait_for_function("playgroundStage.epoch > 100 && playgroundStage.paints > 60")

    rate = page.get_by_role("slider", name="Learning rate")
    rate.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("playground.rate=0.3"))
    epoch = stage(page, "epoch")
    page.wait_for_function(f"playgroundStage.epoch > {epoch + 100}")

    press(page, "Pause")
    page.wait_for_function("!playgroundStage.playing")
    page.wait_for_function(browser.RESTS)
    epoch = stage(page, "epoch")
    press(page, "1 epoch")
    page.wait_for_function(f"playgroundStage.epoch === {epoch + 1}")
    assert stage(page, "mounts") == 1

    press(page, "Reset")
    page.wait_for_function("playgroundStage.epoch === 0")
    assert stage(page, "mounts") == 1


def test_hovering_the_stage_shows_names_and_numbers(visit):
    page = visit("playground")
    network = page.locator("canvas.network").bounding_box()
    page.mouse.move(network["x"] + network["width"] - 60, network["y"] + network["height"] / 2)
    tip = page.locator(".tip")
    expect(tip).to_contain_text("output = sigmoid(z)")
    expect(tip).to_contain_text("bias")
    answer = page.locator("canvas.map").bounding_box()
    page.mouse.move(answer["x"] + answer["width"] / 2, answer["y"] + answer["height"] / 2)
    expect(tip).to_contain_text("x1")


def test_hovering_a_point_shows_the_points_own_numbers_and_hovering_beside_it_the_places(visit):
    page = visit("playground")
    answer, tip, corners = page.locator("canvas.map").bounding_box(), page.locator(".tip"), xor().inputs.tolist()
    hover(page, corners, 3, away=3, margin=0.25)
    expect(tip).to_contain_text("1 xor 1 = 0: class 0 x1 1, x2 1 Probability")
    untrained = TrainingRun.start(RunConfig(), xor())
    assert float(tip.inner_text().rpartition(": ")[2]) == pytest.approx(untrained.predict([[1, 1]])[0, 0], abs=0.01)
    hover(page, corners, 1, away=-4, margin=0.25)
    expect(tip).to_contain_text("0 xor 1 = 1: class 1 x1 0, x2 1 Probability")
    page.mouse.move(answer["x"] + answer["width"] / 2, answer["y"] + answer["height"] / 2)
    expect(tip).to_contain_text(re.compile(r"^x1 0\.\d\d, x2 0\.\d\d"))


@pytest.mark.parametrize(("table", "said"), [
    ("5.9,2.9,a\n7.1234,3,a\n-4.8,40.3,b",
     {1: "class a x1 7.1234, x2 3 Probability", 2: "class b x1 -4.8, x2 40.3 Probability"}),
    ("1e15,1e-20,a\n1000000000000001,2e-20,b\n1000000000000003,5e-20,b",
     {1: "class b x1 1000000000000001, x2 2e-20 Probability"}),
    ("1e30,1e16,a\n1e30,10000000000000001,b\n-1e30,1e16,b",
     {2: "class b x1 -1e+30, x2 10000000000000000 Probability"}),
    ("1e-200,1234567,a\n0,7654321,b\n3e-200,55,b", {0: "class a x1 1e-200, x2 1234567 Probability"})])
def test_hovering_ones_own_point_shows_what_was_typed_however_large_or_small(visit, table, said):
    points = packed(table)
    page = visit(f"playground?playground.dataset=Your+own+points&playground.test=0&playground.own_points={points}")
    points = dataset_from_csv(table).inputs.tolist()
    for row, text in said.items():
        hover(page, points, row, away=2, margin=0.08)
        expect(page.locator(".tip")).to_contain_text(text.replace("-", "\N{MINUS SIGN}"))


def hover(page: Page, points: list, row: int, away: int, margin: float) -> None:
    """Move the pointer to so many pixels beside one of the map's points, around which lies a margin of their spread."""
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)
    box = page.locator("canvas.map").bounding_box()
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    pad = margin * np.where(high > low, high - low, 1)
    across, up = ((points[row] - low + pad) / (high - low + 2 * pad)).tolist()
    size = box["width"] - 48
    page.mouse.move(box["x"] + 42 + across * size + away, box["y"] + 20 + (1 - up) * size)


def test_a_weight_is_changed_by_a_click_while_the_network_trains_and_taken_back(visit):
    page = visit("playground?playground.speed=1+step%2Fs")
    box = page.locator("canvas.network").bounding_box()
    page.mouse.click(*middle_wire(box))
    page.get_by_role("textbox", name="weight hidden 1, neuron 2 → output").fill("much")
    page.keyboard.press("Enter")
    expect(page.locator(".editor")).to_contain_text("“much” is not a number")
    page.get_by_role("textbox", name="neuron 2 → output").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator(".editor")).to_be_hidden()
    expect(page.locator(".tip")).to_contain_text("weight 4.0000")

    press(page, "Play")
    page.wait_for_function("playgroundStage.playing")
    page.locator("canvas.network").focus()
    page.mouse.click(*middle_wire(box))
    page.get_by_role("slider", name="neuron 2 → output").fill("-3")
    page.wait_for_function("playgroundStage.playing && playgroundStage.paints > 0")
    page.keyboard.press("Escape")
    press(page, "Undo")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert stage(page, "mounts") == 1


def test_points_are_added_to_a_problem_on_the_map_and_undone_and_the_trained_run_comes_back(visit):
    page = visit("playground")
    press(page, "1 epoch")
    page.wait_for_function("playgroundStage.epoch === 1")
    loss = stage(page, "loss")
    press(page, "Edit points")
    expect(page).to_have_url(re.compile("playground.dataset=Your"))
    page.get_by_role("group", name="Class of the points").get_by_role("button", name="1", exact=True).click()
    page.locator("canvas.map").click(position={"x": 150, "y": 150})
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("title", "Take back: add a point of “1”")
    page.locator("canvas.map").focus()
    press(page, "Undo")
    press(page, "Undo")
    page.wait_for_function(f"playgroundStage.epoch === 1 && playgroundStage.loss === {loss}")
    expect(page).to_have_url(re.compile("playground[?]playground.moment=1&"))
    assert stage(page, "mounts") == 1


def test_a_moment_opens_elsewhere_exactly_by_its_link_and_by_its_file(visit, address, tmp_path):
    page = visit("playground?playground.dataset=Moons&playground.optimizer=Adam&playground.speed=1")
    press(page, "1 epoch")
    page.wait_for_function("playgroundStage.epoch === 1")
    page.get_by_text("Share and save", exact=True).first.click()
    press(page, "Make a link to this moment")
    link = page.locator("[data-testid=stCode] code").inner_text()
    with page.expect_download() as download:
        press(page, "Moment as a file")
    download.value.save_as(tmp_path / "moment.json")
    by_link, by_file = visit(link.removeprefix(f"{address}/")), visit("playground")
    by_file.get_by_text("Share and save", exact=True).first.click()
    by_file.locator(".st-key-panel-share input[type=file]").set_input_files(tmp_path / "moment.json")
    for other, words in ((by_link, "Play continues that run"), (by_file, "This is the moment that was saved")):
        expect(other.get_by_text(words)).to_be_visible()
        other.wait_for_function(f"playgroundStage.epoch === 1 && playgroundStage.loss === {stage(page, 'loss')}")
    for one in (page, by_link, by_file):
        press(one, "1 epoch")
        one.wait_for_function("playgroundStage.epoch === 2")
    assert stage(page, "loss") == stage(by_link, "loss") == stage(by_file, "loss")


def test_a_reload_comes_back_to_ones_points_and_the_moment_and_the_way_back_stays_short(visit):
    page = visit("playground")
    before = page.evaluate("history.length")
    press(page, "Edit points")
    page.locator("canvas.map").click(position={"x": 150, "y": 150})  # before the answer to the button is here
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("title", "Take back: add a point of “0”")
    press(page, "1 epoch")
    for part in ("own_points=eN", "test=0", "moment=1"):
        expect(page).to_have_url(re.compile(f"playground.{part}"))
    page.wait_for_function("playgroundStage.epoch === 1")
    loss = stage(page, "loss")
    page.reload()
    page.wait_for_function("window.playgroundStage?.epoch === 1")
    assert stage(page, "loss") == loss
    assert page.evaluate("history.length") == before


def test_the_browsers_back_comes_to_the_settings_that_were_left(visit):
    page = visit("digits")
    epochs = page.get_by_label("Epochs", exact=True)
    epochs.fill("7")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("digits.epochs=7"))
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Lessons").first.click()
    expect(page.get_by_role("heading", name="Lessons")).to_be_visible()
    expect(page).to_have_url(re.compile("lessons$"))
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    expect(page).to_have_url(re.compile("digits[?]digits.epochs=7"))
    expect(epochs).to_have_value("7")


def test_any_moment_of_a_run_can_be_seen_again_and_gone_on_from_beside_a_pinned_run(visit):
    page = visit("playground")
    page.locator("body").press("Space")
    page.wait_for_function("playgroundStage.epoch > 500")
    slider, words = page.get_by_role("slider", name="Moment of the run"), page.locator(".timeline p")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 20, box["y"] + box["height"] / 2, steps=5)  # however far the run is
    expect(words).to_contain_text("You are looking back")
    page.mouse.up()
    page.wait_for_function("!playgroundStage.playing && playgroundStage.epoch < 500")

    press(page, "Pin this run")
    expect(page.get_by_role("group", name="Pinned run")).to_contain_text("2-3-1 sigmoid, SGD 0.2, batch 4, seed 0")
    with page.expect_download() as download:
        press(page, "Save picture")
    assert re.fullmatch(r"xor-epoch-\d+\.png", download.value.suggested_filename)

    press(page, "Back to the newest")
    page.wait_for_function("playgroundStage.epoch > 500")
    newest = stage(page, "epoch")
    page.locator("body").press("ArrowLeft")
    page.wait_for_function(f"playgroundStage.epoch < {newest}")
    earlier = stage(page, "epoch")
    press(page, "1 epoch")
    page.wait_for_function(f"playgroundStage.epoch === {earlier + 1}")
    expect(words).to_be_hidden()
    assert stage(page, "mounts") == 1


def test_reduced_motion_shows_few_pictures_and_still_all_of_the_training(visit):
    page = visit("playground", reduced_motion="reduce")
    press(page, "Play")
    page.wait_for_function("playgroundStage.epoch > 300")
    paints, snapshots = stage(page, "paints"), stage(page, "snapshots")
    page.wait_for_function(f"playgroundStage.snapshots > {snapshots + 20}")
    assert 3 * (stage(page, "paints") - paints) < stage(page, "snapshots") - snapshots


def test_a_copied_address_opens_the_same_network_on_the_same_points(visit):
    page = visit("playground")
    page.get_by_role("combobox", name="Data set").click()
    page.get_by_role("option", name="Spiral").click()
    expect(page).to_have_url(re.compile("playground.neurons3=8"), timeout=PATIENCE)
    page.wait_for_function("playgroundStage.loss > 0.6")
    address = page.evaluate("location.pathname + location.search").removeprefix("/")
    assert stage(visit(address), "loss") == stage(page, "loss")


def test_digits_trains_reads_a_drawn_one_and_remembers_it(visit):
    page = visit("digits?digits.epochs=1")
    assert page.evaluate("playgroundAnswer.digit") == -1
    draw(page, (90, 60), (190, 60), (130, 220))
    page.wait_for_function("playgroundAnswer.digit === 7")
    press(page, "Clear")
    page.get_by_role("radio", name="Your network").click(force=True)
    expect(page.locator(".words")).to_contain_text("once you train it")
    press(page, "Train")
    expect(page.get_by_text("digits that it was not trained on")).to_be_visible(timeout=PATIENCE)

    draw(page, (142, 50), (138, 230))
    page.wait_for_function("playgroundAnswer.digit === 1")
    expect(page.locator(".digit")).to_have_text("1")

    page.get_by_role("link", name="Playground").click()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.get_by_role("link", name="Digits").click()
    expect(page.locator(".digit")).to_have_text("1")

    press(page, "Clear")
    expect(page.locator(".digit")).to_have_text("?")
    expect(page.locator(".words")).to_contain_text("Draw a digit")


def test_a_cell_of_the_confusion_shows_the_digits_behind_it(visit):
    page = visit("evaluation")
    page.get_by_role("button", name="times a 4 was predicted as a 9").click()
    expect(page.get_by_text("True 4, predicted 9")).to_be_visible()
    expect(page.get_by_role("listitem").first).to_contain_text("4 → 9")
    page.get_by_text("Hidden layer (PCA)", exact=True).click()
    places = page.get_by_role("img", name="PCA of the last hidden layer").bounding_box()
    page.mouse.move(places["x"] + places["width"] / 2, places["y"] + places["height"] / 2)
    expect(page.locator(".places .tip")).to_contain_text("predicted")


def test_a_kept_drawing_joins_the_others_on_a_new_sheet_and_the_downloaded_file(visit):
    page = visit("handwriting")
    keep = page.get_by_role("button", name="Keep it as a 0")
    expect(keep).to_be_disabled()
    box = page.locator("canvas.upper-canvas").bounding_box()
    for i, (x, y) in enumerate([(140, 50), (80, 140), (140, 230), (200, 140), (140, 50)]):
        page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
        if i == 0:
            page.mouse.down()
    page.mouse.up()
    keep.click()
    expect(page.get_by_role("option")).to_contain_text("0 → 0")
    expect(page.get_by_role("button", name="Keep it as a 1")).to_be_disabled()
    with page.expect_download() as download:
        press(page, "Download the drawings")
    assert [drawing["label"] for drawing in json.loads(download.value.path().read_text("utf-8"))["drawings"]] == [0]


def test_charts_below_the_stage_wait_until_asked_for_and_until_training_rests(visit):
    page = visit("playground?playground.dataset=Circle&playground.until_solved=false&playground.pause_every=1000000")
    loaded = []
    page.on("request", lambda request: loaded.append(request.url) if "Plotly" in request.url else None)
    press(page, "Play")
    page.wait_for_function("playgroundStage.epoch > 50")
    page.get_by_role("radio", name="Weights").click(force=True)
    expect(page.get_by_text("appears when training pauses")).to_be_visible()
    assert loaded == []
    press(page, "Pause")
    kinds = {"Weights": "bar", "Learning curves": "scatter", "Confusion matrix": "heatmap", "Loss surface": "surface"}
    for chart, kind in kinds.items():
        if chart != "Weights":  # chosen already
            page.get_by_role("radio", name=chart).click(force=True)
        page.wait_for_function(f"document.querySelector('.js-plotly-plot')?.data?.[0].type === '{kind}'")
    assert loaded
    expect(page).to_have_url(re.compile("playground.chart=Loss"))
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot')[1]?.data?.[0].type === 'contour'")
    now = page.evaluate("document.querySelectorAll('.js-plotly-plot')[1].data.at(-1).hovertemplate")
    assert float(re.search(r"now: loss ([-+.e0-9]+)<", now)[1]) == pytest.approx(stage(page, "loss"), rel=1e-3)
    expect(page.get_by_role("figure", name="as contour lines")).to_be_visible()
    assert stage(page, "mounts") == 1


def test_strokes_are_erased_and_taken_back_and_follow_the_theme(visit):
    page = visit("digits")
    draw(page, (90, 60), (190, 60), (130, 220))
    page.wait_for_function("playgroundAnswer.digit === 7")
    page.get_by_text("Eraser", exact=True).click()
    page.wait_for_function(browser.RESTS)
    draw(page, (60, 60), (165, 60))
    page.wait_for_function("playgroundAnswer.digit === 1")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{SHEET_CORNER} === '11,14,18'")
    press(page, "Undo")
    page.wait_for_function("playgroundAnswer.digit === 7")
    press(page, "Clear")
    page.wait_for_function("playgroundAnswer.digit === -1")
    page.keyboard.press("Control+z")
    page.wait_for_function("playgroundAnswer.digit === 7")
    expect(page.locator(".dc-toolbar")).to_be_hidden()


def test_a_photo_is_read_and_every_step_to_it_can_be_left_out(visit):
    page = visit("digits")
    page.get_by_text("Read a photo instead").click()
    five = photo(mnist().test_inputs[8].reshape(28, 28), np.random.default_rng(3), rules="checked")
    page.locator("[class*=photo] input[type=file]").set_input_files(
        {"name": "five.jpg", "mimeType": "image/jpeg", "buffer": five})
    page.wait_for_function("playgroundAnswer.digit === 5")
    page.get_by_text("Preprocessing", exact=True).click()
    page.wait_for_function("window.playgroundXray?.source === 'photo'")
    page.get_by_role("switch", name="Scale to 20 pixels").click()
    page.wait_for_function("playgroundXray.off === 1 && playgroundXray.accuracy < 0.9")
    stroke(page, (142, 50), (138, 230))
    page.wait_for_function("playgroundXray.source === 'drawing'")


def test_a_finger_draws_and_the_page_stays_still(visit):
    page = visit("digits", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    sheet = page.locator("canvas.upper-canvas")
    sheet.scroll_into_view_if_needed()
    box, top = sheet.bounding_box(), page.evaluate(SCROLLED)
    finger = page.context.new_cdp_session(page)
    path = [(90, 60), (140, 60), (190, 60), (170, 110), (150, 160), (130, 220)]
    for kind, points in [("touchStart", path[:1]), *(("touchMove", [point]) for point in path[1:]), ("touchEnd", [])]:
        touches = [{"x": box["x"] + x, "y": box["y"] + y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    page.wait_for_function("playgroundAnswer.digit === 7")
    assert page.evaluate(SCROLLED) == top


def test_own_points_are_typed_into_a_table_and_a_solved_problem_goes_on(visit):
    page = visit("playground?playground.dataset=Your+own+points&playground.rate=3&playground.speed=max")
    page.get_by_role("textbox", name="row 2, x1").fill("seven")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Row 2, column 1: “seven” is not a number")).to_be_visible()
    expect(page.get_by_role("textbox", name="row 2, x1")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("textbox", name="row 2, x1").fill("7")
    for column, cell in (("x1", "9"), ("x2", "4"), ("label", "beech")):
        page.get_by_role("textbox", name=f"new row, {column}").fill(cell)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="row 14, label")).to_have_value("beech")
    expect(page.get_by_text("length cm: minus 6.608")).to_be_visible()

    press(page, "Play")
    expect(page.get_by_text("Solved at epoch")).to_be_visible(timeout=PATIENCE)
    epoch = stage(page, "epoch")
    press(page, "Go on")
    page.wait_for_function(f"playgroundStage.epoch > {epoch + 100}")
    assert stage(page, "mounts") == 1


def test_names_of_files_columns_and_classes_are_shown_as_they_are_written(visit):
    """Streamlit's own Markdown is the judge of plain.py: nothing but text comes of a name."""
    page = visit("playground?playground.dataset=Your+own+points")
    page.get_by_role("tab", name="File").click()
    names = ["[a](http:b)", "![a](b.png)", "see www.a.bc or me@a.bc", ":red[a] :blue-badge[b] :small[c]",
             "a\u202eb\u200b", ":material_home: :smile: :+1: :streamlit:", "$x^2$ and $$y$$", "`a` **b** _c_ ~~d~~",
             "<b>a", "&amp; &#65; a|b", "# a", "- a", "1. a", "> a", "a -> b <- c -- d >= e", "w" * 60]
    for count, name in enumerate(names):
        page.locator(f".st-key-playground-own_file{count} input[type=file]").set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": b"\0"})
        shown = page.get_by_test_id("stAlert").get_by_role("paragraph")
        seen = name.replace("\u202e", "").replace("\u200b", "")
        expect(shown).to_have_text(re.compile("^" + "\u2060?".join(map(re.escape, seen)) + " cannot be used[.] "))
        assert shown.locator("*").count() == 0, name
        assert shown.evaluate("(text) => text.scrollWidth <= text.clientWidth"), name
    expect(page.locator("[class*=own_file] input[type=file]")).to_have_count(1)

    page.get_by_role("tab", name="Text").click()
    labels = ["[a](http://b.c)", "<i>$x$\u202e:red[b]"]
    table = [["`x`", "y www.a.bc", "kind"], *([str(row), str(row + 1), labels[row % 2]] for row in (1, 2, 3, 4))]
    page.get_by_label("Your points", exact=True).fill("\n".join(map(",".join, table)))
    page.keyboard.press("Control+Enter")
    scaling = page.get_by_text("standard deviation 1")
    expect(scaling).to_have_text(re.compile("standard deviation 1: `x`: minus 2.5, .*; y www\u2060.a.bc: minus 3.5,"))
    assert scaling.locator(":not(a[href='#term-normalization'])").count() == 0
    expect(page.get_by_role("button", name="<i>$x$:red[b]", exact=True)).to_be_visible()
    press(page, "1 epoch")
    page.get_by_role("radio", name="Confusion matrix").click(force=True)
    expect(page.locator(".xtick text", has_text="<i>$x$:red[…").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".xtick a, .xtick tspan")).to_have_count(0)
    words = page.get_by_test_id("stMarkdown").filter(has_text="Most frequent error").get_by_role("paragraph")
    expect(words).to_have_text(re.compile("“.*” predicted as “.*”"))
    assert words.locator("*").count() == 0


def test_digits_learns_from_an_uploaded_file_and_a_downloaded_network_comes_back(visit, tmp_path):
    rows = [f"{row % 10}" + f",{25 * (row % 10)}" * 784 for row in range(100)]
    (tmp_path / "mine.csv").write_text("\n".join(rows), "utf-8")
    page = visit("digits?digits.epochs=1")
    page.get_by_text("Your files").click()
    (tmp_path / "mine.png").touch()
    page.locator("[class*=csv_file] input[type=file]").set_input_files(tmp_path / "mine.png")
    reason = page.get_by_text("files are not allowed")
    expect(reason).to_be_visible()
    assert reason.bounding_box()["height"] > 10  # Streamlit shows it to screen readers alone
    page.locator("[class*=csv_file] input[type=file]").set_input_files(tmp_path / "mine.csv")
    expect(page.get_by_text("mine.csv: 100 digits, 80 in the training set and 20 in the test set.")).to_be_visible()
    press(page, "Train")
    expect(page.get_by_text("on 20 digits that it was not trained on")).to_be_visible()
    with page.expect_download() as download:
        press(page, "Weights (.npz)")
    download.value.save_as(tmp_path / "digits.npz")
    page.locator("[class*=weights_file] input[type=file]").set_input_files(tmp_path / "digits.npz")
    expect(page.get_by_text("Loaded network", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_phone_shows_every_page_without_sideways_scrolling(visit, name, scheme):
    page = visit(name, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.wait_for_function("document.scrollingElement.scrollWidth <= 390")
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 390")


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_link_straight_to_a_page_opens_it_on_a_new_server(chromium, name):
    with browser.served() as server:
        page = chromium.new_context().new_page()
        page.goto(f"{server.address}/{name}")
        page.wait_for_function(SHOWN, timeout=PATIENCE)
        expect(page.get_by_role("link", name="Home")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
        page.context.close()


def adds_up(sentence: str) -> None:
    """Whether the first number in a sentence is the sum of the signed ones after it, rounded to its digits."""
    total, *parts = re.findall(r"[-+]?\d+\.\d+", sentence.replace("\N{MINUS SIGN}", "-"))
    assert len(parts) >= 3
    half = 0.5 * 10.0 ** -len(total.partition(".")[2])
    assert abs(sum(map(float, parts)) - float(total)) <= half * (1 + 1e-9), sentence


def test_looking_inside_follows_a_drawing_to_its_answer_and_opens_a_neuron(visit):
    page = visit("digits")
    draw(page, (90, 60), (190, 60), (130, 220))
    page.wait_for_function("playgroundAnswer.digit === 7 && !playgroundAnswer.doubted")
    page.get_by_text("Look inside", exact=True).click()
    page.wait_for_function("window.playgroundInside?.answer === 7")
    expect(page.get_by_role("heading", name=re.compile("Why 7 and not [0-9]"))).to_be_visible()
    page.get_by_role("radio", name="Why not 1?").click()
    expect(page.get_by_role("heading", name="Why 7 and not 1?")).to_be_visible()
    expect(page.locator(".inside .node:not(.unlit)")).to_have_count(1 + 8 + 8 + 10)

    for digit in [0, 1, 2, 3, 4, 5, 6, 8, 9]:
        page.get_by_role("radio", name=f"Why not {digit}?").click()
        adds_up(page.locator(".pixels .account").inner_text().partition("leads by")[2])
        score = page.locator(".inside .node").nth(-10 + digit).get_attribute("aria-label")
        assert score.startswith(f"{digit}: score")
        adds_up(re.sub(r"from the \d+ others|, [^,]*%\.", "", score.partition("score")[2]))

    neuron = page.get_by_role("button", name=re.compile("of the first hidden layer")).first
    neuron.hover()
    expect(page.locator(".inside .said")).to_contain_text("to the score of 7")
    neuron.click()
    expect(page.get_by_text("This neuron looks for ink where it's blue")).to_be_visible()
    press(page, "All neurons")
    page.wait_for_function("playgroundInside.atlas === 0")
    page.get_by_role("radio", name="pixel by pixel").click()
    expect(page.locator(".neighbors .account")).to_contain_text("in pixels")


def test_a_dot_is_answered_with_doubt(visit):
    page = visit("digits")
    draw(page, (140, 140), (141, 140))
    page.wait_for_function("playgroundAnswer.doubted")
    expect(page.locator(".words")).to_contain_text("This does not look like a digit")
    page.get_by_text("How is that decided?").click()
    expect(page.locator(".answer details")).to_contain_text("second, small network")


def test_a_lesson_opens_without_a_reload_and_its_link_shows_the_same_moment(visit, address):
    page = visit("lessons")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Open lesson 8", exact=True).click()
    expect(page.get_by_text("Lesson 8 of")).to_be_visible()
    expect(page.locator(".st-key-panel-training")).to_be_hidden()
    expect(page.get_by_role("button", name="Show everything")).to_be_visible()
    press(page, "1 epoch")
    page.wait_for_function("window.playgroundStage?.epoch === 1")
    page.get_by_text("Share and save", exact=True).first.click()
    press(page, "Make a link to this moment")
    link = page.locator("[data-testid=stCode] code").inner_text()
    assert page.evaluate("window.stayed")
    again = visit(link.removeprefix(f"{address}/"))
    again.wait_for_function("window.playgroundStage?.epoch === 1")
    expect(again.get_by_text("This is the moment that the link shows")).to_be_visible()
    assert stage(again, "loss") == stage(page, "loss")
    expect(again.get_by_text("Lesson 8 of")).to_be_visible()


def test_a_click_right_after_a_lesson_opened_counts_and_one_step_back_leads_out_of_it(visit):
    page = visit("lessons")
    entries = page.evaluate("history.length")
    page.get_by_role("link", name="Open lesson 9", exact=True).click()
    press(page, "Play")
    page.wait_for_function("window.playgroundStage?.epoch > 3")
    assert page.evaluate("history.length") == entries + 1
    press(page, "Pause")
    expect(page).to_have_url(re.compile("playground.moment="))  # the run of this click would lead here again
    page.go_back()
    expect(page.get_by_role("link", name="Open lesson 9", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("/lessons$"))
