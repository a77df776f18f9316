"""What happens around the code: the files that tell other programs what to do with this repository are in order."""
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(name: str) -> dict:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_workflow_runs_what_the_readme_says(file):
    for job in read(file)["jobs"].values():
        assert job["steps"][-1]["run"] == "bash .ci/run"
        assert job["timeout-minutes"] <= 30


def test_on_windows_ci_writes_what_the_readme_tells_people_to_write():
    readme, script = ((ROOT / name).read_text("utf-8") for name in ("README.md", ".ci/run"))
    assert r"On Windows write `.venv\Scripts\` for `.venv/bin/` and `py -m venv` for `python3 -m venv`." in readme
    assert r"s|python3 -m venv|py -m venv|; s|\.venv/bin/|.venv/Scripts/|g" in script


def test_dependabot_knows_every_place_with_pinned_versions():
    updates = {update["package-ecosystem"]: update for update in read(".github/dependabot.yml")["updates"]}
    assert set(updates) == {"pip", "npm", "github-actions"}
    places = [*ROOT.glob("*.txt"), *ROOT.glob(".ci/*.txt"), *(ROOT / "tests").rglob("requirements.txt")]
    pinned = {path.parent for path in places}
    assert {ROOT / folder.lstrip("/") for folder in updates["pip"]["directories"]} == pinned


def test_everything_is_pinned_and_the_weekly_job_knows_how_to_take_the_pins_out():
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[-\w]+==[\w.]+|-c \.ci/constraints\.txt", line) for line in lines)
    assert "sed -i '/^-c/d; s/==.*//' requirements.txt" in (ROOT / ".github/workflows/newest.yml").read_text("utf-8")


def test_before_a_commit_nothing_is_fetched():
    repositories = read(".pre-commit-config.yaml")["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    for hook in repositories[0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/python -m ")


@pytest.mark.parametrize("name", ["README.md", ".github/DESIGN.md", ".github/CONTRIBUTING.md"])
def test_the_files_that_a_document_names_exist(name):
    text = (ROOT / name).read_text("utf-8")
    named = {part for part in re.findall(r"`([-\w./<>]+\.(?:py|js|json|md|ini|txt|yaml))`", text) if "<" not in part}
    known = [path.relative_to(ROOT).as_posix() for folder in ("engine", "pages", "tests", ".ci", ".github")
             for path in (ROOT / folder).rglob("*.*")] + [path.name for path in ROOT.iterdir()]
    generic = {"name.py", "train.csv"}  # names that stand for any
    assert [part for part in sorted(named) if part.split("/")[-1] not in generic
            and not any(path == part or path.endswith(f"/{part}") for path in known)] == []


def test_no_two_files_of_tests_have_the_same_name():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))  # without packages around them, pytest would take one for the other
