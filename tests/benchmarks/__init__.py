"""How fast the engine is beside what somebody would pick instead: `python -m tests.benchmarks`.

The peers are in requirements.txt beside this file; one that is not installed is a row that says so.
"""
