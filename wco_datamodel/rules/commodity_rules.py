"""Rules about what the goods are: classification, description, dangerous goods."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from wco_datamodel.catalogue import quoted
from wco_datamodel.goods import OTHER_NUMBERS, Commodity, DangerousGoods, GovernmentAgencyGoodsItem
from wco_datamodel.measuring import kind_of
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.rules.sequence_rules import repeated

DEPTHS: Final = frozenset({6, 8, 10})
NATIONAL_CHAPTERS: Final = ("98", "99")
IN_ITS_UNIT: Final = (
    "measure is None or (quantity := measure.tariff_quantity) is None"
    " or KINDS.get(quantity.unit) == counted.get(subheading)"
)
CONVENTION: Final = "Harmonized System Convention, article 3"
HS_2017: Final = date(2017, 1, 1)
VAGUE: Final = re.compile(
    r"(see|as per|according to|refer to)\b.*|"
    r"(various|general|mixed|assorted|sundry|said to contain|personal|commercial|consolidated)?\s*"
    r"(goods|cargo|items?|articles?|products?|merchandise|freight|parts|effects|gifts?|samples?|stuff|things|tba|n/?a|none)\W*"
)
BEGINS: Final = frozenset(
    re.findall("...", "seeaccrefvargenmixasssunsaipercomcongoocariteartpromerfrepareffgifsamstuthitbanonn/a")
)
"""The three letters with which a vague description may begin."""


class ITEM201(ClassRule[GovernmentAgencyGoodsItem]):
    """A goods item must have a commodity code of at least six digits."""

    classes = (GovernmentAgencyGoodsItem,)
    kept: ClassVar = "subheading"
    looks_at: ClassVar = ("145",)
    example: ClassVar = "The code stops at the heading: 0808."
    hint: ClassVar = "Give the code of the Harmonized System, or of the national tariff, in Commodity/Classification."
    source: ClassVar = f"WCO Data Model 145; {CONVENTION}"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for a classification of six digits or more."""
        return () if given.facts_of(subject).subheading else found("Commodity", "Classification[1]", "ID")


class ITEM202(ClassRule[GovernmentAgencyGoodsItem]):
    """A goods item must have a description of the goods."""

    classes = (GovernmentAgencyGoodsItem,)
    kept: ClassVar = "description and not description.isspace()"
    looks_at: ClassVar = ("137",)
    example: ClassVar = "There is no Description, or only blanks in it."
    hint: ClassVar = "Say in plain words what the goods are, in Commodity/Description."
    source: ClassVar = "WCO Data Model 137; Revised Kyoto Convention, General Annex, standard 3.12"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the description."""
        return () if subject.goods_description.strip() else found("Commodity", "Description")


class ITEM203(ClassRule[Commodity]):
    """A commodity code should be written in six, eight or ten digits."""

    classes = (Commodity,)
    where: ClassVar = "classification"
    severity: ClassVar = "warning"
    kept: ClassVar = "value[0].id and value[0].id.isdecimal() and len(value[0].id) in DEPTHS"
    looks_at: ClassVar = ("145",)
    example: ClassVar = "The code is written with a point: 0808.10."
    hint: ClassVar = "Write the digits alone, without points or blanks: 61091000."
    source: ClassVar = f"WCO Data Model 145; {CONVENTION}"

    def findings(self, subject: Commodity, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the first code of six characters or more."""
        for index, each in enumerate(subject.classification, 1):
            code = each.id or ""
            if each.identification_type_code not in OTHER_NUMBERS and len(code) >= 6 and code[:4].isdecimal():
                fits = code.isdecimal() and len(code) in DEPTHS
                return () if fits else found(f"Classification[{index}]", "ID", detail=f"{quoted(code)} is not")
        return ()


class ITEM204(ClassRule[GovernmentAgencyGoodsItem]):
    """The first six digits of a commodity code must be a subheading of the Harmonized System."""

    classes = (GovernmentAgencyGoodsItem,)
    national: ClassVar = True
    valid_from: ClassVar = HS_2017
    kept: ClassVar = "subheading in subheadings"
    looks_at: ClassVar = ("145",)
    example: ClassVar = "The code is 080899, and heading 0808 ends with 080840."
    hint: ClassVar = "Look the goods up in the tariff."
    source: ClassVar = f"{CONVENTION}; HS 2017 and HS 2022"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look the subheading up in every edition known; chapters 98 and 99 are each country's own."""
        code = given.facts_of(subject).subheading
        known = given.known.listed("hs")
        if not code or known.periods(code) or not known.covers(code) or code.startswith(NATIONAL_CHAPTERS):
            return ()
        hint = given.did_you_mean("hs", code)
        return found("Commodity", "Classification[1]", "ID", detail=f"{code} is none", hint=hint)


