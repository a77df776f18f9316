"""The digits page's first widgets: presets, how long and how fast to learn, and the buttons that start and stop it."""
import streamlit as st

from pages.ui.digits.parameters import PAGE, widgets
from pages.ui.digits.training import training
from pages.ui.digits.training.course import MeasuredRun
from pages.ui.digits.training.presets import ARTICLE, PRESETS
from pages.ui.shared import session, whole_page
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded


def presets() -> None:
    """Buttons that restore whole settings."""
    with st.container(horizontal=True, gap="small"):
        for name, (label, settings, about) in PRESETS.items():
            st.button(label, key=f"{PAGE}.preset_{name}", on_click=guarded(session.put), args=(PAGE,),
                      kwargs=settings, help=about)
    st.caption(f"Fast: 97.9% test accuracy in seconds. Article: [Lumos Academy's settings]({ARTICLE}), 97.3%. "
               "Best: 99.0% in a few minutes.")


def epochs() -> int:
    """How long to train at a press of Train."""
    return widgets.number_input("Epochs", "epochs",
                                help=f"An {term('epoch')} is one pass over the training set. Try 1: most is learned by "
                                     "then.")


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return widgets.select_slider("Learning rate", "rate",
                                 help=f"The {term('learning rate')}: how far each update moves the weights. Takes "
                                      "effect immediately, even during training. Try 3: the updates overshoot.")


def transport(live: MeasuredRun) -> None:
    """Train, +1 epoch, Pause, Reset, and the way back to the best moment, if there was a better one."""
    with st.container(horizontal=True, gap="small"):
        st.button("Train", key=f"{PAGE}.train", icon=":material/play_arrow:", on_click=guarded(_train),
                  type="secondary" if live.playing else "primary")
        st.button("+1 epoch", key=f"{PAGE}.one_more", on_click=guarded(_train), kwargs={"one_epoch": True},
                  help="Train to the end of this epoch, or for one more, even after the last one.")
        st.button("Pause", key=f"{PAGE}.pause", icon=":material/pause:", on_click=guarded(_pause),
                  type="primary" if live.playing else "secondary")
        st.button("Reset", key=f"{PAGE}.reset", icon=":material/replay:", on_click=guarded(session.restart),
                  args=(PAGE,), help="Back to the initial weights of this seed. What was learned is lost.")
        best = live.course.best
        if best and not live.playing and best.snapshot.step_count != live.run.step_count:
            st.button(f"Restore the best weights (epoch {best.epoch:.4g}, {best.accuracy:.1%})", key=f"{PAGE}.best",
                      icon=":material/undo:", on_click=guarded(_go_back),
                      help="Training can continue from there. The accuracy is that on the validation set with early "
                           "stopping, otherwise on the test set.")


def _train(one_epoch: bool = False) -> None:
    live = session.current(PAGE)
    if not live.playing:
        live.course.begun = live.run.epoch
    live.course.one_epoch = one_epoch
    live.play()
    session.put(PAGE, reader="own")


def _pause() -> None:
    live = session.current(PAGE)
    if live.playing:
        training.finish(live)


def _go_back() -> None:
    training.go_back_to_best(session.current(PAGE))
    whole_page.ask()
