"""All that a visitor can do on a page next: one move for each way, from which the walk draws."""
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any, NamedTuple

from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.walk import events, supplies
from tests.walk.visit import Visit, key_of

PAGES = ("home", "playground", "lessons", "first_principles", "digits", "handwriting", "evaluation")


class Move(NamedTuple):
    """words: what it is, to do it again. do: does it."""

    words: str
    do: Callable[[], None]


def moves(visit: Visit, random: Random) -> Iterator[Move]:
    """What there is to do with every widget and every picture of the page, each with a value drawn at random."""
    for node in visit.elements:
        make = WIDGETS.get(type(node.proto).__name__)
        if make and getattr(node.proto, "id", "") and not getattr(node.proto, "disabled", False):
            if (state := make(node.proto, random)) is not None:
                state.id = node.proto.id
                name = key_of(node.proto.id) or node.proto.label
                yield Move(f"{name}: {_value(state)!r:.200}", partial(visit.change, state))
        elif type(node.proto).__name__ in ("FileUploader", "CameraInput"):
            name = random.choice([*supplies.files()])
            yield Move(f"{key_of(node.proto.id)}: the file {name!r}", _bring(visit, node, name))
    for node in visit.app.get("download_button"):
        if node.proto.deferred_file_id:
            yield Move(f"download {key_of(node.proto.id)}", partial(visit.download, node.proto.deferred_file_id))
    for picture in visit.pictures:
        key = key_of(picture.id)
        if key not in QUIET:
            told = events.event(random, key, events.shown(picture.bytes), _kept(visit))
            yield Move(f"{key} tells {told!r:.400}", partial(visit.tell, picture, told))


def ways(visit: Visit, random: Random) -> Iterator[Move]:
    """Where there is to go, and what else comes without a widget."""
    for page in PAGES:
        yield Move(f"go to {page}", partial(visit.go, page))
    if visit.history:
        yield Move("back", visit.go_back)
    yield Move("the whole page again", visit.run)


def ticks(visit: Visit) -> Iterator[Move]:
    """What the browser does by itself: while a page's clock runs, and where a run waits to be seen."""
    for fragment in visit.clocks:
        yield Move("a tick", partial(visit.run, fragment=fragment, is_tick=True))
    for picture in visit.pictures:
        if key_of(picture.id).endswith(".stage"):
            yield Move("the stage is seen", partial(visit.tell, picture, {"do": "away", "away": False}))


QUIET = ("playground.numbers_now", "glossary")  # which tell nothing


def _bring(visit: Visit, node: Any, name: str) -> Callable[[], None]:
    def bring() -> None:
        node.upload(name, supplies.files()[name])
        visit.run(fragment=visit.fragment_of(node.proto.id))
    return bring


def _kept(visit: Visit) -> dict[str, bytes]:
    """What the browser keeps, by its keepers' keys."""
    return {key_of(picture.id): events.header(picture.bytes)[1] for picture in visit.pictures
            if key_of(picture.id).startswith("keeping.")}


def _value(state: WidgetState) -> Any:
    kind = state.WhichOneof("value")
    value = getattr(state, kind) if kind else None
    return [*value.data] if hasattr(value, "data") else value


def _press(proto: Any, random: Random) -> WidgetState:
    return WidgetState(trigger_value=True)


def _switch(proto: Any, random: Random) -> WidgetState:
    return WidgetState(bool_value=random.random() < 0.5)


def _choose(proto: Any, random: Random) -> WidgetState | None:
    return WidgetState(string_value=random.choice(proto.options)) if proto.options else None


def _choose_several(proto: Any, random: Random) -> WidgetState | None:
    options = [option.content for option in proto.options]
    if not options:
        return None
    state = WidgetState()
    several = proto.click_mode == type(proto).ClickMode.MULTI_SELECT
    least = 0 if several or not getattr(proto, "required", False) else 1
    count = random.randint(least, len(options) if several else 1)
    state.string_array_value.data[:] = random.sample(options, max(count, 1 if random.random() < 0.8 else count))
    return state


def _slide(proto: Any, random: Random) -> WidgetState:
    state = WidgetState()
    if proto.type == Slider.Type.SELECT_SLIDER:
        state.string_array_value.data[:] = [random.choice(proto.options)]
        return state
    value = random.choice((proto.min, proto.max, random.uniform(proto.min, proto.max)))
    value = proto.min + round((value - proto.min) / proto.step) * proto.step
    state.double_array_value.data[:] = [min(value, proto.max)]
    return state


def _number(proto: Any, random: Random) -> WidgetState:
    low, high = (proto.min if proto.has_min else -1e6), (proto.max if proto.has_max else 1e6)
    value = random.choice((low, high, random.uniform(low, high), min(max(low, random.randint(0, 3)), high)))
    if proto.data_type == NumberInput.DataType.INT:
        return WidgetState(int_value=round(value))
    return WidgetState(double_value=value)


def _text(proto: Any, random: Random) -> WidgetState:
    text = random.choice((*supplies.ODD_TEXTS, supplies.POINTS.decode())).encode("utf-8", "replace").decode()
    return WidgetState(string_value=text[: proto.max_chars] if proto.max_chars else text)


WIDGETS: dict[str, Callable[[Any, Random], WidgetState | None]] = {
    "Button": _press, "DownloadButton": _press, "Checkbox": _switch, "Selectbox": _choose, "Radio": _choose,
    "ButtonGroup": _choose_several, "Slider": _slide, "NumberInput": _number, "TextInput": _text, "TextArea": _text}
