"""Links to a moment of the playground, opened as they were made, and opened broken."""
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from engine.datasets.problems import RECIPES
from pages.ui.playground import links
from pages.ui.playground.choices import CHARTS, MOST_LAYERS, PANELS, RANDOM
from pages.ui.playground.parameters import TABLE
from pages.ui.shared.address.packed import packed, unpacked
from tests.app_pages import Page


def link_of(page: Page) -> str:
    page.app.button(key="playground.make_link").click()
    page.run()
    return page.app.code[0].value


def opened(link: str, most_ticks: int = 100) -> Page:
    """A link in a session of its own, when it has caught up."""
    page = Page("playground", query=parse_qs(urlsplit(link).query))
    for _ in range(most_ticks):
        if page.live.destination is None and page.live.repetition is None:
            return page
        page.run()
    raise AssertionError("It has not caught up.")


def same(one: Page, other: Page) -> bool:
    return (one.live.run.config == other.live.run.config and one.live.run.step_count == other.live.run.step_count
            and one.live.run.network.params.tobytes() == other.live.run.network.params.tobytes())


@pytest.mark.parametrize("name", ["xor", "spiral", "rings", "plane"])
def test_a_link_opens_the_same_run_at_the_same_moment_bit_for_bit(name):
    page = Page("playground", **RECIPES[name] | {"dataset": name, "seed": 3, "hide": ["data", "table"]})
    page.click("step")
    page.app.select_slider(key="playground.l2").set_value(0.01).run()
    page.click("step", "step")
    again = opened(link_of(page))
    assert same(page, again)
    assert again.live.run.penalty.l2 == 0.01
    assert again.app.session_state["playground.hide"] == ["data", "table"]
    assert "This is the moment that the link shows" in again.live.notice
    assert not again.app.warning
    assert len(again.live.timeline) > 1
    page.click("step")
    again.click("step")
    assert same(page, again)


@pytest.mark.parametrize("seed", range(2))
def test_any_settings_come_back_from_their_link(seed):
    random = np.random.default_rng(seed)
    layers = int(random.integers(0, MOST_LAYERS + 1))
    page = Page("playground", dataset="rings", layers=layers, activation="leaky_relu", loss_of_classes="mse",
                optimizer="adam", rate=0.015, l1=0.0003, noise=0.35, points=150, test=20, data_seed=77, seed=99, l2=0.1,
                beta_2=0.99, epsilon=1e-6,
                init="zeros", init_scale=0.5, batch_size="all", shuffle=False, pause_every=7, until_solved=False,
                features=["sin_x1", "x1_x2"], speed="10 steps",
                **{f"neurons{i}": int(random.integers(1, 9)) for i in range(1, layers + 1)})
    again = opened(link_of(page))
    assert again.live.run.config == page.live.run.config
    assert not again.app.warning
    for name in {*RECIPES["rings"]} - {"loss"}:  # which is that of two classes
        assert again.app.session_state[f"playground.{name}"] == page.app.session_state[f"playground.{name}"]


def test_settings_in_a_link_whose_widgets_have_left_the_page_are_no_complaint():
    page = Page("playground", chart="Learning curves", loss_scale="Logarithmic").click("step", "step")
    page.app.selectbox(key="playground.dataset").set_value("circle").run()
    page.app.toggle(key="playground.show_test").set_value(False).run()
    page.app.selectbox(key="playground.dataset").set_value("xor").run()
    page.app.segmented_control(key="playground.chart").set_value("Weights").run()
    link = link_of(page)
    assert "Logarithmic" in link
    assert "show_test=False".lower() in link
    assert not opened(link).app.warning
    assert not opened("?playground.show_test=true&playground.loss_scale=Linear&playground.directions=Along+its+walk"
                      "&playground.landscape_seed=0").app.warning


def looked_at(page: Page) -> dict:
    """What the widgets of the charts and some others say."""
    return {widget.key: widget.value for widget in (*page.app.segmented_control, *page.app.number_input)}


@pytest.mark.parametrize(("steps", "chart"), [(steps, chart) for steps in (0, 2) for chart in CHARTS])
@pytest.mark.parametrize("dataset", ["xor", "plane"])
def test_a_link_after_a_look_at_any_chart_is_no_complaint_and_shows_it(dataset, steps, chart):
    page = Page("playground", dataset=dataset).click(*["step"] * steps)
    page.app.segmented_control(key="playground.chart").set_value(chart).run()
    for name, value in [("chart", chart), ("loss_scale", "Logarithmic"), ("directions", RANDOM), ("landscape_seed", 7)]:
        present = [widget for widget in (*page.app.segmented_control, *page.app.number_input)
                   if widget.key == f"playground.{name}"]
        if not present:  # the link is the last one's
            continue
        for widget in present:
            widget.set_value(value).run()
        again = opened(link_of(page))
        again.run()
        assert not again.app.warning
        assert again.app.session_state["playground.chart"] == chart
        assert looked_at(again) == looked_at(page)


