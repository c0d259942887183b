"""Rules about customs procedures, and what each of them needs beside it."""

from collections.abc import Sequence
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.rules.sequence_rules import repeated

OUTWARD: Final = ("10", "11", "21", "23", "31")
INWARD: Final = ("40", "41", "42", "44", "46", "51", "53", "61", "71")
WRONG_WAY: Final = {"import": frozenset(OUTWARD), "export": frozenset(INWARD)}
SPECIAL: Final = frozenset({"21", "31", "51", "53", "61", "71"})
"""Procedures that need something beside them."""
LEFT: Final = ("51", "53", "71", "78")
AGAIN: Final = ("31", "61")
PROCESSING: Final = ("51", "21")
CARNET: Final = frozenset({"955", "952", "950"})
CURRENT: Final = ("GovernmentProcedure[1]", "CurrentCode")
PREVIOUS: Final = ("GovernmentProcedure[1]", "PreviousCode")


def follows_document(item: GovernmentAgencyGoodsItem, given: Circumstances) -> bool:
    """Whether the item or its shipment names a previous document."""
    return bool(item.previous_document or given.shipment.previous_document)


class PROC801(ClassRule[GovernmentAgencyGoodsItem]):
    """A goods item must name the procedure that is asked for."""

    classes = (GovernmentAgencyGoodsItem,)
    national: ClassVar = True
    kept: ClassVar = "requested"
    looks_at: ClassVar = ("166",)
    example: ClassVar = "An item has no GovernmentProcedure."
    hint: ClassVar = "Add GovernmentProcedure with CurrentCode 40 for home use or 10 for an export."
    source: ClassVar = "WCO Data Model 166; Revised Kyoto Convention, General Annex, standard 3.11"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the procedure requested."""
        return () if subject.requested_procedure else found(*CURRENT)


class PROC802(ClassRule[GovernmentAgencyGoodsItem]):
    """A procedure must be one of the country's procedures."""

    classes = (GovernmentAgencyGoodsItem,)
    national: ClassVar = True
    kept: ClassVar = "requested in procedures and previous in procedures"
    looks_at: ClassVar = ("166", "161")
    example: ClassVar = "The procedure is 4099, and there is no procedure 99."
    hint: ClassVar = "Look the procedure up: 40 is home use, 53 temporary admission, 71 the customs warehouse."
    source: ClassVar = "Revised Kyoto Convention, specific annexes; WCO Data Model 166 and 161"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look up the two digits of the procedure requested and of the one before."""
        known = given.known.listed("procedures")
        asked = ((CURRENT, given.facts_of(subject).requested), (PREVIOUS, given.facts_of(subject).previous))
        wrong = [(path, code) for path, code in asked if code and known.find(code, given.day) is None]
        return [Finding(path, f"{code} is not", given.did_you_mean("procedures", code)) for path, code in wrong]


class PROC803(ClassRule[GovernmentAgencyGoodsItem]):
    """The procedure must fit the declaration: goods enter in an import, and leave in an export."""

    classes = (GovernmentAgencyGoodsItem,)
    national: ClassVar = True
    kept: ClassVar = "requested not in WRONG_WAY.get(given.direction, ())"
    looks_at: ClassVar = ("166", "D013")
    example: ClassVar = "Procedure 10 (export) in a declaration IMA."
    hint: ClassVar = "Correct the procedure of the item, or the type of the declaration."
    source: ClassVar = "WCO Data Model 166 and D013; Revised Kyoto Convention, specific annexes B, C, D, F and G"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Compare the procedure with the direction, where it has one."""
        code = given.facts_of(subject).requested
        wrong = WRONG_WAY.get(given.direction, ())
        kind = (given.declaration.type_code or "")[:2]
        return (
            found(*CURRENT, detail=f"{code} in a declaration {kind}") if kind in ("IM", "EX") and code in wrong else ()
        )


