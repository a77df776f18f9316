"""The update that the derivatives are for: by one sample or all, plain, with momentum or with Adam."""
from functools import partial
from pathlib import Path

import streamlit as st

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.alone import follow
from pages.ui.first_principles.backprop.rows import BATCH, DIGITS, STYLES
from pages.ui.first_principles.backprop.stepped import step_words, steps
from pages.ui.first_principles.backprop.stepped.history import back, history, note
from pages.ui.first_principles.backprop.stepped.steps import Step
from pages.ui.first_principles.board import board, choices, numbers
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.own import present, rows
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.parameter import chosen
from pages.ui.first_principles.own.present import Shown
from pages.ui.first_principles.printed import Style, apart, printed
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded

component = Component(Path(__file__).with_name("stepped") / "backprop_rates.js")
MANY, MOST_ROWS = (100, 1000), 60
LEAVES = "a weight would leave the numbers that can be typed here. Lower the learning rate."


def show(shown: Shown) -> None:
    """The part of the chapter."""
    example = shown.example
    st.markdown(f"##### The update\nAll derivatives together are the {term('gradient')}. "
                f"{term('gradient descent', 'Gradient descent')} moves each parameter against its "
                f"{term('derivative')}: that lowers the {term('loss')}, if the step is small enough.")
    by_all = _settings(shown)
    if steps.known(example, session.get(PAGE, "own_memory")) is None:
        session.put(PAGE, own_memory=None)  # another optimizer, or another network
    style = STYLES[numbers.values([DIGITS])[DIGITS.name]]
    step = steps.step(example, None if by_all else [shown.sample], session.get(PAGE, "own_memory"))
    follow(_one, shown, step, style, by_all)
    _buttons(shown)
    follow(_all, example, step, style)


def _settings(shown: Shown) -> bool:
    """How it learns; whether by all samples at once."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        optimizer = choices.segmented_control(rows.OPTIMIZER)
        several = len(shown.example.inputs) > 1
        by_all = several and choices.segmented_control(BATCH, help=(
            f"One sample at a time is {term('stochastic gradient descent')}: training takes them in turn. All at once: "
            f"by the {'sum' if shown.example.sums_samples else 'mean'} of their gradients.")) == "all"
    fields = [rows.RATE, *rows.HYPERPARAMETERS[optimizer].values(), rows.L2]
    board.draw(component, fields, {}, "How large the steps are.")
    return by_all


def _one(shown: Shown, step: Step, style: Style, by_all: bool) -> None:
    """The chosen parameter's, and what the whole update does to the loss."""
    example, place = shown.example, chosen(shown.example)
    left, right = st.columns(2, gap="large")
    if place.is_bias and example.bias_kind == "fixed":
        left.markdown(f"${place.name}$ is fixed: no update changes it.")
    else:
        left.markdown(step_words.formulas(example, step, place, style))
    with right:
        if by_all:
            st.markdown(step_words.mean(example, place, style))
        st.markdown(_loss(shown, step, by_all, style))


def _loss(shown: Shown, step: Step, by_all: bool, style: Style) -> str:
    """What the update does to the loss."""
    example, after = shown.example, shown.example.over(step.after)
    which = f"The {'sum' if example.sums_samples else 'mean'} loss of all samples" if by_all else (
        f"The loss of sample {shown.sample + 1}" if len(example.inputs) > 1 else "The loss")
    before, then = ((each.loss_of_all() if by_all else each.sample(shown.sample).loss) for each in (example, after))
    if not step.can_be_taken:
        return f"**Diverging:** with this step, {LEAVES}"
    if before == then:
        return f"{which} stays at {plain(before)}."
    was, becomes = apart(before, then) if style == STYLES["few"] else (
        printed(before, style).plain, printed(then, style).plain)
    penalty = " Both are without L2's penalty, which the step counts in." if example.l2 else ""
    return f"{which} {'falls' if then < before else 'rises'} from **{was}** to **{becomes}**.{penalty}"


def _buttons(shown: Shown) -> None:
    """To take steps, and to take them back."""
    known, waits = history(shown.example), not shown.is_settled
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Apply the update", key=f"{PAGE}.backprop_apply", type="primary", disabled=waits,
                  on_click=guarded(_apply))
        for count in MANY:
            st.button(f"Train {count:,} steps", key=f"{PAGE}.backprop_train{count}", disabled=waits,
                      on_click=guarded(partial(_train, count)))
        st.button("Undo", key=f"{PAGE}.backprop_undo", icon=":material/undo:", disabled=waits or not known.before,
                  on_click=guarded(partial(_back, False)))
        st.button("Back to where I began", key=f"{PAGE}.backprop_reset", disabled=waits or not known.before,
                  on_click=guarded(partial(_back, True)))
    taken = f"{known.now.steps:,} step{'s' * (known.now.steps != 1)} taken. " if known.now.steps else ""
    st.markdown(present.UNSETTLED if waits else taken + known.said or "No step taken yet.")


def _is_by_all(example: WorkedExample) -> bool:
    return len(example.inputs) > 1 and numbers.values([BATCH])[BATCH.name] == "all"


def _apply() -> None:
    """One update. A callback."""
    shown = present.shown()
    example, memory = shown.example, session.get(PAGE, "own_memory")
    step = steps.step(example, None if _is_by_all(example) else [shown.sample], memory)
    if step.can_be_taken:
        note(example, example.over(step.after), step.memory_after, 1)
    else:
        note(example, example, steps.known(example, memory), 0, f"**Diverging:** no step was taken, as {LEAVES}")


def _train(count: int) -> None:
    """Many updates. A callback."""
    shown = present.shown()
    example = shown.example
    found = steps.trained(example, count, None if _is_by_all(example) else shown.sample,
                          session.get(PAGE, "own_memory"))
    after = example.over(found.params)
    before, then = example.loss_of_all(), after.loss_of_all()
    was, becomes = apart(before, then)
    said = (f"**Diverging:** stopped after {found.steps:,} of {count:,} steps, as {LEAVES}" if found.steps < count else
            f"The loss{' of all samples' * (len(example.inputs) > 1)} has "
            + (f"gone from {was} to {becomes}." if was != becomes else f"stayed at {plain(before)}."))
    note(example, after, found.memory, found.steps, said)


def _back(to_first: bool) -> None:
    """Take the last update back, or all. A callback."""
    back(present.shown().example, to_first)


def _all(example: WorkedExample, step: Step, style: Style) -> None:
    """A table of all parameters; in a large network, of those of the chosen one's layer, and the others on demand."""
    place = chosen(example)
    every = [*places(example).values()]
    near = every if len(every) <= MOST_ROWS else [each for each in every if each.layer == place.layer]
    st.markdown(step_words.table(example, step, near, style))
    others = [each for each in every if each not in near]
    if others:
        with st.expander(f"The {len(others)} parameters of the other layers", key=f"{PAGE}.backprop_others",
                         on_change="rerun") as more:
            if more.open:
                st.markdown(step_words.table(example, step, others, style))
