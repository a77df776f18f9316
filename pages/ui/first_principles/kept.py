"""What the visitor's browser keeps of First principles as long as its tab lives: what the network has learned."""
import json
import math

import numpy as np

from engine.exchange.json_text import parsed
from pages.ui.first_principles.parameters import PAGE
from pages.ui.shared import session
from pages.ui.shared.keeping.keeper import Keeper, Kept

MOST_BYTES, MOST_STEPS = 2_000, 10**9
PARAMS = 9  # of two hidden neurons and an output


def _present() -> Kept:
    params, steps = session.get(PAGE, "params"), session.get(PAGE, "steps")
    if params is None:
        return Kept(b"")
    return Kept(json.dumps({"made_for": session.get(PAGE, "made_for"), "steps": steps,
                            "params": params.tolist()}).encode())


def _take(content: bytes, how: str) -> str:
    """Have the network as it was, if the page's settings are still its own. Raises ValueError."""
    kept = parsed(content.decode("utf-8", "replace"), "")
    params, steps = (kept.get(name) if isinstance(kept, dict) else None for name in ("params", "steps"))
    if not (isinstance(params, list) and len(params) == PARAMS and type(steps) is int and 0 < steps <= MOST_STEPS
            and all(type(each) is float and math.isfinite(each) for each in params)):
        raise ValueError("It is damaged.")
    if session.get(PAGE, "params") is not None or kept.get("made_for") != [*session.get(PAGE, "made_for", ())]:
        return ""
    session.put(PAGE, params=np.array(params), steps=steps)
    return f"your network after {steps:,} step{'s' * (steps != 1)}"


LEARNED = Keeper("principles", "what the network has learned", MOST_BYTES, _present, _take, lasting=False)
