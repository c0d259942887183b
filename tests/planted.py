"""Errors planted into real messages, each with the place where it must be reported."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from wco_datamodel.naming import local_name
from wco_datamodel.places import place_of

DATES = "urn:wco:datamodel:WCO:Declaration_DS:DMS:2"
NUMBERS = frozenset(("Amount", "Quantity", "Measure", "Numeric"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Element = etree._Element
Chance = random.Random


class Fault(NamedTuple):
    """What must be reported: one of these codes, with an XPath that ends in this name, on this line."""

    codes: frozenset[str]
    name: str
    line: int


class Mark(NamedTuple):
    """The element that a fault is told at, before lines are known; ``missing`` is looked for inside it."""

    element: Element
    codes: frozenset[str]
    missing: str = ""


class Planted(NamedTuple):
    """A message with errors in it."""

    kind: str
    data: bytes
    faults: tuple[Fault, ...]


def plant(kind: str, data: bytes, chance: Chance) -> Planted:
    """Plant the errors of one kind into a message that has none."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    marks = KINDS[kind](root, chance)
    paths = [root.getroottree().getelementpath(mark.element) for mark in marks]
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    again = etree.fromstring(written).getroottree()
    faults = tuple(_fault(mark, again, path) for mark, path in zip(marks, paths, strict=True))
    return Planted(kind, written, faults)


def _fault(mark: Mark, tree: etree._ElementTree, path: str) -> Fault:
    found = tree.getroot().find(path)
    assert found is not None
    return Fault(mark.codes, mark.missing or _name(mark.element), found.sourceline or 0)


def _name(element: Element) -> str:
    """The name that the message's own text has, but for a DateTimeString, which is told as its date."""
    parent = element.getparent()
    return local_name(parent if local_name(element) == "DateTimeString" and parent is not None else element)


def _declaration(root: Element) -> Element:
    return next(element for element in root.iter("{*}Declaration"))


def _values(root: Element) -> Iterator[Element]:
    """The elements of the declaration that hold a value, not a class."""
    return (each for each in _declaration(root).iter("*") if len(each) == 0 and (each.text or "").strip())


def _classes(root: Element) -> list[Element]:
    return [each for each in _declaration(root).iter("*") if place_of(each).class_facts() is not None]


def _one(found: Iterator[Element] | list[Element], chance: Chance) -> Element:
    chosen: Element = chance.choice([*found])
    return chosen


def _refill(element: Element, text: str, *codes: str) -> list[Mark]:
    element.text = text
    return [Mark(element, frozenset(codes))]


def _function_code(root: Element) -> Element:
    return next(each for each in _declaration(root) if local_name(each) == "FunctionCode")


def wrong_currency(root: Element, chance: Chance) -> list[Mark]:
    """A currency that no country has."""
    amount = _one((each for each in _values(root) if "currencyID" in each.attrib), chance)
    amount.set("currencyID", chance.choice(("XQZ", "ABQ", "NZX")))
    return [Mark(amount, frozenset(("VALUE302",)))]


def wrong_country(root: Element, chance: Chance) -> list[Mark]:
    """A country that does not exist."""
    code = _one((each for each in _values(root) if local_name(each) == "CountryCode"), chance)
    return _refill(code, chance.choice(("ZQ", "QB", "XY")), "VALUE303")


def wrong_function(root: Element, chance: Chance) -> list[Mark]:
    """A function that declarations do not have."""
    return _refill(_function_code(root), chance.choice(("8", "27", "A", "99")), "VAL05", "VAL06", "VAL07")


def wrong_letters(root: Element, chance: Chance) -> list[Mark]:
    """A digit where only letters may stand; a country of origin may be a group of countries with a number."""
    code = _one((each for each in _values(root) if _takes_letters(each)), chance)
    return _refill(code, chance.choice(("G1", "1F", "99")), "VAL04")


def _takes_letters(element: Element) -> bool:
    facts = place_of(element).element()
    return facts is not None and facts.name == "CountryCode" and facts.format == "a2"


