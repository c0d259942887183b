"""What the tables of the Environment Agency cannot say: what a licence covers, and what a species' appendix asks."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Final

from agencies.contract import Evidence, Outcome, Requirement
from agencies.dated import read_dated
from agencies.environment.cites import (
    COMMERCIAL,
    Quota,
    Species,
    purpose_of,
    quota_fault,
    species_of,
    strictest,
)
from agencies.environment.climate import Refrigerant, Warming
from agencies.identity import Named
from agencies.judging import Finding, Judged, because, further, let_go, named_document
from agencies.table import TableAgency
from wco_datamodel import Declaration
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.measuring import kilograms

LICENSED: Final = frozenset({"ENV-HCFC-2013", "ENV-HCFC-2025", "ENV-HFC", "ENV-METHYL-BROM"})
"""Requirements whose licence is for a quantity (Montreal Protocol, Article 4B: quotas)."""

LICENSED_BY_WARMING: Final = "ENV-HFC"
"""The requirement whose licence is for tonnes of carbon dioxide equivalent (Montreal Protocol, Article 2J)."""

FROM_ABROAD: Final = "ENV-CITES-EXPORT"
APPENDIX_I: Final = "ENV-CITES-IMPORT"
OUTWARD: Final = frozenset({"ENV-X-CORAL", "ENV-X-CLAM", "ENV-X-SEACUC-25", "ENV-X-CITES"})
OF_SPECIES: Final = OUTWARD | {FROM_ABROAD, APPENDIX_I}
"""Requirements that depend upon the species (CITES, Articles III, IV and V)."""

CERTIFICATE_OF_ORIGIN: Final = "861"
_NAME_IT = "Give the scientific name of the species in the description of the goods."
_PURPOSE = (
    "Give the purpose of the transaction by its CITES code as the intended use of the goods: T trade, P personal."
)


class EnvironmentAgency(TableAgency):
    """The tables, with licences compared with what the item weighs or warms, and species with their appendices."""

    warming: Warming
    species: Named[Species]
    quotas: tuple[Quota, ...]

    @classmethod
    def from_folder(cls, folder: Path) -> "EnvironmentAgency":
        """The agency of a folder, with its ``climate.yaml`` and its ``species.yaml``. Raises TableError."""
        made = super().from_folder(folder)
        made.warming = Warming(read_dated(folder / "climate.yaml", "refrigerants", Refrigerant))
        made.species = Named((one, (one.name,)) for one in read_dated(folder / "species.yaml", "species", Species))
        made.quotas = read_dated(folder / "quotas.yaml", "quotas", Quota)
        return made

    def candidates(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> tuple[Requirement, ...]:
        """The tables' requirements, and those of CITES where the description names a species of an appendix."""
        found = super().candidates(item, declaration, evidence)
        species = species_of(item, self.species, evidence.on)
        if not species or (appendix := strictest(species)) == "none":
            return found
        inward = (FROM_ABROAD, APPENDIX_I) if appendix == "I" else (FROM_ABROAD,)
        outward = () if any(one.id in OUTWARD for one in found) else ("ENV-X-CITES",)
        added = {"import": inward, "export": outward}.get(declaration.direction, ())
        return tuple(dict.fromkeys((*found, *(self.by_id[one] for one in added))))

    def drawn(self, requirement: Requirement, item: GovernmentAgencyGoodsItem, on: dt.date) -> Decimal | None:
        """What the item draws from the permit: of a licence for HFCs, tonnes of carbon dioxide equivalent."""
        if requirement.id == LICENSED_BY_WARMING:
            return self.warming.tonnes(item, on)
        return super().drawn(requirement, item, on)

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """The tables' answer, or the question for what covers the item."""
        finding = super().find(requirement, judged)
        if requirement.id in OF_SPECIES:
            return self._of_species(requirement, judged, finding)
        if requirement.id in LICENSED:
            return self._licensed(requirement, judged, finding)
        return finding

    def _licensed(self, requirement: Requirement, judged: Judged, finding: Finding) -> Finding:
        tonnes = self.drawn(requirement, judged.item, judged.facts.on)
        if requirement.id == LICENSED_BY_WARMING and tonnes is None and judged.item.net_mass is not None:
            sentence = "Name the refrigerant in the description, as R-404A, so that its warming can be counted."
            return further(finding, requirement, sentence, judged.place("Commodity", "Description"))
        named = named_document(requirement, judged.item)
        warming = tonnes if requirement.id == LICENSED_BY_WARMING else None
        fault = _shortfall(named[1], judged.item, warming) if named else None
        if named is None or fault is None:
            return finding
        place = judged.place(f"AdditionalDocument[{named[0] + 1}]", "WriteOff", "QuantityQuantity")
        return further(finding, requirement, f"{requirement.title}: {fault}", place)

    def _of_species(self, requirement: Requirement, judged: Judged, finding: Finding) -> Finding:
        item, on = judged.item, judged.facts.on
        species = species_of(item, self.species, on)
        place = judged.place("Commodity", "Description")
        if not species:
            return further(finding, requirement, _NAME_IT, place)
        appendix = strictest(species)
        told = ", ".join(f"{one.name}, {_appendix(one)}" for one in species)
        if appendix == "none" or (requirement.id == APPENDIX_I and appendix != "I"):
            return let_go(requirement, f"{requirement.title}: none is needed for {told}.", place)
        if appendix == "I" and requirement.id != FROM_ABROAD:
            return _for_which_purpose(requirement, judged, finding, told)
        if requirement.id in OUTWARD and (fault := quota_fault(item, species, self.quotas, on)):
            return further(finding, requirement, fault, judged.place("Commodity", "GoodsMeasure"))
        return finding if appendix == "III" else _not_by_origin(requirement, judged, finding)


