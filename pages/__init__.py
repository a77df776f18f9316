"""The app's pages. Importing this first, as app.py and every page do, gives NumPy's matrix products one thread: beside
other work, two threads were seen to burn 28 times the processor time for the same result."""
import os

for _library in ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "VECLIB_MAXIMUM"):  # the last: Apple's
    os.environ.setdefault(f"{_library}_THREADS", "1")
