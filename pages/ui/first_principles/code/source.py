"""The engine's own lines, cut from its source as it is, and run on given numbers. Knows nothing of Streamlit.

Only lines of this project are ever run, never a visitor's text.
"""
import inspect
import textwrap
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[4]


class Lines(NamedTuple):
    """Some lines of a file. owner: the function or module that they stand in; first: the number of the first one; text:
    without the indentation that all of them have."""

    owner: Any
    first: int
    text: str

    @property
    def file(self) -> str:
        """The file's path in this project."""
        return Path(inspect.getfile(self.owner)).relative_to(ROOT).as_posix()

    @property
    def place(self) -> str:
        """Where they stand, in words."""
        return f"{self.file}, {self.numbers}"

    @property
    def numbers(self) -> str:
        """Which lines of their file they are, in words."""
        last = self.first + self.text.count("\n")
        return f"line {self.first}" if last == self.first else f"lines {self.first} to {last}"

    def run(self, /, **names: Any) -> dict[str, Any]:
        """Run them; what all names are afterward. names: the variables that stand in them."""
        known = (vars(self.owner) if isinstance(self.owner, ModuleType) else self.owner.__globals__) | names
        exec(compile("\n" * (self.first - 1) + self.text, inspect.getfile(self.owner), "exec"), known)
        return known

    def call(self, /, *arguments: Any, **named: Any) -> Any:
        """Run them, a whole function, and then what they define."""
        return self.run()[self.owner.__name__](*arguments, **named)


@cache
def whole(owner: Any) -> Lines:
    """A whole function, method or property."""
    lines, first = inspect.getsourcelines(found := _behind(owner))
    return Lines(found, first, textwrap.dedent("".join(lines)).rstrip())


@cache
def part(owner: Any, start: str) -> Lines:
    """The lines of a function or a module from the one that starts so. Those that a comment starts end before the next
    comment; others end with their own block. Raises LookupError where none starts so."""
    found = _behind(owner)
    lines, number = inspect.getsourcelines(found)
    number = max(1, number)  # a module's is 0
    first = _found(found, lines, start)
    indent, last = _indent(lines[first]), first + 1
    while last < len(lines) and not _ends(lines[last], indent, start.startswith("#")):
        last += 1
    return Lines(found, number + first, textwrap.dedent("".join(lines[first:last])).rstrip())


@cache
def between(module: ModuleType, start: str, end: str) -> Lines:
    """A module's lines from the first that starts so, up to the next that starts as the end does, without it. Raises
    LookupError where there is none."""
    lines, _ = inspect.getsourcelines(module)
    first = _found(module, lines, start)
    last = first + _found(module, lines[first:], end)
    return Lines(module, first + 1, "".join(lines[first:last]).rstrip())


def _found(owner: Any, lines: list[str], start: str) -> int:
    """Where a line starts so."""
    for i, line in enumerate(lines):
        if line.strip().startswith(start):
            return i
    name = getattr(owner, "__qualname__", owner.__name__)
    raise LookupError(f"{inspect.getfile(owner)}, {name}: no line starts with {start!r} any more. The chapter The code "
                      "shows it: change what is looked for there.")


def _behind(owner: Any) -> Any:
    """The function behind a property; others are what they are."""
    return owner.fget if isinstance(owner, property) else owner


def _ends(line: str, indent: int, is_comment: bool) -> bool:
    """Whether a line belongs to the next part."""
    if not is_comment:
        return _indent(line) <= indent
    return not line.strip() or _indent(line) < indent or (_indent(line) == indent and line.strip().startswith("#"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
