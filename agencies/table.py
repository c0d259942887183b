"""An agency that is a dated table of requirements: a YAML file alone, or a folder of them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Self, get_args

import msgspec

from agencies.checking import faults
from agencies.contract import (
    Appeal,
    Contact,
    Direction,
    Evidence,
    GoodsQuery,
    Outcome,
    Remote,
    Requirement,
    Verdict,
)
from agencies.dated import Dated
from agencies.goods import GoodsIndex, all_prefixes, overlap, under
from agencies.judging import Finding, Judged, combine, find, left_to_computer
from agencies.meeting import Facts, facts_asked, facts_of, meets
from agencies.reading import TableError, convert, read_entries, read_table, refuse_unknown
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem

AGENCY_FILE = "agency.yaml"
REQUIREMENTS_FOLDER = "requirements"
_FIELDS = frozenset({"agency", "requirements"})


class Countersign(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a second officer of the agency countersigns whatever an officer lets go, from which day, under which law."""

    law: str


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who an agency is, how a person reaches it, and where a trader asks for a review of what it says.

    ``remote`` is there where the agency's own system answers for it.
    """

    code: str
    name: str
    contact: Contact
    appeal: Appeal
    countersign: Countersign | None = None
    remote: Remote | None = None


class TableAgency:
    """An agency whose answers are its requirements' (``agencies.contract.Agency``). It keeps no state between calls.

    An agency that must say what a table cannot derives from this class and overrides ``find``, or ``candidates``.
    """

    def __init__(self, header: Header, requirements: Iterable[Requirement]) -> None:
        """Take requirements that were read by ``from_file`` or ``from_folder``, or are as sound as those."""
        self.code = header.code
        self.name = header.name
        self.contact = header.contact
        self.appeal = header.appeal
        self.countersign = header.countersign
        self.remote = header.remote
        self.requirements = tuple(requirements)
        self.by_id = {one.id: one for one in self.requirements}
        self._by_direction = {direction: self._index(direction) for direction in get_args(Direction)}

    @classmethod
    def from_file(cls, file: Path) -> Self:
        """The agency that one YAML file describes. Raises TableError with the file, the requirement and a sentence."""
        return cls(*_checked([file]))

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """The agency of ``agency.yaml`` and ``requirements/*.yaml`` in a folder. Raises TableError."""
        return cls(*_checked([folder / AGENCY_FILE, *sorted((folder / REQUIREMENTS_FOLDER).glob("*.yaml"))]))

    def concerns(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> tuple[Requirement, ...]:
        """The requirements in force on ``evidence.on`` that this item meets; empty where the agency has no say."""
        found = self.candidates(item, declaration, evidence)
        return _met(found, facts_of(item, declaration, evidence.on)) if found else ()

    def judge(self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence) -> Verdict:
        """The agency's answer for this item: the strictest of its requirements' answers, with the reasons of all."""
        found = self.candidates(item, declaration, evidence)
        if not found:
            return Verdict(self.code, item.sequence_numeric, Outcome.NOT_CONCERNED)
        judged = Judged(
            self.code, item, _index_of(item, declaration), facts_of(item, declaration, evidence.on), evidence
        )
        met = _met(found, judged.facts)
        verdict = combine(self.code, item.sequence_numeric, [self.find(requirement, judged) for requirement in met])
        if met and self._takes_two(met, evidence.on):
            verdict = msgspec.structs.replace(verdict, countersign=True)
        return left_to_computer(verdict) if self.remote else verdict

    def requirements_for(self, query: GoodsQuery) -> tuple[Requirement, ...]:
        """The requirements that goods described without a declaration would meet (WTO TFA Article 1).

        A short HS code finds the requirements of everything below it; a fact that is not given meets every condition.
        """
        facts = facts_asked(query)
        return tuple(
            requirement
            for requirement in self.requirements
            if requirement.direction == query.direction
            and overlap(query.hs_code, all_prefixes(requirement.goods))
            and not under(query.hs_code, all_prefixes(requirement.but_not))
            and meets(requirement, facts)
        )

    def candidates(
        self,
        item: GovernmentAgencyGoodsItem,
        declaration: Declaration,
        evidence: Evidence,  # noqa: ARG002
    ) -> tuple[Requirement, ...]:
        """The requirements that the item's goods meet, whatever their day and their conditions.

        An agency that knows goods by more than their commodity code (a substance, a species) overrides this.
        """
        return self._by_direction[declaration.direction].meeting(item.hs_code)

    def drawn(self, requirement: Requirement, item: GovernmentAgencyGoodsItem, on: dt.date) -> Decimal | None:
        """What this item draws from the permit that the requirement asks for, in its ``quantity_unit``; else None."""
        return Facts(on=on, item=item).quantity(requirement.quantity_unit) if requirement.quantity_unit else None

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """What one requirement that the item meets says of it."""
        return find(requirement, judged)

    def _takes_two(self, met: Iterable[Requirement], on: dt.date) -> bool:
        whole = self.countersign is not None and self.countersign.holds(on)
        return whole or any(requirement.countersign for requirement in met)

    def _index(self, direction: str) -> GoodsIndex[Requirement]:
        return GoodsIndex((one, one.goods, one.but_not) for one in self.requirements if one.direction == direction)


def _met(found: Iterable[Requirement], facts: Facts) -> tuple[Requirement, ...]:
    return tuple([requirement for requirement in found if meets(requirement, facts)])


def _index_of(item: GovernmentAgencyGoodsItem, declaration: Declaration) -> int:
    """The item's place in the message, from 0: most often its number says it."""
    items, guess = declaration.items, item.sequence_numeric - 1
    if 0 <= guess < len(items) and items[guess] is item:
        return guess
    return next(index for index, other in enumerate(items) if other is item)


def _checked(files: Iterable[Path]) -> tuple[Header, tuple[Requirement, ...]]:
    """The header and the requirements that these files hold together."""
    headers: list[Header] = []
    entries: list[tuple[Path, Requirement]] = []
    for file in files:
        content = read_table(file)
        refuse_unknown(file, content, _FIELDS)
        if "agency" in content:
            headers.append(convert(file, "agency", content["agency"], Header))
        entries += [(file, one) for one in read_entries(file, content, "requirements", Requirement)]
        if len(headers) != 1:
            raise TableError(file, "agency", "The first file of an agency, and only that, says who the agency is.")
    _refuse_faults(headers[0], entries)
    return headers[0], tuple(requirement for _, requirement in entries)


def _refuse_faults(header: Header, entries: list[tuple[Path, Requirement]]) -> None:
    seen = Counter(requirement.id for _, requirement in entries)
    for file, requirement in entries:
        for sentence in faults(header.code, requirement):
            raise TableError(file, requirement.id, sentence)
        if seen[requirement.id] > 1:
            raise TableError(file, requirement.id, "There is more than one requirement with this id.")
