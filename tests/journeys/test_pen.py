"""What mouse, pen and fingers draw is on the sheet and on the server, all of it and once: right after Clear and Undo,
while answers are on their way, and whatever becomes of a touch. Each also through a connection that is 100 ms long."""
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser, cable
from tests.hands import Fingers, begin, corner, press, stroke

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds; far above what anything takes
SEVEN = (80, 60), (200, 60), (120, 230)
ONE = (140, 50), (138, 230)
BAR, LEG = SEVEN[:2], SEVEN[1:]
WAITS = 0, 150, 400  # milliseconds, so that answers arrive before, in and after a stroke
# The strokes on the screen, and those that the server knows, which the tab keeps for it.
SHOWN = "playground.sheets[{page!r}].strokes"
SERVED = "JSON.parse(atob(sessionStorage['playground.sheet_' + {page!r}] ?? 'W10='))"
KNOWN = "playgroundSheet.known === playgroundSheet.changes"
SAME = f"() => JSON.stringify({SHOWN}) === JSON.stringify({SERVED}) && {KNOWN}"
INKED = """([x, y]) => {
  const sheet = [...document.querySelectorAll("*")].map((each) => each.shadowRoot?.querySelector("canvas.upper-canvas"))
    .find(Boolean), [red] = sheet.getContext("2d").getImageData(x, y, 1, 1).data;
  return red < 128;
}"""


@pytest.fixture(scope="module", params=[0, 0.1], ids=["near", "far"])
def line(request, server):
    with cable.laid(server.port, request.param) as line:
        yield line


