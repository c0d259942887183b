"""Documents, references, pointers, guarantees and offices named in a message."""

from decimal import Decimal

from wco_datamodel.parties import Communication, Submitter
from wco_datamodel.values import Amount, DateTime, Measure, Wco


class Pointer(Wco, frozen=True, kw_only=True):
    """One level of a path to a place in a message: a class, and at the end an element (WCO class 97A)."""

    sequence_numeric: int | None = None
    document_section_code: str | None = None
    tag_id: str | None = None


class Amendment(Wco, frozen=True, kw_only=True):
    """A change to an earlier declaration: why, and where (WCO class 06A)."""

    change_reason_code: str | None = None
    pointer: tuple[Pointer, ...] = ()


class WriteOff(Wco, frozen=True, kw_only=True):
    """What is written off from a permit for this item (WCO class 22C)."""

    quantity_quantity: Measure | None = None
    amount_amount: Amount | None = None


class AdditionalDocument(Wco, frozen=True, kw_only=True):
    """A supporting document: a licence, permit, certificate or invoice (WCO class 02A)."""

    category_code: str | None = None
    effective_date_time: DateTime | None = None
    id: str | None = None
    name: str | None = None
    type_code: str | None = None
    lpco_exemption_code: str | None = None
    submitter: Submitter | None = None
    write_off: WriteOff | None = None


class AdditionalInformation(Wco, frozen=True, kw_only=True):
    """A statement that goes with the declaration or the response, as a code or as text (WCO class 03A)."""

    statement_code: str | None = None
    statement_description: str | None = None
    statement_type_code: str | None = None
    pointer: tuple[Pointer, ...] = ()
    limit_date_time: DateTime | None = None


class PreviousDocument(Wco, frozen=True, kw_only=True):
    """A document that the goods came under before: a manifest line, an earlier declaration (WCO class 99A)."""

    category_code: str | None = None
    id: str | None = None
    type_code: str | None = None
    line_numeric: int | None = None


class Invoice(Wco, frozen=True, kw_only=True):
    """The commercial invoice (WCO class 78A)."""

    id: str | None = None
    issue_date_time: DateTime | None = None


class UCR(Wco, frozen=True, kw_only=True):
    """The unique reference of the consignment (WCO class 35B)."""

    id: str | None = None
    trader_assigned_reference_id: str | None = None


class TransportContractDocument(Wco, frozen=True, kw_only=True):
    """The contract of carriage: a bill of lading, an air waybill (WCO class 30B)."""

    id: str | None = None
    type_code: str | None = None


class CurrencyExchange(Wco, frozen=True, kw_only=True):
    """A currency and its rate of exchange (WCO class 40A)."""

    currency_type_code: str | None = None
    rate_numeric: Decimal | None = None


class GuaranteeOffice(Wco, frozen=True, kw_only=True):
    """The customs office where a guarantee is registered (WCO class 14C)."""

    id: str | None = None


class ObligationGuarantee(Wco, frozen=True, kw_only=True):
    """A guarantee for what may be owed (WCO class 90A)."""

    amount_amount: Amount | None = None
    id: str | None = None
    reference_id: str | None = None
    security_details_code: str | None = None
    access_code: str | None = None
    guarantee_office: GuaranteeOffice | None = None


class ExitOffice(Wco, frozen=True, kw_only=True):
    """The customs office where the goods leave (WCO class 56A)."""

    id: str | None = None


class PresentationOffice(Wco, frozen=True, kw_only=True):
    """The customs office where the goods are presented (WCO class 15C)."""

    id: str | None = None


class SupervisingOffice(Wco, frozen=True, kw_only=True):
    """The customs office that supervises the procedure (WCO class 97B)."""

    id: str | None = None


class AppealOffice(Wco, frozen=True, kw_only=True):
    """The office that hears an appeal (WCO class 07A)."""

    id: str | None = None


class ContactOffice(Wco, frozen=True, kw_only=True):
    """The office to contact about the response (WCO class 35A)."""

    id: str | None = None
    communication: tuple[Communication, ...] = ()
