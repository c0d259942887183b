"""What is announced reaches people by e-mail and SMS, in their language, however often the other side fails."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from certificates import certificate
from conftest import AddPerson
from mail_server import MailServer
from receiver import Receiver
from worked import all_jobs, later, lodged, run_due

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import House, Recipient, announce
from singlewindow.casework.notice_choice import Choice, choose, read_choice
from singlewindow.casework.short_message import SMS_LENGTH, short_message
from singlewindow.config import Settings
from singlewindow.errors import Invalid
from singlewindow.store import cases, jobs
from singlewindow.store.notice_tables import NoticeMessage
from singlewindow.store.people import Actor
from singlewindow.store.tables import Job
from singlewindow.worker.handlers import HANDLERS
from singlewindow.worker.job import LEASE

HOURS = dt.timedelta(hours=1)
FRENCH = Choice(language="fr", email=True, sms=False, phone="")


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server that is up."""
    server = MailServer()
    server.up()
    yield server
    server.down()


@pytest.fixture
def settings(settings: Settings, mail: MailServer, receiver: Receiver) -> Settings:
    """A window with a mail server and an SMS gateway."""
    return msgspec.structs.replace(
        settings,
        smtp_host="127.0.0.1",
        smtp_port=mail.port,
        smtp_security="none",
        sms_url=receiver.url,
        sms_token="sms-secret",
        sms_sender="WINDOW",
        base_url="https://window.example",
    )


def refused(house: House, officer: Actor, reference: str) -> None:
    """The officer refuses the plants."""
    casework.decide(house, officer, reference, items=[1], outcome=Outcome.REFUSE, reason="Live insects were found.")


def answered(house: House, to: Recipient, key: str = "1") -> None:
    """Tell somebody that a question was answered."""
    with house.database.writing() as session:
        announce(session, to=to, event="question_answered", key=key, data={"reference": "XL-1"}, at=house.now())


def test_a_refusal_reaches_a_trader_in_french_once_the_mail_server_is_back(
    house: House, trader: Actor, biosecurity_officer: Actor, mail: MailServer
) -> None:
    choose(house, trader, FRENCH)
    reference = lodged(house, trader).reference
    mail.down()
    refused(house, biosecurity_officer, reference)
    for hours in (0, 1, 3, 6):
        run_due(later(house, hours * HOURS))
    assert mail.messages == []
    (waiting,) = [job for job in all_jobs(house) if not job.done_at and job.kind == "email"]
    assert "mail server did not take" in str(waiting.error)

    mail.up()
    run_due(later(house, 24 * HOURS))
    run_due(later(house, 48 * HOURS))

    (letter,) = mail.messages
    assert letter["Subject"] == f"{reference} : refusée"
    assert letter["To"] == "trader.one@example.org"
    assert letter["From"] == "no-reply@window.example"
    text = letter.get_content()
    assert f"https://window.example/declarations/{reference}" in text
    assert "Lagoon Biosecurity a refusé l'article 1." in text
    (notice,) = casework.list_notices(house, trader).rows
    assert notice.text in text


def test_nothing_leaves_before_the_act_is_stored(
    house: House, trader: Actor, biosecurity_officer: Actor, mail: MailServer
) -> None:
    reference = lodged(house, trader).reference
    with pytest.raises(Invalid):
        casework.decide(house, biosecurity_officer, reference, items=[1], outcome=Outcome.REFUSE, reason="")
    run_due(house)
    refused(house, biosecurity_officer, reference)
    assert mail.messages == []
    run_due(house)
    assert len(mail.messages) == 1


def test_a_worker_that_dies_over_an_announcement_leaves_one_notice_and_one_e_mail(
    house: House, trader: Actor, mail: MailServer
) -> None:
    answered(house, Recipient(organisation_id=trader.organisation_id))
    (job,) = all_jobs(house)
    with house.database.writing() as session:
        jobs.lease(session, job.id, house.now(), house.now() + LEASE)
    with pytest.raises(Killed):
        _spread_and_die(house, job.subject)
    assert not casework.list_notices(house, trader).rows
    for minutes in (0, 3, 6):
        run_due(later(house, dt.timedelta(minutes=minutes)))
    assert len(casework.list_notices(house, trader).rows) == 1
    assert len(mail.messages) == 1


