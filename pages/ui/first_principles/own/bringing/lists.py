"""Nested lists of numbers as Python, NumPy, PyTorch, Keras, scikit-learn and JSON write them. Knows nothing of
Streamlit."""
import re
from typing import NamedTuple

from pages.ui.shared.address import typed

Row = tuple[float, ...]
MOST_DEPTH = 8
# What programs write around their lists.
AROUND = re.compile(r"(?:,\s*)?\b(?:dtype|requires_grad|device|grad_fn|shape)\s*=\s*"
                    r"(?:'[^']*'|\"[^\"]*\"|<[^>]*>|\([^)]*\)|[\w.]+)|\bParameter containing\s*:")
NAME = re.compile(r"[\"']?([A-Za-z_][\w.\s]*?)[\"']?\s*[=:]\s*(?=[\[({A-Za-z])")
UNMARKED = re.compile(r"([A-Za-z_][\w.]*)\s+(?=(?:\w+\.)*(?:tensor|array)\s*\()")  # as PyTorch's parameters are printed
FILLED = re.compile(r"(?:[A-Za-z_]\w*\.)?\b(zeros|ones)\s*\(\s*\(?\s*(\d{1,2})\s*,?\s*(\d{1,2})?\s*,?\s*\)?\s*\)")
VARIABLE = re.compile(r"<tf\.Variable\s+'[^']*'[^<>]*?numpy\s*=|(?<=\))>")
TOKEN = re.compile(r"[\[\](){},;]|[^\s\[\](){},;]+")
OPENING, CLOSING = {"[": "]", "(": ")"}, {"]", ")"}


class Array(NamedTuple):
    """A matrix, or a vector as one row. name: what stood before it, if anything; group: of the outermost lists, the one
    that it was in."""

    rows: tuple[Row, ...]
    is_vector: bool
    name: str = ""
    group: int = 0

    @property
    def is_bias(self) -> bool:
        """Whether its name says that it is of biases."""
        return bool(re.search(r"bias|intercept|(?:^|\.)b_?\d*$", self.name.strip(), re.IGNORECASE))


class _List(list["_List | float"]):
    """A list as it was read. is_array: whether a program calls it an array. name: what stood before it."""

    is_array = False
    name = ""

    @property
    def is_row(self) -> bool:
        return bool(self) and all(isinstance(each, float) for each in self)


def is_nested(text: str, levels: int = 3) -> bool:
    """Whether a text has lists of lists, so many levels of them, or several arrays: more than a table."""
    depth = deepest = 0
    for sign in text:
        depth += (sign in "[(") - (sign in "])")
        deepest = max(deepest, depth)
    return deepest >= levels or len(re.findall(r"\b(?:array|tensor)\s*\(", text)) > 1 or text.lstrip().startswith("{")


def parsed(text: str) -> list[Array]:
    """The arrays in a text, in order. Raises ValueError, in a sentence."""
    if "..." in text:
        raise ValueError("Some numbers are left out here (...). Print the whole arrays and paste them again.")
    text = FILLED.sub(_filled, VARIABLE.sub("", re.sub(r"#.*", "", text)))
    lists = _read(AROUND.sub("", text))
    return [array._replace(group=group) for group, each in enumerate(lists) for array in _arrays(each, each.name)]


def _read(text: str) -> list[_List]:
    """All outermost lists."""
    whole, closers = _List(), list[str]()
    open_lists: list[_List] = []
    at, name, is_array = 0, "", False
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif found := NAME.match(text, at) or UNMARKED.match(text, at):
            name, at = found[1], found.end()
        else:
            token = TOKEN.match(text, at)[0]  # type: ignore[index]  # it takes any sign but blanks
            at += len(token)
            if token in OPENING:
                if len(open_lists) >= MOST_DEPTH:
                    raise ValueError("These lists are nested too deeply to be layers of weights.")
                inner = _List()
                inner.is_array, inner.name, is_array, name = is_array, name, False, ""
                (open_lists[-1] if open_lists else whole).append(inner)
                open_lists.append(inner)
                closers.append(OPENING[token])
            elif token in CLOSING:
                if not closers or closers.pop() != token:
                    raise ValueError(f"There is a “{token}” that closes nothing.")
                open_lists.pop()
            elif re.fullmatch(r"(?:[A-Za-z_]\w*\.)*(?:array|tensor|asarray|Parameter|Variable)", token):
                is_array = True
            elif quoted := re.fullmatch(r"['\"]([\w.]+)['\"]", token):
                name = quoted[1]
            elif token not in {*"{},;", "OrderedDict", "dict", "list"}:
                (open_lists[-1] if open_lists else whole).append(typed.number(token))
    if closers:
        raise ValueError(f"A “{closers[-1]}” is missing at the end.")
    if any(isinstance(each, float) for each in whole):
        raise ValueError("There are numbers outside of the lists. Put each layer's rows into brackets.")
    if not whole:
        raise ValueError("There are no lists of numbers here.")
    return [each for each in whole if isinstance(each, _List)]


def _arrays(found: _List, name: str) -> list[Array]:
    """The arrays that a list is or holds."""
    while len(found) == 1 and isinstance(found[0], _List) and not (found[0].is_row and not found.is_array):
        found = found[0]  # brackets around one array
    name = found.name or name
    if found.is_row:
        return [Array((_row(found),), True, name)]
    inner = [each for each in found if isinstance(each, _List)]
    if not inner or len(inner) < len(found):
        raise ValueError("A list is empty, or has both numbers and lists in it.")
    if all(each.is_row and not each.is_array for each in inner):
        lengths = [len(each) for each in inner]
        if len({*lengths}) == 1:
            return [Array(tuple(_row(each) for each in inner), False, name)]
        if found.is_array:
            raise ValueError(f"The rows of an array are not equally long: they have {', '.join(map(str, lengths))} "
                             "numbers.")
    return [array for each in inner for array in _arrays(each, name)]


def _filled(found: re.Match[str]) -> str:
    """np.zeros((1, 2)) as a list."""
    row = [int(found[1] == "ones")] * int(found[3] or found[2])
    return f"array({[row] * int(found[2]) if found[3] else row})"


def _row(found: _List) -> Row:
    return tuple(each for each in found if isinstance(each, float))
