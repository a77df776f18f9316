"""Adding something is as little work as .github/CONTRIBUTING.md says.

In a copy of the project a row is added to each table, as somebody would write it, in three places at most. The tests
that go through the tables then take the new rows from the gradient check to menu, address and exported script.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
MOST_PLACES = 3


class Place(NamedTuple):
    """Text that is added to a file, behind or before what stands there already; a new file if nothing does."""

    file: str
    text: str
    after: str = ""
    before: str = ""


SOFTSIGN = '''class Softsign(Activation):
    """f(z) = z / (1 + |z|), which comes to its bounds more slowly than tanh."""

    bounds = (-1.0, 1.0)

    def __call__(self, z, out=None):
        return np.divide(z, 1 + np.abs(z), out=out)

    def slope(self, z, a, out=None):
        """f'(z) = 1 / (1 + |z|)^2"""
        return np.reciprocal((1 + np.abs(z)) ** 2, out=out)


'''
QUASI_HYPERBOLIC = '''class QuasiHyperbolic(Optimizer):
    """Quasi-hyperbolic momentum (Ma and Yarats 2019): a mean of the gradient and of its running mean."""

    hyperparameters = Table("hyperparameter of quasi_hyperbolic", {"nu": Hyperparameter(
        "Nu", (0.0, 0.5, 0.7, 1.0), Interval(float, 0, 1), "The share of the running mean in a step.")})

    def __init__(self, params, learning_rate, *, nu=0.7):
        super().__init__(params, learning_rate)
        self.nu, self.mean = nu, np.zeros_like(params)
        self.state = [self.mean]

    def step_scaled(self, params, gradient):
        np.multiply(self.mean, 0.9, out=self.mean)
        self.mean += (1 - 0.9) * gradient
        np.subtract(params, self.rate * ((1 - self.nu) * gradient + self.nu * self.mean), out=params)


'''
STRIPES = '''def stripes(random, classes):
    """Two stripes, one above the other."""
    return np.stack([random.uniform(-5, 5, len(classes)), 4 * classes - random.uniform(1, 3, len(classes))], axis=1)


'''
PAGE = '''"""A page of its own."""
import streamlit as st

from pages.ui import doorway
from pages.ui.shared import guard

doorway.require_app(__file__)
guard.show()
st.title("Sandbox")
'''
ACTIVATIONS = 'ACTIVATIONS: Table[Activation] = Table("activation", {'
OPTIMIZERS = 'OPTIMIZERS: Table[type[Optimizer]] = Table("optimizer", {'
ADDED = {
    "An activation": [
        Place("engine/activations.py", SOFTSIGN, before=ACTIVATIONS),
        Place("engine/activations.py", '\n    "softsign": Softsign(),', after=ACTIVATIONS)],
    "An optimizer": [
        Place("engine/optimizers.py", QUASI_HYPERBOLIC, before=OPTIMIZERS),
        Place("engine/optimizers.py", '"quasi_hyperbolic": QuasiHyperbolic, ', after=OPTIMIZERS)],
    "A 2-D data set": [
        Place("engine/datasets/generated.py", STRIPES, before='GENERATED = Table("problem", {'),
        Place("engine/datasets/generated.py", '    PointGenerator("stripes", stripes, ("lower", "upper")),\n',
              before=")})\n")],
    "A panel": [
        Place("pages/ui/playground/choices.py", '"notes": "Notes", ', after="PANELS = {"),
        Place("pages/playground.py", '        with panel("notes"):\n            st.caption("Something to note.")\n',
              before='        with panel("share"):\n')],
    "A setting in the address": [
        Place("pages/ui/playground/parameters.py", '    Parameter("axes", True, Flag(), where=Where.VIEW),\n',
              before='    Parameter("chart", None'),
        Place("pages/ui/playground/controls/network.py", '    widgets.toggle("Axes", "axes")\n',
              before='    activation = widgets.')],
    "A page": [
        Place("pages/sandbox.py", PAGE),
        Place("app.py", '        st.Page("pages/sandbox.py", title="Sandbox", url_path="sandbox"),\n',
              before='        st.Page("pages/lessons.py"')],
}
WALKS = ["tests/engine/test_activations.py", "tests/engine/test_backprop.py", "tests/engine/test_optimizers.py",
         "tests/engine/test_dropout.py", "tests/engine/replay/test_journal.py", "tests/engine/exchange/test_script.py",
         "tests/engine/exchange/test_storage.py", "tests/engine/datasets/test_generated.py",
         "tests/engine/inspection/test_diagnosis.py", "tests/pages/shared/test_hyperparameters.py",
         "tests/js/boards/test_functions.py",
         "tests/pages/first_principles/feedforward/test_forward_pass.py",
         "tests/pages/first_principles/neuron/test_neuron_equations.py", "tests/rows/one_row_more.py"]
NAMES = "softsign or quasi_hyperbolic or stripes or one_row_more"


@pytest.mark.parametrize("what", ADDED)
def test_contributing_names_every_place_and_they_are_few(what):
    lines = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8").splitlines()
    (row,) = (line for line in lines if line.startswith(f"| {what} |"))
    assert len(ADDED[what]) <= MOST_PLACES
    for place in ADDED[what]:
        assert f"`{place.file}`" in row or f"`{Path(place.file).parent}/" in row


def test_rows_that_are_added_as_it_says_go_from_the_gradient_check_to_menu_address_and_script(tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__"))
    for place in (place for places in ADDED.values() for place in places):
        add(copy, place)
    walked = subprocess.run([sys.executable, "-m", "pytest", *WALKS, "-k", NAMES, "-x"], cwd=copy, text=True,
                            capture_output=True, env=os.environ | {"PYTHONPATH": ""})
    assert walked.returncode == 0, walked.stdout[-3000:] + walked.stderr[-1000:]


def add(project: Path, place: Place) -> None:
    """Write a place's text into a project."""
    file = project / place.file
    if not (mark := place.after or place.before):
        file.write_text(place.text, "utf-8")
        return
    text = file.read_text("utf-8")
    assert text.count(mark) == 1, f"{place.file} has {mark!r} {text.count(mark)} times"
    file.write_text(text.replace(mark, mark + place.text if place.after else place.text + mark), "utf-8")
