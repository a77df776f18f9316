"""`python -m tests`: finds or installs a browser, checks the code's style and types and runs every test.

With arguments, which pytest gets, it runs only the tests that they choose. Where the environment has CI, it says how
much of the engine its tests reach. What the pages' tests reach is not counted: it would make them take twice as long.
The journeys through the browser run beside all others; what they say comes at the end. One that fails is walked once
more, alone: beside all others, on two cores, one in some hundreds comes too late.
"""
import os
import subprocess
import sys
import tempfile

import pytest

from tests import browser

JOURNEYS = "tests/journeys"  # browser and server work there, and this process waits: others can work meanwhile
# Those that are left for the time after all others, so that both halves end together.
LATER = ("tests/journeys/test_first_principles.py", "tests/journeys/test_activation_curves.py")


def main() -> int:
    browser.install_if_missing()
    failed = [_run("ruff", "check", "."), _run("mypy")]
    if len(sys.argv) > 1:
        return max(*failed, _run("pytest", *sys.argv[1:]))
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        own = (*_remembering("journeys"), JOURNEYS, *(f"--ignore={file}" for file in LATER))
        journeys = subprocess.Popen([sys.executable, "-m", *own], stdout=told, stderr=subprocess.STDOUT)
        if os.environ.get("CI"):
            failed.append(_run("coverage", "run", "-m", "pytest", "tests/engine"))
            subprocess.run([sys.executable, ".ci/coverage_report.py"], check=False)
            failed.append(_run("pytest", "--ignore", JOURNEYS, "--ignore", "tests/engine"))
        else:
            failed.append(_run("pytest", "--ignore", JOURNEYS))
        later = (*_remembering("later"), *LATER)
        ended_later, ended = _run(*later), journeys.wait()
        told.seek(0)
        print(told.read(), flush=True)
        failed += [_once_more(own, ended), _once_more(later, ended_later)]
    return max(failed)


def _remembering(name: str) -> tuple[str, ...]:
    """pytest that knows afterwards which tests have failed, which .pytest.ini does without."""
    return "pytest", "-o", "addopts=-q --strict-markers", "-o", f"cache_dir=.pytest_cache/{name}"


def _once_more(journeys: tuple[str, ...], ended: int) -> int:
    """How journeys end if those that have failed are walked again."""
    return _run(*journeys, "--last-failed") if ended == pytest.ExitCode.TESTS_FAILED else abs(ended)


def _run(*command: str) -> int:
    return abs(subprocess.run([sys.executable, "-m", *command], check=False).returncode)


if __name__ == "__main__":
    sys.exit(main())
