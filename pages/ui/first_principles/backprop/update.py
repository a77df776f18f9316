"""A stub of the part update."""
from pages.ui.first_principles.own.present import Shown


def show(shown: Shown) -> None:
    """A stub."""
