"""The browser's activation functions, held to the engine's: their numbers, the curves drawn of them, and chains."""
import json

import numpy as np
import pytest

from engine.activations import ACTIVATIONS, Activation
from pages.ui.first_principles.activations.chain import chain
from pages.ui.first_principles.activations.curves import derivatives, values
from pages.ui.first_principles.board.sampled import sampled
from pages.ui.first_principles.functions import FORMULAS
from tests.js.test_javascript import node

FOLDER = "./pages/ui/first_principles"
EXTREMES = [0.0, -800.0, 800.0, -1e6, 1e6, 1e-300, -1e-300, 1e-9, 36.5, -36.5, 37.0, 709.0, -709.0, -745.0, 20.0, -20.0]
# GELU's derivative has (1 - tanh^2 u) times z/2 u', about 40 where tanh is almost 1: its last digit counts that often.
LAST_DIGITS = {"gelu": 1e-14}
READ = f"""
import {{ ACTIVATIONS, learn }} from "{FOLDER}/board/functions.js";
import {{ traced }} from "{FOLDER}/activations/shapes.js";
import {{ chainOf }} from "{FOLDER}/activations/chain_numbers.js";
import {{ readFileSync }} from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf-8"));
const answer = (value) => process.stdout.write(JSON.stringify(value));
"""


def asked(code: str, question):
    """What the browser's code answers to a question, which it finds in `asked`."""
    found = node("--input-type=module", "-e", READ + code, input=json.dumps(question))
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def known() -> list[str]:
    """The functions that the browser knows."""
    return asked("answer(Object.keys(ACTIVATIONS));", None)


def test_the_browser_has_formulas_of_the_activations_that_the_chapters_have_formulas_of(known):
    assert set(known) == {*FORMULAS}


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize(("size", "f_within", "slope_within"), [(3, 1e-6, 1e-3), (30, 1e-3, 0.05)])
def test_between_the_engines_samples_a_function_is_all_but_the_engines(name, size, f_within, slope_within, monkeypatch):
    monkeypatch.delitem(FORMULAS, name)
    z = np.random.default_rng(3).uniform(-size, size, 200)
    z = z[np.abs(z) > 0.05]  # a jump or kink is as wide as the samples are apart
    found = asked("""delete ACTIVATIONS[asked.name]; learn(asked.functions);
        const { f, slope } = ACTIVATIONS[asked.name]; answer(asked.z.map((z) => [f(z), slope(z)]));""",
                  {"name": name, "functions": sampled(), "z": z.tolist()})
    f, slope = np.array(found, float).T
    np.testing.assert_allclose(f, values(name, z), rtol=f_within, atol=f_within)
    np.testing.assert_allclose(slope, derivatives(name, z), atol=slope_within)


@pytest.mark.parametrize("name", sorted({*FORMULAS} - {"sine"}))
def test_beyond_its_samples_a_function_goes_straight_on(name, monkeypatch):
    monkeypatch.delitem(FORMULAS, name)
    z = [-1e7, 1e7]
    found = asked("""delete ACTIVATIONS[asked.name]; learn(asked.functions);
        answer(asked.z.map(ACTIVATIONS[asked.name].f));""", {"name": name, "functions": sampled(), "z": z})
    np.testing.assert_allclose(found, values(name, np.array(z)), rtol=1e-6)


def test_a_function_that_overflows_is_sent_as_json_has_it(monkeypatch):
    class Exponential(Activation):
        def __call__(self, z, out=None):
            return np.exp(z)

        def slope(self, z, a, out=None):
            return a
    monkeypatch.setitem(ACTIVATIONS, "exp", Exponential())
    sent = json.loads(json.dumps(sampled(), allow_nan=False))
    assert sent["exp"]["f"][-1] is None
    found = asked("learn(asked); answer([1, 1e5].map(ACTIVATIONS.exp.f));", sent)
    assert found == [pytest.approx(np.e), None]


def test_nothing_is_sent_of_what_the_browser_knows():
    assert {*sampled()} == {*ACTIVATIONS} - {*FORMULAS}


@pytest.mark.parametrize("name", FORMULAS)
def test_each_function_and_its_derivative_are_the_engines_wherever_one_looks(name):
    random = np.random.default_rng(2)
    z = np.concatenate([EXTREMES, random.uniform(-6, 6, 150), random.normal(0, 30, 100),
                        random.choice([-1, 1], 50) * 10 ** random.uniform(-12, 3, 50)])
    found = asked("const { f, slope } = ACTIVATIONS[asked.name]; answer(asked.z.map((z) => [f(z), slope(z)]));",
                  {"name": name, "z": z.tolist()})
    f, slope = np.array(found, float).T
    np.testing.assert_allclose(f, values(name, z), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(slope, derivatives(name, z), rtol=1e-12, atol=LAST_DIGITS.get(name, 1e-15))


@pytest.mark.parametrize("what", ["f", "slope"])
@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("reach", [6.0, 25.0])
def test_each_drawn_curve_is_the_engines_to_a_pixel_at_a_hundred_places(name, what, reach):
    lines = asked("answer(traced(ACTIVATIONS[asked.name][asked.what], -asked.reach, asked.reach));",
                  {"name": name, "what": what, "reach": reach})
    z = np.random.default_rng(5).uniform(-reach, reach, 100)
    expected = (values if what == "f" else derivatives)(name, z)
    drawn = np.full(100, np.nan)
    for line in lines:
        x, y = np.array([[point["x"], point["y"]] for point in line]).T
        inside = (x[0] <= z) & (z <= x[-1])
        drawn[inside] = np.interp(z[inside], x, y)
    height = np.ptp(expected) or 1.0
    np.testing.assert_allclose(drawn, expected, rtol=0, atol=height / 200)  # a pixel of the plot's height


@pytest.mark.parametrize("name", FORMULAS)
def test_the_browsers_chain_has_the_engines_numbers(name):
    random = np.random.default_rng(7)
    steep = 1.5 if name == "sine" else 3  # beyond, sines of sines are chaotic: a last digit decides what comes of them
    settings = [[int(random.integers(1, 21)), *random.uniform(-steep, steep, 3).tolist()] for _ in range(30)]
    found = asked("answer(asked.settings.map((each) => chainOf(ACTIVATIONS[asked.name], ...each)));",
                  {"name": name, "settings": settings})
    for layers, each in zip(found, settings, strict=True):
        expected = chain(name, *each)
        for key, own in (("z", "sums"), ("a", "outputs"), ("slope", "slopes"), ("product", "products")):
            np.testing.assert_allclose([layer[key] for layer in layers], getattr(expected, own), rtol=1e-9, atol=1e-12)
