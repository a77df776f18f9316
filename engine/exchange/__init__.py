"""How a network leaves the app and comes back: as a file of numbers, or as a Python script."""
from engine.exchange.prediction_script import prediction_script
from engine.exchange.script import training_script
from engine.exchange.storage import About, from_file, from_json, from_npz, to_json, to_npz

__all__ = ["About", "from_file", "from_json", "from_npz", "prediction_script", "to_json", "to_npz", "training_script"]
