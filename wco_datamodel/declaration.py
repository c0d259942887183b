"""The goods declaration: what a DEC message says, as typed values."""

from wco_datamodel.documents import (
    AdditionalDocument,
    AdditionalInformation,
    Amendment,
    CurrencyExchange,
    ExitOffice,
    ObligationGuarantee,
    PresentationOffice,
    SupervisingOffice,
)
from wco_datamodel.goods import GoodsShipment, GovernmentAgencyGoodsItem
from wco_datamodel.parties import Agent, Authentication, AuthorisationHolder, Declarant, Exporter, Submitter
from wco_datamodel.transport import BorderTransportMeans, Consignment
from wco_datamodel.values import Amount, DateTime, Measure, Wco


class Declaration(Wco, frozen=True, kw_only=True):
    """WCO class 42A: the declaration, with the facts that agencies, tariff and risk ask for by name."""

    acceptance_date_time: DateTime | None = None
    function_code: str
    functional_reference_id: str | None = None
    id: str | None = None
    issue_date_time: DateTime | None = None
    issue_location_id: str | None = None
    type_code: str | None = None
    goods_item_quantity: Measure | None = None
    declaration_office_id: str | None = None
    invoice_amount: Amount | None = None
    loading_list_quantity: Measure | None = None
    total_gross_mass_measure: Measure | None = None
    total_package_quantity: Measure | None = None
    specific_circumstances_code_code: str | None = None
    authentication: Authentication | None = None
    submitter: Submitter | None = None
    additional_document: tuple[AdditionalDocument, ...] = ()
    additional_information: tuple[AdditionalInformation, ...] = ()
    agent: Agent | None = None
    amendment: tuple[Amendment, ...] = ()
    authorisation_holder: tuple[AuthorisationHolder, ...] = ()
    border_transport_means: BorderTransportMeans | None = None
    consignment: Consignment | None = None
    currency_exchange: tuple[CurrencyExchange, ...] = ()
    declarant: Declarant | None = None
    exit_office: ExitOffice | None = None
    exporter: Exporter | None = None
    goods_shipment: GoodsShipment | None = None
    obligation_guarantee: tuple[ObligationGuarantee, ...] = ()
    presentation_office: PresentationOffice | None = None
    supervising_office: SupervisingOffice | None = None

    @property
    def items(self) -> tuple[GovernmentAgencyGoodsItem, ...]:
        """The goods items (68A), in the order of the message."""
        return self.goods_shipment.government_agency_goods_item if self.goods_shipment else ()

    @property
    def direction(self) -> str:
        """``export`` for EX, ``transit`` for TR, ``import`` for every other type (D013)."""
        return {"EX": "export", "TR": "transit"}.get((self.type_code or "")[:2], "import")

    @property
    def destination_country(self) -> str | None:
        """The country of destination (465) of the shipment, ISO 3166-1 alpha-2."""
        destination = self.goods_shipment.destination if self.goods_shipment else None
        return destination.country_code if destination else None

    @property
    def export_country(self) -> str | None:
        """The country of export (062) of the shipment, ISO 3166-1 alpha-2."""
        country = self.goods_shipment.export_country if self.goods_shipment else None
        return country.id if country else None
