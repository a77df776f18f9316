"""Numbers in sentences."""
import pytest

from pages.ui.shared.words import with_article


@pytest.mark.parametrize(("number", "words"), [
    (0, "a 0"), (1, "a 1"), (7, "a 7"), (8, "an 8"), (11, "an 11"), (18, "an 18"), (80, "an 80"), (81, "an 81"),
    (110, "a 110"), (118, "a 118"), (811, "an 811"), (1_100, "a 1,100"), (1_800, "a 1,800"), (8_000, "an 8,000"),
    (11_000, "an 11,000"), (18_500, "an 18,500"), (80_000_000, "an 80,000,000")])
def test_a_number_has_the_article_that_its_name_sounds_for(number, words):
    assert with_article(number) == words
