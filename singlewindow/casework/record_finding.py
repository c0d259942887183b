"""A participant records what it found at an inspection: the result becomes the agency's verdict (RKC 3.36, TFA 8)."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Verdict
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.decide import own_items
from singlewindow.casework.found_verdict import KEEPS, LETS_GO, Concluded, faults_of, held_for_sample, verdict_of
from singlewindow.casework.house import House
from singlewindow.casework.inspection import RESULTS, named, wishes
from singlewindow.casework.measured import is_measure
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit, inspections
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.verdicts import Given

LONGEST_NUMBER = 35
LONGEST_NAME = 140
MOST = Decimal("999999999.99")


class SampleTaken(msgspec.Struct, frozen=True):
    """A sample: its number, the laboratory that tests it, and the fee that the lodger owes, where there is one."""

    number: str
    laboratory: str
    fee: Decimal | None = None
    currency: str = ""


class Found(msgspec.Struct, frozen=True):
    """What was found: a word of ``RESULTS``, the quantity found with its unit (UN/ECE Rec 20), what follows from it."""

    result: str
    concluded: Concluded = Concluded()
    quantity: Decimal | None = None
    unit: str = ""
    sample: SampleTaken | None = None


@again
def record_finding(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], found: Found, revision: int | None = None
) -> Answer:
    """Record what the actor's agency found of these of its items at the appointment that stands.

    Where a sample is taken the item stays held until its result is recorded.
    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "record_finding", revision)
        mine = own_items(opened, items)
        _require(session, opened, mine, items, found)
        _store(session, opened, mine, found)
        sentence = _sentence(opened, found)
        given = [Given(_verdict(one, found, sentence, actor), opened.at, by_id=actor.account_id) for one in mine]
        told = {"agency": actor.agency, "items": sorted(items), "sentence": sentence, "result": found.result}
        return close(session, opened, given, audit.Event("inspection_recorded", told))


def _verdict(earlier: Verdict, found: Found, sentence: str, actor: Actor) -> Verdict:
    if found.result == "sample_taken":
        return held_for_sample(earlier, sentence, actor.name)
    return verdict_of(earlier, found.concluded, sentence, actor.name)


def _sentence(opened: Opened, found: Found) -> str:
    """What the trader reads: at which inspection, and what was found."""
    said = {"as_declared": "as declared", "fails": "the goods do not meet what is asked"}.get(found.result, "")
    if found.sample:
        said = f"sample {found.sample.number.strip()} was sent to {found.sample.laboratory.strip()}"
    if found.quantity is not None:
        said = f"{said}; found {found.quantity:f} {found.unit}"
    return f"{named(opened)}: {said}. {found.concluded.note.strip()}".strip()


def _store(session: Session, opened: Opened, mine: Sequence[Verdict], found: Found) -> None:
    appointed, actor = opened.standing.inspection, opened.actor
    assert appointed is not None
    common = {"inspection_id": appointed.id, "agency": actor.agency, "note": found.concluded.note.strip()}
    seen = {"result": found.result, "quantity": found.quantity, "unit": found.unit or None}
    by = {"found_by_id": actor.account_id, "found_at": opened.at}
    inspections.add_findings(session, [{**common, **seen, **by, "item": verdict.item} for verdict in mine])
    if found.sample is None:
        return
    sample = {
        "case_id": opened.case.id,
        "version": opened.case.version,
        "number": found.sample.number.strip(),
        "laboratory": found.sample.laboratory.strip(),
        "fee": found.sample.fee,
        "currency": found.sample.currency if found.sample.fee is not None else None,
        "taken_by_id": actor.account_id,
        "taken_at": opened.at,
    }
    inspections.add_sample(session, {**common, **sample, "item": mine[0].item, "note": ""})


def _require(session: Session, opened: Opened, mine: Sequence[Verdict], items: Sequence[int], found: Found) -> None:
    wanted = wishes(opened.verdicts, opened.standing).get(opened.actor.agency or "", ())
    faults = []
    if not items or not set(items) <= set(wanted):
        faults.append(FieldError("items", "Choose items that your agency asked to inspect."))
    if found.result not in RESULTS:
        faults.append(FieldError("result", "Choose what was found."))
    elif found.result != "sample_taken":
        faults += faults_of(found.concluded, LETS_GO if found.result == "as_declared" else KEEPS, mine)
    elif len(frozenset(items)) > 1:
        faults.append(FieldError("items", "Choose one item: each sample is of one."))
    faults += [*_quantity_faults(found), *_sample_faults(found)]
    if not faults and found.sample and _taken(session, opened, found.sample.number.strip(), mine):
        faults.append(FieldError("number", "Your agency took a sample of this number of the item already."))
    if faults:
        raise Invalid("The result cannot be recorded as it is.", tuple(faults))


def _taken(session: Session, opened: Opened, number: str, mine: Sequence[Verdict]) -> bool:
    taken = inspections.samples(session, opened.case.id)
    return any((one.agency, one.item, one.number) == (mine[0].agency, mine[0].item, number) for one in taken)


def _quantity_faults(found: Found) -> list[FieldError]:
    quantity, unit = found.quantity, found.unit
    if quantity is None:
        return []
    tests = (
        (not is_measure(quantity), "quantity", "Enter a number such as 12.5."),
        (not (1 < len(unit) <= 3 and unit.isascii() and unit.isalnum()), "unit", "Enter a unit such as KGM."),
    )
    return [FieldError(field, sentence) for wrong, field, sentence in tests if wrong]


def _sample_faults(found: Found) -> list[FieldError]:
    sample = found.sample
    if (sample is not None) != (found.result == "sample_taken"):
        return [FieldError("number", "A number and a laboratory are for a sample that was taken, and only for one.")]
    if sample is None:
        return []
    fee, currency = sample.fee, sample.currency
    possible = fee is None or (fee.is_finite() and 0 < fee <= MOST and fee == fee.quantize(Decimal("0.01")))
    tests = (
        (not 0 < len(sample.number.strip()) <= LONGEST_NUMBER, "number", "Enter the sample's number."),
        (not 0 < len(sample.laboratory.strip()) <= LONGEST_NAME, "laboratory", "Enter the laboratory."),
        (not possible, "fee", "Enter a fee above zero, such as 85.00, or none."),
        (fee is not None and not (len(currency) == 3 and currency.isupper()), "currency", "Enter three letters."),
    )
    return [FieldError(field, sentence) for wrong, field, sentence in tests if wrong]
