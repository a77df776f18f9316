"""Links to a moment of a run: what an address asks for when somebody opens it, and the address of what is shown."""
import streamlit as st

from pages.ui.playground import address_bar, lessons, panels, playground_address, weights_files
from pages.ui.playground.controls.common import PAGE, kept
from pages.ui.shared import guard, session, stop_reasons
from pages.ui.shared.address import address_line, addresses
from pages.ui.shared.guard import guarded
from pages.ui.shared.stage.staged_run import StagedRun


def arrive() -> None:
    """Take what the address asks for, before any widget comes: once a visit, and when a lesson's link was followed."""
    asked = {name.removeprefix(f"{PAGE}."): st.query_params.get_all(name) for name in st.query_params
             if name.startswith(f"{PAGE}.")}
    is_new, may_follow = not session.get(PAGE, "arrived"), session.get(PAGE, "may_follow", False)
    session.put(PAGE, arrived=True, may_follow=False)
    if (lesson := asked.get("lesson", [""])[-1]) in lessons.LESSONS:
        by_name_alone, untouched = len(asked) == 1, asked == lessons.address(lesson)
        if may_follow or (is_new and untouched) or (by_name_alone and (is_new or address_line.is_returned_to())):
            lessons.begin(lesson)
            address_line.expand(PAGE, lessons.address(lesson))
        elif is_new:
            lessons.join(lesson, asked)
    if is_new:
        session.put(PAGE, asked=asked)
        _take_extras(asked)


def _take_extras(asked):
    """Keep the moment, the changes and the points that an address asks for, and the names of those that are broken."""
    broken = []
    if "own_points" in asked:
        try:
            table = addresses.points_of(asked["own_points"][-1])
            session.put(PAGE, own_text=table, own_table=table)
        except Exception as error:
            guard.reason(error, "the reading of a link's points")
            broken.append("own_points")
    if "moment" in asked:
        try:
            session.put(PAGE, asked_moment=addresses.moment_of(asked["moment"][-1]))
        except ValueError:
            broken.append("moment")
    session.put(PAGE, broken=broken)


def begin(live: StagedRun) -> None:
    """Let a run that the address asks for repeat what it went through."""
    asked, step = session.get(PAGE, "asked"), session.get(PAGE, "asked_moment")
    if asked is None:
        return
    changes = asked.get("changes", [""])[-1]
    session.put(PAGE, asked_moment=None)
    try:
        if len(changes) > addresses.LONGEST_CHANGES:
            raise ValueError("There are too many changes.")
        if step is not None:
            live.head_for(step, changes)
            live.notice = ("Catching up with the moment that the link shows, epoch "
                           f"{stop_reasons.epoch_in_words(step / live.run.steps_per_epoch)}. Pause ends that.")
    except Exception as error:
        guard.reason(error, "the reading of a link's changes")
        session.put(PAGE, broken=[*session.get(PAGE, "broken"), "changes"])


def complain() -> None:
    """Say what could not be used of the address, until the visitor has read it. Call it when all widgets have come.

    It always takes one place.
    """
    if (asked := session.get(PAGE, "asked")) is not None:
        session.put(PAGE, asked=None, complaint=_complaint(asked, session.get(PAGE, "broken")))
    with st.container():
        if words := session.get(PAGE, "complaint"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.warning(words)
                st.button("OK", key=f"{PAGE}.complaint_read", on_click=guarded(session.put), args=(PAGE,),
                          kwargs={"complaint": ""})


def _complaint(asked, broken):
    """What is wrong with an address: settings that did not come to be as written, names that nobody knows."""
    values, strangers = session.kept_values(PAGE), 0
    for name, written in asked.items():
        if name == "lesson":
            broken = broken if written[-1] in lessons.LESSONS else [*broken, name]
        elif name in values and name not in address_bar.NAMES:
            labels = playground_address.LABELS.get(name)
            broken = broken if addresses.agree(written, values[name], labels) else [*broken, name]
        elif name not in {*playground_address.DEFAULTS, *addresses.EXTRAS}:
            strangers += 1
    return addresses.complaint(broken, strangers)


def link(live: StagedRun) -> tuple[str, str]:
    """(the address of what is shown now, what it leaves out, in a sentence or nothing)"""
    values = session.kept_values(PAGE)
    parameters = playground_address.parameters(
        {name: value for name, value in values.items() if name not in address_bar.NAMES})
    beside, omitted = address_bar.rest(live, live.run.step_count)
    if live.destination is not None and "moment" in beside:
        beside = {name: value for name, value in beside.items() if name == "own_points"}
        omitted = ["the moment, until the run has caught up"]
    parameters |= {name: [value] for name, value in beside.items()}
    return (addresses.link(st.context.url or "", PAGE, parameters),
            f"The link leaves out {' and '.join(omitted)}." if omitted else "")


def section(live: StagedRun, features: tuple[str, ...]) -> None:
    """A link to what is shown now, what it hides, and the network to files and back."""
    with st.expander("Share and save", icon=":material/share:"):
        st.fragment(_link_on_demand)()
        st.pills("Hide on this page and in its links", panels.PANELS, selection_mode="multi", **kept("hide"),
                 help="For a lesson: hide what it does not need. “Show everything” brings it back.")
        weights_files.downloads(live, features)
        weights_files.upload()


def _link_on_demand():
    """A button rather than the link at once: the run goes on, and the link is of the moment when it is pressed."""
    with st.container():
        if st.button("Make a link to this moment", key=f"{PAGE}.make_link", icon=":material/link:",
                     help="Settings, seed, changes and the moment: whoever opens it sees exactly this, to the bit."):
            address, omitted = link(session.current(PAGE))
            st.code(address, language=None, wrap_lines=True)
            st.caption(f"Copy it with the button at its right end. {omitted}")
