"""Longer texts and numbers in an address, in letters that it can hold. Knows nothing of Streamlit."""
import base64
import binascii
import re
import zlib


def letters(content: bytes) -> str:
    """Bytes in letters that an address can hold."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    """The inverse of `letters`. Raises ValueError."""
    try:
        if re.fullmatch(r"[-\w]*", text, re.ASCII):
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        pass
    raise ValueError("This is no packed text.")


def packed(text: str) -> str:
    """A text in few letters, all of which an address can hold."""
    return letters(zlib.compress(text.encode(errors="replace"), 9))


def unpacked(text: str, most: int) -> str:
    """The inverse of `packed`. Raises ValueError for anything else, and for more than `most` bytes."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(bytes_of(text), most + 1)
    except zlib.error:
        raise ValueError("This is no packed text.") from None
    if len(content) > most or not unpacking.eof:
        raise ValueError("This text is too long, or a piece of it is missing.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ValueError("This is no packed text.") from None
