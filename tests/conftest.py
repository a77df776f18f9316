"""Read before any test imports NumPy, whose products are to keep to one thread, as in the app."""
import os

for library in ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_THREADS"] = "1"
