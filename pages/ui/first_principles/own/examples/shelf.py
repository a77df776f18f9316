"""All worked examples, in the order of their buttons."""
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own.examples import gates, mazur, others, zhou
from pages.ui.first_principles.own.examples.article import Article

ARTICLES: dict[str, Article] = zhou.ARTICLES | mazur.ARTICLES | gates.ARTICLES | others.ARTICLES
FIRST = "zhou_alice"  # the network that the chapter opens with


def of(example: WorkedExample) -> str | None:
    """The name of the article that an example is the unchanged network of, if it is any's."""
    return next((name for name, article in ARTICLES.items() if article.example == example), None)
