"""A trader types a declaration, page by page, without JavaScript."""

from typing import Any

import msgspec
import pytest

from singlewindow import accounts, casework
from singlewindow.casework import House
from singlewindow.web.drafting.document import DraftDocument, decode, encode

Reader = Any
Enter = Any

DRAFT = "/drafts/1"


def _begin(reader: Reader, **typed: str) -> Reader:
    answers = {"direction": "import", "reference": "ORDER-77", "office": "XLLAG1"} | typed
    return reader.open("/drafts/new").submit(**answers)


@pytest.fixture
def stored(house: House, trader: Reader, draft: DraftDocument) -> int:
    """The complete draft, kept for the trader."""
    assert trader.status == 200
    actor = accounts.actor_of_account(house.database, "demo.trader@example.org")
    return casework.save_draft(house, actor, encode(draft), draft.title).id


def test_a_new_lodgement_offers_a_reference_and_goes_on_to_the_importer(trader: Reader) -> None:
    trader.open("/drafts/new")
    assert len(trader.value("reference")) == 14
    _begin(trader)
    assert trader.heading == "Importer"


def test_a_trader_finds_its_own_organisation_filled_in(trader: Reader) -> None:
    _begin(trader)
    assert (trader.value("name"), trader.value("number")) == ("Company 1000001", "1000001")
    assert trader.value("country") == "XL"


def test_a_broker_finds_the_importer_empty(enter: Enter) -> None:
    broker = _begin(enter("Demo Broker", role="broker", organisation="2000001"))
    assert (broker.value("name"), broker.value("country")) == ("", "XL")


def test_an_export_begins_with_the_exporter(trader: Reader) -> None:
    _begin(trader, direction="export")
    assert trader.heading == "Exporter"
    assert trader.value("name") == "Company 1000001"


def test_what_was_filled_in_for_an_import_is_taken_back_for_an_export(trader: Reader) -> None:
    _begin(trader).open(f"{DRAFT}/start").submit(direction="export")
    assert (trader.heading, trader.value("name")) == ("Exporter", "Company 1000001")
    assert trader.open(f"{DRAFT}/importer").value("name") == ""
    route = trader.open(f"{DRAFT}/route")
    assert (route.value("export_country"), route.value("destination")) == ("XL", "")


def test_a_first_page_with_mistakes_is_kept_and_shows_them(trader: Reader) -> None:
    _begin(trader, direction="", reference="ORDER 1")
    assert trader.summary == {"Select import or export": "#direction"}
    assert trader.value("reference") == "ORDER 1"


def test_a_mistake_is_beside_its_field_and_in_the_summary_and_nothing_typed_is_lost(trader: Reader) -> None:
    _begin(trader).open(f"{DRAFT}/terms").submit(
        invoice="INV-9", issued__day="31", issued__month="2", issued__year="2026", total="12,50"
    )
    assert trader.status == 422
    assert trader.page.xpath("//title")[0].text.startswith("Error: ")
    assert trader.error_at("issued") == "Invoice date must be a real date, such as 27 3 2026"
    assert trader.error_at("total") == "Invoice total must be a number, such as 1250.00"
    assert trader.summary["Invoice date must be a real date, such as 27 3 2026"] == "#issued-day"
    trader.open(f"{DRAFT}/terms")
    typed = [trader.value(name) for name in ("invoice", "issued-day", "issued-month", "issued-year", "total")]
    assert typed == ["INV-9", "31", "2", "2026", "12,50"]
    assert trader.summary == {}


def test_save_and_come_back_later_keeps_a_page_with_mistakes(trader: Reader) -> None:
    _begin(trader).submit("Save and come back later", name="")
    assert trader.heading == "Drafts"
    assert "Import ORDER-77 is saved" in trader.text
    assert trader.open(f"{DRAFT}/importer").value("name") == ""


def test_somebody_elses_newer_draft_is_not_overwritten_unawares(trader: Reader, enter: Enter) -> None:
    _begin(trader)
    colleague = enter("Second Person").open(f"{DRAFT}/importer")
    colleague.submit(name="Colleague Ltd", line="2 Road", city="Town")
    trader.submit(name="Mine Ltd", line="1 Road", city="Town")
    assert trader.status == 412
    assert "Second Person saved this draft" in trader.text
    assert trader.value("name") == "Mine Ltd"
    assert colleague.open(f"{DRAFT}/importer").value("name") == "Colleague Ltd"
    assert trader.submit().heading == "Exporter"
    assert colleague.open(f"{DRAFT}/importer").value("name") == "Mine Ltd"


def test_items_are_added_changed_and_removed(trader: Reader, stored: int) -> None:
    items = f"/drafts/{stored}/items"
    trader.open(f"{items}/3").submit(description="Garden tools")
    assert trader.error_at("commodity_code") == "Enter the commodity code"
    trader.open(items)
    assert "Garden tools Incomplete" in trader.text
    trader.open(trader.link("Remove item 1")).submit("Continue", remove="yes")
    assert "Item 1 is removed" in trader.text
    assert "Apple trees" not in trader.text
    assert trader.open(f"{items}/2").value("description") == "Garden tools"


