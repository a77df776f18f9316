"""The playground's whole state as an address, and what can be read from an address that somebody opens.

Settings stand in it as Streamlit writes them for its widgets. Beside them stand the moment, the changes made on the
way there, the visitor's own points, what is hidden and the lesson. Knows nothing of Streamlit.
"""
import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from engine.datasets import dataset_from_csv
from engine.datasets.features import FEATURES
from engine.datasets.table import MOST_BYTES, PLANE_TABLE

LONGEST_POINTS, LONGEST_CHANGES = 12_000, 12_000  # letters: servers and browsers take addresses of 32,000 or more
LAST_STEP = 100_000_000
EXTRAS = ("moment", "changes", "own_points", "hide", "lesson")

# What people call the settings, where the name in the address does not say it.
WORDS = {"dataset": "problem", "rate": "learning rate", "l1": "L1 regularization", "l2": "L2 regularization",
         "layers": "number of hidden layers", "init": "initialization", "init_scale": "scale of the first weights",
         "batch": "batch size", "loss_of_classes": "loss", "data_seed": "seed of the points", "own_points": "points",
         "test": "share of test points", "stretch": "number of epochs before a pause", "features": "inputs",
         "until_solved": "pause when solved", "changes": "list of changes",
         "hide": "list of hidden panels"}


def texts(value, labels: Mapping | None = None) -> list[str]:
    """A widget's value as Streamlit writes it into an address. labels: what the widget calls its options."""
    values = value if isinstance(value, list | tuple) else [value]
    return [_text((labels or {}).get(each, each)) for each in values] or [""]


def _text(value):
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def agree(written: list[str], value, labels: Mapping | None = None) -> bool:
    """Whether an address's words for a setting are its value now."""
    return [_plain(text) for text in written] == [_plain(text) for text in texts(value, labels)]


def _plain(text):
    """Equal for texts that mean the same: 0.10 and .1, True and true."""
    try:
        return float(text)
    except ValueError:
        return text.lower()


def link(page_address: str, page: str, parameters: Mapping[str, list[str]]) -> str:
    """An address of a page with these parameters, by their names."""
    return f"{page_address}?{urlencode({f'{page}.{name}': value for name, value in parameters.items()}, doseq=True)}"


def packed(text: str) -> str:
    """A text in few letters, all of which an address can hold."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(errors="replace"), 9)).decode().rstrip("=")


def unpacked(text: str, most: int) -> str:
    """The inverse of `packed`. Raises ValueError for anything else, and for more than `most` bytes."""
    if not re.fullmatch(r"[-\w]*", text, re.ASCII):
        raise ValueError("This is no packed text.")
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), most + 1)
    except (zlib.error, binascii.Error):
        raise ValueError("This is no packed text.") from None
    if len(content) > most or not unpacking.eof:
        raise ValueError("This text is too long, or a piece of it is missing.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ValueError("This is no packed text.") from None


def moment_of(text: str) -> int:
    """The step that an address asks for. Raises ValueError."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) > LAST_STEP:
        raise ValueError(f"A moment is a step, 0 to {LAST_STEP:,}.")
    return int(text)


def points_of(text: str) -> str:
    """The visitor's own points, as a CSV text that can be read. Raises ValueError."""
    if len(text) > LONGEST_POINTS:
        raise ValueError("There are too many points.")
    table = unpacked(text, MOST_BYTES)
    dataset_from_csv(table, PLANE_TABLE)
    return table


def names_of(text: str, known: Iterable[str]) -> list[str]:
    """Names with commas between them, each one `known`. Raises ValueError."""
    names = [*dict.fromkeys(text.split(","))] if text else []
    if not set(names) <= set(known):
        raise ValueError("Some of these names are not known.")
    return names


def complaint(names: Iterable[str], strangers: int = 0) -> str:
    """One sentence that says which parts of an address could not be used; nothing if all could."""
    words = [*dict.fromkeys(_words(name) for name in names)]
    words += [f"{strangers} {'name' if strangers == 1 else 'names'} that this page does not know"] if strangers else []
    if not words:
        return ""
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"Parts of this link could not be used, and the usual setting stands in their place: {listed}."


def _words(name):
    if found := re.fullmatch(r"neurons(\d)", name):
        return f"the neurons in hidden layer {found[1]}"
    return f"the {WORDS.get(name, name.replace('_', ' '))}"


FEATURE_LABELS = {name: feature.display.format("x1", "x2") for name, feature in FEATURES.items()}
