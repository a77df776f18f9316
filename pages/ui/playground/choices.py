"""What the playground alone offers to choose from, and what people call it. Knows nothing of Streamlit's widgets."""
from engine.datasets.features import FEATURES
from pages.ui.shared import playback

MOST_LAYERS, MOST_NEURONS = 6, 8
SCALES = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0)  # of the initial weights
BATCH_SIZES = ("1", "5", "10", "20", "30", "50", "100", "all")
FEW = 4  # training rows, those of the tutorials, for which a slider counts every batch size

STEP_SPEEDS = {f"{steps} step{'s' if steps > 1 else ''}": playback.Speed(steps=steps) for steps in (1, 2, 5, 10)}
EPOCH_SPEEDS = {f"{epochs:,}": playback.Speed(epochs=epochs) for epochs in (1, 5, 10, 50, 100, 500, 1_000, 2_000)}
SPEEDS = STEP_SPEEDS | EPOCH_SPEEDS | {"max": playback.FASTEST}
SPEED_NAMES = ({name: f"{name}/s" for name in STEP_SPEEDS} | {name: f"{name} epochs/s" for name in EPOCH_SPEEDS}
               | {"1": "1 epoch/s", "max": "max"})

FEATURE_NAMES = {name: feature.display.format("x1", "x2") for name, feature in FEATURES.items()}

# The parts of the page that a lesson or a visitor can hide.
PANELS = {"presets": "Published examples", "data": "Data set", "network": "Network", "training": "Training",
          "regularization": "Regularization", "pauses": "When to pause", "rate": "Learning rate and speed",
          "map": "Map", "table": "Predictions", "charts": "A closer look", "apart": "Backpropagation of a point",
          "share": "Share and save"}
OLD_PANELS = dict(zip(PANELS, PANELS))  # which older addresses have

CHARTS = ("Learning curves", "Weights", "Gradients", "Confusion matrix", "Loss surface")
OLD_CHARTS = {"Confusion": "Confusion matrix", "Loss landscape": "Loss surface"}
LOSS_SCALES = ("Linear", "Logarithmic")
WALKED, RANDOM = "Path of training", "Random"  # directions of the loss surface
OLD_DIRECTIONS = {"Along its walk": WALKED, "At random": RANDOM}
OLD_PROBLEMS = {"Slope (regression)": "plane"}