def test_removing_asks_first(trader: Reader, stored: int) -> None:
    trader.open(f"/drafts/{stored}/items/1/remove").submit("Continue")
    assert trader.summary == {"Select yes if you want to remove item 1": "#remove"}
    trader.submit("Continue", remove="no")
    assert "Apple trees" in trader.text


def test_an_empty_new_item_that_is_left_is_not_added(trader: Reader, stored: int) -> None:
    trader.open(f"/drafts/{stored}/items/3").submit("Save and come back later")
    assert trader.open(f"/drafts/{stored}/items").link("Add another item").endswith("/items/3")


def test_a_document_is_added_to_an_item(trader: Reader, stored: int) -> None:
    documents = f"/drafts/{stored}/items/2/documents"
    trader.open(documents).open(trader.link("Add a document"))
    trader.submit(type="852", number="S-1", issued__day="1", issued__month="11", issued__year="2026")
    assert trader.path == documents
    assert "Sanitary certificate (852) S-1 1 11 2026" in trader.text


def test_the_last_look_shows_names_and_lets_every_page_be_changed(trader: Reader, stored: int) -> None:
    trader.open(f"/drafts/{stored}/check")
    assert "Lagoon Town Port" in trader.text
    assert "Phytosanitary certificate (851), PHYTO-9, 19 11 2026" in trader.text
    trader.open(trader.link("Change Transport")).submit(means_name="Other Vessel")
    assert trader.heading == "Check your answers"
    assert "Other Vessel" in trader.text


def test_the_last_look_leads_to_what_is_missing(trader: Reader) -> None:
    _begin(trader).open(f"{DRAFT}/check")
    assert trader.summary["Enter the invoice number"] == f"{DRAFT}/terms?show=problems&then=check#invoice"
    assert trader.open(trader.summary["Enter the invoice number"]).error_at("invoice") == "Enter the invoice number"
    assert trader.open(f"{DRAFT}/lodge").heading == "Check your answers"


def test_a_complete_draft_is_lodged_once_however_often_it_is_sent(trader: Reader, stored: int, house: House) -> None:
    trader.open(f"/drafts/{stored}/lodge")
    again = trader.form(true="yes")
    trader.submit()
    assert trader.error_at("true").startswith("Select the box")
    trader.submit(true="yes")
    first = trader.path
    assert first.startswith(("/cases/", "/declarations/"))
    assert "Lodged as" in trader.text
    second = trader.client.post(f"/drafts/{stored}/lodge", data=again)
    assert (second.status_code, second.headers["Location"]) == (303, first)
    actor = accounts.actor_of_account(house.database, "demo.trader@example.org")
    assert len(casework.list_cases(house, actor).rows) == 1
    assert casework.list_drafts(house, actor) == ()


def test_a_lodgement_that_is_refused_is_told_beside_its_field(
    trader: Reader, stored: int, house: House, draft: DraftDocument
) -> None:
    trader.open(f"/drafts/{stored}/lodge").submit(true="yes")
    actor = accounts.actor_of_account(house.database, "demo.trader@example.org")
    other = msgspec.structs.replace(draft, items=draft.items[:1])
    same_reference = casework.save_draft(house, actor, encode(other), other.title).id
    trader.open(f"/drafts/{same_reference}/lodge").submit(true="yes")
    assert trader.heading == "Check your answers"
    ((sentence, link),) = trader.summary.items()
    assert "ORDER-77" in sentence
    assert trader.open(link).error_at("reference") == sentence
    trader.submit(reference="ORDER-78")
    kept = decode(casework.read_draft(house, actor, same_reference).document)
    assert kept.refused == ()


@pytest.mark.usefixtures("stored")
def test_the_drafts_are_listed_and_removed_after_asking(trader: Reader) -> None:
    trader.open("/drafts")
    title = "Import ORDER-77: Apple trees, bare rooted and 1 more"
    assert title in trader.text
    trader.open(trader.link(f"Remove {title}")).submit("Continue", remove="yes")
    assert "You have no drafts" in trader.text


def test_another_organisations_draft_is_not_there(stored: int, enter: Enter) -> None:
    stranger = enter("Some Stranger", organisation="3000003")
    assert stranger.open(f"/drafts/{stored}/importer").status == 404


@pytest.mark.parametrize("path", ["items/9", "items/0", "items/1/documents/5", "items/7/documents", "items/4/remove"])
def test_pages_that_a_draft_does_not_have_are_not_found(trader: Reader, stored: int, path: str) -> None:
    assert trader.open(f"/drafts/{stored}/{path}").status == 404


@pytest.mark.parametrize("page", ["", "/importer", "/transport", "/route", "/terms", "/items", "/items/1", "/check"])
def test_every_page_is_light(trader: Reader, stored: int, page: str) -> None:
    answer = trader.client.get(f"/drafts/{stored}{page}", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
    assert len(answer.data) < 10_000
