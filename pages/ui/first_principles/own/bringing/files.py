"""A network of the chapter as a file, with its samples and all that is chosen, and back; other programs' files, too."""
import json
from typing import Any

from engine.exchange import from_file
from engine.exchange.json_text import parsed
from pages.ui.first_principles.board.fields import AnyField, ChoiceField, Field
from pages.ui.first_principles.own import rows
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.shared.address import typed

KIND = "network of First principles"
PREFIX = "own_"
KEPT: list[AnyField] = [field for field in rows.FIELDS if field is not PARAMETER]


def written(values: dict[str, Any]) -> str:
    """A network as JSON to read and to change. values: of the fields of KEPT, by name, as a script's run has them: the
    file is made at the click, where no visit's state can be read."""
    lines = [f'  {json.dumps(name.removeprefix(PREFIX))}: {json.dumps(value)}' for name, value in values.items()]
    return "{\n" + ",\n".join([f'  "kind": {json.dumps(KIND)}', *lines]) + "\n}\n"


def is_ours(text: str) -> bool:
    """Whether a text is such a file, or looks like one."""
    return text.lstrip().startswith("{") and KIND in text[:200]


def read(text: str) -> dict[str, Any]:
    """The fields' values by name. Raises ValueError, in a sentence."""
    if len(text) > 4 * typed.MOST_TEXT:
        raise ValueError("That is too long for a network of this page.")
    content = parsed(text, "Save it again.")
    if not isinstance(content, dict):
        raise ValueError("This is no file of this page.")
    found = {}
    for field in KEPT:
        if (given := content.get(field.name.removeprefix(PREFIX))) is not None:
            found[field.name] = _value(field, given)
    return found


def _value(field: AnyField, given: Any) -> Any:
    if isinstance(field, ChoiceField):
        return field.read(str(given))
    if isinstance(field, Field):
        return field.read(typed.written(given) if isinstance(given, int | float) else str(given))
    return field.read(json.dumps(given))


def as_text(content: bytes) -> str:
    """A file's text to be read like one that is pasted: of a network that the playground saved, its lists.

    Raises ValueError, in a sentence.
    """
    if content.startswith(b"PK") or b"playground" in content[:400]:
        network, _ = from_file(content)
        lists = [part for layer in network.layers for part in (layer.weights, layer.biases)]
        return json.dumps([[[float(str(each)) for each in row] for row in part] if part.ndim == 2
                           else [float(str(each)) for each in part] for part in lists])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("It is no text. Bring a JSON or text file, or weights as .npz.") from None
