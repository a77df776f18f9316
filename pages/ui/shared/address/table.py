"""What a page's address says: one table for each page, with a row for every parameter, read in both directions.

Adding a parameter is adding a row. Knows neither Streamlit nor any page.
"""
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode

Texts = list[str]  # of one parameter, as an address has them: a name may stand in it several times
MOST_TEXTS, LONGEST_TEXT = 100, 200  # of a parameter in a file, and letters of each


class Where(Enum):
    """Where a parameter acts."""

    SETTING = auto()  # defines a run or acts on it, so every lesson sets it
    VIEW = auto()  # only changes what is shown
    POINTS = auto()  # the visitor's own points
    RUN = auto()  # the moment of a run, and what was changed on the way there
    PAGE = auto()  # what the whole page is about, such as a lesson


class Kind(Protocol):
    """What values a parameter can have, and how an address writes them."""

    def texts(self, value: Any) -> Texts:
        """A value as an address has it, just as Streamlit writes it for a widget."""

    def read(self, texts: Texts) -> Any:
        """The inverse of `texts`. Raises ValueError for anything else."""


@dataclass(frozen=True)
class Flag:
    """On or off."""

    def texts(self, value: bool) -> Texts:
        return [str(value).lower()]

    def read(self, texts: Texts) -> bool:
        return {"true": True, "false": False}[_choice(_only(texts).lower(), ("true", "false"))]


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high`, both included; a whole one if these are. step: the distance of two on a slider."""

    low: float
    high: float
    step: float | None = None

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers count."""
        return isinstance(self.low, int)

    def texts(self, value: float) -> Texts:
        return [_number_text(value)]

    def read(self, texts: Texts) -> float:
        value = float(_only(texts))
        if not self.low <= value <= self.high or (self.is_whole and not value.is_integer()):
            raise ValueError(f"This is no number from {self.low:,} to {self.high:,}.")
        return int(value) if self.is_whole else value


@dataclass(frozen=True)
class OneOf:
    """One of some options. An address has what people call it: a label is a row of a mapping, or made by a function.

    options: None if the page says them, because they come and go; any text is taken then. old_labels: what options were
    called once, which older links have.
    """

    options: Collection[Any] | None
    label: Callable[[Any], str] | None = None
    old_labels: Mapping[str, Any] = field(default_factory=dict)

    def called(self, option: Any) -> str:
        """What people call an option."""
        if self.label is not None:
            return self.label(option)
        return self.options[option] if isinstance(self.options, Mapping) else _number_text(option)

    def texts(self, value: Any) -> Texts:
        return [self.called(value)]

    def read(self, texts: Texts) -> Any:
        text = _only(texts)
        if self.options is None:
            return text
        labels = {**self.old_labels, **{self.called(option): option for option in self.options}}
        return labels[text] if text in labels else _equal_number(text, self.options)


@dataclass(frozen=True)
class Several(OneOf):
    """Any number of some options, in a list. An empty text stands for none."""

    def texts(self, value: Iterable[Any]) -> Texts:
        return [self.called(each) for each in value] or [""]

    def read(self, texts: Texts) -> list[Any]:
        return [] if texts == [""] else [*dict.fromkeys(OneOf.read(self, [text]) for text in texts)]


@dataclass(frozen=True)
class Text:
    """A text that `reading` makes a value of, which raises ValueError, and `writing` a text of a value."""

    reading: Callable[[str], Any] = str
    writing: Callable[[Any], str] = str

    def texts(self, value: Any) -> Texts:
        return [self.writing(value)]

    def read(self, texts: Texts) -> Any:
        return self.reading(_only(texts))


@dataclass(frozen=True)
class Parameter:
    """A row of a page's table.

    default: what a widget shows at first. An address leaves out what equals it, so another default would change what
    the links of old mean that people have made: it stays for good. words: what people call it, after "the"; the name
    says it where there are none. old_names: under which older links have it. applies: whether a state of the page, its
    values by name, has this parameter at all; an address leaves it out otherwise.
    """

    name: str
    default: Any
    kind: Kind
    words: str = ""
    where: Where = Where.SETTING
    old_names: tuple[str, ...] = ()
    applies: Callable[[Mapping[str, Any]], bool] = field(default=lambda values: True, repr=False)

    def __str__(self) -> str:
        return f"the {self.words or self.name.replace('_', ' ')}"


class Reading(NamedTuple):
    """What an address says: values by name, the names whose texts cannot be used, how many names nobody knows."""

    values: dict[str, Any]
    broken: list[str]
    unknown: int


class Table:
    """A page's parameters. page: what stands before the dot of each of their names in an address."""

    def __init__(self, page: str, rows: Iterable[Parameter]) -> None:
        self.page = page
        self.rows = {row.name: row for row in rows}
        self.new_names = {old: row.name for row in self.rows.values() for old in row.old_names}

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.rows.values())

    def __getitem__(self, name: str) -> Parameter:
        try:
            return self.rows[name]
        except KeyError:
            raise KeyError(f"The table of the page {self.page!r} has no row {name!r}. Add one: it says the "
                           "parameter's default and what values it can have.") from None

    def defaults(self, *places: Where) -> dict[str, Any]:
        """The defaults of all parameters that act in some places, by name."""
        return {row.name: row.default for row in self if row.where in places}

    def own(self, address: Mapping[str, Texts]) -> dict[str, Texts]:
        """The page's part of an address, by the names of today."""
        texts = {name.removeprefix(f"{self.page}."): texts for name, texts in address.items()
                 if name.startswith(f"{self.page}.")}
        return {self.new_names.get(name, name): each for name, each in texts.items()
                if self.new_names.get(name, name) == name or self.new_names[name] not in texts}

    def read(self, texts: Mapping[str, Texts]) -> Reading:
        """What the page's part of an address says; broken parts in the table's order."""
        values, broken = {}, []
        for row in self:
            if row.name in texts:
                try:
                    values[row.name] = row.kind.read(texts[row.name])
                except ValueError:
                    broken.append(row.name)
        return Reading(values, broken, len(texts.keys() - self.rows.keys()))

    def read_all(self, texts: object, *places: Where) -> dict[str, Any]:
        """All parameters that act in some places, by name, where `texts` is what a stranger's file has of `write`.

        Raises ValueError unless each of its texts can be used.
        """
        if not isinstance(texts, dict) or not all(
                isinstance(each, list) and len(each) <= MOST_TEXTS and all(
                    isinstance(text, str) and len(text) <= LONGEST_TEXT for text in each) for each in texts.values()):
            raise ValueError("The settings in this file are not lists of texts.")
        reading = self.read({name: each for name, each in texts.items()
                             if name not in self.rows or self[name].where in places})
        if reading.broken or reading.unknown:
            raise ValueError("Settings in this file are not known here.")
        return self.defaults(*places) | reading.values

    def write(self, values: Mapping[str, Any]) -> dict[str, Texts]:
        """The inverse of `read`, without what equals its default."""
        return {name: self[name].kind.texts(value) for name, value in values.items()
                if value is not None and value != self[name].default and self[name].applies(values)}

    def query(self, values: Mapping[str, Any]) -> dict[str, Texts]:
        """The same by the names that an address has."""
        return {f"{self.page}.{name}": texts for name, texts in self.write(values).items()}

    def link(self, page_address: str, values: Mapping[str, Any]) -> str:
        """An address of the page with these values."""
        return f"{page_address}?{urlencode(self.query(values), doseq=True)}"

    def complaint(self, broken: Iterable[str], unknown: int = 0) -> str:
        """One sentence that says which parts of an address could not be used; nothing if all could."""
        words = [*dict.fromkeys(str(self[name]) for name in broken)]
        words += [f"{unknown} {'name' if unknown == 1 else 'names'} that this page does not know"] if unknown else []
        if not words:
            return ""
        listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
        return f"Parts of this link could not be used, and the usual setting stands in their place: {listed}."


def _only(texts: Texts) -> str:
    if len(texts) != 1:
        raise ValueError("This stands more than once in the address.")
    return texts[0]


def _choice(text: str, options: Collection[str]) -> str:
    if text not in options:
        raise ValueError("This is none of the options.")
    return text


def _number_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _equal_number(text: str, options: Iterable[Any]) -> Any:
    """The option that a text means by other digits: 0.10 and .1 are the same."""
    value = float(text)
    for option in options:
        if isinstance(option, int | float) and math.isclose(option, value, rel_tol=1e-12):
            return option
    raise ValueError("This is none of the options.")
