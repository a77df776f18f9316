"""`python -m tests`: finds or installs a browser, checks the code's style and runs every test."""
import subprocess
import sys

from tests import browser


def main() -> int:
    browser.install_if_missing()
    style = subprocess.run([sys.executable, "-m", "ruff", "check", "."], check=False).returncode
    return subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], check=False).returncode or style


if __name__ == "__main__":
    sys.exit(main())
