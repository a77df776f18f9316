"""What no state of any page may show, whatever was done before."""
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pages.ui.shared import guard
from tests.walk import events
from tests.walk.visit import Visit, key_of

# A text of ours has none of these, but in what it quotes: what somebody has typed, or how a file is called.
BARE = re.compile(r"(?<![\w“])(nan|NaN|inf|-inf|None|undefined)(?![\w”])|\w+ object at 0x|"
                  r"<class '|np\.(?!array\(…)\w+\(|(?<!np\.)array\(|dtype=")
QUOTED = re.compile(r"“[^”]*”|`[^`]*`|\"[^\"]*\"|\S+ is too (?:small|large)|` is None")
TEXTS = ("body", "label", "help", "caption", "placeholder")
# Any failure in reading a sheet is told as a sheet that cannot be read; and modules are loaded outside of any script.
BY_DESIGN = ("the reading of a sheet", "missing ScriptRunContext")


class Fault(AssertionError):
    """What a page shows that it never should."""


@contextmanager
def noted() -> Iterator[list[str]]:
    """Around a walk: what is logged as a warning or worse, which the checks take from the list."""
    records: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING and not any(part in record.getMessage() for part in BY_DESIGN):
                told = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
                records.append(f"{record.name}: {record.getMessage()}\n{told}")

    ear, loggers = Ear(), [logging.getLogger(), *(logging.getLogger(name) for name in [*logging.root.manager.loggerDict]
                                                  if not logging.getLogger(name).propagate)]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield records
    finally:
        for logger in loggers:
            logger.removeHandler(ear)


def check(visit: Visit, logged: list[str]) -> None:
    """Raises a Fault where the page shows, or the log has, what it never should."""
    if logged:
        raise Fault("It was logged: " + "\n".join(logged))
    for message in visit.messages:
        if message.WhichOneof("type") == "page_not_found":
            raise Fault("The page was not found.")
    for node in visit.elements:
        proto = node.proto
        if type(proto).__name__ == "Exception":
            raise Fault(f"{proto.type}: {proto.message}\n" + "\n".join(proto.stack_trace))
        if type(proto).__name__ == "BidiComponent":
            _check_picture(proto)
        for text in _texts(proto):
            _check_text(text)


def _check_text(text: str) -> None:
    if guard.WORDS in text or guard.UNFORESEEN in text:
        raise Fault(f"A failure that nobody foresaw: {text[:300]}")
    if found := BARE.search(QUOTED.sub("“”", text)):
        raise Fault(f"{found[0]!r} in a text: {text[max(0, found.start() - 200) : found.end() + 200]!r}")


def _check_picture(proto: Any) -> None:
    try:
        if key_of(proto.id).startswith("keeping."):
            events.header(proto.bytes)
        else:
            events.shown(proto.bytes)
    except ValueError as error:
        raise Fault(f"What {key_of(proto.id)} is given, no browser reads: {error}") from error


def _texts(proto: Any) -> Iterator[str]:
    """What people read of an element, but programs, which may have any word."""
    if type(proto).__name__ in ("Code", "Html", "Exception"):
        return
    for name in TEXTS:
        if isinstance(text := getattr(proto, name, ""), str):
            yield text
