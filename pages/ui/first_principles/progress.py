"""What the visitor's browser keeps of the course as long as its tab lives: the numbers of all chapters, the questions
and exercises with what was answered. The address has the shown chapter's numbers alone."""
import json
from typing import Any

import streamlit as st

from engine.exchange.json_text import parsed
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import AnyField
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.chapter import Chapter
from pages.ui.shared import session
from pages.ui.shared.keeping.keeper import Keeper, Kept

MOST_BYTES, LONGEST_ANSWER, MOST_TRIES = 60_000, 60, 10**6


class Progress:
    """That of a course: chapters by their names."""

    def __init__(self, chapters: dict[str, Chapter]):
        self.chapters = chapters
        self.fields: dict[str, AnyField] = {field.name: field for each in chapters.values() for field in each.fields}
        self.places = {f"{name}.{part}" for name, chapter in chapters.items()
                       for part in ("question", *(f"exercise{i}" for i in range(len(chapter.exercises))),
                                    *chapter.places)}
        self.keeper = Keeper("course", "your answers in First principles", MOST_BYTES, self.present, self.take,
                             lasting=False, is_plural=True)

    def present(self) -> Kept:
        """All that differs from a page that nobody has touched."""
        begun = [name for name in self.chapters if session.get(PAGE, f"{name}.begun")]
        shown = numbers.values(self.fields.values())
        own = {name: field.in_address(shown[name]) for name, field in self.fields.items()
               if shown[name] != field.default}
        wrong = {name: session.get(PAGE, f"{name}.text") for name in self.fields if session.get(PAGE, f"{name}.error")}
        if not begun and not own and not wrong:
            return Kept(b"")
        quiz = {place: state for place in sorted(self.places)
                if (state := session.get(PAGE, f"quiz.{place}")) is not None}
        kept = {"begun": begun, "numbers": own, "quiz": quiz}
        content = json.dumps(kept | {"wrong": wrong}).encode()
        return Kept(content if len(content) <= MOST_BYTES else json.dumps(kept).encode())

    def take(self, content: bytes, how: str) -> str:
        """Have it all as it was, but for what the visitor has done meanwhile. Raises ValueError."""
        kept = parsed(content.decode("utf-8", "replace"), "")
        kept = {"wrong": {}} | kept if isinstance(kept, dict) else {}  # an earlier version kept nothing wrong
        begun, own, quiz, wrong = (kept.get(part) for part in ("begun", "numbers", "quiz", "wrong"))
        if not (isinstance(begun, list) and isinstance(own, dict) and isinstance(quiz, dict) and isinstance(wrong, dict)
                and all(_is_state(state) for state in quiz.values())):
            raise ValueError("It is damaged.")
        for name, text in own.items():
            if name in self.fields and session.get(PAGE, name) is None and isinstance(text, str) and (
                    f"{PAGE}.{name}" not in st.query_params):
                session.put(PAGE, **{name: self.fields[name].read(text)})
        for name, text in wrong.items():
            if name in self.fields and isinstance(text, str) and self._is_as(name, own.get(name)):
                numbers.put(self.fields[name], text)
        for place, state in quiz.items():
            if place in self.places and "answer" not in (session.get(PAGE, f"quiz.{place}") or {}):
                session.put(PAGE, **{f"quiz.{place}": state})
        session.put(PAGE, **{f"{name}.begun": True for name in begun if name in self.chapters})
        return "your answers in First principles" if begun else ""

    def _is_as(self, name: str, kept: object) -> bool:
        """Whether a field has the number that was kept of it, or none and the usual one, and nothing else in it."""
        field = self.fields[name]
        value = numbers.values([field])[name]
        return not session.get(PAGE, f"{name}.error") and (
            value == field.default if kept is None else field.in_address(value) == kept)


def _is_state(state: Any) -> bool:
    """Whether something is what is kept of a question or an exercise."""
    return (isinstance(state, dict) and type(state.get("seed")) is int and 0 <= state["seed"] < 2**32
            and set(state) <= {"seed", "answer", "text", "tries"}
            and type(state.get("answer", 0)) is int and 0 <= state.get("answer", 0) < 10
            and isinstance(state.get("text", ""), str) and len(state.get("text", "")) <= LONGEST_ANSWER
            and type(state.get("tries", 0)) is int and 0 <= state.get("tries", 0) <= MOST_TRIES)
