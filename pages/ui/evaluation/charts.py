"""Charts of how a digit network does: results in, a Plotly figure out. Knows nothing of Streamlit.

Plotly is imported when a chart is first asked for: the pages without one need not wait for it.
"""
import base64
import io
from typing import Any

import numpy as np
from PIL import Image

from engine.datasets.digit_format import SIDE
from engine.inspection.evaluation import Evaluation
from engine.inspection.robustness import Disturbance
from pages.ui.shared.colors import NEGATIVE, POSITIVE

GRAY = "rgba(128, 128, 128, 0.6)"


def accuracy_by_digit(evaluation: Evaluation) -> Any:
    """Ten bars, the weakest in orange."""
    import plotly.graph_objects as go

    shares = evaluation.accuracy_by_class()
    lowest = np.nanmin(shares)
    totals = evaluation.confusion.sum(axis=1)
    figure = go.Figure(go.Bar(
        x=[str(digit) for digit in range(len(shares))], y=shares, text=[f"{share:.1%}" for share in shares],
        textposition="outside", cliponaxis=False,
        marker_color=[NEGATIVE if share == lowest else POSITIVE for share in shares],
        customdata=np.column_stack([np.round(shares * totals), totals]),
        hovertemplate="digit %{x}: %{customdata[0]:,} of %{customdata[1]:,} correct<extra></extra>"))
    floor = max(0.0, np.floor(20 * (lowest - 0.02)) / 20)
    return _laid_out(figure, "true digit", "accuracy", x={"type": "category"}, y={"range": [floor, 1.005]})


def calibration(evaluation: Evaluation) -> Any:
    """Accuracy over confidence, with the line on which they agree; points as large as they count."""
    import plotly.graph_objects as go

    bins = evaluation.calibration()
    figure = go.Figure([
        go.Scatter(x=[0, 1], y=[0, 1], mode="lines", line={"dash": "dash", "color": GRAY}, hoverinfo="skip",
                   name="perfect calibration"),
        go.Scatter(x=[b.certainty for b in bins], y=[b.accuracy for b in bins], mode="lines+markers",
                   line={"color": POSITIVE}, name="this network", cliponaxis=False,
                   marker={"size": [8 + 5 * np.log10(b.size) for b in bins], "color": POSITIVE},
                   customdata=[[b.size, b.low, b.high] for b in bins],
                   hovertemplate="%{customdata[0]:,} predictions, confidence %{customdata[1]:.0%} to "
                                 "%{customdata[2]:.0%}<br>mean confidence %{x:.1%}, accuracy %{y:.1%}<extra></extra>")])
    return _laid_out(figure, "mean confidence per bin", "accuracy",
                     x={"range": [0, 1.02], "tickformat": ".0%"}, y={"range": [0, 1.04]}, legend=True)


def robustness(disturbance: Disturbance, accuracies: list[float], sample: np.ndarray) -> Any:
    """Accuracy by strength, with a digit of the sample (rows, 784) uint8 under each strength as the network sees it."""
    import plotly.graph_objects as go

    strengths = disturbance.strengths
    figure = go.Figure(go.Scatter(
        x=strengths, y=accuracies, mode="lines+markers", line={"color": POSITIVE}, marker={"size": 9},
        hovertemplate=f"%{{x}} {disturbance.unit}: accuracy %{{y:.1%}}<extra></extra>"))
    images = (sample * np.float32(1 / 255)).reshape(-1, SIDE, SIDE)
    step = strengths[1] - strengths[0]
    for strength in strengths:
        picture = disturbance.change(images, strength)[0]
        figure.add_layout_image(source=_png(picture), x=strength, y=0.03, xref="x", yref="y", sizex=0.8 * step,
                                sizey=0.24, xanchor="center", yanchor="bottom", layer="below")
    return _laid_out(figure, f"{disturbance.display.lower()}, {disturbance.unit}", "accuracy",
                     x={"range": [strengths[0] - 0.6 * step, strengths[-1] + 0.6 * step], "tickvals": strengths},
                     y={"range": [0, 1.05]})


def _laid_out(figure: Any, across: str, up: str, x: dict[str, Any] | None = None,
              y: dict[str, Any] | None = None, legend: bool = False) -> Any:
    figure.update_layout(height=400, margin={"l": 60, "r": 16, "t": 24, "b": 56}, showlegend=legend,
                         legend={"orientation": "h", "y": 1.12, "x": 0})
    figure.update_xaxes(title=across, fixedrange=True, **(x or {}))
    figure.update_yaxes(title=up, fixedrange=True, tickformat=".0%", **(y or {}))
    return figure


def _png(picture: np.ndarray) -> str:
    """A picture (28, 28) in 0..1 as the address of its own PNG."""
    file = io.BytesIO()
    Image.fromarray((picture * 255).astype(np.uint8)).resize((56, 56), Image.Resampling.NEAREST).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
