"""Charts of the loss around a network: a Landscape in, Plotly figures as dicts out. Knows nothing of Streamlit."""
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.inspection.landscape import Landscape
from pages.ui.playground.charts.figures import FAINT, base
from pages.ui.shared.colors import COLORS

HIGHEST = 3.0  # times the highest loss of the walk: what lies above is cut off
DECADES = 5  # below the highest loss: colors end there
SCALE = "Viridis"
WALK, INK, START, NOW = (COLORS["landscape"][name] for name in ("walk", "ink", "start", "now"))
LEVELS = 16  # of the contours
SEEN = 20  # places each way that make a corner
MOST_DIGITS = 8  # of a tick, with its point


@dataclass(frozen=True)
class Shown:
    """A landscape's losses as they are drawn: cut off at `cap` and never below `floor`, for logarithms.

    is_cut: whether anything lay above the cap.
    """

    losses: np.ndarray
    cap: float
    floor: float
    is_cut: bool

    @property
    def ticks(self) -> tuple[list[float], list[str]]:
        """Places on the logarithmic scale of colors, and the losses that they stand for."""
        low, high = math.log10(self.floor), math.log10(self.cap)
        step = max(1, math.ceil((high - low) / 6))
        values = [10.0**power for power in range(math.ceil(low), math.floor(high) + 1, step)]
        if len(values) < 3:  # not two decades: the ends and some between
            values = np.geomspace(self.floor, self.cap, 5).tolist()
        written = ([f"{value:.{digits}g}" for value in values] for digits in range(2, 17))
        return [math.log10(value) for value in values], next(
            texts for texts in written if len({*texts}) == len(texts) or len(texts[0]) > MOST_DIGITS)


def shown(landscape: Landscape) -> Shown:
    """How to show losses of which some are immense or zero."""
    finite = landscape.losses[np.isfinite(landscape.losses)]
    walked = [loss for loss in (*landscape.walk_losses, landscape.loss) if math.isfinite(loss)]
    cap = max(HIGHEST * max(walked, default=0.0), float(np.median(finite)) if len(finite) else 0.0)
    highest = float(finite.max(initial=0.0))
    is_cut = bool(highest > cap or len(finite) < landscape.losses.size)
    cap = (cap if is_cut else highest) or 1.0
    floor = max(float(finite.min(initial=cap)), cap / 10**DECADES)
    return Shown(np.clip(np.nan_to_num(landscape.losses, posinf=cap), floor, cap), cap, min(floor, 0.999 * cap), is_cut)


def surface(landscape: Landscape) -> dict[str, Any]:
    """The loss as a surface, its height and its color both the loss, and the path of training on it."""
    view = shown(landscape)
    labels = []
    traces = [{"type": "surface", "x": landscape.a, "y": landscape.b, "z": view.losses,
               "surfacecolor": np.log10(view.losses), "cmin": math.log10(view.floor), "cmax": math.log10(view.cap),
               "colorscale": SCALE, "showscale": False,
               "contours": {"z": {"show": True, "width": 1, "color": "rgba(255, 255, 255, 0.35)", "start": view.floor,
                                  "end": view.cap, "size": (view.cap - view.floor) / 12 or 1}},
               "lighting": {"ambient": 0.75, "diffuse": 0.5, "specular": 0.05},
               "hovertemplate": "loss %{z:.4g}<extra></extra>"}]
    lift = 0.012 * (view.cap - view.floor)  # so that the ground does not swallow the line
    heights = np.clip(np.nan_to_num(landscape.walk_heights, posinf=view.cap), view.floor, view.cap) + lift
    if len(landscape.walk):
        traces.append({"type": "scatter3d", "x": landscape.walk[:, 0], "y": landscape.walk[:, 1], "z": heights,
                       "mode": "lines", "line": {"color": WALK, "width": 7}, "hoverinfo": "skip", "name": "walk"})
        traces.append(_flag(landscape.walk[0], heights[0], START, "start", landscape.walk_losses[0]))
        labels.append(_label(landscape.walk[0], "start") | {"z": heights[0]})
    now = float(np.clip(landscape.loss, view.floor, view.cap)) + lift
    traces.append(_flag((0.0, 0.0), now, NOW, "now", landscape.loss))
    labels.append(_label((0.0, 0.0), "now") | {"z": now})
    axis = {"showbackground": False, "gridcolor": FAINT, "zeroline": False, "nticks": 5, "showspikes": False}
    return {"data": traces, "layout": base(380) | {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "dragmode": "turntable",
        "scene": {"xaxis": axis | {"title": {"text": "direction 1"}},
                  "yaxis": axis | {"title": {"text": "direction 2"}},
                  "zaxis": axis | {"title": {"text": "loss"}}, "annotations": labels, "aspectmode": "manual",
                  "aspectratio": {"x": 1.1, "y": 1.1, "z": 0.7},
                  "camera": {"eye": _viewpoint(view.losses), "center": {"x": 0, "y": 0, "z": -0.15}}}}}


