"""Organisations: traders, brokers, agencies, customs, and whoever operates the window."""

import datetime as dt
from collections.abc import Collection

import msgspec

from singlewindow.accounts.events import log
from singlewindow.accounts.given import line_fault, refuse_faults
from singlewindow.accounts.roles import AGENCY_KINDS, KEEPER, KINDS
from singlewindow.errors import FieldError
from singlewindow.store import accounts as store
from singlewindow.store import releases
from singlewindow.store.accounts import Taken
from singlewindow.store.database import Database
from singlewindow.store.tables import Organisation


class OrganisationLine(msgspec.Struct, frozen=True):
    """One organisation. ``code`` is its tax or office number; ``agency`` the code of the agency that it is, if any."""

    id: int
    code: str
    name: str
    kind: str
    agency: str | None
    created_at: dt.datetime


def create_organisation(
    database: Database,
    *,
    code: str,
    name: str,
    kind: str,
    now: dt.datetime,
    agency: str | None = None,
    agencies: Collection[str] | None = None,
    keeps: Collection[str] = (),
    places: Collection[str] | None = None,
) -> int:
    """Add an organisation and give its id.

    ``agencies`` are the codes that the window knows, customs' own among them.
    ``keeps`` are the goods locations that a keeper looks after, ``places`` those that the country pack names.

    Raises Invalid for an unknown kind, a code that is taken, an agency that is missing, not known, or not to be named.
    """
    code, name = code.strip(), name.strip()
    faults = (
        line_fault("code", code, 35),
        line_fault("name", name, 140),
        _kind_fault(kind),
        _agency_fault(kind, agency, agencies),
        _keeper_fault(kind, keeps, places),
    )
    refuse_faults("The organisation was not added.", faults)
    row = Organisation(code=code, name=name, kind=kind, agency=agency, created_at=now)
    try:
        with database.writing() as session:
            organisation_id = store.add_organisation(session, row)
            releases.keep_location(session, organisation_id, keeps)
    except Taken:
        taken = FieldError("code", f"There is an organisation with the code {code} already.")
        refuse_faults("The organisation was not added.", [taken])
        raise
    log.info("organisation_created", organisation=organisation_id, kind=kind)
    return organisation_id


def list_organisations(database: Database) -> tuple[OrganisationLine, ...]:
    """All organisations, by code."""
    with database.reading() as session:
        rows = store.list_organisations(session)
    return tuple(OrganisationLine(r.id, r.code, r.name, r.kind, r.agency, r.created_at) for r in rows)


def _kind_fault(kind: str) -> FieldError | None:
    if kind in KINDS:
        return None
    return FieldError("kind", f"The kind is one of {', '.join(KINDS)}.")


def _agency_fault(kind: str, agency: str | None, agencies: Collection[str] | None) -> FieldError | None:
    if kind not in AGENCY_KINDS:
        return FieldError("agency", "Only an agency or customs names an agency's code.") if agency else None
    if not agency:
        return FieldError("agency", "Enter the code of the agency that this organisation is.")
    if agencies is not None and agency not in agencies:
        return FieldError("agency", f"There is no agency {agency}. The agencies are {', '.join(sorted(agencies))}.")
    return line_fault("agency", agency, 16)


def _keeper_fault(kind: str, keeps: Collection[str], places: Collection[str] | None) -> FieldError | None:
    if (kind == KEEPER) != bool(keeps):
        return FieldError("keeps", "A keeper, and only a keeper, names the goods locations that it looks after.")
    unknown = sorted(set(keeps) - set(places)) if places is not None else []
    if unknown:
        return FieldError("keeps", f"There is no goods location {unknown[0]}.")
    return None
