"""What ``parse`` promises about any bytes at all, as one function that raises AssertionError where it is not kept."""

import time
from collections.abc import Iterable
from typing import Final

from wco_datamodel import Message, MessageRejected, Problem, all_problems, check, parse, render

SECONDS: Final = 12.0
"""Of processor time for one input of a few thousand bytes: explaining gives up after five."""
SCHEMA_WORDS: Final = (
    "xs:",
    "{urn:",
    "facet",
    "complextype",
    "simpletype",
    "minoccurs",
    "maxoccurs",
    "is not expected",
    "is one of (",
    "xsd",
    "lxml",
    "traceback",
)


def keep_promises(data: bytes, content_type: str | None = None) -> str:
    """Parse bytes and hold the outcome against every promise; return what came of it: a kind, or ``refused``.

    Raises AssertionError, or whatever ``parse``, ``check``, ``all_problems`` or ``render`` should not have raised.
    """
    begun = time.process_time()
    outcome = _outcome(data, content_type)
    spent = time.process_time() - begun
    assert spent < SECONDS, f"took {spent:.1f} s"
    return outcome


def _outcome(data: bytes, content_type: str | None) -> str:
    try:
        message = parse(data, content_type)
    except MessageRejected as rejected:
        _is_explained(rejected, data)
        _are_told(all_problems(rejected), data)
        return "refused"
    _are_told((*message.warnings, *check(message)), data)
    _comes_back(message)
    return message.kind


def _is_explained(refusal: MessageRejected, data: bytes) -> None:
    assert any(problem.severity == "error" for problem in refusal.problems), "refused for no reason"
    _are_told(refusal.problems, data)


def _are_told(problems: Iterable[Problem], data: bytes) -> None:
    """Every problem has a code, a sentence in plain words, a hint, and a line that exists."""
    lines = data.count(b"\n") + data.count(b"\r") + 1
    told = data.lower()
    for problem in problems:
        assert problem.code, problem
        assert problem.sentence, problem
        assert problem.hint, problem
        assert problem.line is None or 1 <= problem.line <= lines, problem
        assert "None" not in problem.sentence or b"None" in data, problem
        sentence = problem.sentence.lower()
        for word in SCHEMA_WORDS:
            assert word not in sentence.split("“")[0] or word.encode() in told, problem


def _comes_back(message: Message) -> None:
    """What was read is written in both spellings and read again equal."""
    again = parse(render(message))
    assert again == message, "changed in XML"
    again = parse(render(message, "json"))
    for field in ("kind", "metadata", "declaration", "responses", "application", "answers", "attributes"):
        assert getattr(again, field) == getattr(message, field), f"{field} changed in JSON"
