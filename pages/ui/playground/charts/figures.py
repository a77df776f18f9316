"""What charts of a run have in common, and those of its course and its weights: data in, a Plotly figure as a dict out.

Knows nothing of Streamlit, nor imports Plotly: whoever draws a figure does that.
"""
from typing import Any

import numpy as np

from pages.ui.shared.colors import COLORS, NEGATIVE, POSITIVE, rgb
from pages.ui.shared.plain import MINUS

TRAINING, TEST = COLORS["charts"]["training"], COLORS["charts"]["test"]
GRAY = COLORS["charts"]["gray"]  # legible on white and on black
FAINT = f"rgba{(*rgb(GRAY), 0.28)}"
HATCHED = {"shape": "/", "size": 5, "solidity": 0.55}
BINS = 30  # an even number: zero is an edge
TITLES = {"weight": "weight (hatched: bias)", "gradient": "∂loss/∂weight (hatched: ∂loss/∂bias)"}
ROW = 165  # pixels, of a layer's histogram
FEW_POINTS = 40  # fewer than that on a curve are marked one by one


def layer_names(count: int) -> list[str]:
    """What people call a network's layers."""
    return [*(f"Hidden layer {i}" for i in range(1, count)), "Output layer"]


def learning_curves(curve: np.ndarray, logarithmic: bool = False) -> dict[str, Any]:
    """Loss, and below it accuracy where there is one, by epoch.

    curve: (points, 5) of epoch, training loss, test loss, training accuracy, test accuracy; what is missing is NaN.
    """
    has_accuracy = np.isfinite(curve[:, 3:]).any()
    traces = []
    for column, name, axis in ((1, "loss", "y"), (3, "accuracy", "y2")):
        for offset, split, color, dash in ((0, "training", TRAINING, "solid"), (1, "test", TEST, "dash")):
            values = curve[:, column + offset]
            if np.isfinite(values).any():
                traces.append({
                    "type": "scatter", "x": curve[:, 0], "y": values, "yaxis": axis, "name": split,
                    "legendgroup": split, "showlegend": name == "loss", "connectgaps": False,
                    "mode": "lines+markers" if len(curve) < FEW_POINTS else "lines", "marker": {"size": 5},
                    "line": {"color": color, "dash": dash, "width": 2},
                    "hovertemplate": f"{split} {name} %{{y:{'.4g' if name == 'loss' else '.1%'}}}<extra></extra>"})
    axes = {"xaxis": _axis("epoch", anchor="y2" if has_accuracy else "y", rangemode="tozero", tickformat=",~r",
                           unifiedhovertitle={"text": "epoch %{x:,.1~f}"}),
            "yaxis": _axis("loss", domain=[0.46, 1] if has_accuracy else [0, 1],
                           **({"type": "log", "dtick": 1, "exponentformat": "power"} if logarithmic else
                              {"rangemode": "tozero"}))}
    if has_accuracy:
        axes["yaxis2"] = _axis("accuracy", domain=[0, 0.36], range=[-0.04, 1.06], tickformat=".0%",
                               tickvals=[0, 0.5, 1])
    return {"data": traces, "layout": base(430 if has_accuracy else 330) | axes | {
        "hovermode": "x unified", "hoversubplots": "axis",
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}, "showlegend": True}}


def histograms(layers: list[np.ndarray], quantity: str) -> dict[str, Any]:
    """How the numbers of each layer (fan_in + 1, fan_out) are distributed, the biases' of its last row told apart.

    All layers on one axis, so that they can be compared. quantity: "weight" or "gradient".
    """
    largest = max(np.abs(layer).max() for layer in layers) or 1.0
    edges = np.linspace(-largest, largest, BINS + 1)
    middles, width = (edges[1:] + edges[:-1]) / 2, edges[1] - edges[0]
    colors = np.where(middles < 0, NEGATIVE, POSITIVE).tolist()
    traces, annotations, axes = [], [], {}
    room = 1 / len(layers)
    for i, (name, layer) in enumerate(zip(layer_names(len(layers)), layers)):
        suffix = str(i + 1) if i else ""
        top = 1 - i * room
        parts = (("weights", layer[:-1], None), ("biases", layer[-1:], HATCHED))
        tallest = int(np.histogram(layer, edges)[0].max())
        axes[f"yaxis{suffix}"] = _axis("count", domain=[top - room * 0.64, top - room * 0.04], rangemode="tozero",
                                       dtick=-(-tallest // 3))
        for kind, values, pattern in parts:
            traces.append({"type": "bar", "x": middles, "y": np.histogram(values, edges)[0], "yaxis": f"y{suffix}",
                           "width": width, "marker": {"color": colors, "line": {"width": 0}} |
                           ({"pattern": pattern} if pattern else {}), "showlegend": False, "name": kind,
                           "hovertemplate": f"%{{y}} {kind} around %{{x:.3g}}<extra>{name}</extra>"})
        numbers = " · ".join(f"{kind} {_mean(values):.2g} ± {values.std():.2g}" for kind, values, _ in parts)
        if quantity == "gradient":
            numbers = f"norm {np.linalg.norm(layer):.2g} · {_mean(layer):.2g} ± {layer.std():.2g}"
        numbers = numbers.replace("-", MINUS)
        annotations.append({"text": f"<b>{name}</b><br>{numbers}", "x": 0, "y": top - room * 0.04, "xref": "paper",
                            "yref": "paper", "xanchor": "left", "yanchor": "bottom", "showarrow": False,
                            "align": "left", "font": {"size": 12}})
    last = f"y{len(layers)}" if len(layers) > 1 else "y"
    axes["xaxis"] = _axis(TITLES[quantity], anchor=last, range=[-largest * 1.02, largest * 1.02], zeroline=True,
                          zerolinecolor=GRAY, nticks=7)
    layout = base(44 + 50 + ROW * len(layers)) | axes | {
        "barmode": "stack", "bargap": 0, "annotations": annotations}
    layout["margin"] = layout["margin"] | {"t": 44}
    return {"data": traces, "layout": layout}


def _mean(values: np.ndarray) -> float:
    """The mean, and 0 where only rounding keeps it from that."""
    mean = float(values.mean(dtype=np.float64))
    return mean if abs(mean) > 1e-6 * np.abs(values).max() else 0.0


def base(height: int) -> dict[str, Any]:
    """A layout that suits a phone as well: no wider than it must be, and nothing to zoom by accident."""
    return {"height": height, "margin": {"l": 8, "r": 8, "t": 28, "b": 8}, "dragmode": False, "showlegend": False,
            "font": {"size": 13}, "hoverlabel": {"align": "left"}, "paper_bgcolor": "rgba(0, 0, 0, 0)",
            "plot_bgcolor": "rgba(0, 0, 0, 0)"}


def _axis(title: str, **options: Any) -> dict[str, Any]:
    return {"title": {"text": title, "standoff": 6}, "automargin": True, "zeroline": False,
            "gridcolor": FAINT} | options
