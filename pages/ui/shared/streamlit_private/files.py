"""What visitors upload."""
from importlib import import_module
from typing import BinaryIO

from pages.ui.shared.streamlit_private.parts import attempt, context, part


def forget_file(file: BinaryIO) -> None:
    """Take an uploaded file out of memory, where Streamlit keeps every one until the visit ends. A callback may."""
    def forget() -> None:
        running = context()
        files = part(running, "uploaded_file_mgr")
        if hasattr(files, "remove_file"):  # not in Streamlit's own tests of apps
            files.remove_file(part(running, "session_id"), part(file, "file_id"))

    file.close()
    attempt("uploaded files that leave the memory", forget, None)


def accept_any_file_name() -> None:
    """Have uploads take files by any name, once a process. What is in a file counts here.

    Otherwise Streamlit ends the page, before any callback, for a name with another ending than its own part in the
    browser lets through.
    """
    def accept() -> None:
        module = import_module("streamlit.elements.widgets.file_uploader")
        part(module, "enforce_filename_restriction")
        module.enforce_filename_restriction = lambda name, types: None  # type: ignore[attr-defined]

    attempt("uploads by any name", accept, None)