def test_a_worker_that_dies_after_the_mail_server_took_it_sends_it_again_under_its_id(
    house: House, trader: Actor, mail: MailServer
) -> None:
    answered(house, Recipient(organisation_id=trader.organisation_id))
    run_due(house)
    (job,) = [job for job in all_jobs(house) if job.kind == "email"]
    with house.database.writing() as session:
        session.execute(sa.update(NoticeMessage).values(sent_at=None))
        session.execute(sa.update(Job).where(Job.id == job.id).values(done_at=None))
    run_due(house)
    first, second = mail.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert str(first["Message-ID"]).endswith("@window.example>")


class Killed(Exception):
    """The worker's process ended."""


def _spread_and_die(house: House, announcement_id: int) -> None:
    store = HANDLERS["announce"](house, announcement_id)
    with house.database.writing() as session:
        store(session)
        raise Killed


def test_where_tls_is_asked_for_nothing_leaves_without_it(house: House, trader: Actor, mail: MailServer) -> None:
    strict = _asking_for_tls(house)
    answered(strict, Recipient(organisation_id=trader.organisation_id))
    run_due(strict)
    (job,) = [job for job in all_jobs(house) if job.kind == "email"]
    assert "STARTTLS" in str(job.error)
    assert mail.messages == []


@pytest.mark.parametrize("trusted", [True, False])
def test_e_mail_goes_over_tls_to_a_server_whose_certificate_is_trusted(
    house: House, trader: Actor, mail: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    file, mail.tls = certificate(tmp_path, "localhost", "127.0.0.1")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    strict = _asking_for_tls(house)
    answered(strict, Recipient(organisation_id=trader.organisation_id))
    run_due(strict)
    assert [len(mail.messages), mail.secured] == ([1, 1] if trusted else [0, 0])


def _asking_for_tls(house: House) -> House:
    strict = msgspec.structs.replace(house.settings, smtp_security="starttls")
    return msgspec.structs.replace(house, settings=strict)


def test_an_address_that_the_server_refuses_is_tried_once(house: House, trader: Actor, mail: MailServer) -> None:
    mail.refused.add("trader.one@example.org")
    answered(house, Recipient(organisation_id=trader.organisation_id))
    for hours in (0, 100):
        run_due(later(house, hours * HOURS))
    (job,) = [job for job in all_jobs(house) if job.kind == "email"]
    assert (job.attempts, mail.messages) == (1, [])
    assert "550" in str(job.error)
    assert job.done_at


def test_a_further_party_is_written_to_without_an_account(house: House, mail: MailServer) -> None:
    answered(house, Recipient(email="notify@carrier.example"))
    run_due(house)
    (letter,) = mail.messages
    assert letter["To"] == "notify@carrier.example"
    assert "window.example" not in letter.get_content()
    with pytest.raises(ValueError, match="not one e-mail address"):
        answered(house, Recipient(email="a@x.example, b@x.example"))


def test_a_link_leads_only_to_what_its_reader_may_open(
    house: House, trader: Actor, add_person: AddPerson, mail: MailServer
) -> None:
    carrier = add_person(house, "Carrier One", "trader", "trader")
    reference = lodged(house, trader).reference
    with house.database.writing() as session:
        case_id = cases.by_reference(session, reference).id  # type: ignore[union-attr]
        for person in (trader, carrier):
            to = Recipient(organisation_id=person.organisation_id)
            data = {"reference": reference}
            announce(session, to=to, event="question_answered", key="1", data=data, at=house.now(), case_id=case_id)
    run_due(house)
    texts = {letter["To"]: letter.get_content() for letter in mail.messages}
    assert f"/declarations/{reference}" in texts["trader.one@example.org"]
    assert "/declarations/" not in texts["carrier.one@example.org"]
    opens = [casework.list_notices(house, person).rows[0].opens for person in (trader, carrier)]
    assert opens == [True, False]


def test_each_person_is_told_by_the_channels_of_their_choice(
    house: House, trader: Actor, add_person: AddPerson, mail: MailServer, receiver: Receiver
) -> None:
    colleague = add_person(house, "Trader Two", "trader", "trader")
    choose(house, trader, Choice("en", email=False, sms=False, phone=""))
    choose(house, colleague, Choice("fr", email=True, sms=True, phone="+685 72-12345"))
    answered(house, Recipient(organisation_id=trader.organisation_id))
    run_due(house)
    assert [letter["To"] for letter in mail.messages] == ["trader.two@example.org"]
    (sent,) = receiver.requests
    assert sent.headers["authorization"] == "Bearer sms-secret"
    message = json.loads(sent.body)
    assert (message["to"], message["from"]) == ("+6857212345", "WINDOW")
    assert message["text"] == "XL-1 : réponse à votre question https://window.example/notices"


def test_an_sms_that_the_gateway_did_not_take_is_sent_again_with_its_id(
    house: House, trader: Actor, receiver: Receiver
) -> None:
    choose(house, trader, Choice("en", email=False, sms=True, phone="+6857212345"))
    receiver.status = 503
    answered(house, Recipient(organisation_id=trader.organisation_id))
    run_due(house)
    receiver.status = 202
    run_due(later(house, HOURS))
    run_due(later(house, 2 * HOURS))
    first, second = (json.loads(request.body) for request in receiver.requests)
    assert first == second


def test_an_officer_is_told_by_the_worklist_until_e_mail_is_chosen(
    house: House, biosecurity_officer: Actor, mail: MailServer
) -> None:
    answered(house, Recipient(agency="BIO"))
    run_due(house)
    assert mail.messages == []
    choose(house, biosecurity_officer, Choice("en", email=True, sms=False, phone=""))
    answered(house, Recipient(agency="BIO"), "2")
    run_due(house)
    assert len(mail.messages) == 1


def test_where_no_mail_server_is_set_the_inbox_is_all(house: House, trader: Actor) -> None:
    bare = msgspec.structs.replace(house, settings=msgspec.structs.replace(house.settings, smtp_host="", sms_url=""))
    answered(bare, Recipient(organisation_id=trader.organisation_id))
    run_due(bare)
    assert [job.kind for job in all_jobs(bare)] == ["announce"]
    assert len(casework.list_notices(bare, trader).rows) == 1


def test_a_choice_that_cannot_be_kept_is_refused_with_its_places(house: House, trader: Actor) -> None:
    before = read_choice(house, trader)
    assert before == Choice("en", email=True, sms=False, phone="")
    for wrong, field in (
        (Choice("xx", email=True, sms=False, phone=""), "language"),
        (Choice("en", email=True, sms=True, phone=""), "phone"),
        (Choice("en", email=True, sms=False, phone="072 12345"), "phone"),
    ):
        with pytest.raises(Invalid) as refusal:
            choose(house, trader, wrong)
        assert [fault.field for fault in refusal.value.fields] == [field]
    assert read_choice(house, trader) == before


@pytest.mark.parametrize(
    ("sentence", "link", "expected"),
    [
        ("Refusée", "https://w.example/1", "Refusée https://w.example/1"),
        ("Délai dépassé \u2013 “hôtel”", "", 'Délai dépassé - "hotel"'),
        ("日本", "", "??"),
        ("x" * 400, "https://w.example/1", "x" * 137 + "... https://w.example/1"),
        ("{" * 90, "", "{" * 78 + "..."),
        ("Short", "https://w.example/" + "y" * 200, "Short"),
    ],
)
def test_an_sms_fits_into_one_and_keeps_its_link(sentence: str, link: str, expected: str) -> None:
    made = short_message(sentence, link)
    assert made == expected
    assert len(made) <= SMS_LENGTH
