"""Permits for tests, put straight into the register: for tests that are not about how one is applied for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec

from singlewindow.casework import House
from singlewindow.permits.number import compose
from singlewindow.permits.terms import Terms
from singlewindow.permits.writeoff import Entry, Kind
from singlewindow.store import ledger, permits
from singlewindow.store.people import Actor

LICENCE = {"title": "HFC refrigerants", "documents": ("911",), "goods": ("3827",)}


def grant(
    house: House,
    holder: Actor,
    *,
    agency: str = "BIO",
    requirement: str = "BIO-SEED",
    kind: str = "standing",
    status: str = "issued",
    **terms: Any,
) -> str:
    """Give the holder a permit of these terms, and its number."""
    now = dt.datetime.now(dt.UTC)
    said = Terms(**{"title": "A permit", "documents": ("911",), "holder_code": holder.organisation_code, **terms})
    with house.database.writing() as session:
        number = compose(agency, now.year, permits.next_serial(session, "XL", now.year, agency))
        permit = permits.add(
            session,
            {
                "number": number,
                "agency": agency,
                "requirement": requirement,
                "kind": kind,
                "status": status,
                "holder_organisation_id": holder.organisation_id,
                "applied_by_id": holder.account_id,
                "title": said.title,
                "goods": said.description,
                "valid_to": said.valid_to,
                "terms": msgspec.json.encode(said).decode(),
                "reason": "",
                "created_at": now,
                "changed_at": now,
            },
        )
        if said.quantity is not None:
            granted = Entry(permit.id, 0, Kind.GRANTED, said.quantity, Decimal(0))
            ledger.add(session, [granted], ledger.Maker("Test", now))
    return number


def account_of(house: House, number: str) -> tuple[str, str, str]:
    """What is left of a permit, what is reserved, and what was written off."""
    with house.database.reading() as session:
        permit = permits.by_number(session, number)
        assert permit is not None
        left, held, used = ledger.totals(session, permit.id)
        assert ledger.last(session, permit.id)[1] == left, "the newest balance is the sum of the entries"
    return f"{left.normalize():f}", f"{held.normalize():f}", f"{used.normalize():f}"