def missing_function(root: Element, chance: Chance) -> list[Mark]:  # noqa: ARG001 (the kinds share a signature)
    """No function of the declaration."""
    code = _function_code(root)
    declaration = _declaration(root)
    declaration.remove(code)
    return [Mark(declaration, frozenset(("ELEM06",)), "FunctionCode")]


def missing_sequence(root: Element, chance: Chance) -> list[Mark]:
    """No number of an item, a container or a seal."""
    number = _one((each for each in _values(root) if _is_needed(each, "SequenceNumeric")), chance)
    holder = number.getparent()
    assert holder is not None
    holder.remove(number)
    return [Mark(holder, frozenset(("ELEM06",)), "SequenceNumeric")]


def _is_needed(element: Element, name: str) -> bool:
    facts = place_of(element).element()
    return local_name(element) == name and facts is not None and facts.minimum == 1


def wrong_holder(root: Element, chance: Chance) -> list[Mark]:
    """A value moved into a class that has no such element, from one that can do without it."""
    value = _one((each for each in _values(root) if _is_needless(each)), chance)
    name = local_name(value)
    strangers = [each for each in _classes(root) if _is_strange(name, each)]
    value.tail = "\n"
    chance.choice(strangers).insert(0, value)
    return [Mark(value, frozenset(("ELEM01", "ELEM02", "ELEM03")))]


def _is_needless(element: Element) -> bool:
    facts = place_of(element).element()
    return local_name(element) != "DateTimeString" and facts is not None and facts.minimum == 0


def _is_strange(name: str, holder: Element) -> bool:
    facts = place_of(holder).class_facts()
    return facts is not None and name not in facts.elements and len(holder) > 0


def wrong_order(root: Element, chance: Chance) -> list[Mark]:
    """The first of at least three different elements moved behind the others."""
    holder = _one((each for each in _classes(root) if _has_order(each)), chance)
    first = holder[0]
    first.tail = "\n"
    holder.append(first)
    return [Mark(first, frozenset(("ELEM04",)))]


def _has_order(holder: Element) -> bool:
    names = [local_name(each) for each in holder]
    return len(set(names)) >= 3 and names.count(names[0]) == 1


def misspelt_value(root: Element, chance: Chance) -> list[Mark]:
    """One letter swapped, dropped or added in the name of a value."""
    return _misspell((each for each in _values(root) if local_name(each) != "DateTimeString"), chance)


def misspelt_class(root: Element, chance: Chance) -> list[Mark]:
    """One letter swapped, dropped or added in the name of a class."""
    return _misspell((each for each in _classes(root) if local_name(each) != "Declaration"), chance)


def _misspell(elements: Iterator[Element], chance: Chance) -> list[Mark]:
    element = _one((each for each in elements if len(local_name(each)) >= 4), chance)
    name = local_name(element)
    at = chance.randrange(1, len(name) - 2)
    spellings = (
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[:at] + chance.choice(LETTERS) + name[at:],
    )
    wrong = chance.choice([each for each in spellings if each != name])
    element.tag = str(element.tag).replace(f"}}{name}", f"}}{wrong}")
    return [Mark(element, frozenset(("ELEM02",)))]


def wrong_date(root: Element, chance: Chance) -> list[Mark]:
    """A date in a form that messages do not have."""
    return _date(root, chance.choice(("2026-11-24", "24/11/2026", "20261", "tomorrow")), "102", "VAL10")


def impossible_date(root: Element, chance: Chance) -> list[Mark]:
    """A date in the right form that no calendar has."""
    text, code = chance.choice((("20260230", "102"), ("20261301", "102"), ("20261124256100Z", "304")))
    return _date(root, text, code, "VALUE301")


