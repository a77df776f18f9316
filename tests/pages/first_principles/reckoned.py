"""A reader with a pocket calculator: finds the equations in a page's text and reckons each again by what is printed."""
import math
import re
from functools import cache

from pages.ui.shared.plain import MINUS

FUNCTIONS = {"sigmoid": lambda z: math.exp(min(z, 0)) / (1 + math.exp(-abs(z))), "tanh": math.tanh,
             "relu": lambda z: max(0, z), "exp": lambda z: math.exp(z) if z < 709 else math.inf, "log": math.log,
             "max": max, "sqrt": math.sqrt, "sin": math.sin, "cos": math.cos}
SIGNS = {r"\cdot": "*", "·": "*", r"2\,(": "2*(", r"\sigma": "sigmoid", r"\tanh": "tanh", r"\mathrm{relu}": "relu",
         r"\max": "max", r"\ln": "log", r"\sin": "sin", r"\cos": "cos", r"\left": "", r"\right": "", r"\,": "",
         "e^{": "exp{", "^": "**", "{": "(", "}": ")", "&": "", MINUS: "-"}
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
NUMBER = re.compile(r"(-?[\d.]+)(?:e(-?\d+)| \* 10\*\*\((-?\d+)\))?")
PART = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"  # in brackets, with two further pairs of them inside
FRACTION = re.compile(rf"\\frac{PART}{PART}")
# A sum over several lines, and a result that has a line of its own.
BROKEN, ALONE = r" \\[6pt]" "\n" r"&\quad + ", re.compile(r" \\\\\[6pt\]\n&(=|\\approx) (\S*\d[^&=]*?)(?= \\\\\[|\n)")
ROOT = re.compile(r"\\sqrt\{((?:[^{}]|\{[^{}]*\})*)\}")


def in_tex(text: str) -> str:
    """Powers of ten as formulas have them, where sentences do: 2·10⁻⁹."""
    return re.sub("·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: rf" \cdot 10^{{{found[1].translate(LOWERED)}}}", text)


def as_typed(text: str) -> str:
    """The same with its numbers as Python reads them."""
    return re.sub("·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: f"e{found[1].translate(LOWERED)}", text).replace(MINUS, "-")


@cache
def value(text: str) -> float | None:
    """What a side of a printed equation comes to; nothing if it has names in it."""
    text = in_tex(text)
    text = re.sub(r"\\boldsymbol\{(.*)\}", r"\1", text)
    text = re.sub(r"(\d) \\cdot 10\^\{(-?\d+)\}", r"\1e\2", text)  # one number, which a float need not multiply
    while FRACTION.search(text):
        text = FRACTION.sub(r"((\1)/(\2))", text)
    text = ROOT.sub(r"sqrt(\1)", text)
    for printed_sign, sign in SIGNS.items():
        text = text.replace(printed_sign, sign)
    if set(re.findall(r"[A-Za-z_\\]\w*", re.sub(r"\de-?\d", "", text))) - {*FUNCTIONS}:
        return None
    return eval(text, FUNCTIONS.copy())


def half_a_unit(text: str) -> float:
    """Of the last digit of a printed number."""
    text = in_tex(text)
    text = re.sub(r"\\boldsymbol\{(.*)\}", r"\1", text).strip().strip("*").replace(MINUS, "-").replace(r"\cdot", "*")
    digits, power, tex_power = NUMBER.fullmatch(text.replace("^{", "**(").replace("}", ")")).groups()
    places = len(digits.partition(".")[2])
    return 0.5 * 10.0 ** (int(power or tex_power or 0) - places)


def equations(markdown: str) -> list[tuple[str, str, str]]:
    """(left side, sign, right side) of all that is printed in numbers on both sides, and of a table's rows what they
    claim."""
    found, markdown = [], ALONE.sub(r" \1 \2", markdown.replace(BROKEN, " + "))
    for line in re.split(r"\n|\$\$", markdown):
        if line.startswith("| $w_") or line.startswith("| $b_"):
            _, before, slope, change, after = line.strip("| ").split(" | ")
            after = after.strip("*")
            rate = re.search(r"\\eta = ([\d.]*\d)\$", markdown)[1]
            found += [(f"-{rate}*({slope})", change[0] if change[0] == "≈" else "=", change.lstrip("≈ ")),
                      (f"{before} + ({change.lstrip('≈ ')})", after[0] if after[0] == "≈" else "=", after.lstrip("≈ "))]
        elif line.startswith("|"):
            found += [each for cell in line.strip("| ").split(" | ") for each in _claims(cell.replace("**", ""))]
        else:
            found += _claims(re.sub(r"^.*predicts (.*)\.$", r"\1", line).split(r" \\[")[0])
    return found + paths(markdown)


def _claims(line: str) -> list[tuple[str, str, str]]:
    sides = re.split(r"(=|\\approx|≈)", line)
    return [(left, sign, right) for left, sign, right in zip(sides[:-2:2], sides[1::2], sides[2::2])
            if re.search(r"\d", left) and re.search(r"\d", right) and "text" not in left
            and value(left) is not None and value(right) is not None]


def paths(markdown: str) -> list[tuple[str, str, str]]:
    """What tables of paths claim: that each row's factors multiply to its product, and that the products add up."""
    found: list[tuple[str, str, str]] = []
    for table in re.findall(r"^\| path \|.*\n(?:\|.*(?:\n|$))+", markdown, re.MULTILINE):
        rows = [[cell.rpartition("=")[2].strip().strip("*") for cell in line.strip("|").split(" | ")]
                for line in table.strip().split("\n")[2:]]
        products = [row for row in rows if row[0] != "sum"]
        found += [(" * ".join(f"({each})" for each in row[1:-1]), *_result(row[-1])) for row in products]
        found += [(" + ".join(f"({row[-1].lstrip('≈ ')})" for row in products), *_result(row[-1]))
                  for row in rows if row[0] == "sum"]
    return found


def _result(cell: str) -> tuple[str, str]:
    return "≈" if cell.startswith("≈") else "=", cell.lstrip("≈ ")


def disagreements(markdown: str) -> list[str]:
    """The equations with an equals sign that do not come out to the last digit that is printed."""
    return [f"{left} {sign} {right}" for left, sign, right in equations(markdown)
            if sign == "=" and abs(value(left) - value(right)) > half_a_unit(right) * (1 + 1e-9)]
