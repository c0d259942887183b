"""Cases: one transaction stores all of a lodgement; named queries read it back."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Dialect, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import Session

from singlewindow.store import rows, serials
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.pen import Writing
from singlewindow.store.tables import (
    Case,
    DeclarationVersion,
    GoodsItem,
    Organisation,
    Serial,
    VerdictRow,
    core,
)

Values = Mapping[str, Any]


class Lodged(NamedTuple):
    """What tells a lodgement that came before from one that did not."""

    id: int
    reference: str
    declaration_sha256: str


class Numbers(NamedTuple):
    """The numbers that a new case is given: its serial, and the ids of its rows."""

    serial: int
    case_id: int
    version_id: int


def take_numbers(writing: Writing, country: str, year: int, office: str) -> Numbers:
    """Give a new case its numbers: its serial in the office's year, from 1, and ids that nobody else has.

    The serial's row is held until the transaction ends.
    """
    values = {"country": country, "year": year, "office": office, "last": 1}
    serial, *newest = rows.first(writing, _numbers, values, flush=False)
    ids = (
        rows.give_out(writing, table, found) for table, found in zip((Case, DeclarationVersion), newest, strict=True)
    )
    return Numbers(serial, *ids)


def add_case(writing: Writing, values: Values) -> None:
    """Insert a case. Raises IntegrityError where the lodger used the reference before."""
    rows.insert(writing, Case, [values])


def add_version(writing: Writing, values: Values, items: Sequence[Values]) -> None:
    """Insert a declaration version, whose values give its ``id``, and its items."""
    rows.insert(writing, DeclarationVersion, [values])
    version_id = values["id"]
    rows.insert(writing, GoodsItem, [{"declaration_version_id": version_id, **item} for item in items])


def add_next_version(session: Session, values: Values, items: Sequence[Values]) -> None:
    """Insert a further version of a case's declaration, and its items."""
    version_id = rows.insert_with_id(session, DeclarationVersion, values)
    rows.insert(session, GoodsItem, [{"declaration_version_id": version_id, **item} for item in items])


def amend_case(session: Session, case: Case, values: Values) -> None:
    """Store what lists show of a case's new version. Its revision goes up with the decision that follows."""
    for name, value in values.items():
        setattr(case, name, value)
    session.flush()


def change_case(session: Session, case: Case, *, outcome: str, at: dt.datetime) -> None:
    """Store a case's new outcome; its revision goes up by one."""
    case.outcome, case.changed_at, case.revision = outcome, at, case.revision + 1
    session.flush()


def by_lodger_reference(writing: Writing, organisation_id: int, functional_reference_id: str) -> Lodged | None:
    """The case that this lodger lodged under its own reference."""
    key = {"lodger_organisation_id": organisation_id, "functional_reference_id": functional_reference_id}
    found = rows.first(writing, _by_lodger_reference, key, flush=False)
    return Lodged(*found) if found else None


def by_reference(session: Session, reference: str, *, hold: bool = False) -> Case | None:
    """The case of this reference. ``hold`` keeps other writers from it until the transaction ends (PostgreSQL).

    One that is held is read anew, also where the transaction read it before.
    """
    statement = select(Case).where(Case.reference == reference)
    return session.scalars(rows.held(statement) if hold else statement).first()


def by_id(session: Session, case_id: int) -> Case:
    """The case of this id, which is known to be there."""
    return session.get_one(Case, case_id)


def hold(session: Session, case_id: int) -> Case | None:
    """The case of this id, kept from other writers until the transaction ends (PostgreSQL)."""
    return session.scalars(rows.held(select(Case).where(Case.id == case_id))).first()


def reference_of(session: Session, case_id: int) -> str | None:
    """The reference of the case of this id."""
    return session.scalars(select(Case.reference).where(Case.id == case_id)).first()


def descriptions(session: Session, wanted: Mapping[int, tuple[int, int]]) -> dict[int, str]:
    """What goods items are, by case: of each case, the item of this number in this version of its declaration."""
    asked = [(case_id, version, item) for case_id, (version, item) in wanted.items()]
    found = session.execute(
        select(DeclarationVersion.case_id, GoodsItem.description)
        .join(GoodsItem, GoodsItem.declaration_version_id == DeclarationVersion.id)
        .where(tuple_(DeclarationVersion.case_id, DeclarationVersion.version, GoodsItem.sequence).in_(asked))
    )
    return {row.case_id: row.description for row in found}


