"""Rules about sequence numbers: what is numbered among its kind has a number of its own."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, ClassVar

from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import Commodity, GoodsShipment, GovernmentAgencyGoodsItem
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding
from wco_datamodel.transport import Consignment, TransportEquipment
from wco_datamodel.values import Wco

SOURCE = "WCO Data Model 006"


def repeated(keys: Iterable[Hashable]) -> Iterator[int]:
    """Return where a key stands that stood there before, counted from 1; a key that is None or empty does not count."""
    seen: set[Hashable] = set()
    for index, key in enumerate(keys, start=1):
        if key in seen:
            yield index
        elif key:
            seen.add(key)


class NumberedOnce(ClassRule[Any]):
    """Parent of the rules that hold what is numbered against its brothers."""

    several: ClassVar = True
    name: ClassVar[str]
    source: ClassVar = SOURCE

    def findings(self, subject: Wco, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for numbers that an earlier one already has."""
        numbered = getattr(subject, self.where)
        numbers = [each.sequence_numeric for each in numbered]
        if len(set(numbers)) == len(numbers):
            return ()
        # Zero is a number too: text, so that it counts as a key.
        return [self._told(index, numbers[index - 1]) for index in repeated(map(str, numbers))]

    def _told(self, index: int, number: int) -> Finding:
        return Finding((f"{self.name}[{index}]", "SequenceNumeric"), f"{number} is the number of an earlier one")


class DEC104(NumberedOnce):
    """Each goods item must have a sequence number of its own."""

    classes = (GoodsShipment,)
    where: ClassVar = "government_agency_goods_item"
    name: ClassVar = "GovernmentAgencyGoodsItem"
    looks_at: ClassVar = ("68A/006",)
    example: ClassVar = "Two items have the SequenceNumeric 1."
    hint: ClassVar = "Number the items 1, 2, 3 and so on."


class DEC111(ClassRule[Declaration]):
    """Goods items should be numbered 1, 2, 3 and so on, in their order."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("68A/006",)
    example: ClassVar = "The second item has the number 5."
    hint: ClassVar = "Number the items from 1 without a gap: answers about an item name it by its place."
    source: ClassVar = SOURCE

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the first item whose number is not its place."""
        if [item.sequence_numeric for item in subject.items] == list(range(1, len(subject.items) + 1)):
            return ()
        for index, item in enumerate(subject.items, start=1):
            if item.sequence_numeric != index:
                path = ("GoodsShipment", f"GovernmentAgencyGoodsItem[{index}]", "SequenceNumeric")
                return (Finding(path, f"it has the number {item.sequence_numeric}, and stands in place {index}"),)
        return ()


class PACK201(NumberedOnce):
    """Each line of packages in an item must have a sequence number of its own."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "packaging"
    name: ClassVar = "Packaging"
    looks_at: ClassVar = ("93A/006",)
    example: ClassVar = "Two lines of packages have the number 1."
    hint: ClassVar = "Number the lines of packages 1, 2, 3 and so on."


class EQUIP501(NumberedOnce):
    """Each container must have a sequence number of its own."""

    classes = (Consignment, Commodity)
    where: ClassVar = "transport_equipment"
    name: ClassVar = "TransportEquipment"
    looks_at: ClassVar = ("31B/006",)
    example: ClassVar = "Two containers have the number 0."
    hint: ClassVar = "Number the containers 1, 2, 3 and so on."


class EQUIP502(NumberedOnce):
    """Each seal of a container must have a sequence number of its own."""

    classes = (TransportEquipment,)
    where: ClassVar = "seal"
    name: ClassVar = "Seal"
    looks_at: ClassVar = ("44B/006",)
    example: ClassVar = "Seals S1 and S2 both have the number 2."
    hint: ClassVar = "Number the seals of each container 1, 2, 3 and so on."


class ROUTE501(NumberedOnce):
    """Each country on the route must have a sequence number of its own."""

    classes = (Consignment,)
    where: ClassVar = "itinerary"
    name: ClassVar = "Itinerary"
    looks_at: ClassVar = ("81A/006",)
    example: ClassVar = "NZ and FJ both have the number 1."
    hint: ClassVar = "Number the countries 1, 2, 3 in the order in which the goods pass them."


class CARRY501(NumberedOnce):
    """Each item of a consignment must have a sequence number of its own."""

    classes = (Consignment,)
    where: ClassVar = "consignment_item"
    name: ClassVar = "ConsignmentItem"
    looks_at: ClassVar = ("29A/006",)
    example: ClassVar = "Two items of the consignment have the number 3."
    hint: ClassVar = "Number the items of the consignment 1, 2, 3 and so on."
