"""What the visitor's browser keeps of digit networks, so that they answer again on all pages where networks do."""
from typing import Any

from engine.exchange.drawings import MOST_DRAWINGS
from engine.exchange.storage import MOST_PARAMS
from engine.network import Network
from pages.ui.digits.parameters import widgets
from pages.ui.digits.training import kept_run
from pages.ui.digits.training.course import MeasuredRun
from pages.ui.digits.training.kept_run import KeptRun
from pages.ui.shared import session
from pages.ui.shared.drawing.readers import PAGE
from pages.ui.shared.keeping.keeper import RARELY, Keeper, Kept

TRAINING, AT_REST = 15, RARELY  # seconds between two looks at the network
MOST_BYTES = 2 * MOST_PARAMS + 2 * kept_run.MOST_HEADER
HANDWRITING = "handwriting"  # the page that tunes
BACK = ("This is your network at epoch {epoch:.4g} again{words}, its weights rounded a little. Train continues from "
        "here with a fresh optimizer state.")


def begin(live: MeasuredRun) -> None:
    """Have the page's run go on with the network that was brought back, in place, if it is one of the same settings;
    otherwise that answers until another one has learned something."""
    brought: KeptRun | None = session.get(PAGE, "brought")
    if brought is None:
        return
    if live.run.step_count:
        session.put(PAGE, brought=None)
    elif brought.put_into(live):
        session.put(PAGE, brought=None)
        live.notice = BACK.format(epoch=live.run.epoch, words=f", {brought.words}" if brought.words else "")
    else:
        live.before = brought.network


def _present_own() -> Kept:
    live: MeasuredRun | None = session.current(PAGE)
    brought: KeptRun | None = session.get(PAGE, "brought")
    digits = kept_run.FILE if session.get(PAGE, "own_digits") is not None else ""
    training = "the training that was under way" if live and live.playing else ""
    if live is None or not live.run.step_count:
        if brought is not None:
            return Kept(brought.content, brought.words, digits)
        return Kept(None if live is None or live.before else b"",
                    gone=" and ".join(filter(None, [training, digits])))
    settings = widgets.values()
    best = live.course.best
    way_back = "the way back to its best epoch" if best and best.snapshot.step_count != live.run.step_count else ""
    return Kept(_once("own", (hash(live.run.network.params.tobytes()), live.course.evaluations.steps, settings),
                      lambda: kept_run.written(live, settings)),
                kept_run.right(live.course.evaluations), " and ".join(filter(None, [training, digits, way_back])))


def _take_own(content: bytes, how: str) -> str:
    kept = _checked(kept_run.read, content)
    live: MeasuredRun | None = session.current(PAGE)
    if how == "lost" and live and live.run.step_count:
        return ""
    learned_from_file = kept.settings["source"] != "MNIST" and session.get(PAGE, "own_digits") is None
    if how == "brought":
        settings = kept.settings | ({"source": "MNIST"} if learned_from_file else {})
        session.put(PAGE, **settings, reader="own", live=None)
    session.put(PAGE, brought=kept)
    return f"your network, without {kept_run.FILE} that it was trained on" if learned_from_file else "your network"


def _present_tuned() -> Kept:
    network, learned = session.get(PAGE, "tuned"), session.get(HANDWRITING, "learned") or 0
    if network is None:
        return Kept()
    return Kept(_written("tuned", network, {"learned": learned}), f"fine-tuned on {learned} of your drawings")


def _take_tuned(content: bytes, how: str) -> str:
    header, network = _checked(kept_run.parted, content)
    learned = header.get("learned")
    if type(learned) is not int or not 0 < learned <= MOST_DRAWINGS:
        raise ValueError(kept_run.BROKEN)
    session.put(PAGE, tuned=network)
    session.put(HANDWRITING, learned=learned)
    return f"the network fine-tuned on {learned} of your drawings"


def _present_loaded() -> Kept:
    network = session.get(PAGE, "loaded")
    if network is None:
        return Kept()
    return Kept(_written("loaded", network, {}), '-'.join(map(str, network.sizes)))


def _take_loaded(content: bytes, how: str) -> str:
    session.put(PAGE, loaded=_checked(kept_run.parted, content)[1])
    return "the network that you loaded"


def _checked(read: Any, content: bytes) -> Any:
    """What `read` makes of a content, which names files and remedies that nobody has here. Raises ValueError."""
    try:
        return read(content)
    except ValueError:
        raise ValueError(kept_run.BROKEN) from None


def _written(name: str, network: Network, header: dict[str, Any]) -> bytes:
    return _once(name, (hash(network.params.tobytes()), header), lambda: kept_run.joined(header, network))


def _once(name: str, of: Any, make: Any) -> bytes:
    """What `make` gives, made anew only where it is of something else than the last time."""
    known = session.get(PAGE, f"kept_{name}")
    if known is None or known[0] != of:
        session.put(PAGE, **{f"kept_{name}": (known := (of, make()))})
    return bytes(known[1])


OWN = Keeper("own", "your network", MOST_BYTES, _present_own, _take_own)
TUNED = Keeper("tuned", "your fine-tuned network", MOST_BYTES, _present_tuned, _take_tuned)
LOADED = Keeper("loaded", "your loaded network", MOST_BYTES, _present_loaded, _take_loaded)
NETWORKS = OWN, TUNED, LOADED
