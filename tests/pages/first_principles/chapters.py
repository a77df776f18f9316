"""A chapter of First principles without a browser."""
from pages.ui.first_principles.parameters import CHAPTERS, PAGE
from tests.app_pages import Page


def opened(name: str, **settings) -> Page:
    """The page at a chapter whose question has been answered; settings: rows of the page's table, by name."""
    page = Page("first_principles", query={f"{PAGE}.chapter": CHAPTERS[name]})
    page.name = PAGE
    for key, value in {f"{name}.begun": True, **settings}.items():
        page.app.session_state[f"{PAGE}.{key}"] = value
    page.run()
    return page


def text(page: Page) -> str:
    """All that the page says."""
    return "\n".join(part.value for part in [*page.app.markdown, *page.app.caption])


def type_in(page: Page, **texts: str) -> Page:
    """Type into fields of the chapter's board, by their names without the chapter's."""
    from pages.ui.first_principles.board import numbers
    from pages.ui.first_principles.course import FIELDS
    with page.session():
        numbers.take(FIELDS, {"set": texts})
    page.run()
    return page
