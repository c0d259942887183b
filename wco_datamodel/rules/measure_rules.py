"""Rules about masses, quantities and packages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Final

from wco_datamodel.goods import GoodsMeasure, GovernmentAgencyGoodsItem, Packaging
from wco_datamodel.measuring import in_base_units, kilograms, kind_of, plain_unit
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, ValueRule, found
from wco_datamodel.schema import ElementFacts
from wco_datamodel.values import Measure

BULK: Final = frozenset({"VQ", "VG", "VL", "VY", "VR", "VS", "VO"})
UNPACKED: Final = frozenset({"NE", "NF", "NG"})
MASSES: Final = frozenset({"126", "128", "131"})
LIGHTER: Final = (
    "(gross := it.gross_mass_measure) is not None and gross.unit == value.unit and gross.value >= value.value"
)
OTHER_OR_LIGHTER: Final = f"KINDS.get(value.unit, 'mass') != 'mass' or {LIGHTER}"
NET: Final = ("NetNetWeightMeasure",)


class MASS201(ClassRule[GoodsMeasure]):
    """The net mass must not be more than the gross mass."""

    classes = (GoodsMeasure,)
    where: ClassVar = "net_net_weight_measure"
    kept: ClassVar = LIGHTER
    looks_at: ClassVar = ("126", "128")
    example: ClassVar = "The net mass is 130 kg, and the gross mass 120 kg."
    hint: ClassVar = "The gross mass is with the packing, the net mass without it; perhaps they are exchanged."
    source: ClassVar = "WCO Data Model 126 and 128"

    def findings(self, subject: GoodsMeasure, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the two in kilograms."""
        net, gross = kilograms(subject.net_net_weight_measure), kilograms(subject.gross_mass_measure)
        if net is None or gross is None or net <= gross:
            return ()
        return found(*NET, detail=f"it is {net:f} kg, and the gross mass {gross:f} kg")


class MASS202(ValueRule):
    """A mass must be in a unit of mass."""

    national: ClassVar = True
    kept: ClassVar = 'value.unit == "KGM" or value.unit is None'
    looks_at: ClassVar = ("126", "128", "131")
    example: ClassVar = "The total gross mass is 200 LTR."
    hint: ClassVar = "Write the mass in kilograms, with the unit KGM or without a unit."
    source: ClassVar = "WCO Data Model 126, 128 and 131; UN/ECE Recommendation 20"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at the masses of the declaration and of its items."""
        return element.id in MASSES

    def detail(self, value: Measure, given: Circumstances) -> str | None:
        """Look at the unit, where there is one that is known."""
        unit = value.unit
        if unit is None or unit == "KGM" or kind_of(unit) == "mass" or not given.known.find("rec20", plain_unit(unit)):
            return None
        return f"{unit} is none"


class MASS203(ClassRule[GoodsMeasure]):
    """Goods should weigh more than nothing."""

    classes = (GoodsMeasure,)
    where: ClassVar = "gross_mass_measure"
    severity: ClassVar = "warning"
    kept: ClassVar = "value.value"
    looks_at: ClassVar = ("126",)
    example: ClassVar = "GrossMassMeasure is 0."
    hint: ClassVar = "Write the gross mass, in parts of a kilogram if it is small: 0.05."
    source: ClassVar = "WCO Data Model 126"

    def findings(self, subject: GoodsMeasure, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the gross mass."""
        gross = subject.gross_mass_measure
        return found("GrossMassMeasure") if gross and gross.value == 0 else ()


