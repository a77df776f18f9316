"""The activation functions and their derivatives as formulas with numbers put in, and in words. Knows nothing of
Streamlit.
"""
import math
from collections.abc import Sequence

from pages.ui.first_principles import functions
from pages.ui.first_principles.activations.curves import SMALL, Zone, derivative, steepest, value, zones
from pages.ui.first_principles.formulas import aligned, number, plain, put_in
from pages.ui.first_principles.printed import Equation, equation, printed
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.glossary import term

H, DIGITS = 0.001, 1  # of the difference quotient: its distance, and digits more than usual
JUMPS = 100.0  # the size of a quotient that no slope has
CLOSEST, LEAST = 1e-6, 1e-307  # distances whose quotients still have digits: as a share of z, and at all
AGREES = 1e-3  # how far the quotient may be from the derivative where f is smooth
F, SLOPE = "f(z) &", "f'(z) &"


def exp(exponent: float) -> float:
    """e to a power; infinite where float64 has no such number."""
    return math.exp(exponent) if exponent < 709 else math.inf


def equations(name: str, z: float) -> str:
    """f and f' at z, with the engine's numbers, as Markdown."""
    a, slope = value(name, z), derivative(name, z)
    lines = functions.value_lines(name, "f(z)", z, a) + functions.slope_lines(name, z, a, slope)
    described = "  \n".join(f"`{line}`" for line in functions.described(name))
    return f"{described}\n\n{aligned(lines)}".lstrip()


def check(name: str, z: float) -> str:
    """The derivative beside a difference quotient of the engine's values, as Markdown."""
    above, below, slope, quotient = value(name, z + H), value(name, z - H), derivative(name, z), _quotient(name, z, H)
    found = equation([above, below], quotient, lambda above, below: (above - below) / (2 * H), more=4, extra=DIGITS)
    lines = aligned([rf"&\frac{{f(z + {H}) - f(z - {H})}}{{{2 * H}}}", "&" + _difference(found)])
    if _agrees(name, quotient, slope):
        verdict = f"That agrees with $f'(z) = {printed(slope, extra=DIGITS).tex}$."
    elif _is_smooth(name, z):
        verdict = (f"f {'jumps' if abs(quotient) > JUMPS else 'has a kink'} between the two places, so the quotient is "
                   f"not the slope at z. With a smaller distance it agrees with $f'(z) = {number(slope)}$.")
    elif abs(quotient) > JUMPS:
        verdict = ("f jumps here: the smaller the distance, the larger the quotient. There is no derivative at a jump; "
                   f"the engine puts {plain(slope)} in its place.")
    else:
        verdict = ("f has a kink here: its slope differs on each side, and the quotient mixes both. At the kink itself "
                   f"there is no derivative; the engine takes {plain(slope)}.")
    return f"**Check it.** Change z by {H} both ways and see how f changes:\n\n{lines}\n\n{verdict}"


def _quotient(name: str, z: float, distance: float) -> float:
    return (value(name, z + distance) - value(name, z - distance)) / (2 * distance)


def _agrees(name: str, quotient: float, slope: float) -> bool:
    return abs(quotient - slope) <= AGREES * max(1.0, steepest(name))


def _is_smooth(name: str, z: float) -> bool:
    """Whether difference quotients come to the derivative as the distance shrinks, as far as float64 tells."""
    distance = H / 4
    while distance > max(CLOSEST * abs(z), LEAST):
        if _agrees(name, _quotient(name, z, distance), derivative(name, z)):
            return True
        distance /= 4
    return False


def _difference(found: Equation) -> str:
    return put_in(found, lambda above, below: rf"\frac{{{above.tex} - {below.factor}}}{{{2 * H}}}")


