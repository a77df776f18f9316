"""What keeps the engine a pleasure to read: a training engine of few lines, and no function that fills a screen; and
what keeps all files the same text on every system."""
import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "engine"
FILES = [ROOT / "app.py", *(file for name in ("engine", "pages", "tests") for file in (ROOT / name).rglob("*.py"))]
ENCODING_PLACE = {"read_text": 0, "write_text": 1}  # among a call's arguments
MOST_LINES, LONGEST_FUNCTION = 1_100, 40


def test_the_training_engine_is_short():
    lines = [line for file in ENGINE.glob("*.py") for line in file.read_text("utf-8").splitlines() if line.strip()]
    assert len(lines) < MOST_LINES  # blank lines, which make it easier to read, are free


@pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: str(file.relative_to(ENGINE)))
def test_no_function_is_long(file):
    functions = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    assert [f"{function.name}: {function.end_lineno - function.lineno + 1} lines" for function in functions
            if function.end_lineno - function.lineno >= LONGEST_FUNCTION] == []


def test_every_text_file_is_read_and_written_in_a_named_encoding():
    calls = [(file, node) for file in FILES for node in ast.walk(ast.parse(file.read_text("utf-8")))
             if isinstance(node, ast.Call)]
    assert [f"{file.relative_to(ROOT)}, line {call.lineno}" for file, call in calls
            if opens_text(call) and not names_encoding(call)] == []


def opens_text(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in ENCODING_PLACE
    mode = call.args[1].value if len(call.args) > 1 and isinstance(call.args[1], ast.Constant) else "r"
    return isinstance(call.func, ast.Name) and call.func.id == "open" and "b" not in mode


def names_encoding(call: ast.Call) -> bool:
    given = isinstance(call.func, ast.Attribute) and len(call.args) > ENCODING_PLACE[call.func.attr]
    return given or any(keyword.arg == "encoding" for keyword in call.keywords)
