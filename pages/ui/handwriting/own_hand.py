"""A visitor's own digits: collecting them, how well each network reads them, and one fine-tuned to them."""
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets import mnist
from engine.datasets.digit_format import PIXELS
from engine.datasets.mnist import one_hot
from engine.exchange.drawings import MOST_BYTES, MOST_DRAWINGS, drawings_from_json, drawings_to_json
from engine.inspection.evaluation import evaluated
from engine.models.tuning import tuned
from pages.ui.handwriting.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.drawing import canvas, gallery, readers
from pages.ui.shared.drawing.mnist_answers import answers_of
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import line
from pages.ui.shared.keeping.keeper import Keeper, Kept
from pages.ui.shared.uploads import Upload
from pages.ui.shared.words import with_article

TEST_EVERY = 3  # drawings of a digit: every third one is in the test set
LEAST = 20  # drawings from which fine-tuning makes sense


def prompt() -> None:
    """Which digit to draw next; the one drawn least often is suggested."""
    widgets.segmented_control("Draw this digit", "label", wrap=True,
                              help=f"The {term('label')} of your drawing. After each one the page suggests the digit "
                                   "that it has the fewest of.")


def taker() -> canvas.Taker:
    """What the button below the sheet does with the drawing on it."""
    return canvas.Taker("keep", session.get(PAGE, "label", 0), _keep_as)


def keep_button(digit: np.ndarray | None) -> None:
    """Adds the drawing to the collection; the browser clears the sheet meanwhile, see `taker`."""
    label = session.get(PAGE, "label", 0)
    full = len(_labels()) >= MOST_DRAWINGS
    st.button(f"Keep it as {with_article(label)}", key=f"{PAGE}.keep", icon=":material/check:", type="primary",
              on_click=guarded(_keep), disabled=digit is None or full, help="Draw first." if digit is None else None)
    if full:
        st.caption(f"{MOST_DRAWINGS} drawings are as many as can be kept.")


def collection() -> None:
    """The drawings kept so far, each with the chosen network's answer."""
    images, labels = _images(), _labels()
    st.markdown(f"**{_counted(len(labels))}**")
    if not len(labels):
        st.caption("They will appear here. Two of each digit are a start, three or more are better: every third one "
                   f"goes to your {term('test set')}, which the network is not trained on.")
    else:
        _gallery(images, labels)
    if len(labels) or session.get(PAGE, "removed"):
        with st.container(horizontal=True, gap="small"):
            chosen = session.get(PAGE, "chosen")
            st.button("Remove the last" if chosen is None else "Remove the marked one", key=f"{PAGE}.remove",
                      icon=":material/delete:", on_click=guarded(_remove), disabled=not len(labels),
                      help="Choose a picture to mark it. Under each: label → prediction.")
            st.button("Bring back", key=f"{PAGE}.bring_back", icon=":material/undo:", on_click=guarded(_bring_back),
                      disabled=not session.get(PAGE, "removed"), help="Undo the last removal.")


def _gallery(images: np.ndarray, labels: np.ndarray) -> None:
    networks = readers.networks()
    name = readers.choice(widgets, "reader", "Read by", networks)
    evaluation = evaluated(networks[name], images, one_hot(labels))
    tests = _tests(labels)
    details = [f"{'test set' if test else 'training set'}\n{name_of_answer(said)}"
               for test, said in zip(tests, evaluation.probabilities)]
    gallery.show(images, [f"{truth} → {answer}" for truth, answer in zip(labels, evaluation.answers)], details,
                       f"{PAGE}.gallery", wrong=evaluation.answers != labels, on_choose=_choose,
                       chosen=session.get(PAGE, "chosen"))


def comparison() -> None:
    """How well every network reads this hand and everybody's, and the button that fine-tunes one."""
    labels = _labels()
    tests = _tests(labels)
    st.button("Fine-tune a copy of the pretrained network", key=f"{PAGE}.tune", icon=":material/school:",
              on_click=guarded(_tune), disabled=len(labels) < LEAST,
              help=f"Trains a copy on your {term('training set')}, mixed with MNIST's digits so that it does not "
                   f"forget those. Takes seconds and needs {LEAST} drawings.")
    if learned := session.get(PAGE, "learned"):
        st.caption(f"A copy was fine-tuned on {learned} of your drawings. Here and on the pages Digits and Evaluation "
                   f"it is the “{readers.NAMES['tuned']}”.")
    elif len(labels) < LEAST:
        st.caption(f"{LEAST - len(labels)} more drawings, and a copy of the network can be fine-tuned on them.")
    if not len(labels):
        return
    rows = ["| network | your test set | all your drawings | MNIST's test set |", "|---|--:|--:|--:|"]
    for name, network in readers.networks().items():
        mine = evaluated(network, _images(), one_hot(labels))
        right = mine.answers == labels
        theirs = answers_of(network).accuracy
        rows.append(f"| {readers.NAMES[name]} | {_share(right[tests])} | {_share(right)} | {theirs:.1%} |")
    st.markdown("\n".join(rows))
    st.caption(f"The {term('accuracy')} of each network. Your test set is every third drawing of each digit; the "
               "fine-tuned network was not trained on it, so that is the fair number. With few drawings it is rough: "
               "of 10, one more or less is 10%. MNIST's test set is 10,000 digits by other people.")