class MASS204(ClassRule[GoodsMeasure]):
    """A quantity for the tariff in a unit of mass should not be more than the gross mass."""

    classes = (GoodsMeasure,)
    where: ClassVar = "tariff_quantity"
    severity: ClassVar = "warning"
    kept: ClassVar = OTHER_OR_LIGHTER
    looks_at: ClassVar = ("130", "126")
    example: ClassVar = "The quantity is 121 TNE, and the gross mass 120 kg."
    hint: ClassVar = "Correct TariffQuantity: it is counted without the packing."
    source: ClassVar = "WCO Data Model 130 and 126"

    def findings(self, subject: GoodsMeasure, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the two in kilograms; grams of a fissile or active part are masses too."""
        quantity, gross = subject.tariff_quantity, kilograms(subject.gross_mass_measure)
        kind, mass = (in_base_units(quantity) or ("", Decimal(0))) if quantity else ("", Decimal(0))
        if kind != "mass" or gross is None or mass <= gross:
            return ()
        return found("TariffQuantity", detail=f"it is {mass:f} kg, and the gross mass {gross:f} kg")


class PACK202(ClassRule[Packaging]):
    """Packages should say their kind."""

    classes = (Packaging,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.type_code"
    looks_at: ClassVar = ("141",)
    example: ClassVar = "There are 10 packages of no kind."
    hint: ClassVar = "Add TypeCode: CT for cartons, PX for pallets, BG for bags, NE for goods that are not packed."
    source: ClassVar = "UN/CEFACT Recommendation 21; WCO Data Model 141"

    def findings(self, subject: Packaging, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the type."""
        return () if subject.type_code else found("TypeCode")


class PACK203(ClassRule[Packaging]):
    """Packages should have the marks that they are known by."""

    classes = (Packaging,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.marks_numbers_id"
    looks_at: ClassVar = ("142",)
    example: ClassVar = "There are 10 cartons (CT) without marks."
    hint: ClassVar = "Write what is on the packages into MarksNumbersID, or NO MARKS."
    source: ClassVar = "UN/CEFACT Recommendation 15; WCO Data Model 142"

    def findings(self, subject: Packaging, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for marks, except on goods in bulk or not packed."""
        if subject.marks_numbers_id or subject.type_code in BULK or subject.type_code in UNPACKED:
            return ()
        return found("MarksNumbersID")


class PACK204(ClassRule[Packaging]):
    """Goods in bulk should not be counted in packages."""

    classes = (Packaging,)
    where: ClassVar = "quantity_quantity"
    severity: ClassVar = "warning"
    kept: ClassVar = "it.type_code not in BULK"
    looks_at: ClassVar = ("144", "141")
    example: ClassVar = "10 packages of liquid in bulk (VL)."
    hint: ClassVar = "Write 0 or 1 as QuantityQuantity, or the type of the packages."
    source: ClassVar = "UN/CEFACT Recommendation 21, types in bulk (V); WCO Data Model 144"

    def findings(self, subject: Packaging, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for a number above one beside a type in bulk."""
        count = subject.quantity_quantity
        if subject.type_code not in BULK or count is None or count.value <= 1:
            return ()
        return found("QuantityQuantity", detail=f"the type is {subject.type_code}, and the number {count.value:f}")


class PACK205(ClassRule[GovernmentAgencyGoodsItem]):
    """An item should say how it is packed."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.packaging"
    looks_at: ClassVar = ("93A",)
    example: ClassVar = "An item has no Packaging."
    hint: ClassVar = "Add Packaging with kind, number and marks; NE where the goods are not packed."
    source: ClassVar = "WCO Data Model 93A; Revised Kyoto Convention, General Annex, standard 3.12"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for packages."""
        return () if subject.packaging else found("Packaging[1]")


class PACK206(ClassRule[GovernmentAgencyGoodsItem]):
    """An item without packages of its own should name the marks of those it is in."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "packaging"
    severity: ClassVar = "warning"
    kept: ClassVar = "len(value) == 1 and value[0].quantity_quantity is not None and value[0].quantity_quantity.value"
    looks_at: ClassVar = ("144", "142")
    example: ClassVar = "An item counts 0 packages and names the marks ELSE, which no other item has."
    hint: ClassVar = "Repeat the marks of the item that is packed together with this one."
    source: ClassVar = "WCO Data Model 144 and 142; UN/CEFACT Recommendation 15"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look up the marks of packages that are counted as 0 among those of the other items."""
        lines = [
            (index, each)
            for index, each in enumerate(subject.packaging, 1)
            if each.quantity_quantity and each.quantity_quantity.value == 0 and each.type_code not in BULK
        ]
        if not lines or len(given.declaration.items) < 2:
            return ()
        others = [each for item in given.declaration.items if item is not subject for each in item.packaging]
        marks = {
            each.marks_numbers_id for each in others if each.quantity_quantity and each.quantity_quantity.value > 0
        }
        return [
            Finding((f"Packaging[{i}]", "MarksNumbersID")) for i, each in lines if each.marks_numbers_id not in marks
        ]
