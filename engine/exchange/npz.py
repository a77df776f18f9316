"""The arrays in a stranger's .npz file, unpacked with care: never more than somebody has said that there must be."""
import io
import math
import zipfile

import numpy as np

MOST_MEMBERS = 82
MOST_HEADER = 1_000  # bytes of what stands before an array's numbers
DIRECTORY_ENTRY = b"PK\x01\x02"
READ_HEADER = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
DAMAGED = "This file is damaged, locked with a password, or no .npz file."


class Arrays:
    """The arrays of a .npz file by name. Raises ValueError, with a sentence that wants a remedy after it."""

    def __init__(self, content: bytes):
        if content.count(DIRECTORY_ENTRY) > MOST_MEMBERS:  # a few may be chance
            raise ValueError("This file holds too many parts for a network.")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            members = self._archive.infolist()
        except Exception:  # a stranger's file: the readers raise whatever its bytes lead them into
            raise ValueError(DAMAGED) from None
        self._members = {member.filename.removesuffix(".npy"): member for member in members
                         if member.filename.endswith(".npy")}
        self.names = frozenset(self._members) if len(self._members) == len(members) else frozenset()

    def numbers(self, name: str, like: np.ndarray) -> np.ndarray:
        """The array of this name, which has to have the shape and dtype of `like`."""
        shape, dtype, by_columns, content = self._parts(name, like.nbytes)
        if shape != like.shape or dtype != like.dtype or len(content) != like.nbytes:
            raise ValueError(f"{name} in this file has another size or type than described.")
        return np.frombuffer(content, dtype).reshape(shape, order="F" if by_columns else "C")

    def text(self, name: str, most: int) -> str:
        """The one text in the array of this name, of at most `most` bytes, four a letter."""
        shape, dtype, _, content = self._parts(name, most)
        if shape != () or dtype.kind != "U" or len(content) != dtype.itemsize:
            raise ValueError(f"{name} in this file is not a text.")
        try:
            return str(np.frombuffer(content, dtype)[0])
        except ValueError:  # numbers that are no letters
            raise ValueError(f"{name} in this file is not a text.") from None

    def _parts(self, name: str, most: int) -> tuple[tuple[int, ...], np.dtype, bool, bytes]:
        """(shape, dtype, whether it is stored by columns, its bytes) of an array of at most `most` bytes."""
        file = io.BytesIO(self._unpacked(name, most + MOST_HEADER))
        try:
            read_header = READ_HEADER[np.lib.format.read_magic(file)]
            shape, by_columns, dtype = read_header(file, max_header_size=MOST_HEADER)
            whole = all(type(length) is int and length >= 0 for length in shape)
        except Exception:
            raise ValueError(f"{name} in this file is not a NumPy array.") from None
        content = file.read()
        if not whole or dtype.hasobject or len(content) != dtype.itemsize * math.prod(shape):
            raise ValueError(f"{name} in this file has another size or type than described.")
        return shape, dtype, by_columns, content

    def _unpacked(self, name: str, most: int) -> bytes:
        """A member's bytes. A directory may say anything: what is read is never more than one byte above `most`."""
        member = self._members[name]
        if member.file_size > most or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"{name} in this file would unpack to more than it should.")
        try:
            with self._archive.open(member) as file:
                content = file.read(most + 1)  # read() alone would inflate all of it first and cut it afterwards
        except Exception:
            raise ValueError(DAMAGED) from None
        if len(content) > most:
            raise ValueError(f"{name} in this file would unpack to more than it should.")
        return content
