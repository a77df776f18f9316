"""Numbers in sentences, as people say them. Knows nothing of Streamlit."""


def with_article(number: int) -> str:
    """A whole number behind its article, by the sound of its name: "a 7", "an 8", "an 11", "a 110", "an 80,000"."""
    return f"{'an' if sounds_like_a_vowel(number) else 'a'} {number:,}"


def sounds_like_a_vowel(number: int) -> bool:
    """Whether a number's name begins with a vowel's sound: eight, eleven, eighteen, eighty thousand."""
    first = number
    while first >= 1000:  # a number is read from its first group of three digits on
        first //= 1000
    return first in (11, 18) or str(first).startswith("8")
