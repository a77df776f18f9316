"""Which way the imports point: app -> pages -> a page's room in pages/ui -> what all pages share -> engine, and the
engine knows NumPy alone."""
import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {"app", "pages", "engine", "tests"}
FILES = [path.relative_to(ROOT) for folder in ("engine", "pages") for path in sorted((ROOT / folder).rglob("*.py"))]
FILES += [Path("app.py")]
ENGINE_FILES = [path for path in FILES if path.parts[0] == "engine"]
ENGINE_ROOMS = {"training": {"constraints", "datasets", "synthetic_digits"}, "constraints": set(),
                "datasets": {"constraints"}, "handwriting": {"datasets"},
                "synthetic_digits": {"datasets", "handwriting"},
                "inspection": {"training", "datasets", "synthetic_digits"},
                "models": {"training", "datasets", "synthetic_digits", "inspection"},
                "recognition": {"training", "datasets", "synthetic_digits", "handwriting", "models"},
                "replay": {"training"}, "exchange": {"training", "datasets", "replay", "inspection"},
                "examples": {"training", "datasets", "exchange", "inspection"}}
TOUCH_IMAGES = {"recipe.py", "photo.py", "strokes.py"}
FOLDERS = sorted({path.parent for folder in ("engine", "pages", "tests") for path in (ROOT / folder).rglob("*.*")
                  if path.suffix in {".py", ".js", ".mjs"}})
MOST_FILES = 17  # of code in a folder, the engine's own


def imported_modules(path):
    """The dotted names of all modules that a file imports, wherever in the file."""
    names = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            names.update({node.module} if node.module not in OURS else {f"{node.module}.{n.name}" for n in node.names})
    return names


def room(module):
    """The part of the house that a module belongs to: engine, app, pages, or one of the rooms of pages.ui."""
    parts = module.split(".")
    return ".".join(parts[:3]) if parts[:2] == ["pages", "ui"] else parts[0]


def may_import(part):
    """Which parts a part may import."""
    if part == "engine":
        return {"engine"}
    shared = {"engine", "pages.ui.shared"}
    return shared | {part} if part.startswith("pages.ui") else shared | {"pages", "pages.ui"} | ROOMS


ROOMS = {f"pages.ui.{folder.name}" for folder in (ROOT / "pages" / "ui").iterdir() if folder.is_dir()}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_down_the_house(path):
    ours = {room(module) for module in imported_modules(path) if module.split(".")[0] in OURS}
    assert ours <= may_import(room(".".join(path.with_suffix("").parts)))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_no_folder_holds_more_files_than_one_can_overlook(folder):
    assert len([path for path in folder.iterdir() if path.suffix in {".py", ".js", ".mjs"}]) <= MOST_FILES


@pytest.mark.parametrize("path", ENGINE_FILES, ids=str)
def test_the_engine_needs_numpy_alone_and_pillow_only_for_images(path):
    allowed = set(sys.stdlib_module_names) | {"numpy", "engine"}
    allowed |= {"PIL"} if path.name in TOUCH_IMAGES else set()
    assert {module.split(".")[0] for module in imported_modules(path)} <= allowed


def engine_room(path_or_module: Path | str) -> str:
    """The room of the engine that a file or an imported module belongs to; "training" is that of engine/*.py."""
    parts = path_or_module.with_suffix("").parts if isinstance(path_or_module, Path) else path_or_module.split(".")
    rooms = [part for part in parts[1:] if part in ENGINE_ROOMS]
    return rooms[-1] if rooms else "training"


@pytest.mark.parametrize("path", ENGINE_FILES, ids=str)
def test_a_room_of_the_engine_imports_only_rooms_below_it(path):
    room = engine_room(path)
    ours = {engine_room(module) for module in imported_modules(path) if module.split(".")[0] == "engine"}
    assert ours <= {room, *ENGINE_ROOMS[room]}


def test_every_folder_of_the_engine_is_a_room_that_the_rule_knows():
    assert {path.parent.name for path in ENGINE_FILES} - {"engine"} == ENGINE_ROOMS.keys() - {"training"}


def test_the_training_engine_loads_no_pillow():
    code = "import sys, engine.training; sys.exit('PIL' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("path", ENGINE_FILES, ids=str)
def test_the_numbers_of_a_digit_stand_once(path):
    numbers = {node.value for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
               if isinstance(node, ast.Constant) and type(node.value) in (int, float)}
    assert path.name == "digit_format.py" or not numbers & {28, 784, 785}


@pytest.mark.parametrize("path", [
    "playground/charts/descriptions", "playground/charts/figures", "playground/charts/answers", "shared/choices",
    "playground/charts/landscape", "playground/predictions", "shared/plain", "shared/style"])
def test_figures_words_and_style_know_nothing_of_streamlit(path):
    assert "streamlit" not in {module.split(".")[0] for module in imported_modules(Path(f"pages/ui/{path}.py"))}
