"""What a question and a page are. One row says a question's words, its checks and its place in the WCO message."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from singlewindow.errors import FieldError
from singlewindow.web.drafting.checks import Check, at_most, past_day
from singlewindow.web.drafting.document import Answers
from singlewindow.web.drafting.lists import Lists

Kind = Literal["text", "textarea", "select", "radios", "date", "suggest"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question.

    ``missing`` is the sentence for an empty answer; without it the question may be left open. ``choices`` names a list
    (``lists.py``). ``money`` is in the currency of the invoice. ``wco`` are places in the message: WCO class ids and an
    element id, such as ``42A/67A/78A/D016``.
    """

    name: str
    label: str
    missing: str = ""
    hint: str = ""
    kind: Kind = "text"
    choices: str = ""
    longest: int = 0
    check: Check | None = None
    width: int = 0
    suffix: str = ""
    money: bool = False
    input_mode: str = ""
    autocomplete: str = ""
    wco: tuple[str, ...] = ()

    def mistake(self, answer: str, lists: Lists, on: dt.date) -> str:
        """What is wrong with this answer on this day; an empty text where nothing is."""
        if not answer.strip("/ " if self.kind == "date" else None):
            return self.missing
        return next((sentence for check in self._checks(lists, on) if (sentence := check(answer))), "")

    def _checks(self, lists: Lists, on: dt.date) -> Iterator[Check]:
        if self.longest:
            yield at_most(self.label, self.longest)
        if self.choices and self.kind != "suggest":
            yield lambda code: "" if code in lists[self.choices] else f"{self.label}: choose one from the list"
        if self.kind == "date":
            yield past_day(self.label, on)
        if self.check:
            yield self.check

    def shown(self, answer: str, lists: Lists, currency: str = "") -> str:
        """The answer as a person reads it: names instead of codes, measures with their units, money in ``currency``."""
        if self.kind == "date":
            return answer.replace("/", " ").strip()
        if self.choices and answer:
            return lists.text(self.choices, answer)
        unit = currency if self.money else self.suffix
        return f"{answer} {unit}".strip() if answer else ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One small group of questions. ``together`` checks answers against each other."""

    name: str
    title: str
    questions: tuple[Question, ...]
    lead: str = ""
    together: Callable[[Any], Iterator[FieldError]] | None = None

    def mistakes(self, answers: Answers, lists: Lists, on: dt.date) -> tuple[FieldError, ...]:
        """Every mistake on this page, in the order of its questions, at most one a question."""
        found = {q.name: q.mistake(getattr(answers, q.name), lists, on) for q in self.questions}
        for error in self.together(answers) if self.together else ():
            found[error.field] = found[error.field] or error.sentence
        return tuple(FieldError(name, sentence) for name, sentence in found.items() if sentence)

    def question(self, name: str) -> Question | None:
        """The question of this name, or None."""
        return next((q for q in self.questions if q.name == name), None)
