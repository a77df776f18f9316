"""The activation functions and their derivatives as formulas with numbers put in, and in words. Knows nothing of
Streamlit.

A row that ACTIVATIONS has and WRITTEN has not is shown in the words of its own docstring, with the engine's numbers.
"""
import math
from collections.abc import Callable, Sequence

from engine.activations import ACTIVATIONS
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


def _sigmoid(z: float, a: float, slope: float) -> list[str]:
    found = equation([-z], a, lambda power: 1 / (1 + exp(power)))
    by_output = equation([a], slope, lambda a: a * (1 - a))
    return [rf"{F}= \frac{{1}}{{1 + e^{{-z}}}}",
            "&" + put_in(found, lambda power: rf"\frac{{1}}{{1 + e^{{{power.tex}}}}}", bold=True),
            rf"{SLOPE}= f(z) \cdot (1 - f(z))",
            "&" + put_in(by_output, lambda a: rf"{a.factor} \cdot (1 - {a.tex})", bold=True)]


def _tanh(z: float, a: float, slope: float) -> list[str]:
    squared = equation([a], slope, lambda a: 1 - a * a)
    return [_of(rf"{F}= \tanh(z)", r"\tanh", z, a, math.tanh),
            rf"{SLOPE}= 1 - f(z)^2 {put_in(squared, lambda a: f'1 - {a.base}^2', bold=True)}"]


def _relu(z: float, a: float, slope: float) -> list[str]:
    found = equation([z], a, lambda z: max(0, z))
    shown = put_in(found, lambda z: rf"\max(0, {z.tex})", bold=True)
    return [rf"{F}= \max(0, z) {shown}", *_cases(z, slope, "1", "0")]


def _leaky_relu(z: float, a: float, slope: float) -> list[str]:
    found = equation([z], a, lambda z: max(z, 0.01 * z))
    return [rf"{F}= \max(z, \, 0.01 \cdot z)",
            "&" + put_in(found, lambda z: rf"\max({z.tex}, \, 0.01 \cdot {z.factor})", bold=True),
            *_cases(z, slope, "1", "0.01")]


def _gelu(z: float, a: float, slope: float) -> list[str]:
    steepness, cubic = math.sqrt(2 / math.pi), 0.044715
    u, u_slope = steepness * (z + cubic * z**3), steepness * (1 + 3 * cubic * z * z)
    t = math.tanh(u)
    inner = equation([z], u, lambda z: 0.79788456 * (z + cubic * z**3))
    outer = equation([z, u], a, lambda z, u: z / 2 * (1 + math.tanh(u)))
    bend = equation([z], u_slope, lambda z: 0.79788456 * (1 + 3 * cubic * z * z))
    product = equation([t, z, u_slope], slope, lambda t, z, by: (1 + t) / 2 + z / 2 * (1 - t * t) * by)
    return [r"u &= \sqrt{2 / \pi} \, (z + 0.044715 \, z^3)",
            "&" + put_in(inner, lambda z: rf"0.79788456 \cdot ({z.tex} + 0.044715 \cdot {z.base}^3)"),
            rf"{F}= \frac{{z}}{{2}} \, (1 + \tanh u)",
            "&" + put_in(outer, lambda z, u: rf"\frac{{{z.tex}}}{{2}} \cdot (1 + \tanh({u.tex}))", bold=True),
            r"u' &= \sqrt{2 / \pi} \, (1 + 3 \cdot 0.044715 \, z^2)",
            "&" + put_in(bend, lambda z: rf"0.79788456 \cdot (1 + 3 \cdot 0.044715 \cdot {z.base}^2)"),
            rf"{SLOPE}= \frac{{1 + t}}{{2}} + \frac{{z}}{{2}} \, (1 - t^2) \, u', \quad t = \tanh u",
            "&" + put_in(product, lambda t, z, by: rf"\frac{{1 + {t.factor}}}{{2}} + \frac{{{z.tex}}}{{2}} \cdot "
                         rf"(1 - {t.base}^2) \cdot {by.tex}", bold=True)]


def _sine(z: float, a: float, slope: float) -> list[str]:
    return [_of(rf"{F}= \sin(z)", r"\sin", z, a, math.sin), _of(rf"{SLOPE}= \cos(z)", r"\cos", z, slope, math.cos)]


def _identity(z: float, a: float, slope: float) -> list[str]:
    return [rf"{F}= z = \mathbf{{{number(a)}}}", rf"{SLOPE}= \mathbf{{{number(slope)}}} \text{{ for every }} z"]


def _step(z: float, a: float, slope: float) -> list[str]:
    return [rf"{F}= \mathbf{{{number(a)}}} \text{{, because }} {_side(z)}",
            rf"{SLOPE}= \mathbf{{{number(slope)}}} \text{{ for every }} z"]


def _cases(z: float, slope: float, above: str, below: str) -> list[str]:
    """The derivative of a function with a kink at 0."""
    return [rf"{SLOPE}= {above} \text{{ if }} z > 0 \text{{, else }} {below}",
            rf"&= \mathbf{{{number(slope)}}} \text{{, because }} {_side(z)}"]


def _of(left: str, function: str, z: float, result: float, reckon: Callable[[float], float]) -> str:
    return f"{left} {put_in(equation([z], result, reckon), lambda z: f'{function}({z.tex})', bold=True)}"


def _side(z: float) -> str:
    """Which side of 0 a number is on, as TeX."""
    return "z > 0" if z > 0 else r"z \le 0"


WRITTEN: dict[str, Callable[[float, float, float], list[str]]] = {
    "sigmoid": _sigmoid, "tanh": _tanh, "relu": _relu, "leaky_relu": _leaky_relu, "gelu": _gelu, "sine": _sine,
    "identity": _identity, "step": _step}


def equations(name: str, z: float) -> str:
    """f and f' at z, with the engine's numbers, as Markdown."""
    a, slope = value(name, z), derivative(name, z)
    if name in WRITTEN:
        return aligned(WRITTEN[name](z, a, slope))
    activation = ACTIVATIONS[name]
    said = [f"`{line}`" for line in (_first_line(activation), _first_line(activation.slope)) if line]
    return "  \n".join(said) + aligned([rf"f({number(z)}) &= \mathbf{{{number(a)}}}",
                                        rf"f'({number(z)}) &= \mathbf{{{number(slope)}}}"])


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().partition("\n")[0].replace("`", "")


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

