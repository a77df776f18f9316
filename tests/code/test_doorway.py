"""When a server restarts, all open pages come back at once, in a thread each, and all of them load the app."""
import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [ROOT / "app.py", *sorted(ROOT.glob("pages/[a-z]*.py"))]
OURS = ("engine", "pages")
# Every module of the app takes a moment to load, so that threads that load it get into each other's way if they can.
# Each runs the imports of app.py and of one page. The sheet to draw on wants to be loaded by a server.
ALL_AT_ONCE = """
import ast, pathlib, sys, threading, time
import streamlit

class Slow:
    def find_spec(name, path, target=None):
        if name.startswith(("engine", "pages")):
            time.sleep(0.005)

def visit(page):
    barrier.wait()
    for script in ("app.py", page):
        tree = ast.parse(pathlib.Path(script).read_text("utf-8"))
        tree.body = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        exec(compile(tree, script, "exec"), {})
    arrived.append(page)

sys.meta_path.insert(0, Slow)
arrived, pages = [], sys.argv[1:]
barrier = threading.Barrier(len(pages))
threads = [threading.Thread(target=visit, args=[page], daemon=True) for page in pages]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(arrived) == sorted(pages)
"""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_app_and_its_pages_come_in_by_the_doorway(script):
    imports = [node for node in ast.walk(ast.parse(script.read_text("utf-8")))
               if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in OURS]
    assert (imports[0].module, [name.name for name in imports[0].names]) == ("pages.ui", ["doorway"])


def test_all_pages_can_be_loaded_at_once():
    pages = [str(path.relative_to(ROOT)) for path in SCRIPTS[1:]]
    subprocess.run([sys.executable, "-c", ALL_AT_ONCE, *pages], cwd=ROOT, check=True)
