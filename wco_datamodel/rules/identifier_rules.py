"""Rules about the form of identifiers: of consignments, authorised operators, taxpayers and offices."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, ClassVar, Final

from stdnum.exceptions import ValidationError
from stdnum.util import get_cc_module

from wco_datamodel.documents import UCR
from wco_datamodel.parties import AEOMutualRecognitionParty, DomesticDutyTaxParty
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, ValueRule, found
from wco_datamodel.schema import ElementFacts

UCR_LETTERS: Final = re.compile(r"[A-Z0-9()/.:-]{1,35}")
UCR_FORM: Final = re.compile(r"\d([A-Z]{2})[A-Z0-9()/.:-]{1,32}")
IDENTIFIER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./:()&_-]*")
OFFICES: Final = frozenset({"065", "G005", "G012", "G014", "G015"})


class IDEN601(ClassRule[UCR]):
    """A unique consignment reference must be written in capital letters, digits and - / ( ) . : alone."""

    classes = (UCR,)
    national: ClassVar = True
    looks_at: ClassVar = ("016", "009")
    example: ClassVar = "The reference is 6nz 1."
    hint: ClassVar = "Write it in capitals, without blanks, in at most 35 characters."
    source: ClassVar = "WCO Data Model 016; WCO Recommendation on the UCR (2004); ISO 15459"

    def findings(self, subject: UCR, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the characters of both references."""
        told = (("ID", subject.id), ("TraderAssignedReferenceID", subject.trader_assigned_reference_id))
        return [Finding((name,), f"“{text}” is not") for name, text in told if text and not UCR_LETTERS.fullmatch(text)]


class IDEN602(ClassRule[UCR]):
    """A unique consignment reference should begin with the digit of its year and the country of who gave it."""

    classes = (UCR,)
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("016",)
    example: ClassVar = "The reference is 6QQ1000001-PO77, and there is no country QQ."
    hint: ClassVar = (
        "Write the year's last digit, the country, the company's number and the reference: 6NZ1000001-PO77."
    )
    source: ClassVar = "WCO Recommendation on the UCR (2004); ISO 15459"

    def findings(self, subject: UCR, given: Circumstances) -> Sequence[Finding]:
        """Look at the first three characters; what ISO 15459 agencies give begins with letters."""
        text = subject.id
        if not text or not UCR_LETTERS.fullmatch(text) or text[0].isalpha():
            return ()
        match = UCR_FORM.fullmatch(text)
        return () if match and match[1] in given.known.countries else found("ID", detail=f"“{text}” does not")


class IDEN603(ClassRule[AEOMutualRecognitionParty]):
    """The identifier of an authorised economic operator must begin with the country that authorised it."""

    classes = (AEOMutualRecognitionParty,)
    national: ClassVar = True
    looks_at: ClassVar = ("R143",)
    example: ClassVar = "The operator is 717572504, without the country that authorised it."
    hint: ClassVar = "Write the country's two capital letters and the trader identification number after them."
    source: ClassVar = "WCO SAFE Framework of Standards, trader identification number; WCO Data Model R143"

    def findings(self, subject: AEOMutualRecognitionParty, given: Circumstances) -> Sequence[Finding]:
        """Look at the first two letters, and for something after them."""
        text = subject.id or ""
        if text[:2] in given.known.countries and len(text) > 2 and text.isalnum():
            return ()
        return found("ID", detail=f"“{text}” does not" if text else "there is none")


class IDEN604(ClassRule[AEOMutualRecognitionParty]):
    """An authorised economic operator should say which part it has in the shipment."""

    classes = (AEOMutualRecognitionParty,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("16C/R005",)
    example: ClassVar = "The operator NZ717572504 has no RoleCode."
    hint: ClassVar = "Add RoleCode, such as IM for the importer or MF for the manufacturer."
    source: ClassVar = "WCO Data Model R005; UN/EDIFACT 3035"

    def findings(self, subject: AEOMutualRecognitionParty, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the role."""
        return () if subject.role_code else found("RoleCode")


class IDEN605(ClassRule[DomesticDutyTaxParty]):
    """A taxpayer must have a number and a role."""

    classes = (DomesticDutyTaxParty,)
    national: ClassVar = True
    looks_at: ClassVar = ("R119", "55B/R005")
    example: ClassVar = "The taxpayer FJ501 has no RoleCode."
    hint: ClassVar = "Write the tax number into ID and who it belongs to into RoleCode."
    source: ClassVar = "WCO Data Model 55B"

    def findings(self, subject: DomesticDutyTaxParty, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for both."""
        if subject.id and subject.role_code:
            return ()
        return found("RoleCode" if subject.id else "ID")


class IDEN606(ClassRule[DomesticDutyTaxParty]):
    """A tax number that begins with a country should be one that this country could have given."""

    classes = (DomesticDutyTaxParty,)
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("R119",)
    example: ClassVar = "The number is NZ49098577, which ends in another digit."
    hint: ClassVar = "Read the number again: its length or its check digit is wrong."
    source: ClassVar = "WCO Data Model R119; check digits of national value added tax numbers (python-stdnum)"

    def findings(self, subject: DomesticDutyTaxParty, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Have the check digits of the country's tax numbers looked at, where they are known."""
        return found("ID", detail=f"{subject.id} is not") if subject.id and _wrong_tax_number(subject.id) else ()


class IDEN607(ValueRule):
    """An identifier of a party should be written in letters and digits."""

    severity: ClassVar = "warning"
    kept: ClassVar = "value.isalnum()"
    looks_at: ClassVar = ("R004", "R010", "R012", "R015", "R032", "R038", "R123")
    example: ClassVar = 'The importer\'s ID is "1000001" with its quotation marks.'
    hint: ClassVar = "Remove what is no part of the number, such as quotation marks, commas or a line break."
    source: ClassVar = "WCO Data Model, party identifiers; UN/EDIFACT 3039"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at the identifiers of parties: their WCO ids begin with R."""
        return element.name == "ID" and element.id.startswith("R")

    def detail(self, value: str, given: Circumstances) -> str | None:  # noqa: ARG002
        """Look at its characters."""
        return None if value.isalnum() or IDENTIFIER.fullmatch(value) else f"“{value}” is not"


class IDEN608(ValueRule):
    """The code of a customs office should begin with its country."""

    severity: ClassVar = "warning"
    kept: ClassVar = "value[:2] in countries"
    looks_at: ClassVar = tuple(sorted(OFFICES))
    example: ClassVar = "The office is 0051."
    hint: ClassVar = "Write the country, the place and the office's own part, as NZAKL1."
    source: ClassVar = (
        "WCO Data Model 065, G005, G012, G014, G015: UN/LOCODE and user code; UN/CEFACT Recommendation 16"
    )

    def concerns(self, element: ElementFacts) -> bool:
        """Look at the offices that a declaration names."""
        return element.id in OFFICES

    def detail(self, value: Any, given: Circumstances) -> str | None:
        """Look at the first two letters."""
        return None if value[:2] in given.known.countries else f"“{value}” does not"


@lru_cache(maxsize=512)
def _wrong_tax_number(text: str) -> bool:
    number = text[2:]
    module = get_cc_module(text[:2].lower(), "vat") if text[:2].isascii() and text[:2].isalpha() else None
    if module is None:
        return False
    try:
        module.validate(number)
    except ValidationError:
        return True
    return False