def contour(landscape: Landscape) -> dict[str, Any]:
    """The same surface as contour lines of equal loss, by a logarithmic scale of colors, and the path."""
    view = shown(landscape)
    tickvals, ticktext = view.ticks
    low, high = math.log10(view.floor), math.log10(view.cap)
    traces = [{"type": "contour", "x": landscape.a, "y": landscape.b, "z": np.log10(view.losses), "zmin": low,
               "zmax": high, "colorscale": SCALE, "customdata": view.losses,
               "contours": {"start": low, "end": high, "size": (high - low) / LEVELS, "coloring": "heatmap"},
               "line": {"width": 0.6, "color": "rgba(255, 255, 255, 0.55)"},
               "colorbar": {"title": {"text": "loss", "side": "top"}, "tickvals": tickvals, "ticktext": ticktext,
                            "thickness": 12, "outlinewidth": 0, "xpad": 6},
               "hovertemplate": "loss %{customdata:.4g}<extra></extra>"}]
    labels = []
    if len(landscape.walk):
        across, up = landscape.walk.T
        line = {"type": "scatter", "x": across, "y": up, "mode": "lines", "hoverinfo": "skip"}
        traces.append(line | {"line": {"color": INK, "width": 5}})
        traces.append(line | {"line": {"color": WALK, "width": 2.5}, "hoverinfo": None, "customdata":
                              landscape.walk_losses, "hovertemplate": "the run's loss here was %{customdata:.4g}"
                                                                      "<extra></extra>"})
        traces.append(_pin(landscape.walk[0], START, "start", landscape.walk_losses[0]))
        labels.append(_label(landscape.walk[0], "start"))
    traces.append(_pin((0.0, 0.0), NOW, "now", landscape.loss))
    labels.append(_label((0.0, 0.0), "now"))
    axis = {"zeroline": False, "showgrid": False, "automargin": True, "nticks": 6}
    return {"data": traces, "layout": base(400) | {
        "annotations": labels, "xaxis": axis | {"title": {"text": "direction 1", "standoff": 6}},
        "yaxis": axis | {"title": {"text": "direction 2", "standoff": 6}}}}


def _viewpoint(losses: np.ndarray) -> dict[str, float]:
    """Where to look from, so that no ridge hides the valley: from beyond the lowest corner."""
    corners = {(x, y): losses[::y, ::x][:SEEN, :SEEN].mean() for x in (1, -1) for y in (1, -1)}
    x, y = min(corners, key=corners.__getitem__)
    return {"x": -1.35 * x, "y": -2.0 * y, "z": 1.85}  # so far away that titles of axes are whole on a phone, too


def _flag(place: Any, height: float, color: str, name: str, loss: float) -> dict[str, Any]:
    return {"type": "scatter3d", "x": [place[0]], "y": [place[1]], "z": [height], "mode": "markers",
            "marker": {"color": color, "size": 6, "line": {"color": INK, "width": 1}}, "name": name,
            "hovertemplate": f"{name}: loss {loss:.4g}<extra></extra>"}


def _pin(place: Any, color: str, name: str, loss: float) -> dict[str, Any]:
    return {"type": "scatter", "x": [place[0]], "y": [place[1]], "mode": "markers", "name": name,
            "marker": {"color": color, "size": 11, "line": {"color": INK, "width": 1.5}},
            "hovertemplate": f"{name}: loss {loss:.4g}<extra></extra>"}


def _label(place: Any, name: str) -> dict[str, Any]:
    """A name above a place, on a ground of its own: no ink could be read on all colors of the surface."""
    return {"x": place[0], "y": place[1], "text": name, "showarrow": False, "yshift": 18, "borderpad": 2,
            "bgcolor": INK, "font": {"size": 12, "color": WALK}}
