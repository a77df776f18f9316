"""The lessons: each one a state of the playground, with what to do in it and what that shows."""
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import streamlit as st

from engine.datasets.problems import RECIPES
from pages.ui.playground.parameters import PAGE, START, TABLE, widgets
from pages.ui.shared import session
from pages.ui.shared.address.table import Texts, Where
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import MINUS


class Lesson(NamedTuple):
    """do: what to do, in a sentence; see: what that shows. settings: what differs from its data set's recipe; hide: the
    panels that it does without."""

    title: str
    do: str
    see: str
    settings: dict[str, Any]
    hide: tuple[str, ...] = ("presets", "regularization", "pauses")

    @property
    def all_settings(self) -> dict[str, Any]:
        """Every setting of the playground, so that a lesson always begins in the same state."""
        return START | RECIPES[self.settings["dataset"]] | self.settings


_NOISY = {"dataset": "circle", "points": 500, "noise": 0.5, "test": 90, "layers": 2, "neurons1": 8, "neurons2": 8,
          "optimizer": "adam", "rate": 0.02, "until_solved": False, "speed": "100", "pause_every": 1_000}


def _layers(count: int, neurons: int) -> dict[str, Any]:
    """So many hidden layers, each of so many neurons."""
    return {"layers": count} | {f"neurons{i}": neurons for i in range(1, count + 1)}


