"""The wording of notices: sentences by event and language, from ``wording.yaml``."""

import datetime as dt
import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from singlewindow.countries.reading import read

FIRST = "en"
"""The language that every event must have, and that stands in where another has no words."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject of one line, and the text."""

    subject: str
    text: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an event is told. ``webhook`` is its type for webhooks, with names from its data; none: it is not sent."""

    words: dict[str, Words]
    webhook: str | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table: languages by code, what stands around a text, events, and the words for codes in their data."""

    languages: dict[str, str]
    frames: dict[str, dict[str, str]]
    events: dict[str, Wording]
    vocabulary: dict[str, dict[str, dict[str, str]]]


@cache
def table() -> Table:
    """The table of ``wording.yaml``. Raises PackError with the place where it cannot be read."""
    return read(Path(__file__).with_name("wording.yaml"), Table)


def require(event: str, data: Mapping[str, str]) -> None:
    """Raise ValueError unless there is a wording for the event and everything in ``data`` that it needs."""
    if event not in table().events:
        raise ValueError(f"There is no wording for the event {event}.")
    lacking = needs(event, FIRST) - set(data)
    if lacking:
        raise ValueError(f"The event {event} needs {', '.join(sorted(lacking))}.")


def data_of(document: str) -> dict[str, str]:
    """The data of an announcement, from its JSON."""
    return msgspec.json.decode(document, type=dict[str, str])


def needs(event: str, language: str) -> frozenset[str]:
    """The names that the sentences of an event need."""
    words = table().events[event].words[language]
    parsed = string.Formatter().parse(f"{words.subject} {words.text}")
    return frozenset(name for _, name, _, _ in parsed if name)


def write(event: str, language: str, data: Mapping[str, str]) -> Words:
    """The subject and the text of an event, in a language, or in English where it has no words in that one.

    An event that is no longer in the table is told by its name: what was stored once can always be read.
    """
    known = table().events.get(event)
    if known is None:
        return Words(event, data.get("text", event))
    language = language if language in known.words else FIRST
    words, writer = known.words[language], _Writer(language)
    return Words(writer.vformat(words.subject, (), data).strip(), writer.vformat(words.text, (), data).strip())


def webhook_type(event: str, data: Mapping[str, str]) -> str | None:
    """The type under which webhooks are sent the event, such as ``permit.issued``; None where they are not."""
    known = table().events.get(event)
    return _Writer(FIRST).vformat(known.webhook, (), data) if known and known.webhook else None


def frame(kind: str, language: str, data: Mapping[str, str]) -> str:
    """The frame of this kind around the text and the link in ``data``, in a language."""
    framed = table().frames[kind]
    return framed.get(language, framed[FIRST]).format(**data)


class _Writer(string.Formatter):
    """Fills a sentence in. ``{outcome:outcome}`` writes a code by its word in the vocabulary.

    ``{by:day}`` writes a day, or a local time, that the data have as ISO 8601 spells it: 26 November 2026, 10:30.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002 - its interface
        return kwargs.get(key, "")

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "answers":
            return " ".join(self._answer(*line.split("\t")) for line in str(value).splitlines())
        if format_spec == "day":
            return self._day(str(value))
        return self._word(format_spec, str(value)) if format_spec else str(value)

    def _word(self, kind: str, code: str) -> str:
        words = table().vocabulary.get(kind, {}).get(code, {})
        return words.get(self._language, words.get(FIRST, code))

    def _day(self, text: str) -> str:
        try:
            at = dt.datetime.fromisoformat(text)
        except ValueError:
            return text
        day = f"{at.day} {self._word('month', str(at.month))} {at.year}"
        return f"{day}, {at:%H:%M}" if "T" in text else day

    def _answer(self, agency: str, code: str, items: str) -> str:
        """What an agency said of items, such as ``Lagoon Biosecurity approved items 1, 2.``."""
        counted = self._word("items", "several" if "," in items else "one")
        return f"{agency} {self._word('answer', code)} {counted} {items}."