class ITEM205(ClassRule[GovernmentAgencyGoodsItem]):
    """The commodity code should be of the edition of the Harmonized System that is in force on the day."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    valid_from: ClassVar = HS_2017
    kept: ClassVar = "subheading in subheadings"
    looks_at: ClassVar = ("145",)
    example: ClassVar = "The code of solar cells is 854140, which was divided in 2022."
    hint: ClassVar = "Look up in the tariff by which subheading it was replaced."
    source: ClassVar = f"{CONVENTION}; WCO Recommendation of 28 June 2019 (HS 2022, from 2022-01-01)"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look up on the day what exists in another edition."""
        code = given.facts_of(subject).subheading
        known = given.known.listed("hs")
        if not code or known.find(code, given.day) or not (periods := known.periods(code)):
            return ()
        if ends := periods[-1].valid_to:
            told, hint = f"{code} ended on {ends}", given.did_you_mean("hs", code)
        else:
            told, hint = f"{code} begins on {periods[0].valid_from}", ""
        return found("Commodity", "Classification[1]", "ID", detail=told, hint=hint)


class ITEM206(ClassRule[Commodity]):
    """The same classification should be named once."""

    classes = (Commodity,)
    where: ClassVar = "classification"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("145",)
    example: ClassVar = "Classification 080810 stands there twice."
    hint: ClassVar = "Delete the one that is repeated."
    source: ClassVar = "WCO Data Model 21A"

    def findings(self, subject: Commodity, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare code and kind."""
        places = repeated((each.id, each.identification_type_code) for each in subject.classification)
        return [
            Finding((f"Classification[{index}]", "ID"), f"{subject.classification[index - 1].id} stands above")
            for index in places
        ]


class ITEM207(ClassRule[GovernmentAgencyGoodsItem]):
    """A description should say what the goods are, so that somebody who has not seen them can recognise them."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = (
        "(begins := description[:3].lower())[2:].isalnum() and begins[0].isalpha() and begins not in BEGINS"
    )
    looks_at: ClassVar = ("137",)
    example: ClassVar = "The description is “Various goods”."
    hint: ClassVar = "Say what they are and what of: men's shirts of cotton, not clothing; frozen tuna loins, not fish."
    source: ClassVar = "WCO SAFE Framework of Standards, acceptable descriptions of goods; WCO Data Model 137"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for words that say nothing, and for descriptions without a word of three letters."""
        text = subject.goods_description.strip()
        if not text or (len(text) > 2 and any(map(str.isalpha, text)) and not VAGUE.fullmatch(text.lower())):
            return ()
        return found("Commodity", "Description", detail=f"{quoted(text)} does not")


class ITEM208(ClassRule[DangerousGoods]):
    """The number of dangerous goods must have the four digits of the United Nations."""

    classes = (DangerousGoods,)
    requests: ClassVar = True
    looks_at: ClassVar = ("506",)
    example: ClassVar = "UNDGID is 120."
    hint: ClassVar = "Write the UN number of the safety data sheet, without the letters UN: 1203 for petrol."
    source: ClassVar = "UN Recommendations on the Transport of Dangerous Goods; WCO Data Model 506"

    def findings(self, subject: DangerousGoods, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at its form, and at its range: 0004 is the first."""
        text = subject.undgid or ""
        if len(text) == 4 and text.isdecimal() and text >= "0004":
            return ()
        return found("UNDGID", detail=f"{quoted(text)} has not" if text else "there is none")


class ITEM209(ClassRule[Commodity]):
    """The same dangerous goods should be named once in an item."""

    classes = (Commodity,)
    where: ClassVar = "dangerous_goods"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("506",)
    example: ClassVar = "UNDGID 1203 stands there twice."
    hint: ClassVar = "Delete the number that is repeated."
    source: ClassVar = "WCO Data Model 12C"

    def findings(self, subject: Commodity, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the numbers."""
        return [
            Finding((f"DangerousGoods[{i}]", "UNDGID")) for i in repeated(e.undgid for e in subject.dangerous_goods)
        ]


class ITEM210(ClassRule[GovernmentAgencyGoodsItem]):
    """The quantity for the tariff should be in the unit in which the Harmonized System counts the goods."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = IN_ITS_UNIT
    looks_at: ClassVar = ("130", "145")
    example: ClassVar = "45 MTR of wine (220421)."
    hint: ClassVar = "Look up the unit of the tariff line."
    source: ClassVar = (
        "WCO Recommendation on standard units of quantity (2022); UN/ECE Recommendation 20; WCO Data Model 130"
    )

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Compare what the two units measure; tariffs add units to what the HS weighs."""
        measure = subject.commodity.goods_measure if subject.commodity else None
        quantity = measure.tariff_quantity if measure else None
        if quantity is None or (kind := kind_of(quantity.unit)) is None:
            return ()
        listed = given.known.find("hs", given.facts_of(subject).subheading)
        expected = kind_of(listed.detail) if listed else None
        if listed is None or expected in (None, "mass", kind) or kind == "mass":
            return ()
        path = ("Commodity", "GoodsMeasure", "TariffQuantity")
        told = f"the unit is {quantity.unit}, and {listed.code} is counted in {listed.detail}"
        return found(*path, detail=told)
