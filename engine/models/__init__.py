"""Networks that have already learned: the digit model that the app opens with, and the detector of what is no digit."""
from engine.models.digits import load_digits_model

__all__ = ["load_digits_model"]
