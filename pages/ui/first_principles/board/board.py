"""A board: fields to type and drag numbers in, beside a picture that follows them by itself."""
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import AnyField
from pages.ui.first_principles.board.sampled import sampled
from pages.ui.shared.component import Component


def draw(component: Component, fields: Sequence[AnyField], picture: dict[str, Any], label: str,
         on_event: Callable[[dict[str, Any]], None] | None = None, quiet: Sequence[AnyField] = (),
         errors: Mapping[str, str] | None = None) -> None:
    """Show a board. component: of a JavaScript class that extends Board, see board.js.

    picture: what its draw() needs beside the fields' values, in numbers that JSON has: finite ones. label: the picture
    in a sentence, for who cannot see it. on_event: a callback for what people do in the picture but set fields. quiet:
    further fields, which the picture shows and may set, but which get no slider and box here. errors: by field, what is
    wrong with a value that could be read, but does not go with others.
    """
    def take(event: dict[str, Any]) -> None:
        numbers.take([*fields, *quiet], event)
        if on_event is not None:
            on_event(event)

    messages = numbers.as_messages(fields) + [message | {"quiet": True} for message in numbers.as_messages(quiet)]
    for message in messages:
        message["error"] = message["error"] or (errors or {}).get(message["name"], "")
    component.draw({"fields": messages, "picture": picture, "label": label, "functions": sampled()},
                   key=f"{numbers.PAGE}.{component.name}", on_event=partial(take))