class PROC804(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods that enter a warehouse should name it."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "requested not in SPECIAL"
    looks_at: ClassVar = ("166", "L019")
    example: ClassVar = "Procedure 71, and no Warehouse."
    hint: ClassVar = "Add Warehouse with the number of its licence to GoodsShipment."
    source: ClassVar = "Revised Kyoto Convention, Specific Annex D, chapter 1; WCO Data Model 43B"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for the warehouse beside procedure 71."""
        if given.facts_of(subject).requested != "71" or (given.shipment.warehouse and given.shipment.warehouse.id):
            return ()
        return found(*CURRENT, detail="there is no Warehouse")


class PROC805(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods that leave a warehouse, a free zone or a temporary procedure should name the document of their entry."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "previous not in LEFT"
    looks_at: ClassVar = ("161", "D018")
    example: ClassVar = "Procedure 40 after 71, and no PreviousDocument."
    hint: ClassVar = "Add PreviousDocument with the number of the declaration by which the goods entered."
    source: ClassVar = "Revised Kyoto Convention, Specific Annexes D, F chapter 1 and G; WCO Data Model 99A"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for a previous document beside what was before; PROC807 looks at what goes or comes again."""
        facts = given.facts_of(subject)
        if facts.previous not in LEFT or facts.requested in AGAIN or follows_document(subject, given):
            return ()
        return found("PreviousDocument[1]", "ID", detail=f"the procedure before was {facts.previous}")


class PROC806(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods admitted for a time should be secured by a guarantee or a carnet."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "requested not in SPECIAL"
    looks_at: ClassVar = ("166", "90A", "D006")
    example: ClassVar = "Procedure 53, and no ObligationGuarantee."
    hint: ClassVar = "Add ObligationGuarantee to the declaration, or the ATA carnet (955) to the documents."
    source: ClassVar = "Revised Kyoto Convention, Specific Annex G; Istanbul Convention, article 4"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for either beside procedure 53."""
        if given.facts_of(subject).requested != "53" or given.declaration.obligation_guarantee:
            return ()
        documents = (*given.declaration.additional_document, *subject.additional_document)
        return () if any(each.type_code in CARNET for each in documents) else found(*CURRENT)


class PROC807(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods that are exported or imported again should name the document by which they came or went."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "requested not in SPECIAL"
    looks_at: ClassVar = ("166", "D018")
    example: ClassVar = "Procedure 61, and no PreviousDocument."
    hint: ClassVar = "Add PreviousDocument with the number of the earlier declaration."
    source: ClassVar = "Revised Kyoto Convention, Specific Annexes B chapter 2, F and G; WCO Data Model 99A"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for a previous document beside procedures 31 and 61."""
        if given.facts_of(subject).requested not in AGAIN or follows_document(subject, given):
            return ()
        return found("PreviousDocument[1]", "ID", detail=f"the procedure is {given.facts_of(subject).requested}")


class PROC808(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods that are exported or imported again should name the procedure before."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "requested not in SPECIAL"
    looks_at: ClassVar = ("166", "161")
    example: ClassVar = "Procedure 31, and no PreviousCode."
    hint: ClassVar = "Write the earlier procedure into PreviousCode: 53 for goods that were admitted for a time."
    source: ClassVar = "Revised Kyoto Convention, Specific Annexes B chapter 2, F and G; WCO Data Model 161"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for a previous procedure beside procedures 31 and 61."""
        return (
            found(*PREVIOUS)
            if given.facts_of(subject).requested in AGAIN and given.facts_of(subject).previous == "00"
            else ()
        )


class PROC809(ClassRule[GovernmentAgencyGoodsItem]):
    """Goods to be processed should name the authorisation of the processing."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "requested not in SPECIAL"
    looks_at: ClassVar = ("166", "17C")
    example: ClassVar = "Procedure 51, and no AuthorisationHolder."
    hint: ClassVar = "Add AuthorisationHolder to the declaration, or the authorisation to the documents of the item."
    source: ClassVar = "Revised Kyoto Convention, Specific Annex F, chapters 1 and 2"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for either beside procedures 51 and 21."""
        if given.facts_of(subject).requested not in PROCESSING:
            return ()
        return () if given.declaration.authorisation_holder or subject.additional_document else found(*CURRENT)


class PROC810(ClassRule[Declaration]):
    """Goods in transit should name their guarantee and the office where they leave."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    kept: ClassVar = 'given.direction != "transit"'
    looks_at: ClassVar = ("90A", "G005")
    example: ClassVar = "A transit (TRA) without ObligationGuarantee."
    hint: ClassVar = "Add ObligationGuarantee and ExitOffice to the declaration."
    source: ClassVar = (
        "Revised Kyoto Convention, Specific Annex E, chapter 1; WTO Trade Facilitation Agreement, article 11"
    )

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Look for both in a declaration of transit."""
        if given.direction != "transit":
            return ()
        missing = [] if subject.obligation_guarantee else [Finding(("ObligationGuarantee[1]",))]
        return missing if subject.exit_office and subject.exit_office.id else [*missing, Finding(("ExitOffice", "ID"))]


class PROC811(ClassRule[GovernmentAgencyGoodsItem]):
    """The same procedure should be named once in an item."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "government_procedure"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("166", "161")
    example: ClassVar = "The procedure C07 stands there twice."
    hint: ClassVar = "Delete the one that is repeated."
    source: ClassVar = "WCO Data Model 70A"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the pairs of codes."""
        places = repeated((each.current_code, each.previous_code) for each in subject.government_procedure)
        return [Finding((f"GovernmentProcedure[{index}]", "CurrentCode")) for index in places]
