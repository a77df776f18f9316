"""Text from outside, such as the name of a file or of a class, made to be read as it was written.

Streamlit takes text for Markdown, Plotly for a kind of HTML, and every browser obeys characters that turn the direction
of what follows around. Knows nothing of Streamlit.
"""
import re
import unicodedata

LONGEST = 60  # characters of a name
TAIL = 20  # of them behind the ellipsis: a file's name ends in what it is
UNSEEN = {"Cc", "Cf", "Cs"}  # control characters, those that format (and turn directions), halves of surrogate pairs
JOINERS = "\u200c\u200d"  # which make one picture of several, and letters of several scripts
BLANK = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # letters that look like nothing
WORD_JOINER = "\u2060"  # takes no room

MARKS = re.compile(r"[\\`*_\[\]<>$~|&#]")
# At the beginning of a line these make a list, a heading or a rule.
STARTS = re.compile(r"^(\d*)(?=[-+=.)])")
# What is replaced even where a backslash stands before it, so that it has to be taken apart: links (http://, www.,
# a@b.c), :icons: and :colors[], and arrows (->, <=, --, ~=).
TOGETHER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)


def visible(text: str) -> str:
    """One line of what can be seen of a text, in the order in which it was written."""
    spaced = [" " if letter.isspace() else letter for letter in text]
    kept = [letter for before, letter, after in zip([" ", *spaced], spaced, [*spaced[1:], " "])
            if letter not in BLANK and (unicodedata.category(letter) not in UNSEEN or
                                        (letter in JOINERS and before > "\x7f" and after > "\x7f"))]
    line = " ".join("".join(kept).split())
    return line or ("\N{REPLACEMENT CHARACTER}" if text else "")


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
