"""Rules about the way of the goods: places, countries on the route, and the contract of carriage."""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import TransportContractDocument
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.transport import Consignment

CONTRACT_MODES: Final = {
    **dict.fromkeys(("704", "705", "706", "707", "708", "709", "710", "712", "713", "714"), "1"),
    **dict.fromkeys(("720", "722"), "2"),
    "730": "3",
    **dict.fromkeys(("740", "741", "743"), "4"),
}
AIR_WAYBILLS: Final = frozenset({"740", "741"})


class ROUTE502(ClassRule[Consignment]):
    """Goods should be loaded and unloaded in two different places."""

    classes = (Consignment,)
    where: ClassVar = "loading_location"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("L010", "L013")
    example: ClassVar = "Goods loaded in NZAKL are unloaded in NZAKL."
    hint: ClassVar = "Correct LoadingLocation or UnloadingLocation."
    source: ClassVar = "WCO Data Model 83A and 38B"

    def findings(self, subject: Consignment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the two codes."""
        loading, unloading = subject.loading_location, subject.unloading_location
        if loading is None or unloading is None or not loading.id or loading.id != unloading.id:
            return ()
        return found("UnloadingLocation", "ID", detail=f"both are in {loading.id}")


class ROUTE503(ClassRule[Consignment]):
    """A route should name each country once where the goods pass it."""

    classes = (Consignment,)
    where: ClassVar = "itinerary"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("064",)
    example: ClassVar = "NZ has the numbers 1 and 2 on the route."
    hint: ClassVar = "Delete the country that follows itself."
    source: ClassVar = "WCO Data Model 81A"

    def findings(self, subject: Consignment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare each country with the one before, in the order of the numbers."""
        stops = sorted(enumerate(subject.itinerary, 1), key=lambda stop: stop[1].sequence_numeric)
        codes = [(index, each.routing_country_code) for index, each in stops]
        follows = (here for before, here in pairwise(codes) if here[1] and before[1] == here[1])
        return [
            Finding((f"Itinerary[{index}]", "RoutingCountryCode"), f"{code} follows itself") for index, code in follows
        ]


class ROUTE504(ClassRule[TransportContractDocument]):
    """A bill of lading or a waybill must have its number."""

    classes = (TransportContractDocument,)
    national: ClassVar = True
    kept: ClassVar = "it.id"
    looks_at: ClassVar = ("30B",)
    example: ClassVar = "A bill of lading (705) has no number."
    hint: ClassVar = "Write the number on the carrier's document into ID."
    source: ClassVar = "WCO Data Model 30B; Revised Kyoto Convention, General Annex, standard 3.16"

    def findings(self, subject: TransportContractDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the number."""
        return () if subject.id else found("ID")


class ROUTE505(ClassRule[Declaration]):
    """The contract of carriage should fit the mode of transport at the border."""

    classes = (Declaration,)
    where: ClassVar = "border_transport_means"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("D024", "T022")
    example: ClassVar = "An air waybill (740) for goods that go by sea."
    hint: ClassVar = "Bills of lading (705) go by sea (mode 1), air waybills (740) by air (mode 4)."
    source: ClassVar = "UN/EDIFACT 1001; UN/CEFACT Recommendation 19"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Compare the type of each contract with the mode, where the type is of one mode."""
        means, contracts = subject.border_transport_means, given.consignment.transport_contract_document
        if means is None or not contracts or means.mode_code not in ("1", "2", "3", "4"):
            return ()
        return [
            Finding(
                ("GoodsShipment", "Consignment", f"TransportContractDocument[{index}]", "TypeCode"),
                f"the contract is of type {each.type_code}, and the mode is {means.mode_code}",
            )
            for index, each in enumerate(contracts, 1)
            if CONTRACT_MODES.get(each.type_code or "", means.mode_code) != means.mode_code
        ]


class ROUTE506(ClassRule[TransportContractDocument]):
    """The number of an air waybill should have eleven digits, the last of which checks the seven before it."""

    classes = (TransportContractDocument,)
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("30B",)
    example: ClassVar = "The air waybill is 260-12345670, and should end in 5."
    hint: ClassVar = (
        "Write the airline's three digits and the eight after them: 260-12345675. A house waybill is type 743."
    )
    source: ClassVar = "IATA Resolution 600a"

    def findings(self, subject: TransportContractDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Check the digits of a waybill of an airline, where it is written in digits."""
        if subject.type_code not in AIR_WAYBILLS or not subject.id:
            return ()
        digits = subject.id.replace("-", "").replace(" ", "")
        if not digits.isdecimal() or (len(digits) == 11 and int(digits[3:10]) % 7 == int(digits[10])):
            return ()
        return found("ID", detail=f"“{subject.id}” has not")


class ROUTE507(ClassRule[Declaration]):
    """Goods should be exported from another country than the one they go to."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("062", "465")
    example: ClassVar = "Goods from NZ are destined for NZ."
    hint: ClassVar = "Correct ExportCountry or Destination."
    source: ClassVar = "WCO Data Model 062 and 465; Revised Kyoto Convention, General Annex, chapter 2"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the two countries of the shipment."""
        origin, destination = subject.export_country, subject.destination_country
        if origin is None or origin != destination:
            return ()
        return found("GoodsShipment", "Destination", "CountryCode", detail=f"both are {origin}")


class ROUTE508(ClassRule[Declaration]):
    """An export must name the country that the goods go to."""

    classes = (Declaration,)
    national: ClassVar = True
    kept: ClassVar = 'given.direction != "export"'
    looks_at: ClassVar = ("465",)
    example: ClassVar = "An export (EXA) has no Destination."
    hint: ClassVar = "Add Destination with its CountryCode to GoodsShipment, or to each item."
    source: ClassVar = "WCO Data Model 465; Revised Kyoto Convention, General Annex, standard 3.12"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Look for the destination of the shipment or of every item."""
        if given.direction != "export" or subject.destination_country or not subject.items:
            return ()
        if all(item.destination and item.destination.country_code for item in subject.items):
            return ()
        return found("GoodsShipment", "Destination", "CountryCode")
