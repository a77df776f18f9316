"""From a picture or a drawing to the digits in it, each with its answer and whether it is doubted."""
from engine.recognition.reading import Digit, Photo, Recognizer, read_digits

__all__ = ["Digit", "Photo", "Recognizer", "read_digits"]
