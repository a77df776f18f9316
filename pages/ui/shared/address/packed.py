"""Longer texts in an address: compressed, in letters that it can hold. Knows nothing of Streamlit."""
import base64
import binascii
import re
import zlib


def packed(text: str) -> str:
    """A text in few letters, all of which an address can hold."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(errors="replace"), 9)).decode().rstrip("=")


def unpacked(text: str, most: int) -> str:
    """The inverse of `packed`. Raises ValueError for anything else, and for more than `most` bytes."""
    if not re.fullmatch(r"[-\w]*", text, re.ASCII):
        raise ValueError("This is no packed text.")
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), most + 1)
    except (zlib.error, binascii.Error):
        raise ValueError("This is no packed text.") from None
    if len(content) > most or not unpacking.eof:
        raise ValueError("This text is too long, or a piece of it is missing.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ValueError("This is no packed text.") from None
