"""Text from outside, such as the name of a class, made to show all that is in it: a table may hold anything."""
import unicodedata

UNSEEN = {"Cc", "Cf", "Cs"}  # control characters, those that format (and turn directions), halves of surrogate pairs
JOINERS = "\u200c\u200d"  # which make one picture of several, and letters of several scripts
BLANK = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # letters that look like nothing


def visible(text: str) -> str:
    """One line of what can be seen of a text, in the order in which it was written."""
    spaced = [" " if letter.isspace() else letter for letter in text]
    kept = [letter for before, letter, after in zip([" ", *spaced], spaced, [*spaced[1:], " "])
            if letter not in BLANK and (unicodedata.category(letter) not in UNSEEN or
                                        (letter in JOINERS and before > "\x7f" and after > "\x7f"))]
    line = " ".join("".join(kept).split())
    return line or ("\N{REPLACEMENT CHARACTER}" if text else "")
