"""Documents attached to a case: what is taken, who may read it, and what becomes of it."""

from __future__ import annotations

import msgspec
import pytest
from conftest import add_actor
from messages import FISH, PLANTS, SHIRTS, Goods, message
from papers import JPEG, PDF, PNG, certificate, paper

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.casework.attachments.content import fitting
from singlewindow.errors import Invalid, NotFound, NotPossible, Stale, TooLarge
from singlewindow.store.people import Actor

XML = "application/xml"
FLOWERS = Goods("060319", "Cut flowers")


@pytest.fixture
def reference(house: House, trader: Actor) -> str:
    """A case of plants (item 1, biosecurity) and fish (item 2, food safety)."""
    return casework.lodge(house, trader, message(PLANTS, FISH), XML).decision.reference


def attach(house: House, trader: Actor, reference: str, *documents: casework.Sent) -> tuple[int, ...]:
    return casework.attach(house, trader, reference, documents).documents


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"II*\x00 a picture", "image/tiff"),
        (b"<Invoice><ID>1</ID></Invoice>", "application/xml"),
        ("<Invoice/>".encode("utf-16"), "application/xml"),
        (certificate(), "application/xml"),
    ],
)
def test_a_document_is_known_by_its_content(
    house: House, trader: Actor, reference: str, content: bytes, kind: str
) -> None:
    (number,) = attach(house, trader, reference, paper(content, "whatever.exe"))

    document, read = casework.read_document(house, trader, reference, number)
    assert (document.content_type, document.size, read) == (kind, len(content), content)
    assert not document.name.endswith(".exe")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"MZ\x90 a program", "of a kind that is not taken"),
        (b"<html><script>alert(1)</script>", "cannot be read"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "cannot be read"),
        (b"PK\x03\x04 a spreadsheet", "Send a PDF"),
        (PDF[:-20], "not whole"),
        (b"junk" + PDF, "of a kind that is not taken"),
        (certificate().replace(b"<ID>XL</ID>", b"<ID>Lagoon</ID>"), "cannot be read"),
        (b"<a>" * 400_001, "too many elements"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_taken_is_refused_in_words_and_nothing_is_kept(
    house: House, trader: Actor, reference: str, content: bytes, told: str
) -> None:
    with pytest.raises(Invalid) as refused:
        attach(house, trader, reference, paper(content, "paper.pdf"))

    (fault,) = refused.value.fields
    assert told in fault.sentence
    assert list(house.files) == []


def test_a_document_is_not_larger_than_the_setting_says(house: House, trader: Actor, reference: str) -> None:
    small = msgspec.structs.replace(house, settings=msgspec.structs.replace(house.settings, max_document_bytes=50))

    with pytest.raises(TooLarge, match="50 is the most"):
        attach(small, trader, reference, paper(PDF))


def test_a_case_has_no_more_documents_than_the_setting_says(house: House, trader: Actor, reference: str) -> None:
    few = msgspec.structs.replace(house, settings=msgspec.structs.replace(house.settings, max_documents=2))
    attach(few, trader, reference, paper(PDF), paper(PNG, "photo.png"))

    with pytest.raises(NotPossible, match="at most 2 documents"):
        attach(few, trader, reference, paper(JPEG, "photo.jpg"))
    with pytest.raises(Invalid, match="cannot be taken"):
        attach(house, trader, reference, *(paper(PDF + bytes([n])) for n in range(6)))


def test_the_same_document_attached_twice_is_there_once(house: House, trader: Actor, reference: str) -> None:
    first = attach(house, trader, reference, paper(type_code="380", items=(1,)))
    again = casework.attach(house, trader, reference, [paper(type_code="380", items=(1,))])

    assert again.documents == first
    assert again.answer.replayed
    assert len(casework.read_case(house, trader, reference).documents) == 1
    twice = attach(house, trader, reference, paper(PNG, "photo.png"), paper(PNG, "photo.png"))
    assert twice[0] == twice[1]
    assert len(casework.read_case(house, trader, reference).documents) == 2


def test_each_reads_what_concerns_it(house: House, trader: Actor, customs_officer: Actor, reference: str) -> None:
    bio = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
    food = add_actor(house, "Food Officer", "agency", "agency_officer", "FOO")
    stranger = add_actor(house, "Stranger Ltd", "trader", "trader")
    documents = (paper(PDF, "whole.pdf"), paper(PNG, "plants.png", items=(1,)), paper(JPEG, "fish.jpg", items=(2,)))
    whole, plants, fish = attach(house, trader, reference, *documents)

    def seen(actor: Actor) -> list[int]:
        return [one.id for one in casework.read_case(house, actor, reference).documents]

    assert seen(trader) == seen(customs_officer) == [whole, plants, fish]
    assert seen(bio) == [whole, plants]
    told = [entry.sentence for entry in casework.read_case(house, bio, reference).timeline]
    assert not any("fish.jpg" in sentence for sentence in told)
    assert seen(food) == [whole, fish]
    for actor, document in ((bio, fish), (stranger, whole), (trader, 999)):
        with pytest.raises(NotFound):
            casework.read_document(house, actor, reference, document)


@pytest.mark.parametrize(
    ("document", "field"),
    [
        (paper(type_code="ZZZ"), "type_code"),
        (paper(document_id="9" * 71), "document_id"),
        (paper(items=(7,)), "items"),
    ],
)
def test_what_is_said_wrongly_of_a_document_names_the_field(
    house: House, trader: Actor, reference: str, document: casework.Sent, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        attach(house, trader, reference, document)
    assert [fault.field for fault in refused.value.fields] == [field]


def test_nobody_attaches_to_anothers_case_nor_to_a_closed_one_nor_unseen(
    house: House, trader: Actor, reference: str
) -> None:
    stranger = add_actor(house, "Stranger Ltd", "trader", "trader")
    with pytest.raises(NotFound):
        attach(house, stranger, reference, paper())
    with pytest.raises(Stale):
        casework.attach(house, trader, reference, [paper()], revision=7)
    casework.cancel(house, trader, reference, reason_code="10", reason="Lodged twice.")
    with pytest.raises(NotPossible):
        attach(house, trader, reference, paper(PNG, "photo.png"))


def test_a_document_changes_no_decision_and_revokes_no_record(house: House, trader: Actor) -> None:
    released = casework.lodge(house, trader, message(SHIRTS), XML).decision
    answer = casework.attach(house, trader, released.reference, [paper()]).answer

    assert answer.decision == released
    assert answer.revision == 2


def test_an_officers_verdict_is_not_overwritten_by_a_certificate(house: House, trader: Actor) -> None:
    officer = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
    reference = casework.lodge(house, trader, message(FLOWERS, FLOWERS), XML).decision.reference
    words = {"items": (1,), "outcome": Outcome.HOLD, "hold": HoldKind.INSPECTION, "reason": "Seen insects."}
    casework.decide(house, officer, reference, **words)

    decision = casework.attach(house, trader, reference, [paper(certificate())]).answer.decision
    assert [item.outcome for item in decision.items] == [CaseOutcome.HELD, CaseOutcome.RELEASED]


def test_a_certificate_for_other_goods_says_why_it_does_not_help(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(FLOWERS), XML).decision.reference

    small = casework.attach(house, trader, reference, [paper(certificate(mass=40))]).answer.decision
    assert small.outcome is CaseOutcome.PENDING
    assert "Certificate PHYTO-NZ-1 does not cover the item: The certificate is for 40 kg" in _bio(small)
    other = casework.attach(house, trader, reference, [paper(certificate("080810", number="P-2"))]).answer.decision
    assert "P-2" not in _bio(other)


def test_live_plants_wait_for_the_officer_once_their_certificate_came(house: House, trader: Actor) -> None:
    plants = PLANTS._replace(documents=())
    reference = casework.lodge(house, trader, message(plants), XML).decision.reference

    decision = casework.attach(house, trader, reference, [paper(certificate("060290"))]).answer.decision
    assert _bio(decision).endswith("covers the item. An officer looks at it.")


def test_a_certificate_stands_for_the_amended_declaration_too(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(FLOWERS, SHIRTS, PLANTS), XML).decision.reference
    casework.attach(house, trader, reference, [paper(certificate())])
    lighter = message(FLOWERS._replace(net_mass="90"), SHIRTS, PLANTS)

    decision = casework.amend(house, trader, reference, lighter, XML).decision
    assert decision.items[0].outcome is CaseOutcome.RELEASED


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(house: House, trader: Actor, reference: str) -> None:
    (number,) = attach(house, trader, reference, paper())
    (file,) = house.files.folder.glob("*/*")
    file.write_bytes(b"something else")

    with pytest.raises(NotFound, match="was changed"):
        casework.read_document(house, trader, reference, number)
    attach(house, trader, reference, paper(document_id="once more"))
    assert casework.read_document(house, trader, reference, number)[1] == PDF, "it was sent again"


def test_the_audit_trail_tells_the_documents(house: House, trader: Actor, reference: str) -> None:
    attach(house, trader, reference, paper(), paper(PNG, "photo.png"))
    assert casework.verify_audit(house).faults == ()

    with house.database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM attachment WHERE name = 'photo.png'")
    assert casework.verify_audit(house).faults


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("C:\\papers\\invoice.PDF", "invoice.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ('a"b\r\nSet-Cookie: x.html', "abSet-Cookie x.html.pdf"),
        ("", "document.pdf"),
        ("Fakt\u00fara.pdf", "Fakt\u00fara.pdf"),
    ],
)
def test_a_name_is_kept_without_what_no_name_has(given: str, kept: str) -> None:
    assert fitting(given, "application/pdf") == kept
    assert len(fitting("x" * 500, "application/pdf")) <= 140


def _bio(decision: casework.Decision) -> str:
    return next(v.reasons[0].sentence for v in decision.items[0].verdicts if v.agency == "BIO")
