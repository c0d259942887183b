"""Rules about one goods item."""

from collections.abc import Iterable
from typing import ClassVar

from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.rules.contract import Finding, ItemRule


class ITEM201(ItemRule):
    """A goods item must have a commodity code of at least six digits."""

    hint: ClassVar[str] = (
        "Give the code of the Harmonized System, or of the national tariff, in Commodity/Classification."
    )
    source: ClassVar[str] = "WCO Data Model 145; Harmonized System Convention, article 3"

    def findings(self, item: GovernmentAgencyGoodsItem) -> Iterable[Finding]:
        """Look for a classification (145) of six digits or more."""
        return () if item.hs_code else (Finding(("Commodity", "Classification[1]", "ID")),)


class ITEM202(ItemRule):
    """A goods item must have a description of the goods."""

    hint: ClassVar[str] = "Say in plain words what the goods are, in Commodity/Description."
    source: ClassVar[str] = "WCO Data Model 137; Revised Kyoto Convention, General Annex, standard 3.12"

    def findings(self, item: GovernmentAgencyGoodsItem) -> Iterable[Finding]:
        """Look for the description (137)."""
        return () if item.goods_description.strip() else (Finding(("Commodity", "Description")),)
