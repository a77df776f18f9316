"""Files as people have them: by path, as their bytes, or opened; what is wrong with one says its name."""
import io
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import BinaryIO

File = str | PathLike[str] | bytes | BinaryIO


@contextmanager
def opened(file: File) -> Iterator[BinaryIO]:
    """The file to read from its beginning; a str is a path, never content.

    Raises what opening a path raises (FileNotFoundError and its like), and TypeError for a file opened as text. A
    ValueError that is raised meanwhile gets the path's name before its words.
    """
    if isinstance(file, (str, PathLike)):
        with Path(file).open("rb") as content:
            try:
                yield content
            except ValueError as error:
                raise ValueError(f"{file}: {error}") from None
    elif isinstance(file, (bytes, bytearray, memoryview)):
        yield io.BytesIO(file)
    elif hasattr(file, "read") and not hasattr(file, "encoding"):  # which files opened as text have
        file.seek(0)
        yield file
    else:
        raise TypeError(f"Give a file's path, its bytes, or a file opened by open(path, 'rb'), not {file!r}.")
