"""Networks and photos that a browser keeps, without one: what a page hands over goes into another visit."""
import json
import struct
from functools import cache

import numpy as np
import pytest

from engine.datasets import mnist
from engine.exchange import About, to_npz
from engine.network import Network
from pages.ui.digits import kept, photos
from pages.ui.digits.training import kept_run
from pages.ui.digits.training.presets import TUTORIAL
from pages.ui.shared.drawing import readers
from tests.app_pages import Page
from tests.photos import photo

SMALL = TUTORIAL | {"rows": 1_000, "hidden": 16, "epochs": 2, "layers": 2, "hidden2": 8, "rate": 0.3}


@cache
def trained() -> Page:
    return Page("digits", **SMALL).play_until_it_stops("train")


def present(page: Page, keeper=kept.OWN) -> kept.Kept:
    with page.session():
        return keeper.present()


def take(page: Page, content: bytes, how: str = "brought", keeper=kept.OWN) -> str:
    """Bring something back, then one tick; returns what is said of it."""
    with page.session():
        words = keeper.take(content, how)
    page.run()
    return words


def value(page: Page, name: str):
    return page.app.session_state[f"digits.{name}"]


def with_header(content: bytes, **changes) -> bytes:
    length = struct.unpack_from("<I", content)[0]
    text = json.dumps(json.loads(content[4 : 4 + length]) | changes).encode()
    return struct.pack("<I", len(text)) + text + content[4 + length :]


def test_a_network_that_is_brought_back_is_a_run_again_that_training_goes_on_from():
    then, page = trained(), Page("digits")
    kept_then = present(then)
    words = take(page, kept_then.content)
    assert kept_then.words == f"test accuracy {then.live.course.evaluations[-1][-1]:.1%}"
    assert words == "your network"
    assert {name: value(page, name) for name in ("rows", "hidden", "layers", "hidden2", "rate", "epochs")} == {
        name: SMALL[name] for name in ("rows", "hidden", "layers", "hidden2", "rate", "epochs")}
    run = page.live.run
    assert run.epoch == 2
    assert np.array_equal(run.network.params, then.live.run.network.params.astype(np.float16))
    np.testing.assert_allclose(page.live.course.evaluations.points(), then.live.course.evaluations.points(), rtol=1e-6)
    np.testing.assert_allclose(run.history.points(), then.live.run.history.points(), rtol=1e-6)
    assert "This is your network at epoch 2 again" in page.app.caption[0].value
    assert value(page, "reader") == "own"
    page.play_until_it_stops("one_more")
    assert page.live.run.epoch == 3
    assert "Trained for 3 epochs" in page.app.caption[0].value


def test_a_training_that_ended_by_one_more_epoch_is_over_when_it_is_back():
    then, page = Page("digits", **SMALL).play_until_it_stops("train").play_until_it_stops("one_more"), Page("digits")
    take(page, present(then).content)
    (progress,) = page.app.get("progress")
    assert progress.proto.text.startswith("Epoch 3.0 of 3 ")


def test_what_has_not_changed_is_not_written_anew():
    page = trained()
    assert present(page).content is present(page).content


def test_a_lost_visit_keeps_the_settings_that_the_address_has():
    page = Page("digits", **SMALL | {"hidden2": 32})
    take(page, present(trained()).content, "lost")
    assert value(page, "hidden2") == 32
    assert not page.live.run.step_count
    with page.session():
        assert readers.networks()["own"].sizes == (784, 16, 8, 10)
    assert present(page) == present(trained())._replace(gone="")  # as it came


def test_a_lost_visit_does_not_undo_what_was_trained_since():
    page = Page("digits", **SMALL | {"hidden2": 32}).play_until_it_stops("train")
    assert take(page, present(trained()).content, "lost") == ""
    assert page.live.run.network.sizes == (784, 16, 32, 10)


def test_a_network_that_is_back_answers_on_other_pages_before_digits_is_opened():
    page = Page("evaluation")
    take(page, present(trained()).content)
    assert page.app.segmented_control(key="evaluation.network").options == ["Pretrained network", "Your network"]


