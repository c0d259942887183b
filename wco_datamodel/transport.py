"""Means of transport, places, equipment and the consignment."""

from wco_datamodel.documents import TransportContractDocument
from wco_datamodel.parties import Address, Carrier, Consignor
from wco_datamodel.values import Wco


class BorderTransportMeans(Wco, frozen=True, kw_only=True):
    """The means of transport that crosses the border (WCO class 15A)."""

    name: str | None = None
    id: str | None = None
    identification_type_code: str | None = None
    type_code: str | None = None
    registration_nationality_code: str | None = None
    mode_code: str | None = None


class ArrivalTransportMeans(Wco, frozen=True, kw_only=True):
    """The means of transport at arrival (WCO class 10A)."""

    name: str | None = None
    id: str | None = None
    identification_type_code: str | None = None
    type_code: str | None = None
    mode_code: str | None = None


class DepartureTransportMeans(Wco, frozen=True, kw_only=True):
    """The means of transport at departure (WCO class 46A)."""

    name: str | None = None
    id: str | None = None
    identification_type_code: str | None = None
    type_code: str | None = None
    mode_code: str | None = None


class GoodsLocation(Wco, frozen=True, kw_only=True):
    """Where the goods may be examined (WCO class 64A)."""

    name: str | None = None
    id: str | None = None
    type_code: str | None = None
    address: Address | None = None


class LoadingLocation(Wco, frozen=True, kw_only=True):
    """Where the goods are loaded (WCO class 83A)."""

    name: str | None = None
    id: str | None = None


class UnloadingLocation(Wco, frozen=True, kw_only=True):
    """Where the goods are unloaded (WCO class 38B)."""

    name: str | None = None
    id: str | None = None


class ExaminationPlace(Wco, frozen=True, kw_only=True):
    """Where the goods are examined (WCO class 54A)."""

    name: str | None = None
    id: str | None = None


class Seal(Wco, frozen=True, kw_only=True):
    """A seal on a container (WCO class 44B)."""

    sequence_numeric: int
    id: str | None = None


class TransportEquipment(Wco, frozen=True, kw_only=True):
    """A container, or other equipment that goods travel in (WCO class 31B)."""

    sequence_numeric: int
    id: str | None = None
    seal: tuple[Seal, ...] = ()


class Itinerary(Wco, frozen=True, kw_only=True):
    """A country on the route (WCO class 81A)."""

    sequence_numeric: int
    routing_country_code: str | None = None


class Freight(Wco, frozen=True, kw_only=True):
    """How the freight is paid (WCO class 62A)."""

    payment_method_code: str | None = None


class ConsignmentItem(Wco, frozen=True, kw_only=True):
    """One item of a consignment, as the carrier counts them (WCO class 29A)."""

    sequence_numeric: int
    consignor: Consignor | None = None
    freight: Freight | None = None


class Warehouse(Wco, frozen=True, kw_only=True):
    """The warehouse that the goods enter or leave (WCO class 43B)."""

    id: str | None = None
    type_code: str | None = None


class Consignment(Wco, frozen=True, kw_only=True):
    """The consignment: how, from where and to where the goods travel (WCO class 28A)."""

    container_code: str | None = None
    arrival_transport_means: ArrivalTransportMeans | None = None
    carrier: Carrier | None = None
    consignment_item: tuple[ConsignmentItem, ...] = ()
    consignor: Consignor | None = None
    departure_transport_means: DepartureTransportMeans | None = None
    examination_place: ExaminationPlace | None = None
    freight: Freight | None = None
    goods_location: GoodsLocation | None = None
    itinerary: tuple[Itinerary, ...] = ()
    loading_location: LoadingLocation | None = None
    transport_contract_document: tuple[TransportContractDocument, ...] = ()
    transport_equipment: tuple[TransportEquipment, ...] = ()
    unloading_location: UnloadingLocation | None = None
