"""Points that contradict each other, in words, and the inputs that would tell them apart."""
from engine.datasets.features import FEATURES, PLANE
from engine.inspection.contradictions import contradictions
from pages.ui.shared.plain import MINUS
from pages.ui.shared.stage.staged_run import StagedRun


def in_words(live: StagedRun) -> str:
    """How many training points contradict each other, and what helps; nothing if none do."""
    dataset, plane = live.run.dataset, live.plane
    rows = contradictions(dataset).rows
    if not rows.any():
        return ""
    differ = "numbers" if dataset.is_regression else "labels"
    part = f"All {len(rows):,}" if rows.all() else f"{rows.sum():,} of the {len(rows):,}"
    count = f"{part} training points contradict each other"
    if lacking := telling_apart(live):
        some = "some" if contradictions(plane).rows.any() else "all"
        return (f"{count}: they have the same inputs but different {differ}, so no network can predict them all. With "
                f"{' and '.join(lacking)} among the inputs, {some} of them could be told apart.")
    x, y = plane.raw(plane.inputs)[rows.argmax()].tolist()
    place = f"({x:.6g}, {y:.6g})".replace("-", MINUS)
    return (f"{count}: they lie at the same place, such as {place}, but have different {differ}, so no network can "
            "predict them all. Check these points, or go on.")


def telling_apart(live: StagedRun) -> list[str]:
    """Which of the plane's two inputs the network lacks, if they tell some of its contradicting points apart."""
    dataset, plane = live.run.dataset, live.plane
    lacking = [name for name, feature in zip(PLANE, plane.features) if feature not in dataset.features]
    fewer = contradictions(plane).rows.sum() < contradictions(dataset).rows.sum()
    return lacking if fewer else []


def with_whole_plane(live: StagedRun) -> list[str]:
    """The network's inputs and both of the plane's, rows of FEATURES."""
    told = {feature.name for feature in live.run.dataset.features if feature.computed}
    called = [feature.name for feature in live.plane.features]
    return [name for name, feature in FEATURES.items() if name in PLANE or feature.display.format(*called) in told]
