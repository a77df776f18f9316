"""Charts of a network's predictions beside the true labels: predictions in, a Plotly figure as a dict out.

Knows nothing of Streamlit.
"""
from typing import Any

import numpy as np

from engine.datasets.visible_text import visible
from pages.ui.playground.charts.figures import FAINT, GRAY, TEST, TRAINING, base
from pages.ui.shared import plain
from pages.ui.shared.colors import COLORS, NEGATIVE, POSITIVE

MOST_LETTERS = 12  # of a class's name along an axis
INKS = COLORS["charts"]
CORRECT_OR_WRONG = [[0, NEGATIVE], [0.5, INKS["neutral"]], [1, POSITIVE]]


def counts(truths: np.ndarray, answers: np.ndarray, classes: int) -> np.ndarray:
    """(classes, classes): how often each true class, a row, was predicted as each class."""
    return np.bincount(truths * classes + answers, minlength=classes**2).reshape(classes, classes)


def confusion(table: np.ndarray, labels: tuple[str, ...]) -> dict[str, Any]:
    """A table of `counts`: blue where the prediction is correct, orange where it is wrong, the deeper the larger its
    share of the row."""
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    signed = np.where(np.eye(len(table), dtype=bool), shares, -shares)
    names = [shortened(label) for label in labels]
    places = [*range(len(labels))]
    small = len(labels) > 4
    texts = [[f"<b>{n}</b><br>{share:.0%}" if total else "0" for n, share in zip(row, of_row)]
             for row, of_row, total in zip(table, shares, table.sum(axis=1))]
    said = [[f"{n:,} of {row.sum():,} “{truth}”<br>predicted as “{answer}”" for n, answer in zip(row, names)]
            for row, truth in zip(table, names)]
    # Ink that can be read: on the deep colors white.
    annotations = [{"x": j, "y": i, "text": texts[i][j], "showarrow": False,
                    "font": {"size": 11 if small else 13,
                             "color": INKS["on_dark" if shares[i, j] > 0.6 else "on_light"]}}
                   for i in places for j in places]
    ticks = {"tickvals": places, "ticktext": names, "showgrid": False, "zeroline": False, "automargin": True}
    return {"data": [{"type": "heatmap", "z": signed, "zmin": -1, "zmax": 1, "colorscale": CORRECT_OR_WRONG,
                      "showscale": False, "xgap": 2, "ygap": 2, "customdata": said,
                      "hovertemplate": "%{customdata}<extra></extra>"}],
            "layout": base(330 if small else 290) | {
                "margin": {"l": 8, "r": 8, "t": 4, "b": 8},
                "annotations": annotations,
                "xaxis": ticks | {"title": {"text": "predicted class", "standoff": 14}},
                "yaxis": ticks | {"title": {"text": "true class", "standoff": 12}, "autorange": "reversed"}}}


def predicted_and_true(splits: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, Any]:
    """For regression: a point for each row, its true number across and the predicted one up; on the line it is exact.

    splits: "training" and "test", the true numbers (rows,) and the predicted ones.
    """
    everything = np.concatenate([numbers for split in splits.values() for numbers in split])
    everything = everything[np.isfinite(everything)]  # the predictions of a network of immense weights may not be
    low, high = float(everything.min()), float(everything.max())
    pad = 0.05 * (high - low or 1)
    styles = {"training": (TRAINING, "circle"), "test": (TEST, "square-open")}
    traces = [{"type": "scatter", "x": [low - pad, high + pad], "y": [low - pad, high + pad], "mode": "lines",
               "line": {"color": GRAY, "dash": "dot", "width": 1.5}, "name": "exact", "hoverinfo": "skip"}]
    traces += [{"type": "scatter", "x": truth, "y": answers, "mode": "markers", "name": name,
                "marker": {"color": styles[name][0], "symbol": styles[name][1], "size": 6, "opacity": 0.75},
                "hovertemplate": f"{name}<br>true %{{x:.3g}}<br>predicted %{{y:.3g}}<extra></extra>"}
               for name, (truth, answers) in splits.items() if len(truth)]
    axis = {"zeroline": False, "gridcolor": FAINT, "automargin": True}
    return {"data": traces, "layout": base(420) | {
        "showlegend": True, "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "xaxis": axis | {"title": {"text": "true number", "standoff": 6}},
        "yaxis": axis | {"title": {"text": "predicted number", "standoff": 6}}}}


def shortened(label: str) -> str:
    """A name that fits an axis, and is text to Plotly, not markup."""
    label = visible(label)
    return plain.plotly(label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1] + "…")
