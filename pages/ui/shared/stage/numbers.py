"""The place above the stage where the run's numbers stand. The stage writes them, in the browser."""
from pathlib import Path

from pages.ui.shared.component import Component

component = Component(Path(__file__).with_name("numbers.js"))
