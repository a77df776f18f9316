"""Drawings that are no digit, of many kinds, made of strokes as in styles.py: what the detector learns from.

All points are made up, none traced.
"""
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from engine.datasets.digit_format import PIXELS
from engine.datasets.synthetic_digits.strokes import drawing
from engine.datasets.synthetic_digits.styles import STYLES
from engine.handwriting.recipe import prepared

Kind = Callable[[np.random.Generator], str]  # draws one: strokes as in styles.py

LETTERS = (
    "line 0,100 40,0 80,100 | line 15,65 65,65",  # A
    "line 40,0 0,100 | line 40,0 80,100 | line 12,60 70,60",
    "curve 5,100 5,35 40,0 72,35 75,100 | line 5,55 75,55",
    "curve 60,40 30,30 5,60 15,95 45,90 60,60 | line 62,35 62,85 80,95",  # a
    "oval 32,65 55,60 -20,370 | line 62,35 62,100",
    "curve 60,45 35,20 5,55 20,98 55,75 62,30 65,85 95,95",
    "oval 35,60 65,75 -40,360 | curve 65,25 65,80 75,98 95,90",
    "curve 8,15 40,0 62,20 62,100 | oval 34,72 55,50 -30,360",  # a of two storeys
    "curve 15,12 45,2 65,25 65,85 80,98 | curve 65,45 20,48 5,75 30,98 65,75",
    "oval 40,50 75,100 -40,280",  # C
    "curve 70,15 40,0 5,40 15,90 50,100 75,85",
    "curve 62,38 35,28 8,60 30,98 65,90",  # c
    "curve 70,20 30,5 3,50 30,95 75,85",
    "oval 30,70 50,55 -30,360 | line 60,0 60,100",  # d
    "curve 55,50 25,42 5,70 20,98 50,85 60,55 | curve 60,0 60,80 75,98",
    "oval 32,68 60,60 -30,370 | curve 62,0 60,50 62,85 80,95",
    "curve 55,55 20,45 5,75 25,100 55,75 62,0 58,75 75,100",
    "line 70,0 10,0 10,100 70,100 | line 10,50 60,50",  # E
    "line 10,0 10,100 | line 10,0 75,0 | line 10,48 65,48 | line 10,100 75,100",
    "curve 70,10 35,0 15,25 45,48 10,70 25,98 75,90",
    "curve 10,62 60,58 50,32 20,35 10,70 35,98 65,88",  # e
    "line 10,50 75,48 | curve 75,48 65,5 25,5 5,50 30,98 75,85",
    "curve 5,55 70,50 75,15 35,0 5,45 25,95 80,80",
    "curve 5,75 50,55 55,20 30,15 20,60 40,98 85,75",
    "line 70,0 10,0 10,100 | line 10,48 60,48",  # F
    "line 10,0 5,100 | line 5,0 80,-5 | line 8,48 60,45",
    "curve 65,8 45,0 32,20 32,100 | line 10,45 60,42",  # f
    "curve 75,15 55,0 40,20 35,100 | line 5,40 75,40",
    "curve 60,10 45,0 38,30 35,80 20,105 5,95 | line 15,45 65,42",
    "curve 20,60 65,20 55,0 40,25 35,100 30,130 15,110 45,75 75,65",
    "line 10,0 10,100 | line 70,0 70,100 | line 10,50 70,50",  # H
    "line 5,5 12,95 | line 65,0 75,100 | line 8,52 72,45",
    "line 12,0 12,100 | curve 12,60 35,42 60,55 62,100",  # h
    "curve 15,0 10,100 12,65 40,40 55,60 58,98 75,90",
    "curve 10,60 45,15 30,0 15,40 15,100 | curve 15,65 40,45 55,60 60,100",
    "line 20,0 75,0 | curve 55,0 55,75 35,100 5,80",  # J
    "curve 60,0 60,75 35,100 5,75",
    "line 10,0 90,0 | curve 50,0 50,70 40,100 5,85",
    "curve 50,30 50,95 30,125 5,110 | line 50,5 51,7",  # j
    "curve 45,35 40,100 20,125 0,100 | line 48,0 49,4",
    "line 30,35 52,35 | curve 52,35 50,105 25,125 5,105 | line 50,5 51,8",
    "line 12,0 12,100 | line 70,0 12,52 72,100",  # K
    "line 10,0 10,100 | line 75,5 15,55 | line 30,45 75,100",
    "line 12,0 12,100 | line 55,35 14,65 60,100",  # k
    "line 10,0 10,100 | curve 12,65 40,40 55,50 40,65 15,68 | line 25,68 65,100",
    "line 12,0 12,100 70,100",  # L
    "curve 15,0 12,90 30,100 75,95",
    "line 0,100 10,0 45,70 80,0 90,100",  # M
    "line 5,100 8,0 | line 8,0 45,55 82,0 85,100",
    "curve 0,100 15,10 25,5 45,80 65,5 75,10 90,100",
    "line 5,35 5,100 | curve 5,50 25,35 38,60 38,100 | curve 38,55 60,35 75,55 75,100",  # m
    "curve 0,30 8,100 12,50 35,35 40,100 45,50 68,35 75,95 90,90",
    "line 10,100 10,0 70,100 70,0",  # N
    "line 5,100 12,0 | line 12,0 65,100 72,0",
    "line 10,35 10,100 | curve 10,55 35,35 60,50 62,100",  # n
    "curve 5,30 12,100 15,55 40,32 55,50 58,98 75,90",
    "curve 5,100 5,30 35,0 65,30 68,100",
    "line 12,100 12,0 | curve 12,2 60,5 65,30 45,52 12,52",  # P
    "line 15,0 10,100 | curve 0,5 60,-5 70,30 15,55",
    "line 12,30 12,130 | curve 12,40 45,28 65,60 45,92 12,85",  # p
    "curve 5,35 15,40 12,130 15,45 50,25 68,60 40,95 12,80",
    "line 12,100 12,0 | curve 12,2 60,5 65,28 45,50 12,52 | line 35,52 70,100",  # R
    "line 10,0 10,100 | curve 5,5 55,-5 65,25 15,50 75,100",
    "line 12,35 12,100 | curve 12,60 25,40 55,38",  # r
    "curve 5,40 20,35 18,100 20,60 45,32 65,45",
    "curve 0,80 25,20 35,35 60,30 55,80 80,90",
    "line 0,2 80,0 | line 40,0 40,100",  # T
    "line 5,5 90,-5 | line 50,0 42,100",
    "curve 35,0 35,80 50,98 70,90 | line 8,35 65,32",  # t
    "line 40,0 38,100 | line 5,35 75,30",
    "curve 40,0 30,60 35,95 65,95 | line 0,40 70,25",
    "curve 8,0 8,70 38,100 68,70 68,0",  # U
    "curve 8,0 8,75 35,100 65,75 68,0 | line 68,0 70,100",
    "curve 8,35 8,80 30,98 58,75 60,35 | line 60,35 62,98 75,98",  # u
    "curve 0,20 12,15 12,80 35,98 60,70 62,15 62,80 85,95",
    "line 5,0 40,100 75,0",  # V
    "curve 0,10 12,5 38,98 60,30 80,0",
    "curve 0,5 25,90 40,95 70,10 85,15",
    "line 0,0 20,100 45,35 68,100 90,0",  # W
    "curve 0,0 15,90 30,90 45,30 60,90 75,90 90,0",
    "line 0,20 15,100 | line 15,100 45,30 60,95 95,0",
    "line 5,0 70,100 | line 72,0 3,100",  # X
    "curve 0,10 20,5 50,85 75,95 | line 75,5 0,100",
    "curve 5,35 30,40 35,70 60,98 | line 65,35 5,98",  # x
    "curve 5,5 30,20 30,80 5,95 | curve 75,5 48,20 48,80 75,95",
)
TELLING_PARTS = (  # letters that a dot, a bar, a hook or a straight stem tells from the digits that they resemble
    "line 40,40 40,100 | line 40,2 41,6",  # i
    "line 40,38 38,100 | line 42,0 41,12",
    "curve 25,42 40,38 40,85 50,98 65,90 | line 40,5 41,8",
    "line 20,38 42,38 42,100 | line 15,100 70,100 | line 40,5 41,8",
    "line 40,45 40,100 | line 42,3 40,22",
    "line 39,58 38,100 | curve 43,0 37,14 39,32",
    "line 5,0 75,0 5,100 78,100 | line 15,50 65,50",  # z
    "line 10,5 80,5 5,92 90,92 | line 15,45 75,45",
    "curve 5,10 40,0 75,8 | curve 75,8 40,55 5,95 | curve 5,95 40,88 85,95 | line 15,48 70,45",
    "curve 12,15 45,5 75,8 55,40 5,92 35,100 90,90 | line 25,52 80,46",
    "line 12,0 12,100 | curve 12,60 45,42 68,70 45,98 12,90",  # b
    "line 10,0 12,98 | oval 40,70 58,58 -150,380",
    "curve 12,0 12,98 | curve 8,92 45,100 65,70 40,48 14,65",
    "curve 62,20 35,0 8,25 30,52 62,25 | curve 64,5 66,70 55,112 20,115 5,80",  # g
    "oval 35,28 55,55 -30,360 | curve 62,0 64,80 50,118 15,115 0,85",
    "oval 35,28 55,55 -30,360 | curve 62,0 62,75 40,120 10,110 25,90 85,75",
    "curve 60,12 30,0 5,25 25,48 60,20 60,90 35,125 5,115 20,90 80,70",
    "oval 35,28 55,55 -30,360 | line 62,0 62,100 90,75",  # q
    "oval 35,28 55,55 -30,360 | curve 62,0 60,110 75,118 90,95",
    "curve 60,12 30,0 5,28 28,50 58,20 50,110 80,120 85,95 45,80",
    "curve 60,10 30,5 8,30 30,48 58,12 50,85 55,115 80,110 75,80 50,82",
    "oval 32,28 52,52 -20,370 | curve 60,0 48,100 60,118 85,105 70,80 45,88",
    "curve 58,22 35,5 10,20 20,48 50,35 62,0 45,112 80,112 78,84 48,84",
    "curve 8,0 8,40 30,55 58,35 62,0 | curve 62,0 62,80 45,120 5,110",  # y
    "curve 5,0 8,40 30,48 62,5 | line 65,0 45,125",
    "curve 5,0 5,35 25,45 55,10 | line 62,-10 40,120",
    "curve 2,5 5,32 24,42 50,12 | line 58,0 36,118",
    "line 5,5 12,40 35,45 60,0 | line 62,0 40,115",
    "curve 5,5 10,45 45,45 60,0 55,90 30,125 5,110 30,85 85,65",
    "line 5,5 38,55 | line 75,0 20,125",
    "line 0,0 40,45 80,0 | line 40,45 40,100",  # Y
    "curve 5,0 10,40 40,50 65,30 70,0 | line 42,50 40,110",
    "line 10,0 10,100 | curve 5,0 55,0 55,45 12,48 | curve 12,48 70,50 65,98 5,100",  # B
    "line 12,0 12,100 | curve 0,2 65,15 75,50 60,90 0,100",  # D
    "curve 70,15 35,0 5,50 35,100 70,85 72,58 | line 45,58 90,58",  # G
    "curve 70,15 35,0 5,50 30,98 70,75 70,55 | line 72,50 72,110",
    "oval 40,50 80,95 -90,370 | line 50,70 85,110",  # Q
    "oval 40,50 75,95 -90,370 | curve 35,75 60,85 90,105",
)
LOOKALIKES = (
    "curve 12,0 12,60 14,98 50,98 60,70 35,55 12,75",  # b
    "curve 15,0 5,60 20,98 55,90 55,60 10,65",
    "oval 35,30 55,55 -30,360 | curve 62,5 60,85 35,105 10,95",  # g
    "line 40,0 40,100 | line 20,0 60,0 | line 20,100 60,100",  # I
    "line 40,0 40,100",  # l
    "curve 40,0 38,90 50,98 62,85",
    "oval 40,50 80,100 -90,370",  # O
    "oval 40,50 70,70 -90,370",  # o
    "oval 35,30 55,55 -30,360 | line 62,5 62,125",  # q
    "curve 65,12 35,0 10,22 40,50 68,75 40,100 5,88",  # S
    "line 5,0 75,0 5,100 78,100",  # Z
)
SYMBOLS = (
    "line 40,5 40,95 | line 0,50 80,50",  # plus
    "line 0,35 80,35 | line 0,70 80,68",  # equals
    "line 25,0 15,100 | line 60,0 50,100 | line 0,30 80,30 | line 0,70 80,70",  # hash
    "curve 5,25 30,0 65,15 50,45 35,60 35,75 | line 35,98 36,100",  # question mark
    "line 40,0 40,70 | line 40,97 41,99",  # exclamation mark
    "oval 15,20 30,40 0,370 | oval 65,80 30,40 0,370 | line 75,0 5,100",  # percent
    "curve 80,100 15,30 30,0 55,15 10,65 20,95 50,90 80,55",  # ampersand
    "oval 40,50 30,35 0,370 | curve 55,35 55,60 75,65 80,35 40,0 0,45 30,100 75,90",  # at
    "line 5,55 30,95 80,5",  # check mark
    "line 0,50 85,50 | line 60,25 85,50 60,75",  # arrow
    "curve 40,100 0,40 15,5 40,30 65,5 80,40 40,100",  # heart
    "oval 40,50 80,90 0,370 | line 25,35 25,40 | line 55,35 55,40 | curve 20,65 40,80 60,65",  # face
    "oval 20,85 30,25 0,370 | line 34,85 34,5 | curve 34,5 65,20 60,45",  # note
    "curve 0,50 20,30 40,50 60,70 80,50",  # wave
    "oval 40,50 80,50 0,370 | oval 40,50 20,20 0,370",  # eye
    "line 40,0 20,60 55,55 35,110",  # lightning
    "line 0,45 40,0 80,45 | line 10,40 10,100 70,100 70,40",  # house
    "curve 10,30 40,15 60,40 40,70 20,50 45,40",  # spiral
    "curve 0,50 20,20 40,50 60,80 80,50 60,20 40,50 20,80 0,50",  # infinity
    "curve 60,0 35,10 40,40 20,50 40,60 35,90 60,100",  # brace
)


