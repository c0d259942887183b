"""Rules about containers and seals."""

import re
from collections.abc import Sequence
from operator import mul
from typing import ClassVar, Final

from wco_datamodel.goods import Commodity
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.rules.sequence_rules import repeated
from wco_datamodel.transport import Consignment, Seal, TransportEquipment

CONTAINER: Final = re.compile(r"[A-Z]{3}[UJZ]\d{7}")
LETTERS: Final = {sign: value for value, sign in enumerate("0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ")}
"""What letters and digits count for; multiples of eleven are left out."""
PLACES: Final = tuple(2**place for place in range(10))
UNIT_LOAD_DEVICE: Final = re.compile(r"[A-Z][A-Z0-9]{2}\d{4,5}[A-Z0-9]{2,3}")


def _written(number: str) -> str:
    return number.replace(" ", "").replace("-", "").replace("/", "").upper()


def check_digit(number: str) -> str:
    """Return the check digit of a container number from its first ten signs (ISO 6346, annex A)."""
    return str(sum(map(mul, map(LETTERS.__getitem__, number), PLACES)) % 11 % 10)


class EQUIP503(ClassRule[TransportEquipment]):
    """The last digit of a container number must check the others."""

    classes = (TransportEquipment,)
    where: ClassVar = "id"
    national: ClassVar = True
    looks_at: ClassVar = ("159",)
    example: ClassVar = "CSQU3054384 is written where CSQU3054383 is painted on the container."
    hint: ClassVar = "Read the number again on the container: a digit or a letter is wrong, or two are exchanged."
    source: ClassVar = "ISO 6346, annex A; WCO Data Model 159"

    def findings(self, subject: TransportEquipment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Check what has the form of a container number."""
        number = _written(subject.id or "")
        if not CONTAINER.fullmatch(number) or number[-1] == (expected := check_digit(number[:-1])):
            return ()
        return found("ID", detail=f"{number} should end in {expected}")


class EQUIP504(ClassRule[TransportEquipment]):
    """A container number should have four letters, the last of them U, J or Z, and seven digits."""

    classes = (TransportEquipment,)
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("159",)
    example: ClassVar = "The number is AD12345, perhaps that of the truck."
    hint: ClassVar = "Write the number that is painted on the container, with its check digit: TGHU7599330."
    source: ClassVar = "ISO 6346; IATA Unit Load Device Regulations; WCO Data Model 159"

    def findings(self, subject: TransportEquipment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the form; the unit load devices of airlines have their own."""
        number = _written(subject.id or "")
        if not number or CONTAINER.fullmatch(number) or UNIT_LOAD_DEVICE.fullmatch(number):
            return ()
        return found("ID", detail=f"“{subject.id}” has not")


class EQUIP505(ClassRule[Consignment]):
    """The same container must be named once in a consignment."""

    classes = (Consignment,)
    where: ClassVar = "transport_equipment"
    several: ClassVar = True
    looks_at: ClassVar = ("159",)
    example: ClassVar = "CSQU3054383 is container 1, and again container 2."
    hint: ClassVar = "Delete the container that is repeated, and keep all its seals with the other."
    source: ClassVar = "WCO Data Model 31B"

    def findings(self, subject: Consignment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the numbers."""
        equipment = subject.transport_equipment
        places = repeated(_written(each.id or "") for each in equipment)
        return [Finding((f"TransportEquipment[{i}]", "ID"), f"{equipment[i - 1].id} stands above") for i in places]


class EQUIP506(ClassRule[Consignment]):
    """Goods in containers must name a container."""

    classes = (Consignment,)
    where: ClassVar = "container_code"
    national: ClassVar = True
    looks_at: ClassVar = ("096", "159")
    example: ClassVar = "ContainerCode is 1, and there is no TransportEquipment."
    hint: ClassVar = "Add TransportEquipment with the container number, or write ContainerCode 0."
    source: ClassVar = "WCO Data Model 096 and 159; UN/EDIFACT 7365"

    def findings(self, subject: Consignment, given: Circumstances) -> Sequence[Finding]:
        """Look for the number of a container, in the consignment or in an item, where the code is 1."""
        if subject.container_code != "1" or any(each.id for each in subject.transport_equipment):
            return ()
        if any(item.commodity and item.commodity.transport_equipment for item in given.declaration.items):
            return ()
        return found("TransportEquipment[1]", "ID")


class EQUIP507(ClassRule[Consignment]):
    """Goods that are not in containers should name none."""

    classes = (Consignment,)
    where: ClassVar = "container_code"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("096", "159")
    example: ClassVar = "ContainerCode is 0, and container CSQU3054383 is named."
    hint: ClassVar = "Write ContainerCode 1, or delete the container."
    source: ClassVar = "WCO Data Model 096 and 159; UN/EDIFACT 7365"

    def findings(self, subject: Consignment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for what has the form of a container number where the code is 0."""
        if subject.container_code != "0":
            return ()
        named = [each.id for each in subject.transport_equipment if CONTAINER.fullmatch(_written(each.id or ""))]
        return found("ContainerCode", detail=f"the container {named[0]} is named") if named else ()


class EQUIP508(ClassRule[Seal]):
    """A seal should have its number."""

    classes = (Seal,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.id"
    looks_at: ClassVar = ("165",)
    example: ClassVar = "Seal 1 of container CSQU3054383 has no ID."
    hint: ClassVar = "Write the number that is stamped on the seal into ID."
    source: ClassVar = "WCO Data Model 165; ISO 17712; Revised Kyoto Convention, General Annex, standard 6.5"

    def findings(self, subject: Seal, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the number."""
        return () if subject.id else found("ID")


class EQUIP509(ClassRule[Consignment]):
    """The same seal should be on one container alone."""

    classes = (Consignment,)
    where: ClassVar = "transport_equipment"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("165",)
    example: ClassVar = "Seal S1 is on two containers."
    hint: ClassVar = "Read the numbers of the seals again: each has its own."
    source: ClassVar = "ISO 17712; WCO Data Model 165"

    def findings(self, subject: Consignment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare all seals of the consignment."""
        seals = [
            (place, index, seal.id)
            for place, equipment in enumerate(subject.transport_equipment, 1)
            for index, seal in enumerate(equipment.seal, 1)
        ]
        if len(seals) < 2:
            return ()
        twice = (seals[number - 1] for number in repeated(each for *_, each in seals))
        return [
            Finding((f"TransportEquipment[{p}]", f"Seal[{i}]", "ID"), f"{seal} stands above") for p, i, seal in twice
        ]


class EQUIP510(ClassRule[Commodity]):
    """The container of an item should be one of the consignment's."""

    classes = (Commodity,)
    where: ClassVar = "transport_equipment"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("159",)
    example: ClassVar = "The item is in TGHU7599330, and the consignment names CSQU3054383 alone."
    hint: ClassVar = "Add the container to Consignment, or correct its number in the item."
    source: ClassVar = "WCO Data Model 31B"

    def findings(self, subject: Commodity, given: Circumstances) -> Sequence[Finding]:
        """Look up each of the item's containers, where the consignment names any."""
        known = {_written(each.id) for each in given.consignment.transport_equipment if each.id}
        if not known:
            return ()
        named = [(index, each.id) for index, each in enumerate(subject.transport_equipment, 1) if each.id]
        return [
            Finding((f"TransportEquipment[{index}]", "ID"), f"{number} is not")
            for index, number in named
            if _written(number) not in known
        ]
