"""Why a message was refused: xmlschema goes over the same tree and every fault is told in a trader's words."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from threading import BoundedSemaphore
from time import thread_time
from typing import Any, Final, NamedTuple, cast

import msgspec
import xmlschema
from lxml import etree
from xmlschema.validators.exceptions import (
    XMLSchemaChildrenValidationError,
    XMLSchemaDecodeError,
    XMLSchemaValidationError,
)

from wco_datamodel.catalogue import CATALOGUE, MOST, quoted, tell
from wco_datamodel.lines import json_places
from wco_datamodel.message import Source
from wco_datamodel.naming import local_name
from wco_datamodel.places import Place, place_of
from wco_datamodel.problems import Problem
from wco_datamodel.schema import MOST_REPEATS, SCHEMAS, part_judge
from wco_datamodel.structure import structure_faults
from wco_datamodel.value_faults import attribute_fault, value_fault

TURNS: Final = BoundedSemaphore(2)
"""Explaining costs far more than judging: so many messages at once in a process, the rest wait."""
PATIENCE: Final = 5.0
"""Seconds of processor time after which no further element of a message is looked at; enough for thousands of items."""
ELEMENTS_AT_A_TIME: Final = 16
"""The clock is read once for so many elements: where reading it is a call of the system, it costs more than a look."""
SETTLING: Final = {CATALOGUE["VALUE-EMPTY"].code, CATALOGUE["ELEMENT-IN-VALUE"].code}
"""Faults after which nothing else need be said of the same value."""
HARMLESS: Final = {CATALOGUE[name].code for name in ("ATTRIBUTE-UNKNOWN", "ELEMENT-ORDER", "TEXT-STRAY")}
"""Faults that leave every value readable."""
MOST_ATTRIBUTES: Final = 30
NUMBERS: Final = ("Amount", "Measure", "Quantity", "Numeric")
NAMED: Final = re.compile(r"Element '([^']+)'")
WIDE: Final = etree.XPath(f"descendant-or-self::*[count(*) > {MOST_REPEATS}]")
DECKED: Final = etree.XPath(f"descendant-or-self::*[count(@*) > {MOST_ATTRIBUTES}]")


@cache
def explainer() -> xmlschema.XMLSchema10:
    """Compile the schema for explaining. Costs tens of milliseconds, once."""
    return xmlschema.XMLSchema10(SCHEMAS / "metadata.xsd", allow="local")


class Explained(NamedTuple):
    """The faults of a refused message, the elements whose value is at fault, and whether these are all."""

    problems: tuple[Problem, ...]
    faulty: frozenset[etree._Element]
    whole: bool


def explain(envelope: etree._Element, source: Source) -> Explained:
    """Name every fault of a refused message, in its order; after the first 200 it says that there are more.

    What no sender means, thousands of children or dozens of attributes on one element, is told without xmlschema, whose
    work grows with their square; and after some seconds xmlschema is stopped with what it has found.
    """
    look = _Look()
    with TURNS:
        told = list(islice(_outsized(envelope), MOST + 1))
        if not told:
            told = list(islice(chain(_told(envelope, look), _numbers_with_blanks(envelope, look)), MOST + 1))
            look.found = bool(told)
    told = told or list(islice(_by_libxml2(envelope), MOST)) or [tell("MESSAGE-OTHER", Place(()), envelope.sourceline)]
    problems = sorted(located(told[:MOST], source), key=lambda problem: problem.line or 0)
    more = len(told) > MOST or look.ended
    if more:
        problems.append(tell("MESSAGE-MORE", Place(()), problems[-1].line, count=len(problems)))
    return Explained(tuple(problems), frozenset(look.faulty), look.found and not more)


class _Look:
    """Says where xmlschema, which asks before each element, need not look.

    That is any class which libxml2 finds good by itself, in a fraction of the time, and everything once time is over.
    """

    def __init__(self) -> None:
        self.until = thread_time() + PATIENCE
        self.asked = 0
        self.ended = False
        self.found = False
        self.good: set[etree._Element] = set()
        self.faulty: set[etree._Element] = set()

    def __call__(self, element: etree._Element, declared: Any) -> bool:
        """Whether to leave an element out."""
        self.asked += 1
        if self.asked % ELEMENTS_AT_A_TIME == 0:
            self.ended = self.ended or thread_time() > self.until
        if not self.ended and declared.type.has_complex_content() and part_judge().validate(element):
            self.good.add(element)
        return self.ended or element in self.good

    def rest(self, element: etree._Element) -> Iterator[etree._Element]:
        """Walk all elements but those that are good."""
        if element not in self.good:
            yield element
            for child in element.iterchildren("*"):
                yield from self.rest(child)


def _outsized(envelope: etree._Element) -> Iterator[Problem]:
    for element in DECKED(envelope):
        yield tell(
            "ATTRIBUTE-UNKNOWN", place_of(element), element.sourceline, attribute=quoted(str(element.keys()[-1]))
        )
    for element in WIDE(envelope):
        count = len(element)
        yield tell("ELEMENT-WIDE", place_of(element), element.sourceline, count=f"{count:,}", limit=f"{MOST_REPEATS:,}")


def _by_libxml2(envelope: etree._Element) -> Iterator[Problem]:
    """Tell which elements only libxml2 refuses, from a schema whose log nobody else writes to."""
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "metadata.xsd"))
    schema.validate(envelope)
    for entry in schema.error_log:
        named = NAMED.match(entry.message)
        for element in envelope.iter(named[1]) if named else ():
            if element.sourceline in {None, entry.line}:
                yield tell("MESSAGE-OTHER", place_of(element), element.sourceline)


def _numbers_with_blanks(envelope: etree._Element, look: _Look) -> Iterator[Problem]:
    """Tell numbers with a blank inside, which xmlschema reads and libxml2 does not."""
    for element in look.rest(envelope):
        if local_name(element).endswith(NUMBERS) and len(element) == 0 and _has_blank_inside(element.text or ""):
            look.faulty.add(element)
            yield value_fault(element, "XsdAtomicBuiltin")


def _has_blank_inside(number: str) -> bool:
    """Whether a text would be a number but for the blanks in it. Not by a pattern: the text may be millions long."""
    pieces = number.split()
    return len(pieces) > 1 and "".join(pieces).lstrip("+-").replace(".", "", 1).isdigit()


def located(problems: list[Problem], source: Source) -> list[Problem]:
    """Give problems of a JSON message their lines, and their pointers as its text has them."""
    if source.spelling == "xml" or not problems:
        return problems
    found = json_places(source.data, {problem.json_pointer for problem in problems})
    return [_moved(problem, *found[problem.json_pointer]) for problem in problems]


def _moved(problem: Problem, json_pointer: str, line: int) -> Problem:
    return msgspec.structs.replace(problem, json_pointer=json_pointer, line=line)


def _told(envelope: etree._Element, look: _Look) -> Iterator[Problem]:
    """Tell each fault once: a class's structure once, an empty value only as empty."""
    told: set[tuple[str, str, str]] = set()
    settled: set[str] = set()
    parents: set[Any] = set()
    for error in explainer().iter_errors(cast("Any", envelope), validation_hook=cast("Any", look)):
        if isinstance(error, XMLSchemaChildrenValidationError):
            if error.elem in parents:
                continue
            parents.add(error.elem)
        for problem in _translated(error):
            key = (problem.code, problem.xpath, problem.sentence)
            if key not in told and problem.xpath not in settled:
                told.add(key)
                settled.update((problem.xpath,) if problem.code in SETTLING else ())
                if not isinstance(error, XMLSchemaChildrenValidationError) and problem.code not in HARMLESS:
                    look.faulty.add(cast("Any", error.elem))
                yield problem


