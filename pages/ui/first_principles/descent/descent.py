"""The chapter Gradient descent: the loss over one weight, over two, and training all of them."""
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import streamlit as st

from pages.ui.first_principles.board import board
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.descent import curve, kept, pictures, present, questions, rows, training_view, words
from pages.ui.first_principles.descent.present import Present
from pages.ui.first_principles.descent.problem import NAMES, ONES, drawn, sample_names, varied
from pages.ui.first_principles.descent.verdict import verdict
from pages.ui.first_principles.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded

COMPONENTS = {name: Component(Path(__file__).with_name("boards") / f"descent_{name}.js")
              for name in ("curve", "plane", "bars")}


def show() -> None:
    """The chapter's content."""
    st.markdown(f"A network's {term('loss')} depends on its {term('weight', 'weights')} and {term('bias', 'biases')}, "
                f"here nine of them. {term('gradient descent', 'Gradient descent')} takes small steps downhill, "
                f"against the {term('gradient')} of the loss.")
    part = widgets.segmented_control("Part", "descent_part", wrap=True)
    with st.expander("Data and initial weights"):
        _settings()
    SHOWN[part]()
    following = [*rows.PARTS, ""][[*rows.PARTS].index(part) + 1]
    if following:
        st.button(f"Next part: {rows.PARTS[following][2:].lower()}", key=f"{PAGE}.descent_next_part",
                  on_click=guarded(partial(session.put, PAGE, descent_part=following)))