def test_edited_weights_are_in_the_link():
    page = Page("playground").click("step")
    page.live.change("w2", 1.5)
    page.click("step")
    assert same(page, opened(link_of(page)))


def test_an_earlier_moment_that_is_looked_at_is_the_one_in_the_link():
    page = Page("playground").click("step", "step")
    page.app.select_slider(key="playground.l2").set_value(0.01).run()
    page.click("step")
    page.live.look_at(page.live.timeline[1])
    again = opened(link_of(page))
    assert again.live.run.step_count == page.live.run.step_count == 1
    assert same(page, again)


def test_own_points_are_in_the_link_as_long_as_they_are_few():
    page = Page("playground", dataset="own")
    table = "a,b,kind\n" + "".join(f"{i},{i * i % 7},{'yes' if i % 3 else 'nö'}\n" for i in range(30))
    page.app.text_area(key="playground.own_text").set_value(table).run()
    page.click("step")
    again = opened(link_of(page))
    assert same(page, again)
    assert again.app.text_area(key="playground.own_text").value == table
    numbers = np.random.default_rng(1).normal(size=(1900, 2))
    page.app.text_area(key="playground.own_text").set_value("\n".join(f"{x},{y},{x > y}" for x, y in numbers)).run()
    link = link_of(page)
    assert "own_points" not in link
    assert any("leaves out your points" in caption.value for caption in page.app.caption)


def test_pause_ends_the_catching_up_and_what_comes_after_is_forgotten():
    page = Page("playground", query={"playground.moment": "90000000", "playground.changes":
                                     "0_rate_0.2*80000000_rate_1.5"})
    assert page.live.destination == 90000000
    page.click("pause")
    assert page.live.destination is None
    assert not page.live.playing
    assert page.live.journal.changes[-1].step <= page.live.run.step_count < 80000000
    page.click("step")
    assert page.live.run.optimizer.learning_rate == 0.2


def test_a_link_to_a_run_that_diverges_on_the_way_says_so():
    page = opened("?playground.loss=Binary+cross-entropy&playground.activation=ReLU&playground.rate=10"
                  "&playground.layers=6&playground.moment=5000&playground.changes=0_w0_1e30")
    assert "cannot be repeated" in page.app.warning[0].value
    assert np.isfinite(page.live.run.network.params).all()


HOSTILE = ["", "-3", "1e400", "nan", "9" * 5000, "\x00", "🙂" * 50, "<script>alert(1)</script>", "[1,2", "0.1.2"]
NUMBERS = ("rate", "layers", "neurons1", "seed", "pause_every", "l1", "l2", "init_scale")
SETTINGS = (*NUMBERS, "dataset", "activation", "loss", "optimizer", "init", "speed", "batch", "shuffle", "until_solved",
            "features", "moment", "changes", "own_points", "hide", "lesson")


@pytest.fixture(scope="module")
def fresh() -> Page:
    return Page("playground")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_link_gives_the_defaults_and_says_so(fresh, text):
    page = Page("playground", query={f"playground.{name}": text for name in SETTINGS if text or name != "features"})
    if text != "-3":  # of which the ends of the ranges are made
        assert same(page, fresh)
    words = page.app.warning[0].value
    assert "could not be used" in words
    assert "the learning rate" in words
    assert "the moment" in words
    assert "script" not in words
    page.click("complaint_read")
    assert not page.app.warning
    page.click("step")


@pytest.mark.parametrize("name", ["rate", "layers", "seed", "dataset", "features", "until_solved", "changes", "hide"])
def test_one_broken_part_is_named_and_the_others_count(name):
    other = "layers" if name != "layers" else "pause_every"
    page = Page("playground", query={f"playground.{name}": "nonsense", f"playground.{other}": "4",
                                     f"playground.{'moment' * (name == 'changes') or 'x'}": "3"})
    words = page.app.warning[0].value
    assert f"{TABLE[name]}" in words
    assert page.app.session_state[f"playground.{other}"] == 4


