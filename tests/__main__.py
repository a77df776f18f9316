"""`python -m tests`: finds or installs a browser, checks the code's style and types and runs every test.

With arguments, which pytest gets, it runs only the tests that they choose. Where the environment has CI, it says how
much of the engine its tests reach. What the pages' tests reach is not counted: it would make them take twice as long.
The journeys through the browser run beside all others, in two processes; what they say comes at the end. One that
fails is walked once more, alone: beside all others, on two cores, one in some hundreds comes too late.
"""
import os
import subprocess
import sys
import tempfile
from typing import IO

import pytest

from tests import browser

JOURNEYS = "tests/journeys"  # browser and server work there, and wait much: others can work meanwhile
# About half of them, by the time that they take: they go in one process, and all others in a second one.
HALF = tuple(f"tests/journeys/test_{name}.py" for name in ("what_browsers_keep", "broken_visits", "first_principles",
                                                          "pen", "numbers"))


def main() -> int:
    browser.install_if_missing()
    failed = [_run("ruff", "check", "."), _run("mypy")]
    if len(sys.argv) > 1:
        return max(*failed, _run("pytest", *sys.argv[1:]))
    with tempfile.TemporaryFile("w+", encoding="utf-8") as one, tempfile.TemporaryFile("w+", encoding="utf-8") as two:
        walks = [_Walk("half", HALF, one),
                 _Walk("others", (JOURNEYS, *(f"--ignore={file}" for file in HALF)), two)]
        if os.environ.get("CI"):
            failed.append(_run("coverage", "run", "-m", "pytest", "tests/engine"))
            subprocess.run([sys.executable, ".ci/coverage_report.py"], check=False)
            failed.append(_run("pytest", "--ignore", JOURNEYS, "--ignore", "tests/engine"))
        else:
            failed.append(_run("pytest", "--ignore", JOURNEYS))
        ended = [walk.end() for walk in walks]
        failed += [walk.once_more(code) for walk, code in zip(walks, ended)]
    return max(failed)


class _Walk:
    """Journeys in a process of their own. pytest remembers there which have failed, which .pytest.ini does without.

    told: a file for what it says.
    """

    def __init__(self, name: str, journeys: tuple[str, ...], told: IO[str]) -> None:
        self.command = ("pytest", "-o", "addopts=-q --strict-markers", "-o", f"cache_dir=.pytest_cache/{name}",
                        *journeys)
        self.told = told
        self.process = subprocess.Popen([sys.executable, "-m", *self.command], stdout=told,
                                        stderr=subprocess.STDOUT)

    def end(self) -> int:
        """Wait for the end, print what was told; pytest's exit code."""
        code = self.process.wait()
        self.told.seek(0)
        print(self.told.read(), flush=True)
        return code

    def once_more(self, code: int) -> int:
        """How the journeys end if those that have failed are walked again."""
        return _run(*self.command, "--last-failed") if code == pytest.ExitCode.TESTS_FAILED else abs(code)


def _run(*command: str) -> int:
    return abs(subprocess.run([sys.executable, "-m", *command], check=False).returncode)


if __name__ == "__main__":
    sys.exit(main())
