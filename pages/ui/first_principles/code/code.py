"""The chapter The code: each formula beside the engine's lines that compute it, the textbook loop, and a script."""
from dataclasses import replace

import streamlit as st

from engine.exchange.worked_script import worked_script
from pages.ui.first_principles.alone import alone
from pages.ui.first_principles.board import choices, numbers
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.code import questions, words
from pages.ui.first_principles.code.loop import compared, source
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.rows import FIELDS, LAYER, SAMPLES
from pages.ui.first_principles.code.step import Step
from pages.ui.first_principles.code.steps import steps
from pages.ui.first_principles.own import exports, present
from pages.ui.first_principles.own.present import Shown
from pages.ui.first_principles.own.rows import FIELDS as OWN
from pages.ui.shared import session, whole_page
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded


def show() -> None:
    """The chapter's content."""
    shown = present.shown()
    st.markdown(f"Each formula by which {term('backpropagation')} finds a {term('derivative')} is a line or two of "
                "NumPy. Here it stands beside the lines of this app's engine that compute it, cut from the source and "
                "run on your network just now.")
    alone(FIELDS, _lines, shown)
    _script(shown)


def _lines(shown: Shown) -> None:
    """All steps, of a layer and samples to choose, and the whole loop."""
    of = Pass(shown.example, _rows(shown), session.get(PAGE, "own_memory"))
    _network(shown, of)
    with st.container(horizontal=True, gap="medium"):
        layer = _layer(len(shown.example.weights))
        if len(shown.example.inputs) > 1:
            choices.segmented_control(replace(SAMPLES, options={"one": f"Sample {shown.sample + 1}",
                                                                "all": f"All {len(shown.example.inputs)}"}))
    all_steps = steps(of, layer)
    for number, step in enumerate(all_steps, 1):
        _step(number, step)
    _loop(all_steps, of)


def _rows(shown: Shown) -> list[int]:
    """The samples that the lines are run on."""
    return [*range(len(shown.example.inputs))] if numbers.values([SAMPLES])[SAMPLES.name] == "all" else [shown.sample]


def _network(shown: Shown, of: Pass) -> None:
    if shown.said:
        st.warning(f"{shown.said} Change them in Backpropagation.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words.of_network(of.example, of.rows, of.loss * of.factor))
        st.button("Change it in Backpropagation", key=f"{PAGE}.code_change", icon=":material/arrow_back:",
                  on_click=guarded(_change))


def _change() -> None:
    session.put(PAGE, chapter="backprop")
    whole_page.ask()


def _layer(count: int) -> int:
    """The chosen layer, from 0."""
    chosen = int(numbers.values([LAYER])[LAYER.name])
    if chosen > count:  # of a deeper network
        numbers.put(LAYER, str(chosen := count))
    if count > 1:
        choices.segmented_control(replace(LAYER, options={str(i): f"Layer {i}" for i in range(1, count + 1)}))
    return chosen - 1


def _step(number: int, step: Step) -> None:
    with st.container(key=f"{PAGE}.code_step{number}", border=True, gap="small"):
        st.markdown(f"##### {words.CIRCLED[number]} {step.title}")
        st.markdown(f"$$\n\\begin{{gathered}}\n{step.formula}\n\\end{{gathered}}\n$$")
        with st.container(horizontal=True, gap="small"):  # beside each other where there is room: see style.py
            with st.container(key=f"{PAGE}.code_lines{number}", gap="small"):
                st.code(words.of_engine(step.lines), wrap_lines=True)
                if step.textbook:
                    st.code(words.of_textbook(step.textbook), wrap_lines=True)
            with st.container(key=f"{PAGE}.code_values{number}"):
                st.code(words.values(step), language=None, wrap_lines=True)
        st.markdown(words.verdict(step))


def _loop(all_steps: list[Step], of: Pass) -> None:
    st.markdown("##### The whole loop, in forty lines")
    st.markdown("The engine fills arrays that are there already. Without that, and with weights and biases apart, "
                f"forty lines do for any such network: {source().place}. The numbers say which step is where; `f` "
                "is one of the engine's activations.")
    with st.container(key=f"{PAGE}.code_loop"):
        st.code(words.marked(source(), all_steps), wrap_lines=True)
    st.markdown(words.of_loop(*compared(of), of.rows))


def _script(shown: Shown) -> None:
    st.markdown("##### The script of this very network")
    st.markdown(f"{term('forward pass', 'Forward pass')}, loss, {term('gradient')} and training with your numbers, "
                "which its last lines check. It needs nothing but NumPy.")
    with st.expander("Show the script", key=f"{PAGE}.code_script", on_change="rerun") as box:
        if box.open:  # it trains the network: not before somebody asks
            st.code(worked_script(shown.example), height=500, wrap_lines=True)
    exports.show(shown)


CHAPTER = Chapter("The code", [*OWN, *FIELDS], questions.ask, show, [questions.number_of_line, questions.two_steps],
                  unshown=OWN)