def _translated(error: XMLSchemaValidationError) -> Iterator[Problem]:
    element: Any = error.elem
    reason, facet = error.reason or "", type(error.validator).__name__
    if element is None:
        return
    if isinstance(error, XMLSchemaChildrenValidationError):
        yield from structure_faults(element)
    elif "child elements not allowed" in reason:
        yield _stray_text(element)
    elif "can't have child elements" in reason:
        yield tell("ELEMENT-IN-VALUE", place_of(element), element.sourceline)
    elif facet == "XsdAttributeGroup" or reason.startswith("attribute "):
        yield attribute_fault(element, reason)
    elif facet != "XsdEnumerationFacets" and getattr(getattr(error.validator, "parent", None), "enumeration", None):
        return  # told by the list of what it can be
    elif isinstance(error, XMLSchemaDecodeError):
        yield value_fault(element, "XsdAtomicBuiltin")
    else:
        yield value_fault(element, facet, tuple(map(str, getattr(error.validator, "enumeration", None) or ())))


def _stray_text(element: etree._Element) -> Problem:
    pieces = [element.text, *(child.tail for child in element)]
    text = next((piece for piece in pieces if piece and piece.strip()), "")
    return tell("TEXT-STRAY", place_of(element), element.sourceline, value=quoted(text))
