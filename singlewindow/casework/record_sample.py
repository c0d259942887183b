"""The laboratory's result of a sample: it becomes the verdict of the agency that took it."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Verdict
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.found_verdict import KEEPS, LETS_GO, Concluded, faults_of, verdict_of
from singlewindow.casework.house import House
from singlewindow.casework.inspection import day_in_words
from singlewindow.casework.measured import is_measure
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotFound, NotPossible
from singlewindow.store import audit, inspections
from singlewindow.store.colliding import again
from singlewindow.store.inspection_tables import Sample
from singlewindow.store.people import Actor
from singlewindow.store.verdicts import Given

LONGEST_UNIT = 35


class LabResult(msgspec.Struct, frozen=True):
    """What the laboratory says: ``pass`` or ``fail``, the measured value with its unit, and what follows from it."""

    result: str
    concluded: Concluded = Concluded()
    value: Decimal | None = None
    unit: str = ""


@again
def record_sample(
    house: House, actor: Actor, reference: str, sample_id: int, *, tested: LabResult, revision: int | None = None
) -> Answer:
    """Record the result of a sample that the actor's agency took. Its item is decided by it.

    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "record_sample", revision)
        sample = _sample(session, opened, sample_id)
        earlier = [one for one in opened.verdicts if (one.agency, one.item) == (sample.agency, sample.item)]
        if not earlier:
            raise NotPossible(f"Item {sample.item} is no longer in the declaration.")
        _require(tested, earlier)
        sample.result, sample.value, sample.unit = tested.result, tested.value, tested.unit.strip() or None
        sample.note, sample.result_by_id, sample.result_at = tested.concluded.note.strip(), actor.account_id, opened.at
        session.flush()
        sentence = _sentence(opened, sample)
        given = Given(verdict_of(earlier[0], tested.concluded, sentence, actor.name), opened.at, by_id=actor.account_id)
        told = {"agency": sample.agency, "items": [sample.item], "sentence": sentence, "result": tested.result}
        return close(session, opened, [given], audit.Event("sample_result_recorded", told))


def _sample(session: Session, opened: Opened, sample_id: int) -> Sample:
    """The sample, where the actor's agency took it and its result is awaited."""
    for sample in inspections.samples(session, opened.case.id):
        if sample.id == sample_id and sample.agency == opened.actor.agency and sample.result is None:
            if sample.version != opened.case.version:
                raise NotPossible("The sample is of goods as they were declared before: they were amended since.")
            return sample
    raise NotFound("Your agency has no such sample of these goods whose result is awaited.")


def _sentence(opened: Opened, sample: Sample) -> str:
    said = "passed" if sample.result == "pass" else "failed"
    measured = f" ({sample.value:f}{f' {sample.unit}' if sample.unit else ''})" if sample.value is not None else ""
    taken = day_in_words(opened.house, sample.taken_at)
    text = f"Sample {sample.number}, taken {taken} and tested by {sample.laboratory}, {said}{measured}. {sample.note}"
    return text.strip()


def _require(tested: LabResult, earlier: Sequence[Verdict]) -> None:
    value = tested.value
    possible = value is None or is_measure(value, negative=True)
    tests = (
        (tested.result not in ("pass", "fail"), "result", "Choose whether the sample passed or failed."),
        (not possible, "value", "Enter a number such as 0.05, with at most six decimals."),
        (len(tested.unit) > LONGEST_UNIT, "unit", f"Use {LONGEST_UNIT} characters or less."),
    )
    faults = [FieldError(field, sentence) for wrong, field, sentence in tests if wrong]
    if tested.result in ("pass", "fail"):
        faults += faults_of(tested.concluded, LETS_GO if tested.result == "pass" else KEEPS, earlier)
    if faults:
        raise Invalid("The result cannot be recorded as it is.", tuple(faults))
