"""What a browser sends of each kind of widget: once it has one, its value goes along with every request."""
from collections.abc import Callable
from typing import Any

from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState


def first_state(kind: str, widget: Any) -> WidgetState | None:
    """What a widget has as it comes, or as the page's code sets it; None for kinds that say nothing by themselves."""
    value = VALUES[kind](widget) if kind in VALUES else None
    return None if value is None else state(kind, widget, value)


def state(kind: str, widget: Any, value: Any) -> WidgetState:
    """A widget with a value of a visitor's. Raises KeyError for a kind that has none."""
    made = WidgetState(id=widget.id)
    field = FIELDS[kind](widget)
    if field.endswith("array_value"):
        getattr(made, field).data.extend(value)
    else:
        setattr(made, field, value)
    return made


def _slider(slider: Slider) -> list[Any]:
    if not slider.options:
        return [*(slider.value if slider.set_value else slider.default)]
    return [*slider.raw_value] if slider.set_value else [slider.options[int(place)] for place in slider.default]


def _selectbox(box: Any) -> str | None:
    if box.set_value:
        return box.raw_value
    return box.options[box.default] if box.options and box.HasField("default") else None


def _number(box: NumberInput) -> float | None:
    value = box.value if box.set_value else box.default if box.HasField("default") else None
    return int(value) if value is not None and box.data_type == NumberInput.INT else value


def _pressed(group: Any) -> list[str]:
    if group.set_value:
        return [*group.raw_values]
    options = [group.options[place] for place in group.default]
    return [f"{option.content_icon} {option.content}".strip() for option in options]


def _text(box: Any) -> str:
    return box.value if box.set_value else box.default


VALUES: dict[str, Callable[[Any], Any]] = {
    "slider": _slider, "selectbox": _selectbox, "number_input": _number, "button_group": _pressed,
    "checkbox": lambda box: box.value if box.set_value else box.default, "text_input": _text, "text_area": _text}
FIELDS: dict[str, Callable[[Any], str]] = {
    "slider": lambda slider: "string_array_value" if slider.options else "double_array_value",
    "selectbox": lambda _: "string_value",
    "number_input": lambda box: "int_value" if box.data_type == NumberInput.INT else "double_value",
    "button_group": lambda _: "string_array_value", "checkbox": lambda _: "bool_value",
    "text_input": lambda _: "string_value", "text_area": lambda _: "string_value"}
