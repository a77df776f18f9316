"""Parts of a chapter that run without the rest: where they stand, and when."""
from streamlit.testing.v1 import AppTest


def chapter(is_together):
    import streamlit as st

    from pages.ui.first_principles.alone import follow, together
    from pages.ui.first_principles.backprop.rows import VIEW

    def say(words):
        st.session_state.setdefault("said", []).append(words)
        st.markdown(words)

    with together([VIEW] if is_together else []):
        follow(say, "first")
        say("second")
        with st.container():
            follow(say, "third")
        say("fourth")
    follow(say, "fifth")


def shown(is_together):
    app = AppTest.from_function(chapter, args=(is_together,)).run()
    assert not app.exception
    return [each.value for each in app.markdown], app.session_state["said"]


def test_what_follows_stands_in_its_place_and_runs_after_all_else():
    places, order = shown(True)
    assert places == ["first", "second", "third", "fourth", "fifth"]
    assert order == ["second", "fourth", "first", "third", "fifth"]


def test_without_fields_all_runs_in_its_place():
    places, order = shown(False)
    assert places == order == ["first", "second", "third", "fourth", "fifth"]