def _date(root: Element, text: str, format_code: str, *codes: str) -> list[Mark]:
    declaration = _declaration(root)
    holder = next((each for each in declaration if local_name(each) == "AcceptanceDateTime"), None)
    if holder is not None:
        declaration.remove(holder)
    holder = etree.Element(str(declaration.tag).replace("}Declaration", "}AcceptanceDateTime"))
    holder.tail = "\n"
    date = etree.SubElement(holder, f"{{{DATES}}}DateTimeString", formatCode=format_code)
    date.text = text
    declaration.insert(0, holder)
    return [Mark(date, frozenset(codes))]


def too_long(root: Element, chance: Chance) -> list[Mark]:
    """One character more than the element may have."""
    element = _one((each for each in _values(root) if _width(each)), chance)
    return _refill(element, "X" * (_width(element) + 1), "VAL02", "VAL06")


def _width(element: Element) -> int:
    facts = place_of(element).element()
    found = re.fullmatch(r"an\.\.(\d+)", facts.format) if facts else None
    return int(found[1]) if found and facts and facts.term not in {"DateTime", *NUMBERS} else 0


def no_number(root: Element, chance: Chance) -> list[Mark]:
    """A text where a number must stand."""
    number = _one((each for each in _values(root) if _term(each) in NUMBERS), chance)
    return _refill(number, chance.choice(("12x", "1,50", "ten", "1 000")), "VAL07")


def _term(element: Element) -> str:
    facts = place_of(element).element()
    return facts.term if facts else ""


def unknown_attribute(root: Element, chance: Chance) -> list[Mark]:
    """An attribute that nothing carries."""
    element = _one(_values(root) if chance.random() < 0.5 else _classes(root), chance)
    element.set(chance.choice(("note", "remark", "Unit")), "x")
    return [Mark(element, frozenset(("ATTR01",)))]


def two_of_form(root: Element, chance: Chance) -> list[Mark]:
    """Two errors of form in different places."""
    first, second = chance.choice(
        (
            (misspelt_value, no_number),
            (missing_sequence, wrong_function),
            (wrong_date, wrong_letters),
            (wrong_letters, no_number),
            (misspelt_value, missing_function),
            (wrong_order, too_long),
        )
    )
    return [*first(root, chance), *second(root, chance)]


def two_of_content(root: Element, chance: Chance) -> list[Mark]:
    """Two errors that only the document rules see."""
    first, second = chance.sample((wrong_currency, wrong_country, impossible_date), 2)
    return [*first(root, chance), *second(root, chance)]


FORM = (
    wrong_function, wrong_letters, missing_function, missing_sequence, wrong_holder, wrong_order, misspelt_value,
    misspelt_class, wrong_date, too_long, no_number, unknown_attribute,
)  # fmt: skip
CONTENT = (wrong_currency, wrong_country, impossible_date)


def one_of_each(root: Element, chance: Chance) -> list[Mark]:
    """An error of content, and one of form that leaves the value with the other readable."""
    content = chance.choice(CONTENT)(root, chance)
    at = [*root.iter()].index(content[0].element)
    while True:
        form, before, trial = chance.choice(FORM), chance.getstate(), copy.deepcopy(root)
        value = [*trial.iter()][at]
        if _leaves(value, form(trial, chance), trial):
            chance.setstate(before)
            return [*content, *form(root, chance)]


def _leaves(value: Element, marks: list[Mark], root: Element) -> bool:
    """Whether a value still stands in the message, where it is known, and is not at fault itself."""
    attached = any(value is each for each in root.iter())
    return attached and place_of(value).element() is not None and all(value is not mark.element for mark in marks)


KINDS: dict[str, Callable[[Element, Chance], list[Mark]]] = {
    each.__name__.replace("_", " "): each
    for each in (
        wrong_currency,
        wrong_country,
        wrong_function,
        wrong_letters,
        missing_function,
        missing_sequence,
        wrong_holder,
        wrong_order,
        misspelt_value,
        misspelt_class,
        wrong_date,
        impossible_date,
        too_long,
        no_number,
        unknown_attribute,
        two_of_form,
        two_of_content,
        one_of_each,
    )
}