def scribble(random: np.random.Generator) -> str:
    """A pen going round and about without a plan."""
    points = random.uniform(0, 100, (random.integers(7, 24), 2)) * (1, random.uniform(0.6, 1.2))
    return _stroke("curve", points)


def walk(random: np.random.Generator) -> str:
    """A pen that wanders, its direction changing a little at each step."""
    steps = random.integers(8, 40)
    direction = random.uniform(0, 2 * np.pi) + np.cumsum(random.normal(0, random.uniform(0.6, 1.3), steps))
    points = np.cumsum(np.stack([np.cos(direction), np.sin(direction)], axis=1), axis=0)
    return _stroke("curve", 100 * (points - points.min(axis=0)) / np.ptp(points, axis=0).max())


def polygon(random: np.random.Generator) -> str:
    """A triangle, a square and so on, or a star, closed."""
    corners = random.integers(3, 6)
    star = random.random() < 0.3
    count = 2 * corners if star else corners
    angle = np.linspace(0, 2 * np.pi, count + 1) + random.uniform(0, 2 * np.pi)
    radius = np.where(np.arange(count + 1) % 2, random.uniform(0.35, 0.6), 1) if star else 1
    around = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (50 * radius * np.ones(count + 1))[:, None]
    return _stroke("line", around * random.uniform(0.7, 1, 2) + 50)


