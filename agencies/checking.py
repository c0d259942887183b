"""What the types cannot say about a requirement: the sentences that its file is refused with."""

import re
from collections.abc import Iterator

from agencies.contract import Asks, Requirement
from agencies.goods import BadRange, all_prefixes, overlap

_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")
_ID_LENGTH = 17  # a response names a requirement in a StatementCode (226), an..17
_TEXT_LENGTH = 350  # a response says sentence, document and law in a StatementDescription (225), an..512
_COUNTRY = re.compile(r"[A-Z]{2}")
_PROCEDURE = re.compile(r"[0-9A-Z]{2}")
_DOCUMENT = re.compile(r"[0-9A-Z]{1,3}|[A-Z][0-9A-Z]{3}")
_UNIT = re.compile(r"[0-9A-Z]{2,3}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_OFFICE = re.compile(r"[A-Z]{2}[0-9A-Z]{3,15}")
_FIRST = re.compile(r"[A-Z0-9]{2,5}/([0-9A-Z]{1,3}|[A-Z][0-9A-Z]{3})")
_NEEDS_DOCUMENT = (Asks.PERMIT, Asks.CERTIFICATE)
_PERMIT_FIELDS = ("permit_kind", "quantity_unit", "value_currency", "tolerance_percent", "needs_first", "second_person")


def faults(agency: str, requirement: Requirement) -> Iterator[str]:
    """A sentence for each thing that is wrong with a requirement of this agency."""
    yield from _text_faults(agency, requirement)
    yield from _goods_faults(requirement)
    yield from _day_faults(requirement)
    yield from _document_faults(requirement)
    yield from _condition_faults(requirement)
    yield from _amount_faults(requirement)
    yield from _permit_faults(requirement)


def _text_faults(agency: str, requirement: Requirement) -> Iterator[str]:
    named = requirement.id.startswith(f"{agency}-") and _ID.fullmatch(requirement.id)
    if not named or len(requirement.id) > _ID_LENGTH:
        yield f"id must be {agency}- and capital letters, digits and hyphens, {_ID_LENGTH} characters at most in all."
    texts = {"title": requirement.title, "sentence": requirement.sentence, "law.citation": requirement.law.citation}
    for field, text in texts.items():
        if not text.strip():
            yield f"{field} is empty."
        elif len(text) > _TEXT_LENGTH:
            yield f"{field} is longer than {_TEXT_LENGTH} characters."


def _goods_faults(requirement: Requirement) -> Iterator[str]:
    if not requirement.goods:
        yield "goods is empty: name HS codes, or ranges of them."
    try:
        goods, but_not = all_prefixes(requirement.goods), all_prefixes(requirement.but_not)
    except BadRange as error:
        yield f"goods or but_not: {error}"
        return
    for prefix in but_not:
        if goods and not overlap(prefix, goods):
            yield f"but_not: {prefix} is not among the goods."


def _day_faults(requirement: Requirement) -> Iterator[str]:
    if requirement.valid_to and requirement.valid_to < requirement.valid_from:
        yield "valid_to is before valid_from."
    if requirement.clock is not None and requirement.clock < 0:
        yield "clock is less than no working days."


def _document_faults(requirement: Requirement) -> Iterator[str]:
    needs = requirement.asks in _NEEDS_DOCUMENT
    if needs and not requirement.documents:
        yield f"documents is empty: say by which codes a declaration names the {requirement.asks}."
    if not needs and requirement.documents:
        yield "documents: only a permit or a certificate is named by a document."
    if not needs and requirement.conditions:
        yield "conditions: only a permit or a certificate has conditions."
    for code in requirement.documents:
        if not _DOCUMENT.fullmatch(code):
            yield f"documents: {code!r} is neither a type code such as 851 nor a category and a type code such as C673."


def _condition_faults(requirement: Requirement) -> Iterator[str]:
    countries = {"origin": requirement.origin, "destination": requirement.destination}
    for field, condition in countries.items():
        for code in (*condition.only, *condition.but):
            if not _COUNTRY.fullmatch(code):
                yield f"{field}: {code!r} is not a country code of two capital letters."
    for code in (*requirement.procedure.only, *requirement.procedure.but):
        if not _PROCEDURE.fullmatch(code):
            yield f"procedure: {code!r} is not a procedure code of two characters."
    for code in (*requirement.office.only, *requirement.office.but):
        if not _OFFICE.fullmatch(code):
            yield f"office: {code!r} is not the code of a customs office such as XLLAG1."


def _amount_faults(requirement: Requirement) -> Iterator[str]:
    threshold, fee = requirement.threshold, requirement.fee
    if threshold and (threshold.over < 0 or not _UNIT.fullmatch(threshold.unit)):
        yield "threshold must be a quantity of 0 or more in a unit code of two or three characters."
    if fee and (fee.amount < 0 or not _CURRENCY.fullmatch(fee.currency)):
        yield "fee must be an amount of 0 or more in a currency code of three capital letters."


def _permit_faults(requirement: Requirement) -> Iterator[str]:
    for field in _PERMIT_FIELDS:
        if getattr(requirement, field) and requirement.asks not in _NEEDS_DOCUMENT:
            yield f"{field}: only a permit or a certificate has one."
    yield from _measure_faults(requirement)
    if requirement.review_days is not None and requirement.review_days < 1:
        yield "review_days is less than one day."
    for needed in requirement.needs_first:
        if not _FIRST.fullmatch(needed):
            yield f"needs_first: {needed!r} is not an agency and a document such as ENV/626."


def _measure_faults(requirement: Requirement) -> Iterator[str]:
    if requirement.quantity_unit is not None and not _UNIT.fullmatch(requirement.quantity_unit):
        yield "quantity_unit must be a unit code of two or three characters, such as KGM."
    if requirement.value_currency is not None and not _CURRENCY.fullmatch(requirement.value_currency):
        yield "value_currency must be a currency code of three capital letters, such as NZD."
    if requirement.value_currency is not None and requirement.quantity_unit is not None:
        yield "value_currency: a permit is counted by its value or by a quantity, not by both."
    if requirement.tolerance_percent is not None and not 0 <= requirement.tolerance_percent <= 100:
        yield "tolerance_percent must be from 0 to 100."
    if requirement.tolerance_percent is not None and requirement.measured_in is None:
        yield "tolerance_percent is of a quantity: say its quantity_unit."
