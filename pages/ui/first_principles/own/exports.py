"""A stub of the files of a worked example."""
from pages.ui.first_principles.own.present import Shown


def show(shown: Shown) -> None:
    """A stub."""
