"""Text from outside, such as the name of a file or of a class, made to be read as it was written.

Streamlit takes text for Markdown, Plotly for a kind of HTML, and every browser obeys characters that turn the direction
of what follows around. Knows nothing of Streamlit.
"""
import re

from engine.datasets.visible_text import visible

LONGEST = 60  # characters of a name
TAIL = 20  # of them behind the ellipsis: a file's name ends in what it is
WORD_JOINER = "\u2060"  # takes no room
MINUS = "\N{MINUS SIGN}"  # which equations and pictures write for a hyphen

MARKS = re.compile(r"[\\`*_\[\]<>$~|&#]")
# At the beginning of a line these make a list, a heading or a rule.
STARTS = re.compile(r"^(\d*)(?=[-+=.)])")
# What is replaced even where a backslash stands before it, so that it has to be taken apart: links (http://, www.,
# a@b.c), :icons: and :colors[], and arrows (->, <=, --, ~=).
TOGETHER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)


def shortened(text: str, most: int = LONGEST) -> str:
    """One line of at most so many characters, cut in the middle if it is longer."""
    line = visible(text)
    if len(line) <= most:
        return line
    tail = min(TAIL, most // 3)
    return f"{line[: most - tail - 1]}…{line[-tail:]}"


def markdown(text: str) -> str:
    """Markdown that shows a text as it is, in one line. Once, around the whole sentence that holds it."""
    taken_apart = TOGETHER.sub(WORD_JOINER, visible(text))
    return STARTS.sub(r"\1\\", MARKS.sub(r"\\\g<0>", taken_apart))


def plotly(text: str) -> str:
    """A text as Plotly has to be given it, who reads some HTML."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;")
