"""Train a network on handwritten digits, draw one and see what it predicts."""
import streamlit as st

from pages.ui import doorway
from engine.training import TrainingRun
from pages.ui.digits import answer, kept, number, photos, reading, xray
from pages.ui.digits import files as digit_files
from pages.ui.digits.inside import inside
from pages.ui.digits.parameters import PAGE, VIEWS, widgets
from pages.ui.digits.training import controls, training
from pages.ui.digits.training import settings as digit_settings
from pages.ui.digits.training.course import MeasuredRun
from pages.ui.digits.training.presets import Plan
from pages.ui.shared import guard, notice, session
from pages.ui.shared.drawing import canvas, readers
from pages.ui.shared.glossary import term
from pages.ui.shared.keeping import keeper, line
from pages.ui.shared.streamlit_private import runs, url

# What can stand beside the drawing, each a function of what is read and of the network that is asked.
SHOWN = dict(zip(VIEWS, (answer.show, xray.show, inside.show), strict=True))


def show(shown: MeasuredRun, ticking: bool, plan: Plan) -> None:
    """The sheet, the answer and how the training goes; then more training, which the browser need not wait for.

    shown: what the rest of the page is about; ticking: whether its clock runs. Once either is over, it starts anew.
    """
    live = session.current(PAGE)
    if live is not shown or live.playing != ticking:
        st.rerun()
    notice.show(live, "Training. You can draw meanwhile." if live.playing else
                "Draw a digit or a number and see what the network predicts. Press Train for your own network in "
                "seconds.")
    with st.container(key=f"{PAGE}-board"):
        drawing, reply = st.columns([1, 1.15], gap="medium")
    with drawing:
        found = canvas.sheet(widgets, readers.recognizer().in_ink)
        photos.place(PAGE)
    with reply:
        view = widgets.segmented_control("Show", "view", label_visibility="collapsed")
        asked = answer.reader()
        read = reading.current(found)
        with st.container(gap=None):  # most of the time nothing is in the first of these
            number.show(read, asked)
            with st.container():
                SHOWN[view](read, asked)
    st.markdown("**Your network**")
    controls.transport(live)
    share, text = training.progress(live, plan)
    st.progress(share, text=text)
    training.curves.draw(training.points(live, plan.epochs), key=f"{PAGE}.curves")
    st.caption(training.ABOUT_CURVES)
    parts, before = (view, photos.has_trouble(PAGE)), session.get(PAGE, "parts")
    if live.playing:
        training.train(live, plan, training.longest_slice(parts, before))
    if parts == before or not runs.is_called():
        # otherwise Streamlit has not taken old parts away yet, and the next call tries again
        session.put(PAGE, parts=parts)
    if live.playing != ticking:
        st.rerun()


@url.one_history_entry()
def main() -> None:
    """The whole page. Names in here go with the run of the script; at the module's level, they would stay."""
    pictures, settings = st.columns([3, 1], gap="large")
    with settings:
        st.markdown(f"**{term('hyperparameter', 'Hyperparameters')} of your network**")
        controls.presets()
        epochs = controls.epochs()
        learning_rate = controls.learning_rate()
        with st.expander("More settings"):
            more = digit_settings.settings()
        files = st.expander("Your files")
    live = session.resume(PAGE, more.config, lambda: MeasuredRun(
        TrainingRun.start(more.config, more.dataset, learning_rate)))
    live.change("rate", learning_rate)
    live.change("l2", more.l2)
    kept.begin(live)
    with files:
        digit_files.show(live)
    for component in (canvas.pen, photos.picker, number.component, answer.component, xray.component, inside.component,
                      training.curves):
        component.load()  # now: the fragment below trains before it returns, and shows one of the views
    session.put(PAGE, parts=None)
    with pictures:
        st.fragment(show, run_every=training.TICK if live.playing else None)(
            live, live.playing, Plan(epochs, more.schedule, more.patience))
        with st.container():
            if live.run.step_count or live.before:
                line.kept_here(kept.OWN)
    keeper.keep(*kept.NETWORKS, every=kept.TRAINING if live.playing else kept.AT_REST)


doorway.require_app(__file__)
guard.show()
main()
