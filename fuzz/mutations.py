"""Mutations that keep a message's shape, so that most of them get past the parser of XML or JSON."""

import json
import random
import re
from typing import Any, Final

MARKUP: Final = re.compile(r"<[^>]*>|[^<]+")
JSON_KEY: Final = re.compile(r'"[A-Za-z]+":\s*')
NAMES: Final = re.compile(r"[A-Z][A-Za-z]{2,}")
VALUES: Final = (
    "", " ", "0", "-1", "+1", ".5", "1.", "1e9", "NaN", "INF", "00000000000000000000001", "9" * 40, "1,5", "١٢٣",
    "20261399", "2026-11-24", "20261124250000Z", "20261124153000+99", "ZZ", "nz", "NZD ", "é", "\u200b", "\ufeff",
    "\U0001f680", "x" * 300, "&amp;", "]]&gt;", "\n1\n", "\t", "42A", "true", "null", "http://192.0.2.1/",
)  # fmt: skip
FRAGMENTS: Final = (
    "<x/>", "<!-- -- -->", "<!-- x -->", "<?x y?>", "<![CDATA[1]]>", "<!DOCTYPE a>", "&#x1f680;", "&#0;", "&nbsp;",
    ' a="1"', ' xmlns="urn:x"', ' xmlns:p="urn:x"', ' xml:lang="en"', ' currencyID="NZD"', ' unitCode="KGM"',
    ' formatCode="102"', ' xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', ' listID="1"',
)  # fmt: skip
ODD: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1.5, 1e300, 10**30, "", [], {}, [[]], [None], {"value": None}, {"value": "1"},
    {"value": {"value": "1"}}, {"@x": "1"}, {"value": "1", "currencyID": 3}, {"": ""}, "20261124", "\ud800", "\x00",
)  # fmt: skip


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a message in one to three places; bytes that are no text come back with one byte changed."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = _in_json(text, chance) if text[:1] in {"{", "["} else _in_xml(text, chance)
    return text.encode("utf-8", "surrogatepass")


def _in_xml(text: str, chance: random.Random) -> str:
    pieces = MARKUP.findall(text)
    opening = [at for at, piece in enumerate(pieces) if re.match(r"<[\w:]", piece)]
    if not opening:
        return text + chance.choice(FRAGMENTS)
    start = chance.choice(opening)
    end = _end(pieces, start)
    way = chance.choice((_drop, _double, _move, _rename, _refill, _sprinkle))
    return "".join(way(pieces, start, end, chance))


def _end(pieces: list[str], start: int) -> int:
    """Return the index after the element that opens at ``start``."""
    depth = 0
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if piece.startswith("</"):
            depth -= 1
        elif re.match(r"<[\w:]", piece) and not piece.endswith("/>"):
            depth += 1
        if depth <= 0:
            return at + 1
    return len(pieces)


def _drop(pieces: list[str], start: int, end: int, chance: random.Random) -> list[str]:  # noqa: ARG001 (one signature)
    return pieces[:start] + pieces[end:]


def _double(pieces: list[str], start: int, end: int, chance: random.Random) -> list[str]:
    return pieces[:end] + pieces[start:end] * chance.choice((1, 1, 2, 30)) + pieces[end:]


def _move(pieces: list[str], start: int, end: int, chance: random.Random) -> list[str]:
    left = pieces[:start] + pieces[end:]
    at = chance.randrange(len(left) + 1)
    return left[:at] + pieces[start:end] + left[at:]


def _rename(pieces: list[str], start: int, end: int, chance: random.Random) -> list[str]:
    names = NAMES.findall("".join(pieces))
    new = chance.choice(names) if names else "x"
    changed = [re.sub(r"(</?(?:\w+:)?)\w+", rf"\g<1>{new}", pieces[at], count=1) for at in (start, end - 1)]
    return [*pieces[:start], changed[0], *pieces[start + 1 : end - 1], *changed[1:][: end - start - 1], *pieces[end:]]


def _refill(pieces: list[str], start: int, end: int, chance: random.Random) -> list[str]:
    return [*pieces[: start + 1], chance.choice(VALUES), *pieces[max(start + 1, end - 1) :]]


def _sprinkle(pieces: list[str], start: int, end: int, chance: random.Random) -> list[str]:  # noqa: ARG001
    fragment, piece = chance.choice(FRAGMENTS), pieces[start]
    if fragment.startswith(" "):
        return [*pieces[:start], re.sub(r"/?>$", lambda found: fragment + found[0], piece), *pieces[start + 1 :]]
    return [*pieces[: start + 1], fragment, *pieces[start + 1 :]]


def _in_json(text: str, chance: random.Random) -> str:
    if chance.random() < 0.2:
        return _in_json_text(text, chance)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        at = chance.randrange(len(text) + 1)
        return text[:at] + chance.choice(('{"a":', "[", "]", "}", ",", '"', "1e999", "NaN")) + text[at:]
    holders = [*_holders(document)]
    if holders:
        _change(chance.choice(holders), chance)
    return json.dumps(document)


def _in_json_text(text: str, chance: random.Random) -> str:
    """Give a key twice, or write a value as no writer of JSON would."""
    keys = [*JSON_KEY.finditer(text)]
    if not keys:
        return text
    one, other = chance.choice(keys), chance.choice(keys)
    if chance.random() < 0.5:
        return text[: one.start()] + other[0] + text[one.end() :]
    return text[: one.end()] + chance.choice(("NaN,", "1e5,", "-Infinity,", "01,", "{},", "\n")) + text[one.end() :]


def _holders(value: Any) -> list[Any]:
    inner = [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if inner else []
    return own + [holder for each in inner for holder in _holders(each)]


def _change(holder: Any, chance: random.Random) -> None:
    keys = [*holder] if isinstance(holder, dict) else [*range(len(holder))]
    key, other = chance.choice(keys), chance.choice(keys)
    way = chance.randrange(5)
    if way == 0:
        del holder[key]
    elif way == 1:
        holder[key] = chance.choice((*VALUES, *ODD))
    elif way == 2:
        holder[key], holder[other] = holder[other], holder[key]
    elif way == 3:
        holder[key] = [holder[key]] * chance.choice((1, 2, 30))
    elif isinstance(holder, dict):
        holder[str(key) + chance.choice(("", "x", "/", "~", " "))] = chance.choice((*VALUES, *ODD))
