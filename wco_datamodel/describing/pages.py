"""The reference pages that are derived from the schemas, the code lists, the rules and the tables of faults.

Each function takes a sentence on how the page is written and returns Markdown.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from wco_datamodel.describing.dictionary import Class, Entry, classes, entries
from wco_datamodel.describing.errors import RULES_GROUP, Error, errors
from wco_datamodel.describing.json_schema import json_schema, schema_names
from wco_datamodel.schema import BODIES, tree

ADDRESS: Final = "/api/v1/schemas/"
KINDS: Final = {"string": "text", "number": "number", "integer": "whole number"}


DICTIONARY: Final = """\
# Data dictionary

Every element of every message, class by class. `occurs` says how often an element stands in its class, and `n` that
there is no limit. A running window has the same as a page to search in, at `/dictionary`. Where a class stands in a
message is told in [pointers](pointers.md), the lists of codes in [code lists](code-lists.md), the rules in the
[catalogue of errors](errors.md).
"""
POINTERS: Final = """\
# Pointers

Where a class may stand, in the three ways of naming a place. `n` is the number of an occurrence, counted from 1; JSON
Pointers count from 0. A pointer to an element ends with its WCO id, as `42A/065`; the ids are in the
[data dictionary](data-dictionary.md). A class without a WCO id has the pointer of what holds it.
"""
ERRORS: Final = """\
# Catalogue of errors

Everything that may be said of a message, by its code. `…` stands for what differs from message to message. An error
keeps the message from being taken, a warning does not. Each comes with the place: WCO pointer, XPath, JSON Pointer,
line, and the label of the element. What the API says of a request is in [problems](problems.md).
"""
JSON_SCHEMA: Final = """\
# JSON Schema

The JSON spelling of each message as JSON Schema (2020-12), derived from the XML schema that judges both spellings. A
window serves them to everybody, and the library gives them: `json_schema(name)` of `wco_datamodel.describing`.
"""
VALUES: Final = """\
A schema cannot say how many digits of a number stand behind the point, or that a key is given twice; and it leaves out
what is read but better not written: a list of one around what is single, `true` for a text, blanks around a code.

## Values

A value is written bare, or as an object with `value` and its attributes. Decimals are best written as text.
"""


def data_dictionary(written_by: str = "") -> str:
    """Every class of every message with its elements: WCO id, name, label, format, codes, rules, example."""
    return _page(DICTIONARY, written_by, *(line for body in ("MetaData", *BODIES) for line in _message(body)))


def pointers(written_by: str = "") -> str:
    """Every class at every place, as WCO pointer, XPath and JSON Pointer."""
    messages = groupby(classes(), key=lambda each: each.message)
    return _page(POINTERS, written_by, *(line for body, found in messages for line in _places(body, found)))


def error_catalogue(written_by: str = "") -> str:
    """Everything that the library may say of a message."""
    groups = groupby(errors(), key=lambda each: each.group)
    return _page(ERRORS, written_by, *(line for group, told in groups for line in _errors(group, told)))


def json_schemas(written_by: str = "") -> str:
    """Which JSON Schemas there are, and how each kind of value is spelled."""
    rows = [(f"`{name}`", json_schema(name)["title"], f"`{ADDRESS}{name}`") for name in schema_names()]
    served = _table(("name", "message", "address"), rows)
    return _page(
        JSON_SCHEMA, written_by, *served, VALUES, *_table(("kind of value", "bare", "attributes"), _value_rows())
    )


def _page(beginning: str, written_by: str, *lines: str) -> str:
    head = f"{beginning}{written_by.strip()}\n" if written_by else beginning
    return "\n".join((head, *lines)).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _message(body: str) -> Iterator[str]:
    """A message's classes; a class that stands in several places is told once."""
    told: dict[str, dict[str, Entry]] = {}
    for entry in entries():
        if entry.message == body:
            told.setdefault(entry.holder, {}).setdefault(entry.name, entry)
    yield f"## {tree(body).classes[body].label}\n"
    for holder, elements in told.items():
        yield f"### {_heading(body, holder)}\n"
        yield from _table(HEAD, [_row(body, holder, each) for each in elements.values()])


HEAD: Final = ("id", "element", "label", "format", "occurs", "codes", "rules", "example")


def _heading(body: str, class_name: str) -> str:
    facts = tree(body).classes[class_name]
    return f"{body}: {facts.name} ({facts.id})" if facts.id else f"{body}: {facts.name}"


def _row(body: str, holder: str, entry: Entry) -> tuple[str, ...]:
    label = tree(body).classes[holder].elements[entry.name].label
    codes = f"`{entry.code_list}`" if entry.code_list else entry.codes
    example = f"`{entry.example}`" if entry.example else ""
    return entry.id, f"`{entry.name}`", label, entry.format, entry.occurs, codes, " ".join(entry.rules), example


def _places(body: str, found: Iterable[Class]) -> Iterator[str]:
    yield f"## {tree(body).classes[body].label}\n"
    rows = [(f"`{each.pointer}`", each.label, f"`{each.path}`", f"`{each.json_pointer}`") for each in found]
    yield from _table(("pointer", "what", "XPath", "JSON Pointer"), rows)


def _errors(group: str, told: Iterable[Error]) -> Iterator[str]:
    yield f"## {group}\n"
    if group == RULES_GROUP:
        rows = [(f"`{e.code}`", e.severity, e.sentence, e.example, e.remedy, e.source) for e in told]
        yield from _table(("code", "severity", "what must hold", "example", "what to do", "source"), rows)
        return
    yield from _table(("code", "severity", "what is said", "example", "what to do"), map(_error, told))


def _error(error: Error) -> tuple[str, ...]:
    example = "" if error.example == error.sentence else error.example
    return f"`{error.code}`", error.severity, error.sentence, example, error.remedy


def _value_rows() -> Iterator[tuple[str, ...]]:
    """One row for each representation term: the types of a term differ in their lengths alone."""
    for term, found in groupby(sorted(_data_types(), key=lambda each: each[0]), key=lambda each: each[0]):
        types = [(kinds, attributes) for _, kinds, attributes in found]
        known = {kind for each, _ in types for kind in each}
        kinds = [kind for kind in KINDS if kind in known and (kind != "integer" or "number" not in known)]
        yield term, " or ".join(KINDS[kind] for kind in kinds), ", ".join(f"`{each}`" for each in types[0][1])


def _data_types() -> Iterator[tuple[str, set[str], list[str]]]:
    """Each data type's representation term, the kinds of JSON value it may be bare, and its attributes."""
    for definitions in (json_schema(name)["$defs"] for name in schema_names()):
        for name, schema in definitions.items():
            bare = definitions.get(f"{name}.value")
            if bare is not None:
                spellings = schema.get("anyOf", [schema])
                yield _term(name), _kinds(bare), [each for each in spellings[-1]["properties"] if each != "value"]


def _term(type_name: str) -> str:
    return "Text of the envelope" if type_name.startswith("xs:") else type_name.partition(".")[0]


def _kinds(schema: dict[str, Any]) -> set[str]:
    found = schema.get("type", "string")
    return {found} if isinstance(found, str) else set(found)