def version_of(session: Session, case_id: int, version: int) -> DeclarationVersion:
    """A version of a case's declaration."""
    return session.scalars(
        select(DeclarationVersion).where(DeclarationVersion.case_id == case_id, DeclarationVersion.version == version)
    ).one()


def versions(session: Session, case_id: int) -> Sequence[DeclarationVersion]:
    """Every version of a case's declaration, in order."""
    return session.scalars(
        select(DeclarationVersion).where(DeclarationVersion.case_id == case_id).order_by(DeclarationVersion.version)
    ).all()


def raw_messages(session: Session, case_id: int) -> Iterator[tuple[int, bytes]]:
    """Each version's number and its message, byte for byte."""
    statement = select(DeclarationVersion.version, DeclarationVersion.raw).where(DeclarationVersion.case_id == case_id)
    yield from ((row.version, row.raw) for row in session.execute(statement))


def lodger_of(session: Session, case: Case) -> Organisation:
    """The organisation that lodged a case."""
    return session.get_one(Organisation, case.lodger_organisation_id)


def all_ids(session: Session) -> Sequence[tuple[int, str]]:
    """The id and reference of every case, in order."""
    return [(row.id, row.reference) for row in session.execute(select(Case.id, Case.reference).order_by(Case.id))]


class Scope(NamedTuple):
    """Whose cases: one lodger's, or those with items that concern an agency, or (neither) all."""

    organisation_id: int | None = None
    agency: str | None = None


def visible(
    scope: Scope, *, search: str | None = None, outcomes: Collection[str] = (), direction: str | None = None
) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a list: whose cases, what is searched, at which outcomes, which way."""
    conditions: list[ColumnElement[bool]] = []
    if outcomes:
        conditions.append(Case.outcome.in_(outcomes))
    if direction:
        conditions.append(Case.direction == direction)
    if scope.organisation_id is not None:
        conditions.append(Case.lodger_organisation_id == scope.organisation_id)
    if scope.agency is not None:
        concerned = select(VerdictRow.case_id).where(VerdictRow.agency == scope.agency, VerdictRow.current.is_(True))
        conditions.append(Case.id.in_(concerned))
    if search:
        conditions.append(_matches(search))
    return tuple(conditions)


def page_of_cases(
    session: Session, conditions: tuple[ColumnElement[bool], ...], *, cursor: str | None, limit: int
) -> Page[tuple[Case, str]]:
    """Cases with their lodger's name, newest first."""
    limit = bounded(limit)
    statement = (
        select(Case, Organisation.name)
        .join(Organisation, Organisation.id == Case.lodger_organisation_id)
        .where(*conditions)
    )
    if cursor:
        statement = statement.where(Case.id < decode(cursor))
    found = [(row[0], row[1]) for row in session.execute(statement.order_by(Case.id.desc()).limit(limit + 1))]
    return Page.of(found, limit, key=lambda row: row[0].id)


def count_by_outcome(session: Session, conditions: tuple[ColumnElement[bool], ...]) -> dict[str, int]:
    """How many cases stand at each outcome."""
    statement = select(Case.outcome, func.count()).where(*conditions).group_by(Case.outcome)
    return {row[0]: row[1] for row in session.execute(statement)}


@cache
def _by_lodger_reference(dialect: Dialect) -> rows.Plan:
    case = core(Case).c
    statement = select(case.id, case.reference, case.declaration_sha256).where(
        case.lodger_organisation_id == bindparam("lodger_organisation_id"),
        case.functional_reference_id == bindparam("functional_reference_id"),
    )
    return rows.written(statement, dialect, core(Case))


@cache
def _numbers(dialect: Dialect) -> rows.Plan:
    ids = [rows.next_id(dialect, table) for table in (Case, DeclarationVersion)]
    taking = serials.counting(dialect).returning(core(Serial).c.last, *ids)
    return rows.written(taking, dialect, core(Serial), ["country", "year", "office", "last"])


def _matches(search: str) -> ColumnElement[bool]:
    words = search.strip()
    columns = (Case.reference, Case.functional_reference_id, Case.importer, Case.exporter)
    item = GoodsItem.description.icontains(words, autoescape=True) | GoodsItem.hs_code.startswith(
        words, autoescape=True
    )
    with_item = (
        select(DeclarationVersion.case_id)
        .join(GoodsItem, GoodsItem.declaration_version_id == DeclarationVersion.id)
        .where(DeclarationVersion.version == Case.version, item)
    )
    return or_(*(column.icontains(words, autoescape=True) for column in columns), Case.id.in_(with_item))
