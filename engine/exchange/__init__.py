"""How a network leaves the app and comes back: as a file of numbers, or as a Python script."""
from engine.exchange.prediction_script import prediction_script
from engine.exchange.script import training_script
from engine.exchange.storage import About, from_file, from_json, from_npz, to_json, to_npz
from engine.exchange.trained import TrainedNetwork, load, save

__all__ = ["About", "TrainedNetwork", "from_file", "from_json", "from_npz", "load", "prediction_script", "save",
           "to_json", "to_npz", "training_script"]
