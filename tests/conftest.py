"""Read before any test imports NumPy, whose products are to keep to one thread, as in the app."""
import os

for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"
