"""The playground's widget for the network's inputs: a tile for each, painted by its own formula."""
import base64
import io
from functools import cache

import numpy as np
import streamlit as st
from PIL import Image

from engine.datasets.features import FEATURES, computed
from pages.ui.playground.parameters import PAGE, widgets
from pages.ui.shared.colors import NEGATIVE, POSITIVE, rgb
from pages.ui.shared.glossary import term

CELLS = 12  # along a side of a tile; the browser smooths them
REACH = 3.0  # the plane from -REACH to REACH


def features() -> tuple[str, ...]:
    """The features that the network gets of each point: rows of FEATURES, in their order."""
    with st.container(key=f"{PAGE}.tiles"):
        st.html(style())
        chosen = widgets.pills("Inputs", "features", wrap=True,
                               help=f"The {term('feature', 'features')} of each point that the network gets; orange "
                                    "is negative, blue positive. Try x1² and x2² on Circle: no hidden layer is needed "
                                    "then.")
        if not chosen:
            st.caption("A network needs at least one input: x1 is used.")
    return tuple(name for name in FEATURES if name in chosen) or ("x1",)


@cache
def style() -> str:
    """The tiles' pictures. Options of a widget have no place for any: their text is what stands in the address."""
    rules = [f".st-key-{PAGE}-tiles [data-variant=pills]:nth-of-type({place}) {{"
             f"background-image: url(data:image/png;base64,{picture(name)}) }}"
             for place, name in enumerate(FEATURES, 1)]
    return f"<style>{' '.join(rules)}</style>"


def picture(name: str) -> str:
    """A feature over the plane as a PNG, base64: orange where it is negative, blue where positive, clear at zero."""
    along = np.linspace(-REACH, REACH, CELLS)
    across, up = np.meshgrid(along, -along)
    values = computed(np.column_stack([across.ravel(), up.ravel()]), (name,)).reshape(CELLS, CELLS)
    values /= np.abs(values).max()
    pixels = np.empty((CELLS, CELLS, 4), np.uint8)
    pixels[..., :3] = np.where((values < 0)[..., None], rgb(NEGATIVE), rgb(POSITIVE))
    pixels[..., 3] = np.round(255 * np.abs(values))
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()
