"""What a person's hands do on a page in a real browser."""
from playwright.sync_api import Page


def press(page: Page, name: str) -> None:
    """Click the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def stroke(page: Page, *points: tuple[int, int]) -> None:
    """One stroke on the sheet, by its pixels."""
    sheet = page.locator("canvas.upper-canvas")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    (x, y), *rest = points
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=8)
    page.mouse.up()
