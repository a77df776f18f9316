"""Links that carry the weights of their moment or its loss: what they show on any processor, what Play continues from,
and what the page says of both."""
import math
import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from engine.datasets.problems import RECIPES
from engine.training import TrainingRun
from pages.ui.playground import edits
from pages.ui.shared import playback
from tests.app_pages import Page
from tests.pages.playground import test_moment_files as files
from tests.pages.playground.test_sharing import address_of, link_of, opened, same
from tests.pages.shared.test_stage import decoded

SMALL = {"dataset": "moons", "neurons1": 6, "shuffle": True, "optimizer": "adam", "rate": 0.01, "activation": "tanh"}
LARGE = {"dataset": "spiral", "layers": 6} | {f"neurons{i}": 8 for i in range(1, 7)}
FRESH = "goes on from the link's weights with a fresh optimizer"


@pytest.fixture
def patient(monkeypatch):
    """Nothing is repeated while the page rests or catches up."""
    monkeypatch.setattr(playback, "BUDGET", 0)


def elsewhere(monkeypatch) -> None:
    """From now on runs begin as on another processor: with a first parameter that is one unit in the last place off."""
    start = TrainingRun.start

    def nudged(*arguments, **options):
        run = start(*arguments, **options)
        run.network.params[0] = np.nextafter(run.network.params[0], np.float32(9))
        return run

    monkeypatch.setattr(TrainingRun, "start", nudged)


def at_once(link: str) -> Page:
    return Page("playground", query=parse_qs(urlsplit(link).query))


def said(page: Page) -> str:
    """What stands above the picture."""
    return next(element.value for element in [*page.app.warning, *page.app.caption]
                if "moment that the link shows" in element.value or "optimizer" in element.value)


def params(page: Page) -> bytes:
    return page.live.run.network.params.tobytes()


def shown(page: Page) -> bytes:
    """The weights in the message that the browser paints."""
    return decoded(page.live.stage)[2][-1]["params"].tobytes()


@pytest.mark.parametrize("settings", [SMALL, {}, RECIPES["rings"] | {"dataset": "rings"}])
def test_a_link_shows_its_weights_at_once_and_play_continues_the_very_run(settings):
    page = Page("playground", **settings).click("step", "step", "step_batch")
    link = link_of(page)
    assert len(link) <= 2_000
    assert "playground.params=" in link
    again = opened(link)
    assert same(page, again)
    assert shown(again) == params(page)
    assert "Play continues that run: it was repeated here" in said(again)
    assert again.live.timeline.steps[0] == 0
    assert len(again.live.stage.curve) > 1
    for one in (page, again):
        one.click("step", "step_batch")
    assert same(page, again)
    assert page.live.journal.to_text() == again.live.journal.to_text()


def test_before_the_repetition_is_there_the_weights_are_and_the_address_stays(patient):
    page = Page("playground", **SMALL).click("step", "step_batch")
    again = at_once(link_of(page))
    assert params(again) == params(page) == shown(again)
    assert again.live.run.step_count == page.live.run.step_count
    assert not again.live.playing
    assert "is being repeated in the background" in said(again)
    assert f"training {FRESH}" in said(again)
    again.run()
    assert address_of(again) == address_of(page)
    assert link_of(again) == link_of(page)


def fresh(page: Page) -> None:
    """Assert that a page has gone on from its link's weights with a fresh optimizer, as its own link says."""
    assert page.live.repetition is None
    assert not page.live.is_fresh
    assert page.live.journal.changes[3].what == "fresh"
    assert same(page, opened(link_of(page)))


@pytest.mark.parametrize("button", ["step", "step_batch", "play"])
def test_going_on_before_the_repetition_is_there_gives_it_up_and_says_so(monkeypatch, button):
    page = Page("playground", **SMALL).click("step", "step")
    link, step = link_of(page), page.live.run.step_count
    with monkeypatch.context() as patch:
        patch.setattr(playback, "BUDGET", 0)
        again = at_once(link).click(button)
    assert said(again) == f"Training {FRESH}."
    if button == "play":
        again.click("pause")
    assert again.live.timeline.steps[0] == step
    fresh(again)


def test_an_edit_before_the_repetition_is_there_gives_it_up_and_says_so(monkeypatch):
    page = Page("playground", **SMALL).click("step", "step")
    link = link_of(page)
    with monkeypatch.context() as patch:
        patch.setattr(playback, "BUDGET", 0)
        again = at_once(link).send(edits.take, do="edit", index=0, value="0.5", gesture=1)
        again.run()
    assert said(again) == f"Training {FRESH}."
    assert again.live.run.network.params[0] == 0.5
    fresh(again)


