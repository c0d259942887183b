"""WCO pointers: built, read, and turned into XPath, JSON Pointer and the Pointer classes of a response.

A pointer is a path of WCO class ids from the root, with the 1-based occurrence of a class that may be repeated, and
the id of
the element at its end: ``42A > 67A > 68A[3] > 23A > 21A[1]/145`` is the first commodity code of the third goods item.
"""

import re
from collections.abc import Iterable

import msgspec

from wco_datamodel.documents import Pointer
from wco_datamodel.message import Message
from wco_datamodel.places import Place, Step, place
from wco_datamodel.problems import Problem, Severity
from wco_datamodel.schema import ClassFacts, ElementFacts, tree

ROOTS = {"42A": "Declaration", "07B": "Response", "74B": "LPCO"}
LEVEL = re.compile(r"(\w{1,4})(?:\[(\d{1,5})\])?")


class PointerUnreadable(ValueError):
    """The text or the Pointer classes name no place that our schemas know."""


def item_pointer(index: int, *path: str) -> str:
    """Return the pointer of a goods item, or of what is inside it.

    ``index`` counts from 0, occurrences in ``path`` from 1: ``item_pointer(0, "Commodity", "Classification[1]", "ID")``
    gives ``42A > 67A > 68A[1] > 23A > 21A[1]/145``.
    """
    return declaration_pointer("GoodsShipment", f"GovernmentAgencyGoodsItem[{index + 1}]", *path)


def declaration_pointer(*path: str) -> str:
    """Return the pointer of the declaration, or of what is inside it: ``declaration_pointer("Importer", "ID")``."""
    return place(("Declaration", *path)).pointer


def commodity_code_pointer(index: int) -> str:
    """Return the pointer of a goods item's commodity code (145); ``index`` counts from 0."""
    return item_pointer(index, "Commodity", "Classification[1]", "ID")


def description_pointer(index: int) -> str:
    """Return the pointer of a goods item's description (137); ``index`` counts from 0."""
    return item_pointer(index, "Commodity", "Description")


def origin_pointer(index: int) -> str:
    """Return the pointer of a goods item's country of origin (063); ``index`` counts from 0."""
    return item_pointer(index, "Origin[1]", "CountryCode")


def measures_pointer(index: int) -> str:
    """Return the pointer of a goods item's masses and quantities (65A); ``index`` counts from 0."""
    return item_pointer(index, "Commodity", "GoodsMeasure")


def document_pointer(index: int, document: int) -> str:
    """Return the pointer of one of a goods item's additional documents (02A); both numbers count from 0."""
    return item_pointer(index, f"AdditionalDocument[{document + 1}]")


def read_pointer(text: str) -> Place:
    """Read pointer text into a place; a missing occurrence is the first. Raises PointerUnreadable."""
    levels, _, tag = text.replace(" ", "").partition("/")
    found = [LEVEL.fullmatch(level) for level in levels.split(">")]
    if not all(found):
        raise PointerUnreadable(f"{text!r} is not a WCO pointer.")
    return _walk([(match[1], int(match[2] or 1)) for match in found if match], tag, text)


def pointer_xpath(text: str) -> str:
    """Turn pointer text into an XPath by local names. Raises PointerUnreadable."""
    return read_pointer(text).xpath


def pointer_json(text: str) -> str:
    """Turn pointer text into a JSON Pointer. Raises PointerUnreadable."""
    return read_pointer(text).json_pointer


def pointer_structs(text: str) -> tuple[Pointer, ...]:
    """Turn pointer text into Pointer classes (97A), one a level; the element's id stands on the last."""
    levels, _, tag = text.replace(" ", "").partition("/")
    structs = []
    for level in filter(None, levels.split(">")):
        section, _, occurrence = level.partition("[")
        number = int(occurrence.rstrip("]")) if occurrence else None
        structs.append(Pointer(sequence_numeric=number, document_section_code=section))
    if tag and structs:
        structs[-1] = msgspec.structs.replace(structs[-1], tag_id=tag)
    return tuple(structs)


def pointer_text(structs: Iterable[Pointer]) -> str:
    """Turn Pointer classes (97A) into pointer text; the reverse of ``pointer_structs``."""
    levels, tag = [], ""
    for each in structs:
        occurrence = f"[{each.sequence_numeric}]" if each.sequence_numeric is not None else ""
        levels.append(f"{each.document_section_code or ''}{occurrence}")
        tag = f"/{each.tag_id}" if each.tag_id else ""
    return " > ".join(levels) + tag


def problem_at(
    code: str,
    sentence: str,
    pointer: str,
    message: Message | None = None,
    severity: Severity = "error",
    *,
    hint: str | None = None,
) -> Problem:
    """Make a problem of a place given as pointer text.

    Paths and label come from the schema, the line from the message where it still has its bytes. A pointer that our
    schemas cannot read is kept as it is, with no paths.
    """
    try:
        found = read_pointer(pointer)
    except PointerUnreadable:
        return Problem(code=code, sentence=sentence, pointer=pointer, hint=hint, severity=severity)
    return problem_in(found, code, sentence, message, severity, hint=hint)


def problem_in(
    where: Place,
    code: str,
    sentence: str,
    message: Message | None = None,
    severity: Severity = "error",
    *,
    hint: str | None = None,
) -> Problem:
    """Make a problem of a place; see ``problem_at``."""
    source = message.source if message else None
    return Problem(
        code=code,
        sentence=sentence,
        pointer=where.pointer,
        xpath=where.xpath,
        json_pointer=where.json_pointer,
        line=source.line_of(where) if source else None,
        label=where.label,
        hint=hint,
        severity=severity,
    )


def _walk(levels: list[tuple[str, int]], tag: str, text: str) -> Place:
    (first, _), *rest = levels
    if first not in ROOTS:
        raise PointerUnreadable(f"{text!r} begins with {first}; a pointer begins with {', '.join(ROOTS)}.")
    root = ROOTS[first]
    facts, steps = tree(root).classes[root], [Step(root)]
    for class_id, occurrence in rest:
        element = _class_inside(root, facts, class_id, occurrence, text)
        root = element.root or root
        facts = tree(root).classes[element.type_name]
        steps.append(Step(element.name, occurrence - element.before))
    if tag:
        steps.append(Step(_element_inside(facts, tag, text)))
    return Place(tuple(steps))


def _class_inside(root: str, facts: ClassFacts, class_id: str, occurrence: int, text: str) -> ElementFacts:
    classes = [element for element in facts.elements.values() if not element.term]
    found = [each for each in classes if tree(each.root or root).classes[each.type_name].id == class_id]
    if not found:
        raise PointerUnreadable(f"{text!r}: there is no class {class_id} inside {facts.name}.")
    return next((each for each in found if each.before and occurrence > each.before), found[0])


def _element_inside(facts: ClassFacts, tag: str, text: str) -> str:
    for element in facts.elements.values():
        if element.term and element.id == tag:
            return element.name
    raise PointerUnreadable(f"{text!r}: there is no element {tag} inside {facts.name}.")
