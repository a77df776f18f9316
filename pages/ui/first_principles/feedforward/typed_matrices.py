"""The matrices as they are typed now: which of them can be read, which network is shown meanwhile, and X with a row
more."""
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.feedforward.rows import FEATURES, HEIGHT, INPUTS, MATRICES, WEIGHT
from pages.ui.first_principles.feedforward.shapes import Typed, misfits
from pages.ui.shared import session

PAGE = numbers.PAGE


def unread() -> list[str]:
    """The names of the matrices' fields in which something stands that cannot be read."""
    return [field.name for field in MATRICES if session.get(PAGE, f"{field.name}.error")]


def to_show() -> tuple[Typed, dict[str, str], str]:
    """The matrices of the picture: those typed, or as long as these make no network, the last that did, and before
    there are any the tutorial's. What is wrong with shapes, by field; and in words which network is shown, if another
    one than is typed.
    """
    typed, unreadable = numbers.values(MATRICES), unread()
    if not unreadable and not misfits(typed):
        session.put(PAGE, feedforward_fitting=typed)
        return typed, {}, ""
    wrong = misfits(typed, unreadable)
    labels = [field.label.split()[0] for field in MATRICES if field.name in unreadable]
    reasons = [f"{' and '.join(labels)} cannot be read yet."] if labels else []
    if wrong:
        reasons.append("These shapes do not fit yet.")
    last = session.get(PAGE, "feedforward_fitting")
    shown = "the last matrices that fit" if last else "the tutorial's matrices"
    return (last or {field.name: field.default for field in MATRICES}, wrong,
            f"{' '.join(reasons)} Meanwhile, the picture shows {shown}.")


def no_room() -> str:
    """Why X takes no further row, or nothing."""
    if INPUTS.name in unread():
        return "X cannot be read: the board says why. Correct it to add a person."
    if len(numbers.values([INPUTS])[INPUTS.name]) >= INPUTS.most_rows:
        return f"X is full: it takes {INPUTS.most_rows} rows. Delete one on the board to add a person."
    return ""


def ask_to_add() -> None:
    """Have `add_person` done in the next run. A callback: what was typed into X just before the click may have one of
    its own, and come after this one."""
    session.put(PAGE, feedforward_adding=True)


def add_person() -> None:
    """Put the person behind the rows that are typed in X, where they have room, if that was asked for."""
    if not session.get(PAGE, "feedforward_adding"):
        return
    session.put(PAGE, feedforward_adding=False)
    if no_room():
        return
    raw = numbers.values([WEIGHT, HEIGHT]).values()
    features = tuple(value - feature.offset for value, feature in zip(raw, FEATURES))
    numbers.put(INPUTS, INPUTS.written((*numbers.values([INPUTS])[INPUTS.name], features)))
    numbers.keep([INPUTS], every=[INPUTS])
