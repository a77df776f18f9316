"""What a browser must be able to do for the walk: all that differs between one browser and the next."""
from pathlib import Path
from typing import Any, Protocol


class Driver(Protocol):
    """A browser with one page.

    name: with its version. downloads: the folder of what was downloaded. touches: whether it can be touched.
    """

    name: str
    downloads: Path
    touches: bool

    def open(self, address: str) -> None:
        """Return when the address has loaded."""

    def reload(self) -> None:
        """Return when the page has loaded again."""

    def run(self, body: str) -> Any:
        """What the body of an asynchronous JavaScript function returns in the page: text, a number, a truth or null."""

    def perform(self, actions: list[dict[str, Any]]) -> None:
        """What pointers and keys do, as WebDriver writes it (https://w3c.github.io/webdriver/#actions)."""

    def give(self, selector: str, file: Path) -> None:
        """Choose a file in the one field for files that a CSS selector finds."""

    def screenshot(self) -> bytes:
        """PNG."""
