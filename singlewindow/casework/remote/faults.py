"""What is wrong with an answer of an agency's own system, beside its form: each fault with its field."""

import datetime as dt
from collections.abc import Iterator

from singlewindow.casework.remote.contents import AnswerClaims, SaidItem
from singlewindow.errors import FieldError


def faults(claims: AnswerClaims, asked: frozenset[int], today: dt.date) -> Iterator[FieldError]:
    """A sentence for each fault of an answer to an ask about the items ``asked``."""
    seen: set[int] = set()
    for index, said in enumerate(claims.items):
        place = f"items/{index}"
        if said.item not in asked:
            yield FieldError(f"{place}/item", f"Item {said.item} was not asked about.")
        if said.item in seen:
            yield FieldError(f"{place}/item", f"Item {said.item} is answered twice.")
        seen.add(said.item)
        yield from _faults_of(said, place, today)


def _faults_of(said: SaidItem, place: str, today: dt.date) -> Iterator[FieldError]:
    if (said.outcome == "conditional") != bool(said.conditions):
        yield FieldError(f"{place}/conditions", "Conditions go with the outcome conditional, and with no other.")
    if (said.outcome == "hold") != (said.hold is not None):
        yield FieldError(f"{place}/hold", "Say documents or inspection with the outcome hold, and with no other.")
    if said.valid_until is not None and said.valid_until < today:
        yield FieldError(f"{place}/valid_until", f"{said.valid_until} has passed.")
    for number, reason in enumerate(said.reasons):
        if not reason.sentence.strip():
            yield FieldError(f"{place}/reasons/{number}/sentence", "Give the reason: the trader will read it.")
