"""What keeps the engine a pleasure to read: a training engine of few lines, and no function that fills a screen."""
import ast
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "engine"
MOST_LINES, LONGEST_FUNCTION = 1_100, 40


def test_the_training_engine_is_short():
    lines = [line for file in ENGINE.glob("*.py") for line in file.read_text("utf-8").splitlines() if line.strip()]
    assert len(lines) < MOST_LINES  # blank lines, which make it easier to read, are free


@pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: str(file.relative_to(ENGINE)))
def test_no_function_is_long(file):
    functions = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    assert [f"{function.name}: {function.end_lineno - function.lineno + 1} lines" for function in functions
            if function.end_lineno - function.lineno >= LONGEST_FUNCTION] == []
