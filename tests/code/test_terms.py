"""Texts and the glossary: every term is linked somewhere, every link leads to a row."""
import ast
import re
from pathlib import Path

from pages.ui.shared.glossary import TERMS, address

PAGES = Path(__file__).parents[2] / "pages"
NAMES = {address(name): name for name in TERMS}


def linked() -> set[str]:
    """The terms that the pages' code links: by `term`, or written out in a text. Raises KeyError for one without a
    row."""
    found = set()
    for file in PAGES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "term":
                found.add(ast.literal_eval(node.args[0]))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {NAMES[link] for link in re.findall(r"\]\((#term-[^)]*)\)", node.value)}
    return found


def test_every_link_to_a_term_leads_to_a_row():
    assert linked() <= TERMS.keys()


def test_every_term_is_linked_on_a_page():
    assert sorted(TERMS.keys() - linked()) == []


def test_no_javascript_or_style_links_a_term_by_itself():
    for file in PAGES.rglob("*.js"):
        assert re.findall(r"#term-\w", file.read_text("utf-8")) == [], file
