"""Places in a message: one path of names, told as WCO pointer, XPath, JSON Pointer and label."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from lxml import etree

from wco_datamodel.naming import element_name, local_name
from wco_datamodel.schema import ClassFacts, ElementFacts, tree

SAME_BEFORE: Final[Any] = etree.XPath("count(preceding-sibling::*[local-name() = $name])")


class Step(msgspec.Struct, frozen=True):
    """One level of a path: an element's name and its occurrence among its siblings of the same name, counted from 1."""

    name: str
    occurrence: int = 1


class Place(msgspec.Struct, frozen=True):
    """A path from the message's body (Declaration or Response) or from its envelope (MetaData) down to one element."""

    steps: tuple[Step, ...]

    @property
    def pointer(self) -> str:
        """The WCO pointer (``42A > 67A > 68A[3] > 23A/137``), as far down as the levels have WCO ids."""
        text = ""
        levels: list[str] = []
        for step, holder, element in self._known():
            if element.term:
                text = f"/{element.id}" if element.id else ""
                break
            class_id = _class_of(holder, element).id
            if not class_id:
                break
            counted = (element.repeatable or element.before) and levels
            levels.append(f"{class_id}[{step.occurrence + element.before}]" if counted else class_id)
        return " > ".join(levels) + text if levels else ""

    @property
    def xpath(self) -> str:
        """The path by local names, as ``/MetaData/Declaration/CurrencyExchange[2]``."""
        return "/MetaData" + "".join(
            f"/{element.tag if element else step.name}{_index(step, element)}" for step, element in self._all()
        )

    @property
    def path(self) -> tuple[tuple[str, int], ...]:
        """The path as XML has it: for each level a local name, and which of the siblings of that name is meant."""
        return tuple(
            (element.tag, step.occurrence + element.before) if element else (step.name, step.occurrence)
            for step, element in self._all()
        )

    @property
    def json_pointer(self) -> str:
        """The path in the JSON spelling (RFC 6901), as ``/MetaData/Declaration/CurrencyExchange/1``."""
        tokens = ["MetaData"]
        for step, element in self._all():
            tokens.append(step.name.replace("~", "~0").replace("/", "~1"))
            if element.repeatable if element else step.occurrence > 1:
                tokens.append(str(step.occurrence - 1))
        return "/" + "/".join(tokens)

    @property
    def name(self) -> str:
        """The name of the element itself."""
        return self.steps[-1].name if self.steps else "MetaData"

    @property
    def label(self) -> str:
        """The element's label, with its holder's where it needs that; its name if the schema knows no such element."""
        known = list(self._known())
        if len(known) < len(self.steps) or not known:
            return self.name if self.steps else "Message"
        classes = [_class_of(root, element) for _, root, element in known if not element.term]
        own = known[-1][2].label if known[-1][2].term else classes[-1].label
        if len(classes) < 2 or not classes[-1].relative:
            return own
        holder = classes[-2].label
        return f"{own} of the {holder[0].lower()}{holder[1:]}"

    @property
    def item(self) -> int | None:
        """The goods item that the place lies in, counted from 1 in the order of the message; None outside the items."""
        return next((step.occurrence for step in self.steps if step.name == "GovernmentAgencyGoodsItem"), None)

    def inside(self, name: str, occurrence: int = 1) -> "Place":
        """Return the place of an element of a message's tree; a DateTimeString stands where its date does."""
        return Place((*self.steps, Step(name, occurrence)))

    def element(self) -> ElementFacts | None:
        """Return what the schema says about the element, or None if it knows no such element here."""
        known = list(self._known())
        return known[-1][2] if known and len(known) == len(self.steps) else None

    def class_facts(self) -> ClassFacts | None:
        """Return the class at this place, or None if it is no class."""
        if not self.steps:
            return tree("MetaData").classes["MetaData"]
        known = list(self._known())
        if not known or len(known) < len(self.steps) or known[-1][2].term:
            return None
        return _class_of(known[-1][1], known[-1][2])

    def _known(self) -> Iterator[tuple[Step, str, ElementFacts]]:
        """Walk the steps that the schema knows; with each, the schema (its root) that its class is declared in."""
        root, facts = "MetaData", tree("MetaData").classes["MetaData"]
        for step in self.steps:
            element = facts.elements.get(step.name)
            if element is None:
                return
            root = element.root or root
            yield step, root, element
            if element.term:
                return
            facts = _class_of(root, element)

    def _all(self) -> Iterator[tuple[Step, ElementFacts | None]]:
        known = list(self._known())
        yield from ((step, element) for step, _, element in known)
        yield from ((step, None) for step in self.steps[len(known) :])


def place_of(element: etree._Element) -> Place:
    """Return the place of an element of a message's tree; a DateTimeString stands where its date does."""
    steps: list[Step] = []
    if local_name(element) == "DateTimeString" and (holder := element.getparent()) is not None:
        element = holder
    for level in (element, *element.iterancestors()):
        if local_name(level) == "MetaData":
            break
        tag, name = local_name(level), element_name(level)
        steps.append(Step(name, int(SAME_BEFORE(level, name=tag)) + (tag == name)))
    return Place(tuple(reversed(steps)))


def place(steps: Sequence[str]) -> Place:
    """Build a place from names with optional occurrences: ``place(("Declaration", "CurrencyExchange[2]"))``."""
    return Place(tuple(_step(text) for text in steps))


def _step(text: str) -> Step:
    name, bracket, occurrence = text.partition("[")
    return Step(name, int(occurrence.rstrip("]")) if bracket else 1)


def _class_of(root: str, element: ElementFacts) -> ClassFacts:
    return tree(root).classes[element.type_name]


def _index(step: Step, element: ElementFacts | None) -> str:
    occurrence = step.occurrence + (element.before if element else 0)
    return f"[{occurrence}]" if occurrence > 1 or (element and element.repeatable) else ""