LESSONS = {
    "hidden-layer": Lesson(
        "Why XOR needs a hidden layer",
        "Press Play and wait until training pauses; then set Hidden layers to 1 and press Play again.",
        f"Without a {term('hidden layer')} the {term('decision boundary')} can only be one straight line, and no "
        "straight line separates these four points, so the least loss is a probability of 50% everywhere: a gray map "
        "without a boundary; with three hidden neurons the boundary bends, and all four points are classified "
        "correctly.",
        {"dataset": "xor", "layers": 0, "rate": 1.0, "loss": "binary_cross_entropy"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "stuck-start": Lesson(
        "Stuck in a local minimum",
        "Press Play and wait until training pauses; then press New weights and Play.",
        f"From these initial weights {term('gradient descent')} ends in a {term('local minimum')}, where all four "
        f"{term('ReLU', 'ReLUs')} output 0 for three of the four points: no gradient passes through them there, so "
        "these three keep one prediction and one point stays misclassified; from other initial weights the same "
        "network classifies all four correctly.",
        {"dataset": "xor", "neurons1": 4, "activation": "relu", "init": "he", "seed": 5, "rate": 0.3,
         "loss": "binary_cross_entropy", "speed": "500", "pause_every": 1_000},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "too-high-a-rate": Lesson(
        "Too high a learning rate",
        "Press 1 batch some ten times and watch the loss, then press Play; when training stops, press the "
        "button that lowers the learning rate.",
        f"At a {term('learning rate')} of 10 each step overshoots further than the one before, until the numbers are "
        "too large for a computer; at 0.1 the same network learns to separate the two moons.",
        {"dataset": "moons", "activation": "relu", "seed": 1, "rate": 10.0},
        ("presets", "data", "network", "regularization", "pauses", "charts")),
    "overfitting": Lesson(
        "Overfitting: learning the noise",
        "Press Play and compare the loss on the training set with the test loss.",
        f"This is {term('overfitting')}: with 105 weights and biases for 50 noisy points, the network bends its "
        f"boundary around single points, so it classifies nearly all of the {term('training set')} correctly but "
        f"clearly less of the {term('test set')}, whose loss rises while the training loss falls.",
        _NOISY, ("presets", "regularization", "pauses")),
    "regularization": Lesson(
        "Regularization: penalizing large weights",
        "Press Play and wait until training pauses; then, under Training, set L2 to 0 and press Reset and Play.",
        f"These are the noisy points of the lesson before, but L2 {term('regularization')} keeps the weights small: "
        "the boundary stays smooth, some training points stay misclassified, and the accuracy on the test set is "
        f"higher than without it, which is better {term('generalization')}.",
        _NOISY | {"l2": 0.03}, ("presets", "data", "network", "pauses")),
    "saturation": Lesson(
        "Saturated neurons",
        "Press Play and wait until training pauses; then, under Initialization, set Weight scale to 1 and press Play.",
        f"Initial weights five times too large saturate most of the {term('tanh')} neurons ({term('saturation')}): "
        f"near {MINUS}1 and 1 the {term('derivative')} of tanh, and so the {term('gradient')}, is close to 0, and many "
        "points are still misclassified; from weights of the usual size the same network classifies the training set "
        "correctly much sooner.",
        {"dataset": "circle", **_layers(3, 8), "init": "normal", "init_scale": 5.0, "speed": "50", "pause_every": 200},
        ("presets", "data", "training", "regularization", "pauses")),
    "dead-relus": Lesson(
        "Dead ReLUs",
        "Press Play; when training stops, leave the learning rate as it is, choose Leaky ReLU as the activation and "
        "press Play.",
        f"Steps this large move all neurons of a layer to where a {term('ReLU')} outputs 0 for every point, and since "
        "its derivative is 0 there, no gradient can bring them back; the derivative of a leaky ReLU is small there but "
        "not 0, so the network learns in spite of such steps.",
        {"dataset": "gaussians", **_layers(4, 4), "activation": "relu", "init": "he", "optimizer": "adam", "rate": 3.0,
         "until_solved": False, "pause_every": 30},
        ("presets", "data", "training", "regularization", "pauses")),
    "features": Lesson(
        "Features instead of layers",
        "Press Play; then choose the inputs x1 and x2 instead of their squares and press Play again.",
        f"Given the {term('feature', 'features')} x1² and x2², a network without a hidden layer learns the circle, "
        "which is a straight line in these coordinates; given x1 and x2 alone, it does little better than guessing.",
        {"dataset": "circle", "layers": 0, "features": ["x1_squared", "x2_squared"], "pause_every": 100},
        ("presets", "training", "regularization", "pauses", "charts")),
    "straight-layers": Lesson(
        "Linear layers stay linear",
        "Press Play and wait until training pauses; then choose Tanh as the activation and press Play.",
        "Three layers of eight neurons with a linear activation compute one weighted sum together, whose straight "
        f"boundary cannot enclose the inner points; with a {term('non-linear')} activation such as tanh, the same "
        "layers can.",
        {"dataset": "circle", **_layers(3, 8), "activation": "identity", "pause_every": 100, "speed": "50"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "step": Lesson(
        "Why activations need a derivative",
        "Press Play; when training stops, choose Sigmoid as the activation and press Play.",
        "The first perceptrons jumped from 0 to 1, and the derivative of such a step is 0 everywhere else, so "
        f"{term('backpropagation')} brings no gradient to the hidden weights; a {term('sigmoid')} is a smoothed step, "
        "so it has a derivative that gradient descent can follow.",
        {"dataset": "circle", "neurons1": 6, "activation": "step", "rate": 0.5, "speed": "50"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "equal-weights": Lesson(
        "Why initial weights are random",
        "Press Play and watch the hidden neurons until training pauses; then, under Initialization, choose Xavier as "
        "the initializer and press Play.",
        "If all weights start at zero, the six hidden neurons get the same gradient in every step and stay identical, "
        f"so together they draw the one straight boundary of a single neuron; random {term('initialization')} makes "
        "them differ, so that each can learn its own part.",
        {"dataset": "moons", "neurons1": 6, "activation": "sigmoid", "init": "zeros", "rate": 1.0, "pause_every": 200,
         "speed": "50"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "more-neurons": Lesson(
        "Wider and deeper for a spiral",
        "Press Play and wait until training pauses; then set Neurons in layer 1 to 8 and press Play; then set Hidden "
        "layers to 4, each with 8 neurons, and press Play.",
        f"Each {term('neuron')} of one hidden layer adds one straight edge to the boundary, and neither three nor "
        "eight are enough for two arms of nearly two turns; four layers of eight combine such edges again and again "
        "and follow the arms.",
        {"dataset": "spiral", **_layers(1, 3), "pause_every": 200},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "small-batches": Lesson(
        "Small batches, more steps",
        "Press Play and wait until training pauses; then, under Training, set Batch size to 1 and press Play.",
        f"With all 150 training points in one {term('batch')} an {term('epoch')} is a single step, and 20 steps leave "
        "more than one point in twenty misclassified, most often one in six; with batch size 1 "
        f"({term('stochastic gradient descent')}), 20 epochs are 3,000 noisier steps, and the training set is "
        "classified correctly within them.",
        {"dataset": "moons", "batch_size": "all", "seed": 1, "pause_every": 20},
        ("presets", "data", "network", "regularization", "pauses", "charts")),
}


SHOWS = "What this shows"  # closed at first, so that people can guess
CHANGED = ("  \n*This link has other settings than the lesson, so not all of this fits them. “Begin again” brings the "
           "lesson's own.*")

# The chapter of First principles that takes a lesson's matter apart.
CHAPTERS = {"hidden-layer": "One neuron", "too-high-a-rate": "Gradient descent", "saturation": "Activations",
            "dead-relus": "Activations", "straight-layers": "Activations", "step": "Activations",
            "small-batches": "Gradient descent"}
# The settings that a lesson asks for, by name. Its card has these and no others, until somebody wants them all.
CONTROLS = {"hidden-layer": ("layers", "neurons1"), "regularization": ("l2",), "saturation": ("init_scale",),
            "dead-relus": ("activation",), "features": ("features",), "straight-layers": ("activation",),
            "step": ("activation",), "equal-weights": ("init",),
            "more-neurons": ("layers", "neurons1", "neurons2", "neurons3", "neurons4"),
            "small-batches": ("batch_size",)}
# Which settings stand in a box that is closed otherwise.
BOXES = {"training_section": {"batch_size", "l1", "l2"}, "weights_section": {"init", "init_scale", "seed"}}
ALONE = """<style>
.st-key-playground-settings :is(.stElementContainer, .stColumn, [data-testid="stLayoutWrapper"]):not(
  :is({kept}), :is({kept}) *, :has(:is({kept}))) {{ display: none }}
</style>"""


def values(name: str) -> dict[str, Any]:
    """The playground's state in a lesson."""
    lesson = LESSONS[name]
    return lesson.all_settings | {"lesson": name, "hide": [*lesson.hide]}


def address(name: str) -> dict[str, Texts]:
    """All that the playground's address says in a lesson, so that its widgets take their values from there."""
    return TABLE.write(values(name))


def begin(name: str) -> None:
    """Put the playground into the state of a lesson. Before its widgets come, or a callback."""
    session.put(PAGE, live=None, lesson_is_changed=False, **values(name))


def join(name: str, asked: dict[str, Texts]) -> None:
    """Open a lesson in the state of an address, `asked`, which may be somebody's way through it, or an older lesson."""
    lesson, of_the_run = address(name), (Where.POINTS, Where.RUN)
    added = (asked.keys() - lesson.keys()) & TABLE.rows.keys()
    session.put(PAGE, lesson_is_changed=any(asked.get(setting) != texts for setting, texts in lesson.items())
                or any(TABLE[setting].where not in of_the_run for setting in added))


def follow() -> None:
    """Let the next look at the playground begin the lesson of its address: the visitor is where such links are."""
    session.put(PAGE, may_follow=True)


def leave() -> None:
    """Go on without a lesson, in the state as it is. A callback."""
    session.put(PAGE, lesson="", hide=[])


def choose() -> None:
    """The widget that keeps the lesson's name, only for the address."""
    with st.container(key="unseen-lesson"):
        widgets.text_input("Lesson", "lesson")


def current() -> str:
    """The lesson that is open, a row of LESSONS, or nothing."""
    name = session.get(PAGE, "lesson", "")
    return name if name in LESSONS else ""


def box(label: str, name: str) -> AbstractContextManager[object]:
    """A box of settings, a row of BOXES: closed, but for a lesson that needs one of them."""
    return st.expander(label, key=f"{PAGE}.{name}", expanded=bool(BOXES[name] & {*CONTROLS.get(current(), ())}))


def show() -> None:
    """The card of the open lesson: what to do. It always takes one place."""
    with st.container():
        if name := current():
            with st.container(border=True, key="lesson", gap="small"):
                place = f"Lesson {[*LESSONS].index(name) + 1} of {len(LESSONS)}"
                st.markdown(f"{place}: **{LESSONS[name].title}**  \n{LESSONS[name].do}" + (
                    CHANGED if session.get(PAGE, "lesson_is_changed") else ""))


def show_rest() -> None:
    """What the open lesson shows, once somebody asks, and the way to the next. It always takes one place."""
    with st.container():
        if not (name := current()):
            return
        with st.container(key="lesson_rest", gap="small"):
            with st.expander(SHOWS, key=f"{PAGE}.shows_{name}"):
                st.markdown(LESSONS[name].see)
                if name in CHAPTERS:
                    session.put("principles", may_follow=True)
                    st.page_link("pages/first_principles.py", label=f"By the numbers: {CHAPTERS[name]}",
                                 icon=":material/calculate:", query_params={"principles.chapter": CHAPTERS[name]})
            names, place = [*LESSONS], [*LESSONS].index(name) + 1
            if place < len(names):
                st.button(f"Next: {LESSONS[names[place]].title}", key=f"{PAGE}.next_lesson", on_click=guarded(begin),
                          args=(names[place],), icon=":material/arrow_forward:", width="stretch")
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                st.button("Begin again", key=f"{PAGE}.same_lesson", on_click=guarded(begin), args=(name,),
                          icon=":material/replay:", type="tertiary")
                st.page_link("pages/lessons.py", label="All lessons", icon=":material/school:")
                st.button("Leave the lesson", key=f"{PAGE}.leave_lesson", on_click=guarded(leave), type="tertiary")


def show_alone() -> None:
    """Have the settings that the open lesson does not ask for hidden, as it hides panels. It always takes one place."""
    with st.container():
        if (name := current()) and session.get(PAGE, "hide"):
            kept = [f"{PAGE}-{control}" for control in CONTROLS.get(name, ())] + ["lesson_rest", "hidden"]
            st.html(ALONE.format(kept=", ".join(f".st-key-{each}" for each in kept)))


def gallery() -> None:
    """A card for every lesson, as many in a row as there is room for."""
    follow()
    with st.container(horizontal=True, gap="medium", key="lesson-cards"):
        for place, (name, lesson) in enumerate(LESSONS.items(), 1):
            with st.container(border=True, height="stretch", key=f"lesson-{name}"):
                st.markdown(f"**{place}. {lesson.title}**\n\n{lesson.do}")
                with st.expander(SHOWS):
                    st.markdown(lesson.see)
                st.page_link("pages/playground.py", label=f"Open lesson {place}", icon=":material/play_circle:",
                             query_params=TABLE.query(values(name)))