def lines(random: np.random.Generator) -> str:
    """One line that lies, several side by side, crossing ones, or a zigzag; one that stands would be a 1."""
    kind = random.integers(4)
    if kind == 0:
        return _turned([[[0, 0], [100, 0]]], random.uniform(-0.35, 0.35))
    if kind == 1:
        gaps = np.linspace(0, 100, random.integers(2, 6))
        return _turned([[[0, gap], [100, gap]] for gap in gaps], random.uniform(0, np.pi))
    if kind == 2:
        return "|".join(_stroke("line", random.uniform(0, 100, (2, 2))) for _ in range(random.integers(3, 8)))
    count = random.integers(5, 12)
    zigzag = np.stack([np.linspace(0, 100, count), random.uniform(20, 80) * (np.arange(count) % 2)], axis=1)
    return _turned([zigzag], random.uniform(0, np.pi))


def dots(random: np.random.Generator) -> str:
    """One dot or a few."""
    return "|".join(_stroke("line", place + np.array([[0, 0], [2, 1]]))
                    for place in random.uniform(0, 90, (random.choice([1, 1, 1, 2, 3, 5]), 2)))


def blot(random: np.random.Generator) -> str:
    """An area that the pen has filled, going to and fro."""
    rows = random.integers(9, 16)
    ends = 50 + np.where(np.arange(rows) % 2, 1, -1) * random.uniform(20, 50, rows)
    return _turned([np.stack([ends, np.linspace(0, 100, rows)], axis=1)], random.uniform(0, np.pi))