def _for_which_purpose(requirement: Requirement, judged: Judged, finding: Finding, told: str) -> Finding:
    """What is of Appendix I may not be traded for gain (CITES, Article III.2 d and III.3 c)."""
    purpose, place = purpose_of(judged.item), judged.place("Commodity", "IntendedUseCode")
    if purpose is None:
        return further(finding, requirement, _PURPOSE, place)
    if purpose != COMMERCIAL:
        return finding
    sentence = f"{told}: what is of Appendix I may not be traded for gain (purpose T)."
    return Finding(Outcome.REFUSE, because(requirement, sentence, place), clock=0)


def _not_by_origin(requirement: Requirement, judged: Judged, finding: Finding) -> Finding:
    """A certificate of origin is for species of Appendix III alone (CITES, Article V.3)."""
    named = named_document(requirement, judged.item)
    if named is None or named[1].type_code != CERTIFICATE_OF_ORIGIN:
        return finding
    sentence = (
        "A certificate of origin is enough for species of Appendix III only; name the CITES permit, document 626."
    )
    return further(finding, requirement, sentence, judged.place(f"AdditionalDocument[{named[0] + 1}]"))


def _appendix(species: Species) -> str:
    return "in no appendix" if species.appendix == "none" else f"Appendix {species.appendix}"


def _shortfall(document: AdditionalDocument, item: GovernmentAgencyGoodsItem, warming: Decimal | None) -> str | None:
    """What a licence's write-off (22C) lacks.

    Tonnes (TNE) are of carbon dioxide equivalent where the licence counts in them, and ``warming`` is the item's;
    every other unit of mass is of the goods.
    """
    written_off = document.write_off.quantity_quantity if document.write_off else None
    if written_off is None:
        return None
    if written_off.unit == "TNE" and warming is not None:
        if warming <= written_off.value:
            return None
        return (
            f"licence {document.id} is written off for {written_off.value} t of carbon dioxide equivalent and the item "
            f"is {warming.normalize():f} t. Write off all of it, or get a licence that covers it."
        )
    mass, allowed = item.net_mass, kilograms(written_off)
    if mass is not None and allowed is not None and mass > allowed:
        return (
            f"licence {document.id} is written off for {allowed} kg and the item weighs {mass} kg net. Write "
            "off the whole net mass, or get a licence that covers it."
        )
    return None
