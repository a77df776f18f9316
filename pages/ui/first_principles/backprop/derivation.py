"""How the derivative of one parameter comes about: the chain rule layer by layer, and path by path."""
import streamlit as st

from engine.inspection.worked import Worked
from pages.ui.first_principles.alone import follow
from pages.ui.first_principles.backprop.derived import paths
from pages.ui.first_principles.backprop.derived.called import partial as derivative
from pages.ui.first_principles.backprop.derived.called import plain
from pages.ui.first_principles.backprop.derived.chain import Chain, Section
from pages.ui.first_principles.backprop.derived.remarks import remarks
from pages.ui.first_principles.backprop.rows import DIGITS, STYLES
from pages.ui.first_principles.board import choices
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own import menus, rows
from pages.ui.first_principles.own.names import Place
from pages.ui.first_principles.own.parameter import chosen
from pages.ui.first_principles.own.present import Shown
from pages.ui.first_principles.own.settled import settled, shows_less
from pages.ui.first_principles.printed import Style
from pages.ui.shared.glossary import term

NOISE = "A sum that cancels leaves rounding error in float64, ≈ 0. It is shown as 0."
MOST_OPEN = 2  # neurons between the output and the parameter's own that are shown at once


def show(shown: Shown) -> None:
    """The part of the chapter."""
    of = "" if len(shown.example.inputs) == 1 else f" All numbers here are of {menus.sample_name(shown, shown.sample)}."
    st.markdown(f"##### One derivative, layer by layer\nThe {term('chain rule')} multiplies what lies on the way from "
                rf"the loss to a parameter. For a neuron, $\delta = \partial L / \partial z$ is the derivative of the "
                f"loss with respect to its weighted sum: each layer's come from those of the layer above.{of}")
    follow(_show, shown, STYLES[choices.segmented_control(DIGITS)])


def _show(shown: Shown, style: Style) -> None:
    """What depends on the parameter."""
    place, step = chosen(shown.example), settled(shown.example, shown.sample)
    _sections(Chain(shown.example, shown.sample, step, place, style).sections())
    noise = [NOISE] if shows_less(shown.example.sample(shown.sample), step) else []
    if said := [*remarks(shown.example, shown.sample, step, place), *noise, *_of_the_tutorial(shown, place)]:
        st.markdown("\n\n".join(said))
    _paths(shown, step, place, style)


def _sections(sections: list[Section]) -> None:
    """From the loss down. Layers between are folded if they are large."""
    between = [each for each in sections if each.is_between]
    is_folded = sum(each.neurons for each in between) > MOST_OPEN
    for section in sections:
        if not section.is_between or not is_folded:
            _section(section)
        elif section is between[0]:
            with st.expander(f"The layers between: {sum(each.neurons for each in between)} deltas",
                             key=f"{PAGE}.backprop_between", on_change="rerun") as box:
                for each in between if box.open else ():
                    _section(each)


def _section(section: Section) -> None:
    """A layer's part, its blocks side by side."""
    if len(section.blocks) == 1:
        st.markdown(section.markdown)
        return
    st.markdown(f"**{section.title}.** {section.text}")
    for column, block in zip(st.columns(len(section.blocks)), section.blocks):
        column.markdown(block)


def _paths(shown: Shown, step: Worked, place: Place, style: Style) -> None:
    """The same as a sum over paths, where there are few."""
    count, (by_paths, by_layers) = paths.count(shown.example, place), paths.products(shown.example, place)
    name = plain(place.name)
    if count > paths.MOST_SHOWN:
        st.markdown(f"**Path by path.** {count:,} paths lead from the loss to {name}. One by one they would take "
                    f"{by_paths:,} multiplications; layer by layer it takes {by_layers:,}, as each delta is computed "
                    f"once and used by all paths below. That is the point of {term('backpropagation')}.")
        return
    found = ("One path leads" if count == 1 else f"{count} paths lead") + f" from the loss to {name}. "
    rule = ("Its factors multiply to the derivative" if count == 1 else
            "Along each, the factors multiply; the products add up to the derivative")
    st.markdown(f"**Path by path.** {found}{rule} $\\displaystyle {derivative('L', place.name)}$:")
    st.markdown(paths.table(shown.example, step, place, style))
    if by_layers < by_paths:
        st.caption(f"That takes {by_paths} multiplications; layer by layer it takes {by_layers}, because each delta is "
                   "computed once.")


def _of_the_tutorial(shown: Shown, place: Place) -> list[str]:
    """Why the tutorial that the chapter opens with has another last digit."""
    example = shown.example
    alice = (rows.WEIGHTS.default, rows.BIASES_FIELD.default, rows.INPUTS.default, rows.TARGETS.default)
    is_alice = (example.weights, example.biases, example.inputs, example.targets) == alice
    kinds = (example.hidden, example.ending, example.is_half)
    if place.name != "w_1" or not is_alice or kinds != (rows.HIDDEN.default, rows.ENDING.default, False):
        return []
    return [r"The tutorial has 0.0214: it multiplies factors that are rounded to three digits, $-0.952 \cdot 0.249 "
            r"\cdot (-0.0904) = 0.0214$."]
