"""`python -m tests.screenshots`: the README's picture of every page, as a visitor sees it after a moment."""
from playwright.sync_api import Page

from tests import browser

FOLDER = browser.ROOT / ".github" / "screenshots"


def home(page: Page) -> None:
    page.wait_for_function("playgroundStage.epoch > 250")


def playground(page: Page) -> None:
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("playgroundStage.loss < 0.02")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.wait_for_function("!playgroundStage.playing")
    page.mouse.move(5, 790)
    page.wait_for_timeout(500)


def first_principles(page: Page) -> None:
    page.get_by_role("radio", name="Gradient descent").click()
    page.locator(".st-key-principles-option0 button").click()
    page.locator(".board:visible").first.wait_for()
    page.mouse.move(5, 790)
    page.mouse.wheel(0, 540)
    page.wait_for_timeout(1500)


def digits(page: Page) -> None:
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_text("digits that it was not trained on").wait_for()
    box = page.locator("canvas.upper-canvas").bounding_box()
    strokes = [[(75, 60), (140, 48), (205, 55), (170, 135), (130, 235)], [(95, 150), (190, 140)]]
    for (x, y), *rest in strokes:
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.mouse.down()
        for x, y in rest:
            page.mouse.move(box["x"] + x, box["y"] + y, steps=10)
        page.mouse.up()
        page.wait_for_timeout(700)
    page.mouse.move(5, 790)
    page.wait_for_timeout(500)


def evaluation(page: Page) -> None:
    page.mouse.move(5, 790)
    page.wait_for_timeout(1500)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser.served() as server, browser.launched() as chromium:
        for prepare in (home, playground, first_principles, digits, evaluation):
            page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
            page.goto(f"{server.address}/{'' if prepare is home else prepare.__name__}")
            page.wait_for_function("window.playgroundStage?.paints > 0 || window.playgroundAnswer "
                                   "|| window.playgroundGallery "
                                   "|| document.querySelector('.st-key-principles-question')")
            page.wait_for_timeout(1000)
            prepare(page)
            page.screenshot(path=FOLDER / f"{prepare.__name__}.png")
            page.context.close()


if __name__ == "__main__":
    main()
