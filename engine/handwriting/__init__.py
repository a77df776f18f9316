"""Freehand ink, drawn or photographed, to a digit as MNIST made its own: the one way, and what its steps are good for.

Nothing here takes part in training; it makes what networks are asked about.
"""
from engine.handwriting.recipe import digit_from_ink, ink_from_rgba

__all__ = ["digit_from_ink", "ink_from_rgba"]
