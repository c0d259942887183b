"""One requirement's answer for an item, and the verdict that several answers make together."""

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from agencies.contract import Asks, Evidence, HoldKind, Outcome, PermitFound, Reason, Requirement, Verdict, WaitsFor
from agencies.meeting import Facts, not_stated
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.pointers import declaration_pointer, item_pointer

_EDIFACT = (None, "", "N")
_STRICTNESS = {outcome: outcome.strictness for outcome in Outcome}
_BY_DOCUMENT = frozenset({Asks.PERMIT, Asks.CERTIFICATE})
_BY_LAW_ALONE = {
    Asks.PROHIBITION: (Outcome.REFUSE, None),
    Asks.INSPECTION: (Outcome.HOLD, HoldKind.INSPECTION),
    Asks.NOTIFICATION: (Outcome.CLEAR, None),
}
_WAITS = (None, WaitsFor.COMPUTER, WaitsFor.OFFICER, WaitsFor.PAYMENT, WaitsFor.DOCUMENT)
_FACTS = {
    "origin": ("the country of origin", ("Origin[1]", "CountryCode")),
    "destination": ("the country of destination", ("Destination", "CountryCode")),
    "procedure": ("the requested procedure", ("GovernmentProcedure[1]", "CurrentCode")),
    "quantity": ("the quantity", ("Commodity", "GoodsMeasure")),
}

pointer = lru_cache(maxsize=4096)(item_pointer)
"""A WCO pointer into a goods item; its index counts from 0, as ``wco_datamodel.pointers.item_pointer`` says."""


class Finding(msgspec.Struct, frozen=True):
    """What one requirement says of one item."""

    outcome: Outcome
    reason: Reason
    waits_for: WaitsFor | None = None
    hold: HoldKind | None = None
    conditions: tuple[str, ...] = ()
    clock: int | None = None


class Judged(msgspec.Struct, frozen=True):
    """The item that is judged, its place in the message (its index, from 0), the facts about and beside it, by whom."""

    agency: str
    item: GovernmentAgencyGoodsItem
    index: int
    facts: Facts
    evidence: Evidence

    def place(self, *path: str) -> str:
        """The WCO pointer of something inside the item."""
        return pointer(self.index, *path)

    @property
    def commodity_code(self) -> str:
        """The WCO pointer of the classification by which the item meets requirements."""
        occurrence, _ = self.item.commodity_code
        path = (f"Classification[{occurrence}]", "ID") if occurrence else ()
        return self.place("Commodity", *path)


def find(requirement: Requirement, judged: Judged) -> Finding:
    """What a requirement that the item meets says of it."""
    if requirement.asks in _BY_DOCUMENT:
        return _document(requirement, judged)
    if requirement.asks is Asks.PROHIBITION and (open_facts := not_stated(requirement, judged.facts)):
        return _ask_fact(requirement, judged, open_facts[0])
    outcome, hold = _BY_LAW_ALONE[requirement.asks]
    reason = because(requirement, requirement.sentence, judged.commodity_code)
    return Finding(outcome, reason, hold=hold, clock=requirement.clock)


def because(requirement: Requirement, sentence: str, place: str) -> Reason:
    """A reason under the requirement's law. ``place`` is a WCO pointer."""
    return Reason(requirement.id, sentence, requirement.law.citation, place, requirement.asks)


def ask_document(requirement: Requirement, sentence: str, place: str) -> Finding:
    """The answer that waits for a document, or for a better one."""
    reason = because(requirement, sentence, place)
    return Finding(
        Outcome.PENDING, reason, WaitsFor.DOCUMENT, conditions=requirement.conditions, clock=requirement.clock
    )


def let_go(requirement: Requirement, sentence: str, place: str) -> Finding:
    """The answer that the goods may go, under the requirement's conditions if it has any."""
    outcome = Outcome.CONDITIONAL if requirement.conditions else Outcome.CLEAR
    reason = because(requirement, sentence, place)
    return Finding(outcome, reason, conditions=requirement.conditions, clock=requirement.clock)


def further(finding: Finding, requirement: Requirement, sentence: str, place: str) -> Finding:
    """The same question with a further one: a document is waited for, and all that is asked is said at once."""
    if finding.outcome is Outcome.PENDING and finding.waits_for is WaitsFor.DOCUMENT:
        said = msgspec.structs.replace(finding.reason, sentence=f"{finding.reason.sentence} {sentence}")
        return msgspec.structs.replace(finding, reason=said)
    return ask_document(requirement, sentence, place)


def named_document(requirement: Requirement, item: GovernmentAgencyGoodsItem) -> tuple[int, AdditionalDocument] | None:
    """The first of the item's documents (02A) that is what the requirement asks for, with its index from 0."""
    return next(iter(_documents(requirement, item)), None)


def _documents(requirement: Requirement, item: GovernmentAgencyGoodsItem) -> list[tuple[int, AdditionalDocument]]:
    return [
        (index, document)
        for index, document in enumerate(item.additional_document)
        if (document.id or "").strip() and any(_is(code, document) for code in requirement.documents)
    ]


