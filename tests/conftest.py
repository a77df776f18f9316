"""Read before any test imports NumPy, whose products are to keep to one thread, as in the app."""
import gc
import os

import pytest
from hypothesis import settings

# The same examples on every machine and at every time, and none of them kept between two runs.
settings.register_profile("here", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("here")

for library in ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_THREADS"] = "1"


def pytest_collection_finish():
    """What is loaded by now stays: to look at it again and again for garbage took 5 % of the pages' tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def glances(monkeypatch):
    """However fast the machine is: a run of a page trains a digit network for an epoch at most, as it does while
    somebody clicks."""
    monkeypatch.setattr("pages.ui.shared.streamlit_private.runs.is_called", lambda: True)
