"""The data dictionary: every element of every message, with what the schema, the code lists and the rules say of it."""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from wco_datamodel.codelists import CodeLists
from wco_datamodel.describing.examples import example_of
from wco_datamodel.describing.rules import rules_about
from wco_datamodel.places import Place, Step
from wco_datamodel.schema import BODIES, ClassFacts, ElementFacts, tree


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One element at one place of a message.

    ``pointer`` and ``path`` are patterns: ``[n]`` stands for the number of an occurrence. ``codes`` is what the WCO
    says about the values, ``code_list`` the name of the list that holds them here, ``rules`` the codes of the document
    rules that look at the element. ``maximum`` is None where the element may be repeated without limit.
    """

    message: str
    holder: str
    name: str
    id: str
    label: str
    path: str
    pointer: str
    format: str
    minimum: int
    maximum: int | None
    codes: str = ""
    code_list: str = ""
    rules: tuple[str, ...] = ()
    example: str = ""

    @property
    def occurs(self) -> str:
        """How often it may stand there: ``1``, ``0..1``, ``0..n``."""
        most = "n" if self.maximum is None else str(self.maximum)
        return most if str(self.minimum) == most else f"{self.minimum}..{most}"


class Class(msgspec.Struct, frozen=True, kw_only=True):
    """One class at one place of a message, with the same patterns as an entry."""

    message: str
    name: str
    id: str
    label: str
    path: str
    pointer: str
    json_pointer: str


@cache
def entries() -> tuple[Entry, ...]:
    """Return every element of every message, in the order of the schemas: the envelope's, then each message's."""
    own = [
        _entry("MetaData", Place((Step(each.name),)), each) for each in _values(tree("MetaData").classes["MetaData"])
    ]
    return (*own, *(_entry(body, *found) for body in BODIES for found in _elements(Place((Step(body),)))))


@cache
def classes() -> tuple[Class, ...]:
    """Return every class of every message, at each place where it may stand."""
    return tuple(_class(body, where) for body in BODIES for where in _places(Place((Step(body),))))


def search(words: str) -> Sequence[Entry]:
    """Return the entries in which every word occurs; those whose WCO id or name it is come first."""
    asked = words.casefold().split()
    found = [entry for entry in entries() if all(word in _text(entry) for word in asked)]
    return sorted(
        found, key=lambda entry: not any(word in (entry.id.casefold(), entry.name.casefold()) for word in asked)
    )


@cache
def _text(entry: Entry) -> str:
    told = (entry.id, entry.label, entry.path, entry.pointer, entry.codes, entry.code_list, *entry.rules)
    return " ".join(told).casefold()


def _values(facts: ClassFacts) -> Iterator[ElementFacts]:
    return (element for element in facts.elements.values() if element.term)


def _places(where: Place) -> Iterator[Place]:
    """A class's place and those of all classes inside it; what a response echoes is described where it is at home."""
    yield where
    facts = where.class_facts()
    for element in facts.elements.values() if facts else ():
        if not element.term and not element.root:
            yield from _places(where.inside(element.name))


def _elements(start: Place) -> Iterator[tuple[Place, ElementFacts]]:
    for where in _places(start):
        facts = where.class_facts()
        yield from ((where.inside(element.name), element) for element in (_values(facts) if facts else ()))


def _entry(message: str, where: Place, element: ElementFacts) -> Entry:
    held = Place(where.steps[:-1]).class_facts()
    holder = held.name if held else ""
    known = CodeLists.standard().of_element(element.id) if element.id else None
    return Entry(
        message=message,
        holder=holder,
        name=element.name,
        id=element.id,
        label=where.label if len(where.steps) > 1 else element.label,
        path=pattern(where.xpath),
        pointer=pattern(where.pointer),
        format=element.format,
        minimum=element.minimum,
        maximum=element.maximum,
        codes=element.codes,
        code_list=known.name if known else "",
        rules=rules_about(where, element),
        example=example_of(holder, element),
    )


def _class(message: str, where: Place) -> Class:
    facts = where.class_facts()
    return Class(
        message=message,
        name=where.name,
        id=facts.id if facts else "",
        label=where.label,
        path=pattern(where.xpath),
        pointer=pattern(where.pointer),
        json_pointer=_json_pattern(where),
    )


def pattern(text: str) -> str:
    """Turn the path of a first occurrence into one of any: ``68A[1]`` into ``68A[n]``."""
    return text.removeprefix("/MetaData/").replace("[1]", "[n]")


def _json_pattern(where: Place) -> str:
    return "/".join("n-1" if part == "0" else part for part in where.json_pointer.split("/"))
