"""A visitor who tries everything in any order: nothing on the playground may show a traceback."""
import math
from collections import Counter

import numpy as np
import pytest

from engine.datasets.problems import EXAMPLE, RECIPES
from pages.ui.playground.choices import SPEEDS
from pages.ui.shared import playback
from pages.ui.shared.address.table import OneOf
from tests.app_pages import Page

WALKS, STATES = len(RECIPES), 28
TEXTS = [EXAMPLE, "", " ", "1,2", "1,2,a\n3,4,b", "1;2;a\n3;4,5;b\n5;6;c", "x\ty\tkind\n1\t2\ta\n3\tfour\tb",
         "nan,1,a\n1,2,b", "\x00", '1,2,"a\n3,4,b', "1e30,1e-30,a\n-1e30,1,b", "5,5,a\n5,5,b\n",
         "\n".join(f"{i},{i % 7},{i % 6}" for i in range(90))]
touched, seen, walked = set(), set(), set()  # keys of widgets, and the walks' seeds


def widgets(page: Page) -> list:
    """Everything on the page that has a key of the playground's and can be worked."""
    app = page.app
    kinds = (app.button, app.button_group, app.number_input, app.select_slider, app.selectbox, app.slider, app.toggle,
             app.text_area)
    found = [widget for kind in kinds for widget in kind if (widget.key or "").startswith("playground.")]
    return [widget for widget in found if not getattr(widget, "disabled", False)]


def work(widget, random: np.random.Generator) -> None:
    """Set a widget to any of its values, in place, or press it."""
    if widget.type == "button":
        widget.click()
    elif widget.type == "number_input":
        widget.set_value(int(random.choice([widget.min, widget.max, random.integers(widget.min, widget.max + 1)])))
    elif widget.type == "slider":
        steps = round((widget.max - widget.min) / widget.step)
        widget.set_value(type(widget.value)(widget.min + widget.step * int(random.integers(steps + 1))))
    elif widget.type in ("select_slider", "selectbox"):
        values = choices(widget)
        widget.set_value(values[random.integers(len(values))])
    elif widget.type == "toggle":
        widget.set_value(bool(random.integers(2)))
    elif widget.type == "text_area":
        widget.set_value(TEXTS[random.integers(len(TEXTS))])
    elif isinstance(widget.value, list):
        widget.set_value([value for value in choices(widget) if random.integers(2)])
    else:
        widget.set_value(random.choice(choices(widget)).item())


def choices(widget) -> list:
    """The values behind the texts that a widget shows."""
    kind = getattr(widget.format_func, "__self__", None)
    if isinstance(kind, OneOf):
        return [option for option in kind.options if kind.called(option) in widget.options]
    return [float(text) if isinstance(widget.value, float) else text for text in widget.options]


@pytest.mark.parametrize("seed", range(WALKS))
def test_no_state_that_widgets_can_be_put_into_shows_a_traceback(seed, monkeypatch):
    monkeypatch.setattr(playback, "BUDGET", math.inf)  # so that nothing depends on how fast a machine is
    for place, name in enumerate(SPEEDS):
        monkeypatch.setitem(SPEEDS, name, playback.Speed(steps=20 * place + 1))
    random = np.random.default_rng(seed)
    page = Page("playground", dataset=[*RECIPES][seed])
    worked, times = set(), Counter()  # how often a widget was on the page
    for _ in range(STATES):
        present = widgets(page)
        random.shuffle(present)
        rare_first = sorted(present, key=lambda widget: (widget.key in worked, times[widget.key]))
        for widget in {widget.key: widget for widget in (*rare_first[:5], *present[:2])}.values():
            work(widget, random)
            worked.add(widget.key)
        times.update(widget.key for widget in present)
        if random.integers(2) and not page.live.playing:
            page.app.button(key="playground.play").click()
        seen.update(widget.key for widget in present)
        page.run()
        assert np.isfinite(page.live.run.network.params).all()
    touched.update(worked)
    walked.add(seed)


def test_the_walks_worked_every_widget():
    if len(walked) < WALKS:
        pytest.skip("This looks back on all walks.")
    assert seen - touched == set()
    settings = {name for recipe in RECIPES.values() for name in recipe} | {f"neurons{i}" for i in range(1, 7)}
    buttons = {"play", "pause", "step", "step_batch", "reset", "new_start", "new_points", "remedy0", "preset_xor"}
    assert {f"playground.{name}" for name in settings | buttons | {"own_text", "show_test"}} <= touched
