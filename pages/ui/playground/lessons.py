"""The lessons: each one a state of the playground, with what to do in it and what that shows."""
from typing import Any, NamedTuple

import streamlit as st

from engine.datasets.problems import RECIPES
from pages.ui.playground.parameters import PAGE, START, TABLE, widgets
from pages.ui.shared import session
from pages.ui.shared.address.table import Texts, Where
from pages.ui.shared.guard import guarded


class Lesson(NamedTuple):
    """do: what to do, in a sentence; see: what that shows. settings: what differs from the recipe of its problem; hide:
    the panels that it does without."""

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
        "Without a hidden layer the decision boundary can only be one straight line, and since no line separates these "
        "four points, the network ends up answering 50 % everywhere; with three hidden neurons the boundary bends, and "
        "all four points come right.",
        {"dataset": "xor", "layers": 0, "rate": 1.0, "loss": "binary_cross_entropy"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "stuck-start": Lesson(
        "A stuck start",
        "Press Play and wait until training pauses; then press New start and Play.",
        "From these first weights all four ReLUs come to answer 0 for three of the four points, which then get the "
        "same answer for good, since no gradient passes back through a ReLU that answers 0; from the next seed's "
        "weights the same network gets all four right.",
        {"dataset": "xor", "neurons1": 4, "activation": "relu", "init": "he", "seed": 5, "rate": 0.3,
         "loss": "binary_cross_entropy", "speed": "500", "pause_every": 1_000},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "too-high-a-rate": Lesson(
        "Too high a learning rate",
        "Press Play; when training stops, press the button that lowers the rate.",
        "At a rate of 10 every step overshoots further than the one before, until the numbers explode; at 0.1 the same "
        "network finds the two moons.",
        {"dataset": "moons", "activation": "relu", "seed": 1, "rate": 10.0},
        ("presets", "data", "network", "regularization", "pauses", "charts")),
    "overfitting": Lesson(
        "Overfitting: learning the noise",
        "Press Play and watch the two losses above the picture: on the training points and on the test points.",
        "With 105 weights and biases to fit 50 noisy points, the network bends its decision boundary around single "
        "points: nearly all training points come right but clearly fewer of the test points, whose loss goes up while "
        "the other goes down.",
        _NOISY, ("presets", "regularization", "pauses")),
    "regularization": Lesson(
        "Regularization: penalizing large weights",
        "Press Play and wait until training pauses; then open Training, set L2 to 0, and press Reset and Play.",
        "These are the same noisy points as in the lesson before, but L2 regularization keeps the weights small: the "
        "boundary stays smooth, some training points stay wrong, and more of the test points come right than without.",
        _NOISY | {"l2": 0.03}, ("presets", "data", "network", "pauses")),
    "saturation": Lesson(
        "Saturated neurons",
        "Press Play and wait until training pauses; then open First weights, set Scale to 1 and press Play.",
        "First weights five times too large put most of the tanh neurons on their flat ends, near -1 or 1, where their "
        "slope and so the gradient is next to nothing, and many points are still wrong; from weights of the usual size "
        "the same network gets all training points right much sooner.",
        {"dataset": "circle", **_layers(3, 8), "init": "normal", "init_scale": 5.0, "speed": "50", "pause_every": 200},
        ("presets", "data", "training", "regularization", "pauses")),
    "dead-relus": Lesson(
        "Dead ReLUs",
        "Press Play; when training stops, choose Leaky ReLU as the activation and press Play.",
        "Steps this large throw all neurons of a layer to where a ReLU answers 0 for every point, and through a 0 no "
        "gradient comes back; a leaky ReLU still slopes a little there, so the network learns in spite of such steps.",
        {"dataset": "gaussians", **_layers(4, 4), "activation": "relu", "init": "he", "optimizer": "adam", "rate": 3.0,
         "until_solved": False, "pause_every": 30},
        ("presets", "data", "training", "regularization", "pauses")),
    "features": Lesson(
        "Features instead of layers",
        "Press Play; then choose the inputs x1 and x2 instead of their squares and press Play again.",
        "Given x1² and x2² as inputs, a network without a hidden layer learns the circle, which is a straight line in "
        "these features; given x1 and x2 alone, it does little better than guessing.",
        {"dataset": "circle", "layers": 0, "features": ["x1_squared", "x2_squared"], "pause_every": 100},
        ("presets", "training", "regularization", "pauses", "charts")),
    "straight-layers": Lesson(
        "Linear layers stay linear",
        "Press Play and wait until training pauses; then choose Tanh as the activation and press Play.",
        "Three layers of eight neurons that only compute weighted sums are together still one weighted sum, whose "
        "straight boundary cannot enclose the inner points; with tanh, which is not linear, the same layers can.",
        {"dataset": "circle", **_layers(3, 8), "activation": "identity", "pause_every": 100, "speed": "50"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "step": Lesson(
        "Why activations need slopes",
        "Press Play; when training stops, choose Sigmoid as the activation and press Play.",
        "The neurons of the first perceptrons jump from 0 to 1 and are flat everywhere else, so their slope is 0 and "
        "no gradient reaches the hidden weights; a sigmoid is a smoothed step, so it has a slope that gradient descent "
        "can follow.",
        {"dataset": "circle", "neurons1": 6, "activation": "step", "rate": 0.5, "speed": "50"},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "equal-weights": Lesson(
        "Why first weights are random",
        "Press Play; when training stops, open First weights, choose He as the initialization and press Play.",
        "If all weights start at zero, every ReLU answers 0, so no gradient moves its weights and nothing tells one "
        "neuron from another; random first weights make each one different, so that each can learn its own part.",
        {"dataset": "circle", "neurons1": 6, "activation": "relu", "init": "zeros"},
        ("presets", "data", "training", "regularization", "pauses")),
    "more-neurons": Lesson(
        "Wider and deeper for a spiral",
        "Press Play and wait until training pauses; then set Neurons in layer 1 to 8 and press Play; then set Hidden "
        "layers to 4, each with 8 neurons, and press Play.",
        "Three neurons bend the boundary a few times and eight in the same layer more often, which is still too little "
        "for two arms of nearly two turns; four layers of eight, each bending again what the one before has bent, "
        "follow the arms.",
        {"dataset": "spiral", **_layers(1, 3), "pause_every": 200},
        ("presets", "data", "training", "regularization", "pauses", "charts")),
    "small-batches": Lesson(
        "Small batches, more steps",
        "Press Play and wait until training pauses; then open Training, set Batch size to 1 and press Play.",
        "With all 150 training points in one batch an epoch is a single step, and 20 steps leave more than one point "
        "in twenty wrong, most often one in six; with batch size 1, 20 epochs are 3,000 noisier steps, and all "
        "training points come right within them.",
        {"dataset": "moons", "batch_size": "all", "seed": 1, "pause_every": 20},
        ("presets", "data", "network", "regularization", "pauses", "charts")),
}


CHANGED = ("  \n*This link has other settings than the lesson, so not all of this fits them. “Begin again” brings the "
           "lesson's own.*")

# What there is no reason to see: the place of all this while it says nothing.
STYLE = """<style>
:has(> .st-key-openings):not(:has(button)):not(:has(.st-key-panel-data)) { display: none }
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


def show() -> None:
    """The lesson that is open: its two sentences, and the way to the next. It always takes one place."""
    with st.container():
        with st.container(key="unseen"):
            name = widgets.text_input("Lesson", "lesson")  # only for the address, where it keeps the lesson's name
        st.html(STYLE)
        if name not in LESSONS:
            return
        lesson, names = LESSONS[name], [*LESSONS]
        place = names.index(name) + 1
        with st.container(border=True, key="lesson"):
            st.markdown(f"**Lesson {place} of {len(names)}: {lesson.title}**  \n{lesson.do}  \n{lesson.see}" + (
                CHANGED if session.get(PAGE, "lesson_is_changed") else ""))
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                following = names[place % len(names)]
                st.button(f"Next: {LESSONS[following].title}", key=f"{PAGE}.next_lesson", on_click=guarded(begin),
                          args=(following,), icon=":material/arrow_forward:")
                st.button("Begin again", key=f"{PAGE}.same_lesson", on_click=guarded(begin), args=(name,),
                          icon=":material/replay:")
                st.page_link("pages/lessons.py", label="All lessons", icon=":material/school:")
                st.button("Leave the lesson", key=f"{PAGE}.leave_lesson", on_click=guarded(leave), type="tertiary")


def gallery() -> None:
    """A card for every lesson, as many in a row as there is room for."""
    follow()
    with st.container(horizontal=True, gap="medium", key="lesson-cards"):
        for place, (name, lesson) in enumerate(LESSONS.items(), 1):
            with st.container(border=True, height="stretch", key=f"lesson-{name}"):
                st.markdown(f"**{place}. {lesson.title}**\n\n{lesson.do}\n\n{lesson.see}")
                st.page_link("pages/playground.py", label=f"Open lesson {place}", icon=":material/play_circle:",
                             query_params=TABLE.query(values(name)))
