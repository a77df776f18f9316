"""`python -m tests`: finds or installs a browser, checks the code's style and types and runs every test.

With arguments, which pytest gets, it runs only the tests that they choose. Where the environment has CI, it says how
much of the engine its tests reach. What the pages' tests reach is not counted: it would make them take twice as long.
"""
import os
import subprocess
import sys

from tests import browser


def main() -> int:
    browser.install_if_missing()
    failed = [_run("ruff", "check", "."), _run("mypy")]
    if os.environ.get("CI") and len(sys.argv) == 1:
        failed.append(_run("coverage", "run", "-m", "pytest", "tests/engine"))
        subprocess.run([sys.executable, ".ci/coverage_report.py"], check=False)
        failed.append(_run("pytest", "--ignore", "tests/engine"))
    else:
        failed.append(_run("pytest", *sys.argv[1:]))
    return max(failed)


def _run(*command: str) -> int:
    return abs(subprocess.run([sys.executable, "-m", *command], check=False).returncode)


if __name__ == "__main__":
    sys.exit(main())