def files() -> None:
    """Download the drawings, or load those of another visit."""
    images, labels = _images(), _labels()  # now: the file is made at the click, where no visit's state can be read
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.download_button("Download the drawings", lambda: drawings_to_json(images, labels),
                           "my-handwriting.json", "application/json", key=f"{PAGE}.download",
                           icon=":material/download:", on_click="ignore", disabled=not len(labels))
    DRAWINGS.by_file("Load drawings", ["json"])
    DRAWINGS.show_outcome()
    line.kept_here(KEPT)


def name_of_answer(probabilities: np.ndarray) -> str:
    """The two likeliest digits, in words."""
    second, first = probabilities.argsort()[-2:]
    return f"{first}: {probabilities[first]:.0%}, {second}: {probabilities[second]:.0%}"


def _drawings() -> list[tuple[np.ndarray, int]]:
    return session.get(PAGE, "drawings") or []


def _images() -> np.ndarray:
    return np.array([image for image, _ in _drawings()], np.uint8).reshape(-1, PIXELS)


def _labels() -> np.ndarray:
    return np.array([label for _, label in _drawings()], int)


def _tests(labels: np.ndarray) -> np.ndarray:
    """(n,) whether each drawing is in the test set: the third of its digit, the sixth, and so on."""
    return np.array([np.count_nonzero(labels[: i + 1] == label) % TEST_EVERY == 0 for i, label in enumerate(labels)],
                    bool)


def _share(right: np.ndarray) -> str:
    return f"{right.mean():.0%} ({right.sum()} of {len(right)})" if len(right) else "none yet"


def _keep() -> None:
    """Keep what is on the sheet, and clear it. A callback, where the browser has not done it itself."""
    if session.get(PAGE, "found") is not None:
        _keep_as(session.get(PAGE, "label", 0))
        canvas.clear(PAGE)


def _keep_as(label: Any) -> None:
    digit = session.get(PAGE, "found")
    if digit is None or type(label) is not int or not 0 <= label < 10 or len(_labels()) >= MOST_DRAWINGS:
        return
    drawings = [*_drawings(), ((digit * 255).round().astype(np.uint8).reshape(-1), label)]
    counts = np.bincount([label for _, label in drawings], minlength=10)
    session.put(PAGE, drawings=drawings, label=int(counts.argmin()), chosen=None)


def _choose(event: dict[str, Any]) -> None:
    index = event.get("index")
    if type(index) is int and 0 <= index < len(_drawings()):
        session.put(PAGE, chosen=None if index == session.get(PAGE, "chosen") else index)


def _remove() -> None:
    drawings = _drawings()
    chosen = session.get(PAGE, "chosen")
    place = len(drawings) - 1 if chosen is None else chosen
    session.put(PAGE, drawings=drawings[:place] + drawings[place + 1 :], chosen=None,
                removed=[*(session.get(PAGE, "removed") or []), (place, drawings[place])])


def _bring_back() -> None:
    *earlier, (place, drawing) = session.get(PAGE, "removed")
    drawings = _drawings()
    session.put(PAGE, drawings=[*drawings[:place], drawing, *drawings[place:]], removed=earlier, chosen=None)


def _tune() -> None:
    labels = _labels()
    learned = ~_tests(labels)
    network = tuned(readers.ready_made(), _images()[learned], labels[learned], mnist("standard"))
    session.put(readers.PAGE, tuned=network)
    session.put(PAGE, reader="tuned", learned=int(learned.sum()))


def _take(file: Any) -> None:
    images, labels = drawings_from_json(file.getvalue())
    drawings = [*_drawings(), *zip(images, labels.tolist())]
    if len(drawings) > MOST_DRAWINGS:
        raise ValueError(f"With its own there would be {len(drawings)} drawings, and {MOST_DRAWINGS} can be kept; "
                         "remove some first.")
    session.put(PAGE, drawings=drawings, chosen=None)


def _present() -> Kept:
    """The drawings as the browser keeps them, written anew only where they have changed."""
    drawings = session.get(PAGE, "drawings")
    if not drawings:
        return Kept(None if drawings is None else b"")
    known = session.get(PAGE, "kept_drawings")
    if known is None or known[0] is not drawings:
        session.put(PAGE, kept_drawings=(known := (drawings, drawings_to_json(_images(), _labels()).encode())))
    return Kept(known[1], f"{len(drawings)} of them")


def _take_back(content: bytes, how: str) -> str:
    """Have drawings again that the browser has kept, before those that there are by now. Raises ValueError."""
    try:
        images, labels = drawings_from_json(content)
    except ValueError:
        raise ValueError("It is damaged.") from None
    present = _drawings()
    known = {(image.tobytes(), label) for image, label in present}
    kept = [(image, label) for image, label in zip(images, labels.tolist()) if (image.tobytes(), label) not in known]
    if len(kept) + len(present) > MOST_DRAWINGS:
        raise ValueError(f"With them there would be {len(kept) + len(present)}, and {MOST_DRAWINGS} can be kept; "
                         "remove some first.")
    session.put(PAGE, drawings=[*kept, *present], chosen=None)
    return f"your {_counted(len(labels))}"


def _counted(count: int) -> str:
    return "1 drawing" if count == 1 else f"{count} drawings"


DRAWINGS = Upload(PAGE, "drawings", 1, _take, "Your drawings are as they were.")
KEPT = Keeper("drawings", "your drawings", MOST_BYTES, _present, _take_back, is_plural=True)
