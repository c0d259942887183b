"""What the table of the police cannot say: a serial number for every firearm, and words that name an imitation."""

from collections import Counter
from typing import Final

from agencies.contract import Evidence, Outcome, Requirement
from agencies.identity import SERIAL_NUMBER, describes, identifiers, pieces
from agencies.judging import Finding, Judged, further
from agencies.table import TableAgency
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem

NUMBERED: Final = frozenset({"POL-FIREARMS", "POL-HANDGUNS", "POL-AIRGUNS"})
"""Requirements for which each piece is told by its serial number (Firearms Protocol, Article 8)."""

OF_ANY_ARM: Final = "POL-AIRGUNS"
UNNUMBERED: Final = ("truncheon", "truncheons", "baton", "batons", "night stick", "night sticks", "knuckleduster")
"""Words by which a description names arms that are not fired, and so bear no serial number."""

IMITATION: Final = "POL-IMITATION"
IMITATIONS: Final = (
    "imitation firearm",
    "imitation firearms",
    "imitation gun",
    "replica firearm",
    "replica gun",
    "replica pistol",
    "replica rifle",
    "airsoft",
    "bb gun",
    "toy gun",
    "toy guns",
    "toy pistol",
    "toy pistols",
    "toy rifle",
    "gel blaster",
    "gel blasters",
    "cap gun",
)
"""Words by which a description names what could be taken for a firearm."""


class PoliceService(TableAgency):
    """The table, with the serial numbers of firearms and with imitations known by their description."""

    def candidates(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> tuple[Requirement, ...]:
        """The table's requirements; the one for imitations only where the description names one."""
        found = super().candidates(item, declaration, evidence)
        if any(one.id == IMITATION for one in found) and not describes(item, IMITATIONS):
            return tuple(one for one in found if one.id != IMITATION)
        return found

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """The table's answer, or the question for serial numbers."""
        finding = super().find(requirement, judged)
        if requirement.id not in NUMBERED or finding.outcome is Outcome.REFUSE:
            return finding
        if requirement.id == OF_ANY_ARM and describes(judged.item, UNNUMBERED):
            return finding
        fault = serial_number_fault(judged.item)
        return further(finding, requirement, fault, judged.place("Commodity")) if fault else finding


def serial_number_fault(item: GovernmentAgencyGoodsItem) -> str | None:
    """What is wrong with an item's serial numbers: there must be one for each piece, and no two alike. None if nothing.

    The pieces are the tariff quantity (130); a serial number is a classification (21A) of the kind SN.
    """
    count, numbers = pieces(item), [text for _, text in identifiers(item, SERIAL_NUMBER)]
    if count is None:
        return "State how many there are, as the tariff quantity in pieces (H87)."
    twice = next((number for number, times in Counter(numbers).items() if times > 1), None)
    if twice:
        return f"The serial number {twice} is given twice; no two firearms have the same."
    if count != len(numbers):
        return (
            f"The item is for {count.normalize():f} and gives {len(numbers)} serial numbers: give that of each, as a "
            "classification of the kind SN."
        )
    return None