def test_reset_ends_what_is_kept():
    page = Page("digits")
    take(page, present(trained()).content)
    assert present(page.click("reset")).content == b""


def test_a_network_whose_digits_are_gone_answers_until_they_are_back():
    rows = np.column_stack([mnist().test_targets[:100].argmax(axis=1), mnist().test_inputs[:100]])
    csv = "\n".join(",".join(map(str, row)) for row in rows).encode()
    then = Page("digits", **SMALL).bring("csv", "mine.csv", csv).play_until_it_stops("train")
    kept_then = present(then)
    assert kept_then.gone.startswith("the digits of your file")
    page = Page("digits")
    assert take(page, kept_then.content).endswith("without the digits of your file that it was trained on")
    assert value(page, "source") == "MNIST"
    with page.session():
        assert "own" in readers.networks()
    page.bring("csv", "mine.csv", csv)
    assert page.live.run.epoch == 2


def test_an_address_that_learns_from_a_file_that_is_gone_says_so():
    page = Page("digits", query={"digits.source": "Your file"})
    assert page.app.session_state["keeping.news"]["gone"] == ["the digits of your file"]


@pytest.mark.parametrize(("keeper", "name"), [(kept.TUNED, "tuned"), (kept.LOADED, "loaded")])
def test_other_networks_come_back_to_answer(keeper, name):
    then, page = Page("digits"), Page("digits")
    with then.session():
        readers.session.put("digits", **{name: readers.ready_made()})
        readers.session.put("handwriting", learned=24)
        content = keeper.present().content
    take(page, content, keeper=keeper)
    with page.session():
        assert readers.networks()[name].sizes == readers.ready_made().sizes
    if name == "tuned":
        assert page.app.session_state["handwriting.learned"] == 24


def broken_ones() -> dict[str, bytes]:
    good = present(trained()).content
    other = to_npz(Network.mlp((2, 3, 10)), About("softmax_cross_entropy", tuple("0123456789")))
    length = 4 + struct.unpack_from("<I", good)[0]
    curve = json.loads(good[4:length])["evaluations"]
    return {"nothing": b"", "a letter": b"x", "cut": good[:-100], "no header": good[length:],
            "endless header": struct.pack("<I", 2**31) + good, "other sizes": good[:length] + other,
            "no step": with_header(good, step=None), "no settings": with_header(good, settings=7),
            "settings": with_header(good, settings={"hidden": ["7"]}),
            "names": with_header(good, settings={"x": ["7"]}),
            "steps": with_header(good, step=-1), "seconds": with_header(good, seconds=1e300),
            "curve": with_header(good, evaluations=curve | {"steps": curve["points"]}),
            "config": with_header(good, config=["x"])}


@pytest.mark.parametrize("name", ["nothing", "a letter", "cut", "no header", "endless header", "other sizes", "no step",
                                  "no settings", "settings", "names", "steps", "seconds", "curve", "config"])
def test_what_is_damaged_or_of_another_kind_is_refused_in_one_sentence(name):
    page = Page("digits")
    with page.session(), pytest.raises(ValueError, match=f"^{kept_run.BROKEN}$"):
        kept.OWN.take(broken_ones()[name], "brought")


@pytest.mark.parametrize("learned", [None, 0, 501, 2.5, True])
def test_a_count_of_drawings_that_is_none_is_refused(learned):
    content = with_header(kept_run.joined({}, readers.ready_made()), learned=learned)
    with pytest.raises(ValueError, match="damaged"):
        kept.TUNED.take(content, "brought")


def test_a_photo_comes_back_as_it_was_read():
    then, page = Page("digits"), Page("digits")
    then.bring("photo", "seven.jpg", photo(mnist().test_inputs[0].reshape(28, 28), np.random.default_rng(3)))
    content = present(then, photos.kept("digits")).content
    take(page, content, "reload", photos.kept("digits"))
    (back,), (before,) = (value(one, "photo")["digits"] for one in (page, then))
    for part in ("pixels", "ink", "box"):
        assert np.array_equal(getattr(back, part), getattr(before, part))
    then.send(lambda page, _: photos.remove(page))
    assert present(then, photos.kept("digits")).content == b""
