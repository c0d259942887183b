"""Parties to a declaration, and how to reach them."""

from wco_datamodel.values import Wco


class Address(Wco, frozen=True, kw_only=True):
    """An address: of a party, or of the place where goods are (WCO class 04A)."""

    type_code: str | None = None
    city_name: str | None = None
    country_code: str | None = None
    country_sub_division_code: str | None = None
    country_sub_division_name: str | None = None
    line: str | None = None
    postcode_id: str | None = None


class Communication(Wco, frozen=True, kw_only=True):
    """A way to reach someone: a telephone number, an email address (WCO class 25A)."""

    id: str | None = None
    type_code: str | None = None


class Contact(Wco, frozen=True, kw_only=True):
    """The person to ask for (WCO class 34A)."""

    name: str | None = None


class Submitter(Wco, frozen=True, kw_only=True):
    """Who submits the declaration; in a supporting document, the authority that issued it (WCO class 17B)."""

    name: str | None = None
    role_code: str | None = None
    id: str | None = None
    address: Address | None = None


class Agent(Wco, frozen=True, kw_only=True):
    """Who acts for the declarant, and whether in the declarant's name or its own (WCO class 05A)."""

    name: str | None = None
    id: str | None = None
    function_code: str | None = None
    address: Address | None = None


class AuthorisationHolder(Wco, frozen=True, kw_only=True):
    """Who holds an authorisation that the declaration relies on (WCO class 17C)."""

    id: str | None = None
    category_code: str | None = None


class Carrier(Wco, frozen=True, kw_only=True):
    """Who carries the goods (WCO class 18A)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    communication: Communication | None = None


class Consignor(Wco, frozen=True, kw_only=True):
    """Who sends the goods (WCO class 30A)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class Consignee(Wco, frozen=True, kw_only=True):
    """Who receives the goods (WCO class 27A)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class Declarant(Wco, frozen=True, kw_only=True):
    """Who makes the declaration, or in whose name it is made (WCO class 57B)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Exporter(Wco, frozen=True, kw_only=True):
    """Who exports the goods (WCO class 57A)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Importer(Wco, frozen=True, kw_only=True):
    """Who imports the goods (WCO class 74A)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Buyer(Wco, frozen=True, kw_only=True):
    """Who buys the goods (WCO class 16A)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Seller(Wco, frozen=True, kw_only=True):
    """Who sells the goods (WCO class 09B)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Payer(Wco, frozen=True, kw_only=True):
    """Who pays duty and taxes (WCO class 56B)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class Surety(Wco, frozen=True, kw_only=True):
    """Who answers for what is owed (WCO class 19B)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class AEOMutualRecognitionParty(Wco, frozen=True, kw_only=True):
    """A party whose authorised status another country grants and this one recognises (WCO class 16C)."""

    id: str | None = None
    role_code: str | None = None


class DomesticDutyTaxParty(Wco, frozen=True, kw_only=True):
    """A taxpayer, by its tax number and its role (WCO class 55B)."""

    id: str | None = None
    role_code: str | None = None


class Authenticator(Wco, frozen=True, kw_only=True):
    """Who signed the declaration (WCO class 12A)."""

    name: str | None = None


class Authentication(Wco, frozen=True, kw_only=True):
    """The signature of the declaration (WCO class 61B)."""

    authentication: str | None = None
    authenticator: Authenticator | None = None


class Manufacturer(Wco, frozen=True, kw_only=True):
    """The party that made the goods (no class id verified)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