def test_a_rate_changed_before_the_repetition_is_there_leaves_it_going_and_counts(monkeypatch):
    page = Page("playground", **SMALL).click("step")
    link = link_of(page)
    with monkeypatch.context() as patch:
        patch.setattr(playback, "BUDGET", 0)
        again = at_once(link)
        again.app.select_slider(key="playground.rate").set_value(0.1).run()
    again.run()
    assert "Play continues that run" in said(again)
    page.app.select_slider(key="playground.rate").set_value(0.1).run()
    for one in (page, again):
        one.click("step")
    assert same(page, again)


def test_a_reset_before_the_repetition_is_there_begins_anew(patient):
    page = at_once(link_of(Page("playground", **SMALL).click("step"))).click("reset")
    assert (page.live.run.step_count, page.live.is_fresh, page.live.repetition) == (0, False, None)


def test_on_another_processor_the_weights_stay_the_link_s_and_the_page_says_both_losses(monkeypatch):
    page = Page("playground", **SMALL).click("step", "step")
    link, kept = link_of(page), params(page)
    elsewhere(monkeypatch)
    again = opened(link)
    assert params(again) == kept == shown(again)
    assert again.app.warning
    assert "This processor's run ends at" in said(again)
    loss = re.search(r"the link's network, which you see, has (\S+\d)", said(again))[1]
    assert float(loss) == pytest.approx(again.live.run.evaluate("train").loss, rel=0.01)
    assert said(again).endswith(f"Play {FRESH}.")
    again.click("step")
    assert said(again) == f"Training {FRESH}."
    fresh(again)


def test_a_repetition_that_diverges_leaves_the_link_s_weights(monkeypatch):
    page = Page("playground", **SMALL | {"activation": "relu"}).click("step")
    link = link_of(page) + "&playground.changes=0_rate_0.01*1_rate_1e30"
    again = opened(link)
    assert params(again) == params(page)
    assert "cannot be repeated" in said(again)


def test_a_large_network_s_link_has_the_loss_and_says_where_everything_is():
    page = Page("playground", **LARGE).click("step")
    link = link_of(page)
    assert "playground.moment_loss=0." in link
    assert "playground.params" not in link
    assert any("do not fit" in caption.value and "as a file" in caption.value for caption in page.app.caption)
    again = opened(link)
    assert same(page, again)
    assert not again.app.warning


def test_on_another_processor_a_large_network_s_link_says_where_the_loss_differs(monkeypatch):
    link = link_of(Page("playground", **LARGE).click("step"))
    found = float(parse_qs(urlsplit(link).query)["playground.moment_loss"][0])
    again = opened(link.replace(f"{found:.6g}", f"{found * 1.01:.6g}"))
    assert again.app.warning
    assert "But this processor's run, which you see, ends at loss" in said(again)
    elsewhere(monkeypatch)
    again = opened(link.replace("playground.moment_loss", "playground.x"))
    assert "processor" not in again.live.notice


def test_an_address_keeps_the_loss_until_the_run_has_caught_up(patient):
    page = at_once(link_of(Page("playground", **LARGE).click("step")))
    assert page.live.destination is not None
    assert address_of(page).keys() == {"playground.moment", "playground.moment_loss"}


@pytest.mark.parametrize("text", ["x", "AAAA", "AAA", "", "AADAfw", "🙂", "A" * 1_000, "AACAfw" * 200])
def test_broken_weights_are_named_and_the_run_is_repeated_in_their_place(text):
    page = Page("playground").click("step")
    again = opened(f"?playground.moment=1&playground.params={text}&playground.rate=0.2")
    if text:
        assert "the weights of the moment" in again.app.warning[0].value
    assert same(page, again)


@pytest.mark.parametrize("text", ["x", "nan", "inf", "1" * 400])
def test_a_broken_loss_is_named_and_the_moment_is_shown(text):
    again = opened(f"?playground.moment=1&playground.moment_loss={text}")
    assert "the loss of the moment" in again.app.warning[0].value
    assert again.live.run.step_count == 1


def test_weights_without_a_moment_change_nothing():
    page = Page("playground", query={"playground.params": "AAAAAA" * 5})
    assert page.live.run.step_count == 0


def test_no_address_with_weights_is_longer_than_2000_characters():
    for neurons in (8, 4, 2):
        page = Page("playground", **LARGE | {f"neurons{i}": neurons for i in range(1, 7)}).click("step")
        link = link_of(page)
        assert len(link) <= 2_000
        assert ("playground.params" in link) == (4 * page.live.run.network.params.size * 4 / 3 + 300 < 2_000)


def test_a_moment_that_its_link_shows_alone_is_written_to_a_file_that_goes_on_alike(patient, monkeypatch):
    page = at_once(link_of(Page("playground", **SMALL).click("step", "step")))
    again = files.opened(files.written(page))
    monkeypatch.setattr(playback, "BUDGET", math.inf)
    for one in (page, again):
        one.click("step")
    assert same(page, again)
    assert page.live.journal.to_text() == again.live.journal.to_text()
