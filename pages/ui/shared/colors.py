"""The colors of all pictures: one list, in colors.json, which the browser's modules import and Python reads here.

Orange is negative or wrong and blue positive or right everywhere: told apart with any color vision. What stands on the
page itself has a light and a dark form. Streamlit's theme, in .streamlit/config.toml, and the icon agree with the list;
a test looks for colors that are not in it.
"""
import json
from pathlib import Path

COLORS = json.loads(Path(__file__).with_name("colors.json").read_text("utf-8"))
LIGHT, DARK = COLORS["light"], COLORS["dark"]
NEGATIVE, POSITIVE = LIGHT["negative"], LIGHT["positive"]


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0..255, of "#rrggbb"."""
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue
