"""What the table of the Medicines Authority cannot say: substances that are known by their CAS numbers."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from agencies.contract import Evidence, Outcome, Requirement, WaitsFor
from agencies.dated import Dated, read_dated
from agencies.identity import CAS, identifiers, is_cas_number
from agencies.judging import Finding, Judged, ask_document, because, further, let_go
from agencies.table import TableAgency
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem

Control = Literal["narcotic", "psychotropic", "precursor", "poison"]

MIXED: Final = "MED-MIXED-CODES"
"""The requirement of commodity codes that hold controlled substances among others: the CAS number must be stated."""

BY_CONTROL: Final[Mapping[tuple[str, str], str]] = {
    ("import", "narcotic"): "MED-NARCOTICS",
    ("import", "psychotropic"): "MED-PSYCHOTROPIC",
    ("import", "precursor"): "MED-PRECURSORS-1",
    ("import", "poison"): "MED-POISONS",
    ("export", "narcotic"): "MED-X-CONTROLLED",
    ("export", "psychotropic"): "MED-X-CONTROLLED",
    ("export", "precursor"): "MED-X-PRECURSORS",
    ("transit", "narcotic"): "MED-T-CONTROLLED",
    ("transit", "psychotropic"): "MED-T-CONTROLLED",
    ("transit", "precursor"): "MED-T-CONTROLLED",
}
"""The requirement that a controlled substance meets in each direction, whatever its commodity code."""


class Substance(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A controlled substance: its CAS number, its name, and what it is controlled as."""

    cas: str
    name: str
    control: Control


class MedicinesAuthority(TableAgency):
    """The table, with controlled substances known by their CAS numbers under any commodity code."""

    substances: tuple[Substance, ...] = ()

    @classmethod
    def from_folder(cls, folder: Path) -> "MedicinesAuthority":
        """The authority of a folder, with its ``substances.yaml``. Raises TableError."""
        made = super().from_folder(folder)
        made.substances = read_dated(folder / "substances.yaml", "substances", Substance)
        return made

    def candidates(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> tuple[Requirement, ...]:
        """The table's requirements, and those of the substances that the item names by CAS number."""
        found = super().candidates(item, declaration, evidence)
        if not identifiers(item, CAS):
            return found
        named = controlled(self.substances, item, evidence.on)
        ids = (BY_CONTROL.get((declaration.direction, one.control)) for one in named)
        return tuple(dict.fromkeys((*found, *(self.by_id[one] for one in ids if one))))

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """The table's answer; where it depends upon the substance, what its CAS number says."""
        finding = super().find(requirement, judged)
        place = judged.place("Commodity")
        if finding.outcome is Outcome.REFUSE:
            return finding
        if wrong := next(wrong_numbers(judged.item), None):
            occurrence, text = wrong
            sentence = f"{text} is no CAS number: its last digit does not check the others."
            return further(
                finding, requirement, sentence, judged.place("Commodity", f"Classification[{occurrence}]", "ID")
            )
        if requirement.id == MIXED:
            return self._mixed(requirement, judged, place)
        return finding

    def _mixed(self, requirement: Requirement, judged: Judged, place: str) -> Finding:
        named = identifiers(judged.item, CAS)
        if not named:
            return ask_document(requirement, requirement.sentence, place)
        found = controlled(self.substances, judged.item, judged.facts.on)
        if found:
            told = ", ".join(f"{one.name} ({one.cas}) is controlled as a {one.control}" for one in found)
            return let_go(requirement, f"{requirement.title}: {told}.", place)
        numbers = ", ".join(text for _, text in named)
        sentence = (
            f"{requirement.title}: {numbers} is in no list of ours. An officer looks whether it is a salt or an ester "
            "of what is controlled."
        )
        return Finding(
            Outcome.PENDING, because(requirement, sentence, place), WaitsFor.OFFICER, clock=requirement.clock
        )


def controlled(
    substances: tuple[Substance, ...], item: GovernmentAgencyGoodsItem, on: dt.date
) -> tuple[Substance, ...]:
    """The controlled substances that an item names by CAS number, as controlled on a day."""
    named = {text for _, text in identifiers(item, CAS)}
    return tuple(one for one in substances if one.cas in named and one.holds(on))


def wrong_numbers(item: GovernmentAgencyGoodsItem) -> Iterator[tuple[int, str]]:
    """The CAS numbers that cannot be right, each with its occurrence among the classifications, counted from 1."""
    return ((occurrence, text) for occurrence, text in identifiers(item, CAS) if not is_cas_number(text))
