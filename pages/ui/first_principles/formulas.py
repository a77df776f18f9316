"""Formulas with their numbers put in, as TeX: what every chapter's equations are made of. Knows nothing of Streamlit.

Every equation can be reckoned again by its printed digits, see `printed.equation`.
"""
from collections.abc import Callable

import numpy as np

from pages.ui.first_principles.printed import SHORT, Equation, Number, printed


def number(value: float) -> str:
    """A number in a formula, with the digits that say something."""
    return printed(value).tex


def plain(value: float) -> str:
    """The same outside of formulas, shorter."""
    return printed(value, SHORT).plain


def factor(value: float | Number) -> str:
    """The same in a product or a sum: in brackets if it is negative."""
    shown = value if isinstance(value, Number) else printed(value, SHORT)
    return f"({shown.plain})" if shown.value < 0 else shown.plain


def short(values: np.ndarray) -> list[float]:
    """Numbers with as many digits as a picture needs."""
    return [float(f"{value:.9g}") for value in values]


def written(name: str) -> str:
    """A formula's name outside of formulas: w_1 as w₁."""
    return "".join(chr(ord("₀") + int(sign)) if sign.isdigit() else sign for sign in name.replace("_", ""))


def put_in(found: Equation, written_out: Callable[..., str], bold: bool = False) -> str:
    """An equation's operands as written out, behind an equals sign, and its result."""
    said = rf"\boldsymbol{{{found.result.tex}}}" if bold else found.result.tex
    sign = "=" if found.is_exact else r"\approx"
    return f"= {written_out(*found.operands)} {sign} {said}"


def aligned(lines: list[str]) -> str:
    """Formulas under each other, their equals signs too."""
    return "$$\n\\begin{aligned}\n" + " \\\\[6pt]\n".join(lines) + "\n\\end{aligned}\n$$"
