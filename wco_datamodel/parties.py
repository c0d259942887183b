"""Parties to a declaration, and how to reach them."""

from wco_datamodel.values import Wco


class Address(Wco, frozen=True, kw_only=True):
    """WCO class 04A."""

    type_code: str | None = None
    city_name: str | None = None
    country_code: str | None = None
    country_sub_division_code: str | None = None
    country_sub_division_name: str | None = None
    line: str | None = None
    postcode_id: str | None = None


class Communication(Wco, frozen=True, kw_only=True):
    """WCO class 25A."""

    id: str | None = None
    type_code: str | None = None


class Contact(Wco, frozen=True, kw_only=True):
    """WCO class 34A."""

    name: str | None = None


class Submitter(Wco, frozen=True, kw_only=True):
    """WCO class 17B."""

    name: str | None = None
    role_code: str | None = None
    id: str | None = None
    address: Address | None = None


class Agent(Wco, frozen=True, kw_only=True):
    """WCO class 05A."""

    name: str | None = None
    id: str | None = None
    function_code: str | None = None
    address: Address | None = None


class AuthorisationHolder(Wco, frozen=True, kw_only=True):
    """WCO class 17C."""

    id: str | None = None
    category_code: str | None = None


class Carrier(Wco, frozen=True, kw_only=True):
    """WCO class 18A."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    communication: Communication | None = None


class Consignor(Wco, frozen=True, kw_only=True):
    """WCO class 30A."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class Consignee(Wco, frozen=True, kw_only=True):
    """WCO class 27A."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class Declarant(Wco, frozen=True, kw_only=True):
    """WCO class 57B."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Exporter(Wco, frozen=True, kw_only=True):
    """WCO class 57A."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Importer(Wco, frozen=True, kw_only=True):
    """WCO class 74A."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Buyer(Wco, frozen=True, kw_only=True):
    """WCO class 16A."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Seller(Wco, frozen=True, kw_only=True):
    """WCO class 09B."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class Payer(Wco, frozen=True, kw_only=True):
    """WCO class 56B."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class Surety(Wco, frozen=True, kw_only=True):
    """WCO class 19B."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None


class AEOMutualRecognitionParty(Wco, frozen=True, kw_only=True):
    """WCO class 16C."""

    id: str | None = None
    role_code: str | None = None


class DomesticDutyTaxParty(Wco, frozen=True, kw_only=True):
    """WCO class 55B."""

    id: str | None = None
    role_code: str | None = None


class Authenticator(Wco, frozen=True, kw_only=True):
    """WCO class 12A."""

    name: str | None = None


class Authentication(Wco, frozen=True, kw_only=True):
    """WCO class 61B."""

    authentication: str | None = None
    authenticator: Authenticator | None = None


class Manufacturer(Wco, frozen=True, kw_only=True):
    """The party that made the goods (no class id verified)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
