"""Questions and their answers as conversations: each thread by itself, its first question first."""

from collections.abc import Iterable
from typing import NamedTuple

from singlewindow.casework import QuestionView


class Thread(NamedTuple):
    """A conversation of one agency with the trader, in the order in which it was held."""

    id: int
    questions: tuple[QuestionView, ...]

    @property
    def last(self) -> QuestionView:
        """The newest question."""
        return self.questions[-1]

    @property
    def open(self) -> bool:
        """Whether an answer is waited for."""
        return any(question.open for question in self.questions)


def threads_of(questions: Iterable[QuestionView]) -> tuple[Thread, ...]:
    """The threads of a case's questions, the one that began last first."""
    found: dict[int, list[QuestionView]] = {}
    for question in sorted(questions, key=lambda one: one.id):
        found.setdefault(question.thread, []).append(question)
    return tuple(Thread(number, tuple(found[number])) for number in sorted(found, reverse=True))
