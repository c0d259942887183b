"""Strict JSON: what RFC 8259 leaves open is refused, and every refusal names its line.

The standard library's scanner does the work; it keeps the last of two equal keys and knows NaN, so hooks refuse both.
Numbers
stay the text they were, for nothing may round an amount.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from wco_datamodel.catalogue import MOST, quoted, tell
from wco_datamodel.problems import MessageRejected, Problem

DEPTH: Final = 64
WIDTH: Final = 40
BRACKETS: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)
BLANK: Final = re.compile(r"[ \t\r\n]*")


class _Refused(ValueError):
    """Something JSON allows and a message may not have."""


def decode(data: bytes) -> str:
    """Decode the bytes of a JSON text: UTF-8, with or without a byte order mark. Raises MessageRejected."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as refused:
        line = data.count(b"\n", 0, refused.start) + 1
        raise MessageRejected((tell("JSON-ENCODING", None, line),)) from None


def load(text: str) -> Any:
    """Read JSON text; numbers come as text. Raises MessageRejected for what is no JSON, ambiguous or too deep."""
    try:
        document = SCANNER.decode(text)
    except (ValueError, RecursionError):
        raise MessageRejected(tuple(islice(_faults(text), MOST))) from None
    if _levels(document) > DEPTH:
        raise MessageRejected((_deep(text),))
    return document


def _levels(document: Any) -> int:
    """Count the levels of objects and lists, up to one more than may be."""
    level, count = [document], 0
    while count <= DEPTH and (level := [each for each in level if type(each) in (dict, list)]):
        level = [inner for each in level for inner in (each.values() if type(each) is dict else each)]
        count += 1
    return count


def _faults(text: str) -> Iterator[Problem]:
    """Tell why a text was refused: first whether it is JSON at all, for only JSON can be searched for the rest."""
    try:
        LOOSE.decode(text)
    except json.JSONDecodeError as refused:
        yield _syntax(text, refused)
    except RecursionError:
        yield _deep(text)
    else:
        yield from _refusals(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused
    return found


def _constant(_name: str) -> Any:
    raise _Refused


def _number(text: str) -> str:
    if len(text) > WIDTH or "e" in text or "E" in text:
        raise _Refused
    return text


SCANNER: Final[Any] = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_constant
)
LOOSE: Final[Any] = json.JSONDecoder(parse_float=str, parse_int=str)


def skip(text: str, start: int) -> int:
    """Return the offset behind the JSON value that begins at ``start``; the text must be readable JSON."""
    return int(LOOSE.scan_once(text, start)[1])


def blank(text: str, start: int) -> int:
    """Return the offset of the first character from ``start`` on that is no white space."""
    found = BLANK.match(text, start)
    return found.end() if found else start


def members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Walk the object or array that begins at ``start``: each key (or index), its offset, its value's offset."""
    closing = "}" if text[start] == "{" else "]"
    at, index = blank(text, start + 1), 0
    while text[at] != closing:
        key, key_at = str(index), at
        if closing == "}":
            key, end = LOOSE.scan_once(text, at)
            at = blank(text, blank(text, end) + 1)
        yield key, key_at, at
        at = blank(text, skip(text, at))
        at = blank(text, at + 1) if text[at] == "," else at
        index += 1


def line_at(text: str, offset: int) -> int:
    """Return the line, counted from 1, of an offset."""
    return text.count("\n", 0, offset) + 1


def _syntax(text: str, refused: json.JSONDecodeError) -> Problem:
    found = text[refused.pos : refused.pos + 12].strip()
    more = f", at {quoted(found)}" if found else ": it ends too early"
    return tell("JSON-SYNTAX", None, line_at(text, refused.pos), found=more)


def _deep(text: str) -> Problem:
    depth, offset = 0, 0
    for bracket in BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket[0], 0)
        if depth > DEPTH:
            offset = bracket.start()
            break
    return tell("JSON-DEPTH", None, line_at(text, offset), depth=DEPTH)


def _refusals(text: str) -> Iterator[Problem]:
    """Find what the hooks refused: only members that are refused themselves are looked into."""
    waiting = deque([("", blank(text, 0))])
    while waiting:
        pointer, start = waiting.popleft()
        if text[start] not in "{[":
            yield _at("JSON-NUMBER", text, pointer, start, value=quoted(text[start : skip(text, start)]))
            continue
        seen: set[str] = set()
        for key, key_at, value_at in members(text, start):
            inner = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            if key in seen:
                yield _at("JSON-TWICE", text, inner, key_at, name=quoted(key))
            seen.add(key)
            if _is_refused(text, value_at):
                waiting.append((inner, value_at))


def _is_refused(text: str, start: int) -> bool:
    try:
        SCANNER.scan_once(text, start)
    except _Refused:
        return True
    return False


def _at(code: str, text: str, pointer: str, offset: int, **words: object) -> Problem:
    return msgspec.structs.replace(tell(code, None, line_at(text, offset), **words), json_pointer=pointer)
