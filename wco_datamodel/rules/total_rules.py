"""Rules that hold the totals of a declaration against its items."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.measuring import kilograms
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found

ROUNDING: Final = Decimal("0.01")
"""So much of an amount may be lost by rounding each item's part of it."""


class DEC103(ClassRule[Declaration]):
    """There must be as many goods items as the declaration states."""

    classes = (Declaration,)
    where: ClassVar = "goods_item_quantity"
    kept: ClassVar = "value.value == len(given.items)"
    looks_at: ClassVar = ("228",)
    example: ClassVar = "GoodsItemQuantity is 3, and the message has two items."
    hint: ClassVar = "Correct GoodsItemQuantity, or add the items that are missing."
    source: ClassVar = "WCO Data Model 228"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the stated number of items with the items."""
        stated, counted = subject.goods_item_quantity, len(subject.items)
        if stated is None or stated.value == counted:
            return ()
        return found("GoodsItemQuantity", detail=f"it states {stated.value:f}, and there are {counted}")


class DEC112(ClassRule[Declaration]):
    """The total gross mass must not be less than the gross masses of the items together."""

    classes = (Declaration,)
    where: ClassVar = "total_gross_mass_measure"
    national: ClassVar = True
    looks_at: ClassVar = ("131", "126")
    example: ClassVar = "The total gross mass is 199 kg, and the items weigh 200 kg together."
    hint: ClassVar = "Correct TotalGrossMassMeasure, or the gross mass of the item that is too heavy."
    source: ClassVar = "WCO Data Model 131 and 126"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Add up the items in kilograms."""
        total, items = kilograms(subject.total_gross_mass_measure), given.gross_mass()
        if total is None or items is None or items <= total:
            return ()
        return found("TotalGrossMassMeasure", detail=f"it is {total:f} kg, and the items weigh {items:f} kg")


class DEC113(ClassRule[Declaration]):
    """The total gross mass should be that of all items together."""

    classes = (Declaration,)
    where: ClassVar = "total_gross_mass_measure"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("131", "126")
    example: ClassVar = "The total gross mass is 300 kg, and the items weigh 200 kg together."
    hint: ClassVar = "Share the mass of the packing among the items, so that they add up to the total."
    source: ClassVar = "WCO Data Model 131 and 126"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Look at totals above the items by more than a kilogram, where each item has a mass."""
        total, items = kilograms(subject.total_gross_mass_measure), given.gross_mass()
        if total is None or items is None or total <= items + 1:
            return ()
        if any(item.gross_mass is None for item in subject.items):
            return ()
        return found("TotalGrossMassMeasure", detail=f"it is {total:f} kg, and the items weigh {items:f} kg")


class DEC114(ClassRule[Declaration]):
    """The total number of packages should be that of all items together."""

    classes = (Declaration,)
    where: ClassVar = "total_package_quantity"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("146", "144")
    example: ClassVar = "TotalPackageQuantity is 20, and the items have 10 and 8."
    hint: ClassVar = (
        "Correct TotalPackageQuantity. Where items share packages, count them in one item and write 0 in others."
    )
    source: ClassVar = "WCO Data Model 146 and 144"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Add up the packages, where each item states how many."""
        total, counted = subject.total_package_quantity, Decimal(0)
        if total is None or not subject.items:
            return ()
        for item in subject.items:
            for line in item.packaging:
                if (quantity := line.quantity_quantity) is None:
                    return ()
                counted += quantity.value
            if not item.packaging:
                return ()
        if counted == total.value:
            return ()
        return found("TotalPackageQuantity", detail=f"it states {total.value:f}, and the items have {counted:f}")


class DEC115(ClassRule[Declaration]):
    """The invoice total should be what the items cost together."""

    classes = (Declaration,)
    where: ClassVar = "invoice_amount"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("109", "112")
    example: ClassVar = "InvoiceAmount is 1700.00, and the items cost 1000.00 and 500.00."
    hint: ClassVar = "Correct InvoiceAmount or the price of an item; freight and insurance have amounts of their own."
    source: ClassVar = "WCO Data Model 109 and 112; WTO Agreement on Customs Valuation, article 1"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Add up the prices, where all are known and in the currency of the total."""
        total, prices = subject.invoice_amount, list(filter(None, given.prices()))
        if total is None or not prices or len(prices) < len(given.items):
            return ()
        if {price.currency for price in prices} - {total.currency, None}:
            return ()
        counted = sum([price.value for price in prices], Decimal(0))
        if abs(counted - total.value) <= ROUNDING * len(prices):
            return ()
        return found("InvoiceAmount", detail=f"it is {total.value:f}, and the items cost {counted:f}")
