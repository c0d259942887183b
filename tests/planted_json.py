"""Errors planted into messages in JSON: each with the code and the JSON Pointer that must be told."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Document = dict[str, Any]
Chance = random.Random
Found = tuple[frozenset[str], str]


class PlantedJson(NamedTuple):
    """A message in JSON with an error in it; ``line`` is that of the place, or of what should hold it."""

    kind: str
    data: bytes
    codes: frozenset[str]
    json_pointer: str
    line: int


def plant_json(kind: str, data: bytes, chance: Chance) -> PlantedJson:
    """Plant an error of one kind into a message in JSON."""
    document = json.loads(data)
    codes, pointer = KINDS[kind](document, chance)
    text = json.dumps(document, indent=1)
    return PlantedJson(kind, text.encode(), codes, pointer, line_of(document, pointer))


def line_of(document: Document, pointer: str) -> int:
    """The line of a place when every key and every entry has a line of its own: count what is written before it."""
    value: Any = document
    line = 1
    for token in pointer.split("/")[1:]:
        keys = [*value] if isinstance(value, dict) else [str(at) for at in range(len(value))]
        if token not in keys:
            break
        entries = [*value.values()] if isinstance(value, dict) else value
        at = keys.index(token)
        line += 1 + sum(_lines(entry) for entry in entries[:at])
        value = entries[at]
    return line


def _lines(value: Any) -> int:
    return json.dumps(value, indent=1).count("\n") + 1


def _spots(value: Any, pointer: str = "") -> Iterator[tuple[Any, str, str]]:
    """Every key of the declaration: the object that has it, the key, and its JSON Pointer."""
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _spots(each, f"{pointer}/{at}")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield value, key, f"{pointer}/{key}"
            yield from _spots(each, f"{pointer}/{key}")


def _spot(document: Document, chance: Chance, fits: Callable[[str, Any], bool]) -> tuple[Any, str, str]:
    declaration = document["MetaData"]["Declaration"]
    spots = _spots(declaration, "/MetaData/Declaration")
    return chance.choice([spot for spot in spots if fits(spot[1], spot[0][spot[1]])])


def _refill(document: Document, chance: Chance, name: str, value: Any, *codes: str) -> Found:
    holder, key, pointer = _spot(document, chance, lambda key, _: key == name)
    holder[key] = value
    return frozenset(codes), pointer


def wrong_function(document: Document, chance: Chance) -> Found:
    """A function that declarations do not have."""
    declaration = document["MetaData"]["Declaration"]
    declaration["FunctionCode"] = chance.choice(("8", "27", "99"))
    return frozenset(("VAL05", "VAL06")), "/MetaData/Declaration/FunctionCode"


def wrong_country(document: Document, chance: Chance) -> Found:
    """A country that does not exist."""
    return _refill(document, chance, "CountryCode", "ZQ", "VALUE303")


def no_number(document: Document, chance: Chance) -> Found:
    """A text where a number must stand."""
    return _refill(document, chance, "SequenceNumeric", chance.choice(("12x", "1 0", "ten")), "VAL07")


def no_value(document: Document, chance: Chance) -> Found:
    """A list where one value must stand."""
    return _refill(document, chance, "CountryCode", {"value": ["NZ"]}, "JSON06")


def wrong_date(document: Document, chance: Chance) -> Found:
    """A date in a form that messages do not have."""
    declaration = document["MetaData"]["Declaration"]
    declaration["AcceptanceDateTime"] = chance.choice(("2026-11-24", "24/11/2026", "20261"))
    return frozenset(("VAL10",)), "/MetaData/Declaration/AcceptanceDateTime"


def misspelt(document: Document, chance: Chance) -> Found:
    """One letter of a name dropped."""
    holder, key, pointer = _spot(document, chance, lambda key, _: len(key) >= 6 and key[0].isupper())
    wrong = key[:2] + key[3:]
    holder[wrong] = holder.pop(key)
    return frozenset(("ELEM02",)), pointer.removesuffix(key) + wrong


def missing(document: Document, chance: Chance) -> Found:
    """No number of an item, a package or a document line."""
    holder, key, pointer = _spot(document, chance, lambda key, _: key == "SequenceNumeric")
    del holder[key]
    return frozenset(("ELEM06",)), pointer


def unknown_attribute(document: Document, chance: Chance) -> Found:
    """An attribute that nothing carries."""
    holder, key, pointer = _spot(document, chance, lambda key, value: key[0].isupper() and isinstance(value, str))
    holder[key] = {"value": holder[key], "note": "x"}
    return frozenset(("ATTR01",)), pointer


KINDS: dict[str, Callable[[Document, Chance], Found]] = {
    each.__name__.replace("_", " "): each
    for each in (
        wrong_function,
        wrong_country,
        no_number,
        no_value,
        wrong_date,
        misspelt,
        missing,
        unknown_attribute,
    )
}