@pytest.fixture(scope="module")
def context(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visit(context, line):
    """Opens a tab, whose scripts may not fail."""
    errors, pages = [], []

    def opened(name: str) -> Page:
        pages.append(page := context.new_page())
        browser.note_failures(page, errors)
        page.goto(f"{line.address}/{name}")
        page.wait_for_function(f"globalThis.playgroundSheet && globalThis.playground.kept.visit && {browser.RESTS}")
        page.evaluate(browser.SETTLED)
        return page

    yield opened
    for page in pages:
        page.close()
    assert errors == []


@pytest.fixture
def digits(visit) -> Page:
    page = visit("digits")
    page.wait_for_function("globalThis.playgroundAnswer")
    return page


def strokes(page: Page, name: str = "digits") -> list[dict]:
    """The strokes on the screen, once the server has the same."""
    page.wait_for_function(SAME.format(page=name))
    return page.evaluate(SHOWN.format(page=name))


def ends(drawn: list[dict]) -> list[tuple]:
    """Where strokes begin and end."""
    return [(*map(round, each["points"][:2]), *map(round, each["points"][-2:])) for each in drawn]


def ends_of(*drawn: tuple) -> list[tuple]:
    return [(*points[0], *points[-1]) for points in drawn]


def reads(page: Page, digit: int) -> None:
    page.wait_for_function(f"playgroundAnswer.digit === {digit}")


def undo_by_key(page: Page) -> None:
    page.keyboard.press("Control+z")


@pytest.mark.parametrize(("take_away", "wait"), [
    *((partial(press, name="Clear"), wait) for wait in WAITS),
    *((partial(press, name="Undo"), wait) for wait in WAITS[:2]),
    (undo_by_key, 0),
], ids=["Clear", "Clear, soon", "Clear, later", "Undo", "Undo, soon", "Ctrl+Z"])
def test_a_stroke_right_after_another_is_taken_away_is_there(digits, take_away, wait):
    stroke(digits, *ONE)
    reads(digits, 1)
    take_away(digits)
    assert digits.evaluate("playgroundSheet.strokes") == 0  # at once
    digits.wait_for_timeout(wait)
    stroke(digits, *SEVEN)
    assert ends(strokes(digits)) == ends_of(SEVEN)
    reads(digits, 7)


def test_keys_take_a_stroke_back_though_the_brush_was_changed_before(digits):
    digits.get_by_role("slider", name="Brush width, pixels").press("ArrowRight")
    stroke(digits, *ONE)
    undo_by_key(digits)
    assert strokes(digits) == []


@pytest.mark.parametrize("button", ["Clear", "Undo"])
def test_an_answer_in_the_middle_of_a_stroke_leaves_it_alone(digits, button):
    stroke(digits, *ONE)
    reads(digits, 1)
    press(digits, button)
    begin(digits, *BAR)
    digits.wait_for_function(f"{KNOWN} && playgroundAnswer.digit === -1")
    left, top = corner(digits)
    for x, y in LEG:
        digits.mouse.move(left + x, top + y, steps=8)
    digits.mouse.up()
    assert ends(strokes(digits)) == ends_of(SEVEN)
    reads(digits, 7)
    assert digits.evaluate(INKED, [140, 60])


def test_undo_as_quick_as_one_can_click_takes_as_many_strokes_back(digits):
    lines = [((40 + 30 * i, 60), (40 + 30 * i, 200)) for i in range(7)]
    for points in lines:
        stroke(digits, *points)
    for _ in range(5):
        press(digits, "Undo")
    assert ends(strokes(digits)) == ends_of(*lines[:2])
    for _ in range(5):
        press(digits, "Undo")
    stroke(digits, *SEVEN)
    assert ends(strokes(digits)) == ends_of(SEVEN)
    reads(digits, 7)


def test_undo_after_clear_brings_all_back_and_one_draws_on(digits):
    stroke(digits, *BAR)
    strokes(digits)
    for _ in range(2):
        press(digits, "Clear")
    press(digits, "Undo")
    stroke(digits, *LEG)
    assert ends(strokes(digits)) == ends_of(BAR, LEG)
    reads(digits, 7)


def test_a_stroke_on_its_way_to_the_server_is_cleared_like_any(digits):
    for points in (ONE, BAR, LEG):
        stroke(digits, *points)
    press(digits, "Clear")
    assert strokes(digits) == []
    reads(digits, -1)
    stroke(digits, *ONE)
    press(digits, "Clear")
    stroke(digits, *SEVEN)
    assert ends(strokes(digits)) == ends_of(SEVEN)
    reads(digits, 7)


def test_tools_count_for_the_very_next_stroke(digits):
    stroke(digits, *SEVEN)
    digits.get_by_role("radio", name="Eraser").click()
    stroke(digits, (60, 60), (165, 60))
    digits.get_by_role("radio", name="Pen").click()
    stroke(digits, *ONE)
    digits.locator(".st-key-digits-brush input").focus()
    for _ in range(3):
        digits.keyboard.press("ArrowRight")
    stroke(digits, *BAR)
    digits.get_by_role("radio", name="Eraser").click()
    press(digits, "Clear")  # puts the eraser away
    press(digits, "Undo")
    stroke(digits, *BAR)
    tools = [(each["width"], each["erases"]) for each in strokes(digits)]
    assert tools == [(20, False), (30, True), (20, False), (26, False), (26, False)]
    expect(digits.get_by_role("radio", name="Pen")).to_be_checked()


def test_another_theme_in_the_middle_of_a_stroke_leaves_it_alone(digits):
    begin(digits, *BAR)
    digits.emulate_media(color_scheme="dark")
    digits.wait_for_function(f"!({INKED})([140, 60]) && ({INKED})([140, 200])")
    left, top = corner(digits)
    digits.mouse.move(left + LEG[1][0], top + LEG[1][1], steps=8)
    digits.mouse.up()
    assert ends(strokes(digits)) == ends_of(SEVEN)
    reads(digits, 7)


def test_strokes_beside_a_network_that_trains_all_arrive(visit):
    page = visit("digits?digits.epochs=200&digits.rows=1,000")
    press(page, "Train")
    expect(page.get_by_text("Training. You can draw meanwhile.")).to_be_visible()
    for _ in range(2):
        press(page, "Clear")
        for points in (BAR, LEG):
            stroke(page, *points)
        assert ends(strokes(page)) == ends_of(BAR, LEG)
        reads(page, 7)
    press(page, "Pause")


def test_what_was_drawn_before_leaving_the_page_is_there_when_one_is_back(digits):
    stroke(digits, *BAR)
    stroke(digits, *LEG)
    digits.get_by_role("link", name="Playground").click()
    expect(digits.get_by_role("button", name="Play", exact=True)).to_be_visible()
    digits.get_by_role("link", name="Digits").click()
    expect(digits.get_by_role("button", name="Clear", exact=True)).to_be_visible()
    assert ends(strokes(digits)) == ends_of(BAR, LEG)
    reads(digits, 7)


@pytest.mark.parametrize("wait", WAITS[::2])
def test_a_stroke_right_after_a_drawing_is_kept_is_there_and_no_other(visit, wait):
    page = visit("handwriting")
    stroke(page, *BAR)
    keep = page.get_by_role("button", name="Keep it as a 0")
    expect(keep).to_be_enabled()
    stroke(page, *LEG)
    keep.click()
    assert page.evaluate("playgroundSheet.strokes") == 0  # at once
    page.wait_for_timeout(wait)
    stroke(page, *ONE)
    expect(page.get_by_role("option")).to_contain_text("0 → 7")  # what was seen at the click, both strokes of it
    assert ends(strokes(page, "handwriting")) == ends_of(ONE)
    press(page, "Keep it as a 1")
    expect(page.get_by_role("option").nth(1)).to_contain_text("1 → 1")
    assert strokes(page, "handwriting") == []
    press(page, "Undo")
    assert ends(strokes(page, "handwriting")) == ends_of(ONE)


def test_a_drawing_is_kept_once_however_often_one_clicks(visit):
    page = visit("handwriting")
    stroke(page, *SEVEN)
    page.get_by_role("button", name="Keep it as a 0").dblclick()
    expect(page.get_by_role("button", name="Keep it as a 1")).to_be_disabled()
    assert strokes(page, "handwriting") == []
    expect(page.get_by_text("1 drawing", exact=True)).to_be_visible()


@pytest.mark.parametrize("name", ["digits", "handwriting"])
def test_a_touch_that_the_system_takes_away_leaves_its_ink_which_is_read(visit, name):
    page = visit(name)
    finger = Fingers(page)
    finger.down(0, BAR[0])
    finger.move(0, BAR[1])
    finger.cancel()
    assert ends(strokes(page, name)) == ends_of(BAR)
    finger.stroke(0, *LEG)
    assert ends(strokes(page, name)) == ends_of(BAR, LEG)
    if name == "digits":
        reads(page, 7)


@pytest.mark.parametrize("stays", [False, True])
def test_a_second_finger_in_the_middle_of_a_stroke_changes_nothing(digits, stays):
    finger = Fingers(digits)
    finger.down(0, BAR[0])
    finger.move(0, BAR[1])
    finger.down(1, (240, 240))
    if not stays:
        finger.up(1)
    finger.move(0, LEG[1])
    finger.up(0)
    if stays:
        finger.up(1)
    assert ends(strokes(digits)) == ends_of(SEVEN)
    assert not digits.evaluate(INKED, [240, 240])
    reads(digits, 7)


@pytest.mark.parametrize("name", ["digits", "handwriting"])
def test_a_palm_that_rests_first_leaves_nothing_and_takes_no_stroke(visit, name):
    page = visit(name)
    finger = Fingers(page)
    finger.down(1, (250, 260))
    for points in (BAR, LEG):
        finger.stroke(0, *points)
    finger.move(1, (252, 262))
    finger.up(1)
    assert ends(strokes(page, name)) == ends_of(BAR, LEG)
    assert not page.evaluate(INKED, [250, 260])


def test_a_finger_that_only_taps_leaves_a_dot(digits):
    Fingers(digits).stroke(0, (140, 140))
    assert ends(strokes(digits)) == ends_of([(140, 140)])
    assert digits.evaluate(INKED, [140, 140])


def test_a_stroke_leaves_the_sheet_and_comes_back_and_ends_outside(digits):
    finger = Fingers(digits)
    finger.stroke(0, (80, 60), (-30, 60), (-30, 140), (200, 140), (200, 320))
    begin(digits, (140, 50), (140, 200))
    digits.mouse.move(-40, -40, steps=4)  # out of the window
    digits.mouse.up()
    assert [each[:2] for each in ends(strokes(digits))] == [(80, 60), (140, 50)]
    assert digits.evaluate(INKED, [20, 60])
    assert digits.evaluate(INKED, [20, 140])
    assert digits.evaluate(INKED, [140, 190])
    left, top = corner(digits)
    digits.mouse.move(left + 250, top + 250)
    assert len(strokes(digits)) == 2


def test_a_stroke_is_read_when_the_window_loses_the_focus_and_goes_on(digits):
    begin(digits, *BAR)
    digits.evaluate("dispatchEvent(new Event('blur'))")
    assert ends(strokes(digits)) == ends_of(BAR)
    left, top = corner(digits)
    digits.mouse.move(left + LEG[1][0], top + LEG[1][1], steps=8)
    digits.mouse.up()
    assert ends(strokes(digits)) == ends_of(BAR, LEG)
    reads(digits, 7)


def test_a_mouse_that_was_lifted_where_nobody_heard_of_it_draws_no_more(digits):
    begin(digits, *SEVEN)
    digits.evaluate("""() => [...document.querySelectorAll("*")].map((each) => each.shadowRoot
      ?.querySelector("canvas.upper-canvas")).find(Boolean).dispatchEvent(
        new PointerEvent("pointermove", { pointerId: 1, buttons: 0 }))""")
    assert ends(strokes(digits)) == ends_of(SEVEN)
    left, top = corner(digits)
    digits.mouse.move(left + 250, top + 250)
    digits.mouse.up()
    assert ends(strokes(digits)) == ends_of(SEVEN)


def test_a_pen_draws_beside_a_palm_that_moves(digits):
    palm, (left, top) = Fingers(digits), corner(digits)
    screen = digits.context.new_cdp_session(digits)

    def pen(kind, x, y):
        screen.send("Input.dispatchMouseEvent", {"type": kind, "x": left + x, "y": top + y, "button": "left",
                                                 "buttons": 1, "clickCount": 1, "pointerType": "pen"})

    palm.down(1, (250, 260))
    pen("mousePressed", *SEVEN[0])
    for place in SEVEN[1:]:
        pen("mouseMoved", *place)
        palm.move(1, (250, 210), (250, 260))
    pen("mouseReleased", *SEVEN[-1])
    palm.up(1)
    assert ends(strokes(digits)) == ends_of(SEVEN)
    reads(digits, 7)


def test_through_a_connection_that_is_400_ms_long_nothing_is_lost(chromium: Browser, server):
    with cable.laid(server.port) as line:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{line.address}/digits")
        page.wait_for_function(f"globalThis.playgroundSheet && globalThis.playgroundAnswer && {browser.RESTS}")
        page.evaluate(browser.SETTLED)
        line.delay = 0.4
        for wait in (0, 300, 700, 1100):
            for points in (ONE, BAR):
                stroke(page, *points)
            press(page, "Clear")
            page.wait_for_timeout(wait)
            for points in (BAR, ONE, LEG):
                stroke(page, *points)
                if points is ONE:
                    press(page, "Undo")
            assert ends(strokes(page)) == ends_of(BAR, LEG)
            reads(page, 7)
        page.close()


@pytest.mark.parametrize("name", ["digits", "handwriting"])
@pytest.mark.parametrize("width", [320, 820, 1000, 1280])
def test_the_sheet_is_whole_on_every_screen(chromium: Browser, server, name, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{server.address}/{name}")
    page.wait_for_function(f"globalThis.playgroundSheet && {browser.RESTS}")
    page.evaluate(browser.SETTLED)
    sheet = page.locator("canvas.upper-canvas").bounding_box()
    column = page.locator(".stColumn").filter(has=page.locator("canvas.upper-canvas")).last.bounding_box()
    column = column or page.locator(".st-key-digits-board").bounding_box()  # on phones there is one column for all
    assert (sheet["width"], sheet["height"]) == (280, 280)
    assert column["x"] <= sheet["x"]
    assert sheet["x"] + 280 <= column["x"] + column["width"] <= width
    page.close()
