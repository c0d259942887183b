"""Permits of other agencies that an applicant must have first (``needs_first``): at the application, and at issue."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Requirement
from singlewindow.casework.house import House
from singlewindow.errors import NotPossible
from singlewindow.permits.states import state_of
from singlewindow.permits.terms import Terms
from singlewindow.store import ledger, permits


def require_first(house: House, session: Session, holder_id: int, asked: Requirement, on: dt.date) -> None:
    """Raise NotPossible where the holder lacks a permit of another agency that this one needs.

    It counts where it is in force on that day and something of it is left.
    """
    for needed in lacking(session, holder_id, asked.needs_first, on):
        agency, _, document = needed.partition("/")
        raise NotPossible(
            f"This needs a permit of {house.name_of(agency)} first (document {document}): apply for that one."
        )


def lacking(session: Session, holder_id: int, needs_first: tuple[str, ...], on: dt.date) -> Iterator[str]:
    """What the holder lacks of it, each as agency and document, ``ENV/626``."""
    held = permits.in_force_of(session, holder_id, on) if needs_first else []
    for needed in needs_first:
        agency, _, document = needed.partition("/")
        if not any(_serves(session, one, agency, document, on) for one in held):
            yield needed


def _serves(session: Session, one: permits.Held, agency: str, document: str, on: dt.date) -> bool:
    terms = msgspec.json.decode(one.terms, type=Terms)
    if one.agency != agency or document not in terms.documents:
        return False
    left, held, _ = ledger.totals(session, one.id)
    begun = terms.valid_from is None or terms.valid_from <= on
    return begun and state_of(one.status, terms.valid_to, _remains(terms, left, held), on) == "issued"


def _remains(terms: Terms, left: Decimal, held: Decimal) -> Decimal | None:
    return None if terms.quantity is None else left + held
