"""Lagoon Environment Agency: ozone and climate, wildlife, waste, plastics and chemicals."""

from decimal import Decimal
from pathlib import Path

from agencies.contract import Agency, Requirement
from agencies.judging import Finding, Judged, ask_document, named_document
from agencies.table import TableAgency
from wco_datamodel.documents import AdditionalDocument

LICENSED_BY_MASS = frozenset({"ENV-HCFC-2013", "ENV-HCFC-2025", "ENV-HFC", "ENV-METHYL-BROM"})
"""Requirements whose licence is for a quantity in kilograms (Montreal Protocol, Article 4B: quotas)."""


def agency() -> Agency:
    """The agency, with its requirements as they are written in this folder."""
    return EnvironmentAgency.from_folder(Path(__file__).parent)


class EnvironmentAgency(TableAgency):
    """What its table cannot say: a licence that is written off for less than the item weighs does not cover it."""

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """The table's answer, or the question for a licence that covers the item."""
        finding = super().find(requirement, judged)
        named = named_document(requirement, judged.item) if requirement.id in LICENSED_BY_MASS else None
        if named is None:
            return finding
        index, document = named
        written_off, mass = _kilograms(document), judged.item.net_mass
        if written_off is None or mass is None or mass <= written_off:
            return finding
        sentence = (
            f"{requirement.title}: licence {document.id} is written off for {written_off} kg and the item "
            f"weighs {mass} kg net. Write off the whole net mass, or get a licence that covers it."
        )
        place = judged.place(f"AdditionalDocument[{index + 1}]", "WriteOff", "QuantityQuantity")
        return ask_document(requirement, sentence, place)


def _kilograms(document: AdditionalDocument) -> Decimal | None:
    """What the document is written off for (22C), where that is stated in kilograms."""
    quantity = document.write_off.quantity_quantity if document.write_off else None
    return quantity.value if quantity and quantity.unit in (None, "KGM") else None