def _settings() -> None:
    """The data, the samples, and the weights to start from."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        data = widgets.segmented_control("Data set", "descent_data")
        names = sample_names(present.everything().data)
        widgets.segmented_control("Samples", "descent_sample", options=[-1, *range(len(names))], wrap=True,
                                  format_func=lambda row: "all four" if row < 0 else names[row])
        if data == "gender":
            widgets.segmented_control("Inputs", "descent_raw", help=(
                f"Pounds and inches as they are, or shifted: {term('normalization')}."))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.button("All weights 1", key=f"{PAGE}.descent_ones", on_click=guarded(partial(present.set_params, ONES)),
                  help="And all biases 0: the tutorial's example.")
        st.button("Random weights", key=f"{PAGE}.descent_random", icon=":material/casino:", on_click=guarded(_draw))
        widgets.number_input("Seed", "descent_seed", width=110, on_change=guarded(_draw_by_seed))


def _draw() -> None:
    """New random weights. A callback."""
    session.put(PAGE, descent_seed=secrets.randbelow(10_000))
    _draw_by_seed()


def _draw_by_seed() -> None:
    present.set_params(drawn(int(session.get(PAGE, "descent_seed") or 0)))


def _one() -> None:
    """The loss over one weight."""
    _choose_along()
    now = present.present()
    end = curve.reach(float(now.params[now.place]))
    shown = kept.curve_along(now.problem, now.params, now.place, end)
    path = curve.descent(now.problem, now.params, [now.place], now.rate)
    lowest, found = kept.downhill(now.problem, now.params, now.place, end)
    called = rows.CALLED[now.name]
    said = verdict(called, now.rate, path, lowest)
    board.draw(COMPONENTS["curve"], [rows.PARAMS[now.place], rows.RATE, rows.NUDGE],
               pictures.curve(now, shown, path, found, end), pictures.spoken(called, path))
    st.markdown(said)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**The next step.** The {term('derivative')} is the slope of the tangent. Where it is positive, "
                    f"the loss rises to the right, so the weight moves left, by the {term('learning rate')} η times "
                    "the derivative:\n\n" + words.update(now.name, now.rate, path))
        if lowest:
            st.caption(words.largest_rate(called, lowest))
    with right:
        _limit(now, path)


def _choose_along() -> None:
    widgets.segmented_control("Which one varies; all others stay", "descent_along", wrap=True)


def _limit(now: Present, path: curve.Path) -> None:
    """The derivative as what the slopes of secants tend to."""
    here, slope = float(now.params[now.place]), float(path.slopes[0, 0])
    nudges = np.array([now.nudge, *words.NUDGES])
    losses = now.problem.at(varied(now.params, now.place, here + nudges))[0]
    secants = (losses - path.losses[0]) / nudges
    st.markdown("**The derivative as a limit.** Nudge the weight by $h$ and divide what the loss gains by $h$: the "
                "slope of the dashed secant.\n\n"
                + words.secant(now.name, now.nudge, (path.losses[0], losses[0]), slope))
    st.markdown(words.limit([float(each) for each in secants[1:]], slope))


def _two() -> None:
    """The loss over two weights."""
    _choose_along()
    widgets.segmented_control("And beside it", "descent_across", wrap=True)
    now = present.present()
    names = (now.name, now.second)
    indices = [NAMES.index(name) for name in names]
    end = curve.reach(*(float(now.params[index]) for index in indices))
    losses = kept.grid(now.problem, now.params, indices, end)
    path = curve.descent(now.problem, now.params, indices, now.rate)
    left, right = st.columns(2, gap="large")
    with left:
        board.draw(COMPONENTS["plane"], [*(rows.PARAMS[index] for index in indices), rows.RATE],
                   pictures.plane(names, losses, path, end, kept.plane_rates(now.problem, now.params, indices)),
                   pictures.spoken_plane(names, path))
    with right:
        st.markdown(f"Along a {term('contour line')} the loss stays the same. The {term('gradient')}, the arrow, has "
                    "both derivatives as its parts. It stands at a right angle to the contour line and points to where "
                    "the loss rises fastest; a step goes the other way:")
        st.markdown(words.gradient_step(names, now.rate, path))
        st.markdown(words.way(path))
        st.caption("In a long, narrow valley the gradient points across it rather than along: with a large learning "
                   f"rate the steps zigzag. All nine parameters together span the {term('loss surface')}.")


def _all() -> None:
    """All nine derivatives, and how a batch's are the means of its samples'."""
    now = present.present()
    st.markdown(f"All nine derivatives together are the {term('gradient')}. The longest bars belong to the parameters "
                "that matter most right now: a step moves each against its derivative, by η times as much.")
    gradient = now.problem.at(now.params[None])[1][0]
    board.draw(COMPONENTS["bars"], rows.PARAMS, {"rows": pictures.bars(gradient)}, pictures.spoken_bars(gradient))
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"The gradient of a {term('batch')} is the mean of its samples' gradients. For "
                    f"${words.tex(now.name)}$:")
        st.markdown(words.mean(present.everything(), now.params, now.name))
    with right:
        st.markdown(words.batch(present.everything(), now.params, now.name))


def _onward() -> None:
    st.markdown("##### What comes next")
    with st.container(horizontal=True, gap="medium"):
        st.page_link("pages/playground.py", label="Playground: more layers, other data", icon=":material/hub:")
        st.page_link("pages/lessons.py", label="Lessons: overfitting and more", icon=":material/school:")
        st.page_link("pages/digits.py", label="Digits: 784 inputs", icon=":material/draw:")
    st.markdown(NEXT)


NEXT = """
- **Other layers:** convolutional networks (CNN) slide small filters over images, as
  [CNN Explainer](https://poloclub.github.io/cnn-explainer/) shows; recurrent networks (RNN) read sequences, such as
  [text letter by letter](https://karpathy.github.io/2015/05/21/rnn-effectiveness/).
- **Frameworks:** [scikit-learn](https://scikit-learn.org/stable/modules/neural_networks_supervised.html) trains such a
  network in three lines; [PyTorch](https://pytorch.org/tutorials/beginner/basics/intro.html) computes the gradient of
  any code; [TensorFlow with Keras](https://www.tensorflow.org/tutorials/quickstart/beginner) stacks ready-made layers.
- **Further reading:** Michael Nielsen's [book](http://neuralnetworksanddeeplearning.com/), free, with exercises;
  [3Blue1Brown's series](https://www.3blue1brown.com/topics/neural-networks), in moving pictures;
  [TensorFlow Playground](https://playground.tensorflow.org/), small networks in the browser.
"""
SHOWN: dict[str, Callable[[], None]] = {"one": _one, "two": _two, "all": _all, "training": training_view.show}
CHAPTER = Chapter("Gradient descent", rows.FIELDS, questions.ask, show, [questions.exercise, questions.task],
                  after=_onward)