@pytest.mark.parametrize("written", [["0.3", "5"], ["5", "0.3"]])
def test_a_part_that_is_there_twice_is_named(written):
    page = Page("playground", query={"playground.rate": written, "playground.moment": ["3", "x"]})
    assert "the learning rate" in page.app.warning[0].value
    assert page.live.run.step_count == 0


def test_names_that_nobody_knows_are_counted_and_those_of_others_are_left_alone():
    page = Page("playground", query={"playground.live": "1", "playground.<b>": "2", "utm_source": "x"})
    assert "2 names that this page does not know" in page.app.warning[0].value
    assert page.live.run.step_count == 0
    assert not Page("playground", query={"utm_source": "x"}).app.warning


@pytest.mark.parametrize("changes", ["5_rate_0.1*3_rate_0.2", "0_w99_1", "1_rate_1*" * 5000, "0_w0_1e99"])
def test_broken_changes_leave_the_run_at_its_start(changes):
    page = Page("playground", query={"playground.moment": "50", "playground.changes": changes})
    assert "the list of changes" in page.app.warning[0].value
    assert page.live.run.step_count == 0
    assert page.live.run.optimizer.learning_rate == 0.2


def test_a_bomb_in_the_points_is_not_unpacked():
    page = Page("playground", query={"playground.own_points": packed(" " * 50_000_000)})
    assert "the points" in page.app.warning[0].value


@pytest.mark.parametrize("text", ["", "a" * 5000, "räksmörgås\n🙂"])
def test_packed_texts_come_back(text):
    assert unpacked(packed(text), 10_000) == text


@pytest.mark.parametrize("text", ["x", "?", "eJw", "AAAA", packed("abc" * 100)[:-8]])
def test_broken_packed_texts_are_refused(text):
    with pytest.raises(ValueError, match=r"\.$"):
        unpacked(text, 1000)


def test_defaults_written_out_are_no_complaint():
    page = Page("playground", query={"playground.rate": "0.20", "playground.layers": "1", "playground.shuffle": "False",
                                     "playground.dataset": "XOR", "playground.noise": "0.3"})
    assert not page.app.warning


def test_every_panel_can_be_hidden_and_brought_back():
    page = Page("playground", query={"playground.hide": [*PANELS]})
    assert not page.app.warning
    hidden = page.app.get_by_key("hidden").caption[0].value
    assert all(words.lower() in hidden for words in PANELS.values())
    assert page.app.session_state["playground.layers"] == 1  # its widget is there all the same
    page.click("show_all")
    assert page.app.session_state["playground.hide"] == []
    assert not any("Hidden" in caption.value for caption in page.app.caption)


def address_of(page: Page) -> dict[str, str]:
    """What stands in the address beside the settings."""
    boxes = {name: page.app.text_input(key=f"playground.{name}").value for name in links.BESIDE}
    return {f"playground.{name}": value for name, value in boxes.items() if value}


def test_the_address_of_a_run_at_rest_comes_back_to_its_moment_and_its_points():
    page = Page("playground", dataset="own", own_text="1,2,a\n3,4,b\n5,1,b\n", speed="1", test=0)
    assert [*address_of(page)] == ["playground.own_points"]
    page.click("step")
    page.app.select_slider(key="playground.rate").set_value(0.5).run()
    page.click("step", "step")
    page.run()
    assert address_of(page)["playground.moment"] == "3"
    settings = {"playground.dataset": "Your own points", "playground.rate": "0.5", "playground.test": "0"}
    again = Page("playground", query=address_of(page) | settings)
    while again.live.destination is not None:
        again.run()
    again.run()
    assert same(page, again)
    assert address_of(again) == address_of(page)
    assert not again.app.warning


def test_an_address_has_no_moment_while_it_plays_nor_after_a_reset_and_no_points_but_ones_own():
    page = Page("playground", speed="1").click("step")
    assert address_of(page).keys() == {"playground.moment", "playground.params"}
    assert address_of(page.click("play")) == {}
    assert address_of(page.click("pause", "reset")) == {}


def test_an_address_waits_with_its_moment_until_the_run_has_caught_up():
    page = Page("playground", query={"playground.moment": "300000"})
    assert page.live.destination is not None
    assert address_of(page) == {"playground.moment": "300000"}


def test_what_an_address_has_wrong_is_told_once_and_leaves_it():
    page = Page("playground", query={"playground.moment": "soon", "playground.own_points": "nothing"})
    assert "the points and the moment" in page.app.warning[0].value
    page.run()
    assert address_of(page) == {}