def derivation(z: float) -> str:
    """Why the sigmoid's derivative is f (1 - f), as Markdown, and that both forms give the same number at z."""
    slope = derivative("sigmoid", z)
    power = exp(-z)
    lines = [rf"{F}= (1 + e^{{-z}})^{{-1}}",
             rf"{SLOPE}= -(1 + e^{{-z}})^{{-2}} \cdot (-e^{{-z}})",
             r"&= \frac{e^{-z}}{(1 + e^{-z})^2}",
             r"&= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}",
             r"&= f(z) \cdot (1 - f(z))"]
    said = (f"The {term('chain rule')}: the outer derivative of $u^{{-1}}$ is $-u^{{-2}}$, the inner one of "
            f"$1 + e^{{-z}}$ is $-e^{{-z}}$.\n\n{aligned(lines)}\n\n"
            r"The last step: $1 - f(z) = \frac{e^{-z}}{1 + e^{-z}}$. So a neuron that has computed $f(z)$ knows its "
            "derivative without another exponential.")
    if not 1e-6 < power < 1e6:
        return said  # where the digits of neither form would say anything
    rule = equation([power, power], slope, lambda one, other: one / (1 + other) ** 2)
    shown = put_in(rule, lambda one, other: rf"\frac{{{one.tex}}}{{(1 + {other.tex})^2}}", bold=True)
    return (f"{said} At $z = {number(z)}$, $e^{{-z}} = {number(power)}$, the third line gives\n\n"
            + aligned([rf"f'(z) &{shown}"]))


def places(found: Sequence[Zone]) -> str:
    """Intervals of z in words: "z < -4.4 and z > 4.4"."""
    said = []
    for zone in found:
        if zone.low is None and zone.high is None:
            said.append("everywhere")
        elif zone.low is None:
            said.append(f"for z {'≤' if zone.kind in ('dead', 'small') else '<'} {plain(zone.high or 0.0)}")
        elif zone.high is None:
            said.append(f"for z > {plain(zone.low)}")
        else:
            said.append(f"for z from {plain(zone.low)} to {plain(zone.high)}")
    return " and ".join(said)


def flatness(name: str) -> str:
    """Where the function's derivative is small, and what that means, as Markdown."""
    found, largest = zones(name), steepest(name)
    by_kind = {kind: [zone for zone in found if zone.kind == kind] for kind in ("dead", "saturated", "small", "flat")}
    bound = f"$|f'|$ is below {SMALL:.0%} of its maximum, {plain(largest)}"
    said = []
    if dead := by_kind["dead"]:
        said.append(f"**Dead zone** {places(dead)}: the {term('derivative')} is exactly 0, so no gradient passes, and "
                    "the weights below do not learn from such an input.")
    if saturated := by_kind["saturated"]:
        said.append(f"**{term('saturation', 'Saturated')}** {places(saturated)}: {bound}. A neuron there barely "
                    "learns.")
    if small := by_kind["small"]:
        said.append(f"**Small, but not 0** {places(small)}: the derivative is {plain(small[0].derivative)}, so a "
                    "little of the gradient passes and the neuron cannot die.")
    if flat := by_kind["flat"]:
        nearest = min(flat, key=lambda zone: min(abs(zone.low or 0.0), abs(zone.high or 0.0)))
        more = f", and at {len(flat) - 1} more turning points as far as z = ±40" if len(flat) > 1 else ""
        said.append(f"**Flat spot** {places([nearest])}{more}: {bound}, because f turns there.")
    if not said:
        said.append(f"**Never flat:** the derivative is {plain(largest)} for every z.")
    return " ".join(said)


def here(name: str, z: float) -> str:
    """What the derivative at z means for learning, as Markdown."""
    a, slope = value(name, z), derivative(name, z)
    rounded = slope == 0 and any(zone.kind == "saturated" and (zone.low is None or z > zone.low) and (
        zone.high is None or z < zone.high) for zone in zones(name))
    said = (f"**{ACTIVATION_NAMES[name]}** at z = {plain(z)}: a {term('gradient')} that comes back through this "
            f"neuron is multiplied by {plain(slope)}.")
    if rounded:
        said += f" In float64, f(z) rounds to {plain(a)}, so the computed derivative is exactly 0."
    return said

