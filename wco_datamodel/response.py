"""The response: what a RES message says, as typed values."""

from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import AdditionalInformation, Amendment, AppealOffice, ContactOffice, Pointer
from wco_datamodel.goods import DutyTaxFee, GoodsShipment
from wco_datamodel.values import DateTime, Wco


class Error(Wco, frozen=True, kw_only=True):
    """What is wrong with a declaration, and where (WCO class 53A)."""

    description: str | None = None
    validation_code: str | None = None
    pointer: tuple[Pointer, ...] = ()


class Status(Wco, frozen=True, kw_only=True):
    """A status that the declaration, or what is pointed to in it, has reached (WCO class 12B)."""

    effective_date_time: DateTime | None = None
    name_code: str | None = None
    release_date_time: DateTime | None = None
    pointer: tuple[Pointer, ...] = ()


class Bank(Wco, frozen=True, kw_only=True):
    """The bank account to pay to (WCO class 14A)."""

    reference_id: str | None = None
    id: str | None = None


class RespondedDeclaration(Wco, frozen=True, kw_only=True):
    """The declaration that a response is about (WCO class 42A)."""

    acceptance_date_time: DateTime | None = None
    cancellation_date_time: DateTime | None = None
    functional_reference_id: str | None = None
    id: str | None = None
    rejection_date_time: DateTime | None = None
    version_id: str | None = None
    duty_tax_fee: tuple[DutyTaxFee, ...] = ()
    goods_shipment: GoodsShipment | None = None


class Response(Wco, frozen=True, kw_only=True):
    """A response to a declaration (WCO class 07B).

    ``echoed_declaration`` says what a correction changed (function 07): a second Declaration in XML, in the namespace
    of declarations, and EchoedDeclaration in JSON.
    """

    function_code: str
    functional_reference_id: str | None = None
    issue_date_time: DateTime | None = None
    additional_information: tuple[AdditionalInformation, ...] = ()
    amendment: tuple[Amendment, ...] = ()
    appeal_office: AppealOffice | None = None
    bank: Bank | None = None
    contact_office: tuple[ContactOffice, ...] = ()
    error: tuple[Error, ...] = ()
    status: tuple[Status, ...] = ()
    declaration: RespondedDeclaration
    echoed_declaration: Declaration | None = None
