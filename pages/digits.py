"""Train a network on handwritten digits, draw one and get its answer."""
import streamlit as st

from pages.ui import answer, canvas, digit_training, doorway, session, status
from pages.ui import digit_controls as controls

PAGE = controls.PAGE
VIEWS = {"Answer": answer.show}  # what can stand beside the drawing, each a function of the digit


def show(epochs: int) -> None:
    """The sheet, the answer and the training, one tick further."""
    live = session.current(PAGE)
    was_playing = live.playing
    if was_playing:
        digit_training.train(live, epochs)
    drawing, reply = st.columns([1, 1.15], gap="medium")
    with drawing:
        st.markdown("**Your digit**")
        digit = canvas.sheet(PAGE)
    with reply:
        view = "Answer"
        if len(VIEWS) > 1:
            view = st.segmented_control("Show", VIEWS, default="Answer", required=True, label_visibility="collapsed",
                                        **session.kept(PAGE, "view"))
        VIEWS[view](digit)
    share, text = digit_training.progress(live, epochs)
    st.progress(share, text=text)
    digit_training.curves.draw(digit_training.points(live, epochs), key=f"{PAGE}.curves")
    if was_playing and not live.playing:
        st.rerun()


doorway.require_app(__file__)
pictures, settings = st.columns([3, 1], gap="large")
with settings:
    controls.presets()
    config, dataset = controls.run_config()
    learning_rate = controls.learning_rate()
    epochs = controls.epochs()
live = session.resume(PAGE, config, dataset, learning_rate)
digit_training.begin(live)
with pictures:
    controls.transport(live)
    status.show(live, "Training. You can draw meanwhile." if live.playing else
                "Draw a digit and read the answer. Press Train to have a network of your own in seconds.")
    st.fragment(show, run_every=digit_training.TICK if live.playing else None)(epochs)
answer.painter.bring()
digit_training.curves.bring()
