"""Rules about parties: who they are, where they are, how to reach them."""

import re
from collections.abc import Sequence
from typing import ClassVar, Final, TypeAlias

from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import GoodsShipment
from wco_datamodel.parties import (
    Address,
    Agent,
    AuthorisationHolder,
    Buyer,
    Carrier,
    Communication,
    Consignee,
    Consignor,
    Declarant,
    Exporter,
    Importer,
    Manufacturer,
    Payer,
    Seller,
    Surety,
)
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.rules.sequence_rules import repeated

Party: TypeAlias = (
    Agent
    | Buyer
    | Carrier
    | Consignee
    | Consignor
    | Declarant
    | Exporter
    | Importer
    | Manufacturer
    | Payer
    | Seller
    | Surety
)
PARTIES = (
    Agent, Buyer, Carrier, Consignee, Consignor, Declarant, Exporter, Importer, Manufacturer, Payer, Seller, Surety,
)  # fmt: skip
KYOTO: Final = "Revised Kyoto Convention, General Annex, standard 3.12"
EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
TELEPHONE: Final = re.compile(r"\+?[\d\s()./-]{5,}(\s*(x|ext\.?)\s*\d+)?", re.IGNORECASE)


class PARTY401(ClassRule[Party]):
    """A party must have a name or an identifier."""

    classes = PARTIES
    national: ClassVar = True
    kept: ClassVar = "it.id or it.name"
    looks_at: ClassVar = ("R003", "R004", "R031", "R032", "R037", "R038", "R123", "R124")
    example: ClassVar = "The importer has an Address in FJ and nothing else."
    hint: ClassVar = "Write the name of the person or company, or the number under which customs knows it."
    source: ClassVar = f"WCO Data Model, party classes; {KYOTO}"

    def findings(self, subject: Party, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for either; an agent may be there only to say how it represents."""
        if subject.id or subject.name or (isinstance(subject, Agent) and subject.function_code):
            return ()
        return found("ID")


class PARTY402(ClassRule[Party]):
    """A party that is known by name alone should have an address."""

    classes = tuple(party for party in PARTIES)
    where: ClassVar = "name"
    severity: ClassVar = "warning"
    kept: ClassVar = "it.id or it.address"
    looks_at: ClassVar = ("04A",)
    example: ClassVar = "The exporter has a name, and neither an ID nor an Address."
    hint: ClassVar = "Add street, town and country, so that the party can be told from others of its name."
    source: ClassVar = f"WCO Data Model 04A; {KYOTO}"

    def findings(self, subject: Party, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the address of a party without identifier."""
        return () if subject.id or not subject.name or subject.address else found("Address")


class PARTY403(ClassRule[Declaration]):
    """An import must name its importer."""

    classes = (Declaration,)
    national: ClassVar = True
    kept: ClassVar = 'given.direction != "import" or given.shipment.importer is not None'
    looks_at: ClassVar = ("R037", "R038")
    example: ClassVar = "An import has no Importer."
    hint: ClassVar = "Add Importer to GoodsShipment, with the name or the identifier."
    source: ClassVar = f"WCO Data Model 74A; {KYOTO}"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the importer; the consignee stands for it in a simplified declaration."""
        if given.direction != "import" or given.shipment.importer or given.shipment.consignee:
            return ()
        return found("GoodsShipment", "Importer")


class PARTY404(ClassRule[Declaration]):
    """An export must name its exporter."""

    classes = (Declaration,)
    national: ClassVar = True
    kept: ClassVar = 'given.direction != "export" or it.exporter is not None'
    looks_at: ClassVar = ("R031", "R032")
    example: ClassVar = "An export (EXA) has no Exporter."
    hint: ClassVar = "Add Exporter, with the name or the identifier."
    source: ClassVar = f"WCO Data Model 57A; {KYOTO}"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Look for the exporter; the consignor stands for it in a simplified declaration."""
        if given.direction != "export" or subject.exporter or given.shipment.consignor:
            return ()
        return found("Exporter")


class PARTY405(ClassRule[Declaration]):
    """A declaration must name its declarant or an agent."""

    classes = (Declaration,)
    national: ClassVar = True
    kept: ClassVar = "it.declarant is not None"
    looks_at: ClassVar = ("R123", "R124", "R003", "R004")
    example: ClassVar = "There is neither a Declarant nor an Agent."
    hint: ClassVar = "Add Declarant: who makes the declaration and answers for it."
    source: ClassVar = "WCO Data Model 57B; Revised Kyoto Convention, General Annex, standards 3.6 and 3.7"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for either."""
        return () if subject.declarant or subject.agent else found("Declarant")


class PARTY406(ClassRule[Agent]):
    """An agent should say in whose name it acts."""

    classes = (Agent,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.function_code"
    looks_at: ClassVar = ("102",)
    example: ClassVar = "The agent has no FunctionCode."
    hint: ClassVar = "Write FunctionCode 2 for direct representation (in the declarant's name) or 3 for indirect."
    source: ClassVar = "WCO Data Model 102; Revised Kyoto Convention, General Annex, chapter 8"

    def findings(self, subject: Agent, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the kind of representation."""
        return () if subject.function_code else found("FunctionCode")


class PARTY407(ClassRule[Address]):
    """An address should name its country."""

    classes = (Address,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.country_code"
    looks_at: ClassVar = ("242",)
    example: ClassVar = "The declarant's address has no CountryCode."
    hint: ClassVar = "Add CountryCode: the two capital letters of the country."
    source: ClassVar = "WCO Data Model 242; UN/CEFACT Recommendation 3"

    def findings(self, subject: Address, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the country."""
        return () if subject.country_code else found("CountryCode")


class PARTY408(ClassRule[Communication]):
    """An e-mail address or a telephone number should be one that works."""

    classes = (Communication,)
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("240", "253")
    example: ClassVar = "The address for mail (EM) is “office at example.org”."
    hint: ClassVar = "Write name@example.org for EM, and the country's number and the digits for TE: +679 330 0000."
    source: ClassVar = "WCO Data Model 240; UN/EDIFACT 3155; ITU-T E.123"

    def findings(self, subject: Communication, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Hold the text against the form of its kind."""
        form = {"EM": EMAIL, "TE": TELEPHONE, "AL": TELEPHONE}.get(subject.type_code or "")
        if form is None or not subject.id or form.fullmatch(subject.id.strip()):
            return ()
        return found("ID", detail=f"“{subject.id}” is not")


class PARTY409(ClassRule[AuthorisationHolder]):
    """An authorisation must name its holder and its kind."""

    classes = (AuthorisationHolder,)
    national: ClassVar = True
    looks_at: ClassVar = ("R144", "R145")
    example: ClassVar = "An authorisation of 2000002 has no CategoryCode."
    hint: ClassVar = "Write the holder's identifier into ID and the kind of authorisation into CategoryCode."
    source: ClassVar = "WCO Data Model 17C"

    def findings(self, subject: AuthorisationHolder, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for both."""
        if subject.id and subject.category_code:
            return ()
        return found("CategoryCode" if subject.id else "ID")


class PARTY410(ClassRule[Declaration]):
    """The same authorisation should be named once."""

    classes = (Declaration,)
    where: ClassVar = "authorisation_holder"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("R144", "R145")
    example: ClassVar = "Authorisation CB of 2000002 is named twice."
    hint: ClassVar = "Delete the one that is repeated."
    source: ClassVar = "WCO Data Model 17C"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare holder and kind."""
        places = repeated((each.category_code, each.id) for each in subject.authorisation_holder)
        return [Finding((f"AuthorisationHolder[{index}]",)) for index in places]


class PARTY411(ClassRule[GoodsShipment]):
    """Buyer and seller should be two different parties."""

    classes = (GoodsShipment,)
    where: ClassVar = "seller"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("R010", "R051")
    example: ClassVar = "Buyer and seller are both 1000001."
    hint: ClassVar = "Goods moved within one company are not sold: their value is found by another method than 1."
    source: ClassVar = "WTO Agreement on Customs Valuation, articles 1 and 15.4"

    def findings(self, subject: GoodsShipment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare their identifiers, or their names where they have none."""
        buyer, seller = subject.buyer, subject.seller
        if buyer is None or seller is None:
            return ()
        same = buyer.id == seller.id if buyer.id and seller.id else buyer.name == seller.name
        return found("Seller") if same and (buyer.id or buyer.name) else ()
