"""Permits (LPCO: licence, permit, certificate or other document): what is asked for, and what is answered."""

from wco_datamodel.documents import AdditionalDocument, AdditionalInformation, AppealOffice, ContactOffice, WriteOff
from wco_datamodel.goods import Commodity, Destination, ExportCountry, GovernmentAgencyGoodsItem
from wco_datamodel.parties import (
    Address,
    Agent,
    Communication,
    Consignee,
    Consignor,
    Contact,
    Exporter,
    Importer,
    Submitter,
)
from wco_datamodel.response import Error, Status
from wco_datamodel.transport import BorderTransportMeans, LoadingLocation, UnloadingLocation
from wco_datamodel.values import DateTime, Wco


class Applicant(Wco, frozen=True, kw_only=True):
    """Who applies for the permit and will hold it (no class id verified)."""

    name: str | None = None
    id: str | None = None
    address: Address | None = None
    contact: Contact | None = None
    communication: Communication | None = None


class LPCO(Wco, frozen=True, kw_only=True):
    """An application for a permit: which one (1001), for whom, for which goods, for how long (WCO class 74B)."""

    function_code: str
    functional_reference_id: str | None = None
    id: str | None = None
    issue_date_time: DateTime | None = None
    effective_date_time: DateTime | None = None
    expiration_date_time: DateTime | None = None
    type_code: str
    additional_document: tuple[AdditionalDocument, ...] = ()
    additional_information: tuple[AdditionalInformation, ...] = ()
    agent: Agent | None = None
    applicant: Applicant | None = None
    border_transport_means: BorderTransportMeans | None = None
    consignee: Consignee | None = None
    consignor: Consignor | None = None
    destination: Destination | None = None
    export_country: ExportCountry | None = None
    exporter: Exporter | None = None
    government_agency_goods_item: tuple[GovernmentAgencyGoodsItem, ...] = ()
    importer: Importer | None = None
    loading_location: LoadingLocation | None = None
    submitter: Submitter | None = None
    unloading_location: UnloadingLocation | None = None


class PermittedItem(Wco, frozen=True, kw_only=True):
    """Goods that a permit is about, on which conditions, and how much may be written off (WCO class 68A)."""

    sequence_numeric: int
    additional_information: tuple[AdditionalInformation, ...] = ()
    commodity: Commodity | None = None
    write_off: WriteOff | None = None


class Permit(Wco, frozen=True, kw_only=True):
    """The permit that an answer is about: its number, its days, its goods (WCO class 74B)."""

    functional_reference_id: str | None = None
    id: str | None = None
    issue_date_time: DateTime | None = None
    effective_date_time: DateTime | None = None
    expiration_date_time: DateTime | None = None
    rejection_date_time: DateTime | None = None
    type_code: str | None = None
    version_id: str | None = None
    government_agency_goods_item: tuple[PermittedItem, ...] = ()
    submitter: Submitter | None = None


class LPCOResponse(Wco, frozen=True, kw_only=True):
    """An answer about a permit: granted, refused or asking, with its reasons and conditions (WCO class 07B)."""

    function_code: str
    functional_reference_id: str | None = None
    issue_date_time: DateTime | None = None
    additional_information: tuple[AdditionalInformation, ...] = ()
    appeal_office: AppealOffice | None = None
    contact_office: tuple[ContactOffice, ...] = ()
    error: tuple[Error, ...] = ()
    status: tuple[Status, ...] = ()
    lpco: Permit