def two_digits(random: np.random.Generator) -> str:
    """Two digits side by side, apart or touching: a number, for which the network has no answer."""
    left, right = (random.choice([style for _, style in STYLES[int(random.integers(10))]]) for _ in range(2))
    return f"{left} | {_moved(right, random.uniform(45, 110))}"


def _one_of(styles: Sequence[str]) -> Kind:
    return lambda random: styles[int(random.integers(len(styles)))]


KINDS = {"scribbles": scribble, "wandering lines": walk, "polygons and stars": polygon, "straight lines": lines,
         "dots": dots, "filled areas": blot, "letters": _one_of(LETTERS),
         "letters told by a part": _one_of(TELLING_PARTS), "symbols": _one_of(SYMBOLS), "two digits": two_digits}
ALIKE = _one_of(LOOKALIKES)  # letters that could as well be digits (O, l, S, Z, ...): to be measured, never learned


def nondigits(kind: Kind, count: int, random: np.random.Generator) -> np.ndarray:
    """(count, 784) uint8 drawings by a function of KINDS, prepared as digits are."""
    found = np.empty((count, PIXELS), np.uint8)
    for row in range(count):
        found[row] = np.rint(255 * prepared(drawing(kind(random), random))).ravel()
    return found


def _stroke(kind: str, points: np.ndarray) -> str:
    return f"{kind} " + " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _turned(paths: Sequence[ArrayLike], angle: float) -> str:
    cos, sin = np.cos(angle), np.sin(angle)
    return "|".join(_stroke("line", np.asarray(path) @ [[cos, sin], [-sin, cos]]) for path in paths)


def _moved(style: str, right: float) -> str:
    """A style so much further to the right."""
    strokes = []
    for stroke in style.split("|"):
        kind, *pairs = stroke.split()
        points = np.array([pair.split(",") for pair in pairs], float)
        points[: 1 if kind == "oval" else None, 0] += right
        strokes.append(_stroke(kind, points))
    return "|".join(strokes)