def left_to_computer(verdict: Verdict) -> Verdict:
    """A verdict of the table of an agency whose own system answers: it waits for that computer, on the same grounds.

    What the table refuses needs no computer, and of what is only told to the agency no answer is waited for.
    """
    told = all(reason.asks is Asks.NOTIFICATION for reason in verdict.reasons)
    if verdict.outcome in _DECIDED_BY_TABLE or (verdict.outcome is Outcome.CLEAR and told):
        return verdict
    return msgspec.structs.replace(
        verdict, outcome=Outcome.PENDING, waits_for=WaitsFor.COMPUTER, hold=None, conditions=()
    )


_DECIDED_BY_TABLE = frozenset({Outcome.NOT_CONCERNED, Outcome.REFUSE, Outcome.DETAIN})


def combine(agency: str, item: int, findings: Iterable[Finding]) -> Verdict:
    """One verdict for one item: the strictest answer stands; all reasons and conditions are kept, strictest first."""
    ordered = sorted(findings, key=_order)
    if not ordered:
        return Verdict(agency, item, Outcome.NOT_CONCERNED)
    outcome = ordered[0].outcome
    standing = [finding for finding in ordered if finding.outcome is outcome]
    conditions = () if outcome is Outcome.REFUSE else (c for finding in ordered for c in finding.conditions)
    return Verdict(
        agency,
        item,
        outcome,
        reasons=tuple(finding.reason for finding in ordered),
        conditions=tuple(dict.fromkeys(conditions)),
        waits_for=standing[0].waits_for,
        hold=standing[0].hold,
        clock=max((finding.clock for finding in standing if finding.clock is not None), default=None),
    )


def _order(finding: Finding) -> tuple[int, int, str]:
    """Strictest first; what the trader must bring goes before what an officer must do; then by requirement."""
    return (-_STRICTNESS[finding.outcome], -_WAITS.index(finding.waits_for), finding.reason.rule)


def _document(requirement: Requirement, judged: Judged) -> Finding:
    named = min(_documents(requirement, judged.item), key=lambda one: _last(requirement, judged, one[1]), default=None)
    if named is None:
        codes = " or ".join(requirement.documents)
        sentence = f"{requirement.sentence} Name it, with its number, on this item as document {codes}."
        return ask_document(requirement, sentence, judged.commodity_code)
    index, document = named
    place = judged.place(f"AdditionalDocument[{index + 1}]")
    if registered := _registered(judged, document):
        return _by_permit(requirement, registered, judged.agency, place)
    sentence = f"{requirement.title}: document {document.type_code} {document.id} is named."
    if requirement.answered_by == "officer":
        reason = because(requirement, f"{sentence} An officer looks at it.", place)
        return Finding(Outcome.PENDING, reason, WaitsFor.OFFICER, None, requirement.conditions, requirement.clock)
    return let_go(requirement, sentence, place)


def _registered(judged: Judged, document: AdditionalDocument) -> PermitFound | None:
    """What the window's own register says of the permit that the document names, where it is of that register."""
    number, item = (document.id or "").strip(), judged.item.sequence_numeric
    return next((one for one in judged.evidence.permits if one.number == number and one.item == item), None)


def _answers(requirement: Requirement, agency: str, permit: PermitFound) -> bool:
    """Whether a permit was issued for this requirement, or for one that asked for the same since the law changed."""
    same = not frozenset(permit.documents).isdisjoint(requirement.documents)
    return permit.requirement == requirement.id or (permit.agency == agency and same)


def _last(requirement: Requirement, judged: Judged, document: AdditionalDocument) -> bool:
    """Whether a document is taken only where no other is named: it is a permit that was issued for something else."""
    permit = _registered(judged, document)
    return permit is not None and not _answers(requirement, judged.agency, permit)


def _by_permit(requirement: Requirement, permit: PermitFound, agency: str, place: str) -> Finding:
    """An officer looked at the goods when the permit was issued: what it covers needs no other answer."""
    sentence = f"{requirement.title}: {permit.sentence}"
    if permit.covers and not _answers(requirement, agency, permit):
        sentence = f"{requirement.title}: permit {permit.number} was issued for something else."
        return ask_document(requirement, sentence, place)
    if not permit.covers:
        return ask_document(requirement, sentence, place)
    conditions = tuple(dict.fromkeys((*requirement.conditions, *permit.conditions)))
    outcome = Outcome.CONDITIONAL if conditions else Outcome.CLEAR
    return Finding(outcome, because(requirement, sentence, place), conditions=conditions, clock=requirement.clock)


def _ask_fact(requirement: Requirement, judged: Judged, fact: str) -> Finding:
    """Nothing is refused for a fact that is not stated: it is asked for."""
    if fact == "office":
        return _ask(requirement, "the customs office", declaration_pointer("DeclarationOfficeID"))
    name, path = _FACTS[fact]
    return _ask(requirement, name, judged.place(*path))


def _ask(requirement: Requirement, name: str, place: str) -> Finding:
    sentence = f"{requirement.sentence} State {name}: without it the goods cannot be let go."
    return ask_document(requirement, sentence, place)


def _is(code: str, document: AdditionalDocument) -> bool:
    if len(code) == 4:
        return document.category_code == code[0] and document.type_code == code[1:]
    return document.type_code == code and document.category_code in _EDIFACT
