"""A draft that could be lodged, and the lists of the Lagoon Islands."""

import datetime as dt

import pytest

from singlewindow.countries import CountryPack
from singlewindow.web.drafting.document import (
    Document,
    DraftDocument,
    Item,
    Party,
    Route,
    Start,
    Terms,
    Transport,
)
from singlewindow.web.drafting.lists import Lists, lists_of


@pytest.fixture(scope="session")
def lists() -> Lists:
    return lists_of(CountryPack.load("lagoon"))


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 24)


@pytest.fixture
def draft() -> DraftDocument:
    """An import of two items by sea in one container, as a trader types it."""
    return DraftDocument(
        start=Start("import", "ORDER-77", "XLLAG1"),
        declarant="Trader One Ltd",
        declarant_number="1000001",
        importer=Party("Trader One Ltd", "1000001", "1 Wharf Road", "Lagoon Town", "", "XL"),
        exporter=Party("Supplier One Ltd", "", "2 Quay Street", "Auckland", "1010", "NZ"),
        transport=Transport("1", "Test Vessel", "9074729", "TV", "BL-0001", "1", "CSQU3054383"),
        route=Route("NZ", "XL", "NZAKL", "XLLAG", "XLLAGMAINWHARF"),
        terms=Terms("INV-1", "20/11/2026", "NZD", "1,550.00", "FOB", "Auckland"),
        items=(
            Item(
                "Apple trees, bare rooted",
                "0602.20",
                "NZ",
                "4000",
                "120.5",
                "100",
                "10",
                "BG",
                "NO MARKS",
                "1250.00",
                (Document("851", "PHYTO-9", "19/11/2026"),),
            ),
            Item("Frozen chicken legs", "020714", "NZ", "4000", "82", "80", "8", "CT", "NO MARKS", "300"),
        ),
    )
