"""Files that people bring: every one goes through here, where it is measured, read with care, and released."""
import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

import streamlit as st

from pages.ui.shared import guard, plain, session
from pages.ui.shared.streamlit_private import files

LONGEST = 600  # characters of a sentence; nearly all are below 300

files.accept_any_file_name()


@dataclass(frozen=True)
class Upload:
    """A place of a page where a file can be brought.

    name: unique on the page. megabytes: more are refused, here as in the browser. take: given the open file, which is
    named, keeps what is in it and returns words about that, or none; raises ValueError with a sentence for people. What
    it has put until then is taken back. stays: what has not changed if the file cannot be used, in a sentence. give_up:
    does what else there is to do then.
    """

    page: str
    name: str
    megabytes: int
    take: Callable[[BinaryIO], str | None]
    stays: str = "Everything is as it was."
    give_up: Callable[[], None] | None = None

    def by_file(self, label: str, types: list[str] | None = None, help: str | None = None) -> None:
        """A widget that takes a file. types: the endings of names that the browser offers."""
        st.file_uploader(label, types, key=f"{self.page}.{self._key}", max_upload_size=self.megabytes, help=help,
                         on_change=guard.guarded(self._receive))

    def by_camera(self, label: str) -> None:
        """A widget that takes a picture with this device's camera."""
        st.camera_input(label, key=f"{self.page}.{self._key}", on_change=guard.guarded(self._receive))

    def show_outcome(self) -> None:
        """What became of the last file. It always takes one place."""
        with st.container():
            if trouble := self.trouble:
                st.error(plain.markdown(trouble))
            elif words := session.get(self.page, f"{self.name}_outcome"):
                st.success(plain.markdown(words))

    @property
    def trouble(self) -> str:
        """Why the last file cannot be used, if it cannot."""
        return session.get(self.page, f"{self.name}_trouble") or ""

    def set_outcome(self, words: str = "", trouble: str = "") -> None:
        """Say something else from now on."""
        session.put(self.page, **{f"{self.name}_outcome": words, f"{self.name}_trouble": trouble})

    @property
    def _key(self) -> str:
        """Of the widget, a new one after each file, which empties it."""
        return f"{self.name}_file{self._count}"

    @property
    def _count(self) -> int:
        return session.get(self.page, f"{self.name}_files", 0)

    def _receive(self) -> None:
        """Take the file that the widget has. A callback."""
        file = session.get(self.page, self._key)
        if not hasattr(file, "getvalue"):  # taken out of the widget, or lost with the connection
            return
        gc.collect()  # what an earlier file brought and a later one replaced: 37 MB that nothing else would free
        try:
            self.set_outcome(**self._result(file))
        finally:
            session.put(self.page, **{f"{self.name}_files": self._count + 1})
            files.forget_file(file)

    def _result(self, file: Any) -> dict[str, str]:
        """What there is to say of a file, or what is wrong with it."""
        try:
            if file.size > self.megabytes * 2**20:
                raise ValueError(f"It has {file.size / 2**20:,.1f} MB, and at most {self.megabytes} are read here.")
            with session.all_or_nothing():
                return {"words": self.take(file) or ""}
        except Exception as error:
            reason = guard.reason(error, f"an upload of {file.size:,} bytes to {self.page}.{self.name}")
        if self.give_up:
            self.give_up()
        return {"trouble": plain.shortened(f"{plain.shortened(file.name)} cannot be used. {reason} {self.stays}",
                                           LONGEST)}
