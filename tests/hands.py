"""What a person's hands do on a page in a real browser."""
from playwright.sync_api import Page

Place = tuple[float, float]  # on the sheet, in its pixels, or on the page


def press(page: Page, name: str) -> None:
    """Click the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def middle_wire(box: dict[str, float]) -> Place:
    """Where the playground's picture of a network has the weight from the second of three hidden neurons to the only
    output. box: the picture's."""
    return box["x"] + box["width"] - 130, box["y"] + box["height"] / 2 + 17  # below the buttons to build with


def corner(page: Page) -> Place:
    """Where on the page the sheet begins; it is in sight."""
    sheet = page.locator("canvas.upper-canvas")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    return box["x"], box["y"]


def stroke(page: Page, *points: Place) -> None:
    """One stroke on the sheet, by its pixels."""
    begin(page, *points)
    page.mouse.up()


def begin(page: Page, *points: Place) -> None:
    """A stroke on the sheet whose end is yet to come."""
    left, top = corner(page)
    (x, y), *rest = points
    page.mouse.move(left + x, top + y)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(left + x, top + y, steps=8)


class Fingers:
    """Fingers on a sheet, each known by a number, as the touches that a screen tells of."""

    def __init__(self, page: Page) -> None:
        self._corner = corner(page)
        self._screen = page.context.new_cdp_session(page)
        self._places = dict[int, Place]()

    def down(self, finger: int, place: Place) -> None:
        """Touch the sheet."""
        self._places[finger] = place
        self._tell("touchStart")

    def move(self, finger: int, *way: Place, steps: int = 6) -> None:
        """Slide on to each of these places."""
        for x, y in way:
            left, top = self._places[finger]
            for step in range(1, steps + 1):
                self._places[finger] = left + (x - left) * step / steps, top + (y - top) * step / steps
                self._tell("touchMove")

    def up(self, finger: int) -> None:
        """Lift a finger; the others stay."""
        self._tell("touchEnd", {finger: self._places.pop(finger)})

    def cancel(self) -> None:
        """Have the system take all touches away, for a call or a gesture of its own."""
        self._places.clear()
        self._tell("touchCancel", {})

    def stroke(self, finger: int, *points: Place) -> None:
        """One stroke."""
        self.down(finger, points[0])
        self.move(finger, *points[1:])
        self.up(finger)

    def _tell(self, kind: str, places: dict[int, Place] | None = None) -> None:
        """places: of the touches that it is about, all that there are if None."""
        left, top = self._corner
        self._screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [
            {"id": finger, "x": left + x, "y": top + y}
            for finger, (x, y) in (self._places if places is None else places).items()]})
