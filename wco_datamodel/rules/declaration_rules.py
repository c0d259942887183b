"""Rules about the declaration as a whole."""

from collections.abc import Iterable
from typing import ClassVar

from wco_datamodel.declaration import Declaration
from wco_datamodel.rules.contract import DeclarationRule, Finding

ORIGINAL = "9"
REQUEST = "13"


class DEC101(DeclarationRule):
    """An original declaration must have a reference of the declarant's own."""

    hint: ClassVar[str] = "Add FunctionalReferenceID: a reference that you use for no other declaration."
    source: ClassVar[str] = "WCO Data Model D026; Revised Kyoto Convention, General Annex, standard 3.12"

    def findings(self, declaration: Declaration) -> Iterable[Finding]:
        """Look for the functional reference (D026) of a message with function 9."""
        if declaration.function_code == ORIGINAL and not declaration.functional_reference_id:
            return (Finding(("FunctionalReferenceID",)),)
        return ()


class DEC102(DeclarationRule):
    """A declaration must have at least one goods item."""

    hint: ClassVar[str] = "Add a GovernmentAgencyGoodsItem for each kind of goods."
    source: ClassVar[str] = "WCO Data Model 68A"

    def findings(self, declaration: Declaration) -> Iterable[Finding]:
        """Look for goods items in a declaration that is not a request about an earlier one."""
        if declaration.function_code != REQUEST and not declaration.items:
            return (Finding(("GoodsShipment",)),)
        return ()


class DEC103(DeclarationRule):
    """There must be as many goods items as the declaration states."""

    hint: ClassVar[str] = "Correct GoodsItemQuantity, or add the items that are missing."
    source: ClassVar[str] = "WCO Data Model 228"

    def findings(self, declaration: Declaration) -> Iterable[Finding]:
        """Compare the stated number of items (228) with the items."""
        stated, counted = declaration.goods_item_quantity, len(declaration.items)
        if declaration.function_code != REQUEST and stated is not None and stated.value != counted:
            return (Finding(("GoodsItemQuantity",), f"it states {stated.value:f}, and there are {counted}"),)
        return ()


class DEC104(DeclarationRule):
    """Each goods item must have a sequence number of its own."""

    hint: ClassVar[str] = "Number the items 1, 2, 3 and so on."
    source: ClassVar[str] = "WCO Data Model 006"

    def findings(self, declaration: Declaration) -> Iterable[Finding]:
        """Look for sequence numbers (006) that an earlier item already has."""
        seen: set[int] = set()
        found = []
        for index, item in enumerate(declaration.items, start=1):
            number = item.sequence_numeric
            if number in seen:
                path = ("GoodsShipment", f"GovernmentAgencyGoodsItem[{index}]", "SequenceNumeric")
                found.append(Finding(path, f"{number} is the number of an earlier item"))
            seen.add(number)
        return found
