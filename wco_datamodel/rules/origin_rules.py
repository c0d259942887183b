"""Rules about the origin of the goods."""

from collections.abc import Sequence
from typing import ClassVar

from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.rules.sequence_rules import repeated


class ORIG201(ClassRule[GovernmentAgencyGoodsItem]):
    """An imported item must name its country of origin."""

    classes = (GovernmentAgencyGoodsItem,)
    national: ClassVar = True
    kept: ClassVar = "it.origin and it.origin[0].country_code"
    looks_at: ClassVar = ("063",)
    example: ClassVar = "An item of an import has no Origin."
    hint: ClassVar = "Add Origin with its CountryCode: where the goods were grown or made, not where they were bought."
    source: ClassVar = (
        "WCO Data Model 063; WTO Agreement on Rules of Origin, article 3; Revised Kyoto Convention, Annex K"
    )

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for a country."""
        if given.direction != "import" or any(each.country_code for each in subject.origin):
            return ()
        return found("Origin[1]", "CountryCode")


class ORIG202(ClassRule[GovernmentAgencyGoodsItem]):
    """An item must have one origin of each type."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "origin"
    several: ClassVar = True
    national: ClassVar = True
    looks_at: ClassVar = ("063", "501")
    example: ClassVar = "An item is from NZ and from AU."
    hint: ClassVar = "Declare goods of two origins as two items."
    source: ClassVar = "WCO Data Model 92A; WTO Agreement on Rules of Origin, article 3"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the types."""
        places = repeated(each.type_code or "none" for each in subject.origin)
        return [Finding((f"Origin[{index}]", "TypeCode")) for index in places]


class ORIG203(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods of preferential origin should have a proof of it."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "origin"
    severity: ClassVar = "warning"
    kept: ClassVar = 'it.additional_document or value[0].type_code != "2" and len(value) == 1'
    looks_at: ClassVar = ("501", "D006")
    example: ClassVar = "An item has preferential origin (type 2), and no document."
    hint: ClassVar = (
        "Name the certificate of origin (861), or the document of the exporter's statement, as AdditionalDocument."
    )
    source: ClassVar = (
        "Revised Kyoto Convention, Specific Annex K, chapter 2; WTO Agreement on Rules of Origin, annex II"
    )

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for any document beside an origin of type 2."""
        if subject.additional_document:
            return ()
        places = [index for index, each in enumerate(subject.origin, 1) if each.type_code == "2"]
        return found(f"Origin[{places[0]}]", "TypeCode") if places else ()
