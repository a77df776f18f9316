"""A network that has already learned: the digit model that the app opens with."""
from engine.models.digits import load_digits_model

__all__ = ["load_digits_model"]
