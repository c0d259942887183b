"""Whatever happens to whomever: announced with the change, told once, and never of a change that was not made."""

from __future__ import annotations

import pytest
from conftest import AddPerson
from worked import all_jobs, lodged, run_due

from singlewindow import casework
from singlewindow.casework import House, Recipient, announce, wording
from singlewindow.store import cases
from singlewindow.store.people import Actor

ANSWERED = "question_answered"


def tell(house: House, to: Recipient, key: str = "1", reference: str | None = None) -> bool:
    """Announce that a question was answered."""
    with house.database.writing() as session:
        case_id = cases.by_reference(session, reference).id if reference else None
        data = {"reference": reference or "XL-1"}
        return announce(session, to=to, event=ANSWERED, key=key, data=data, at=house.now(), case_id=case_id)


def inbox(house: House, person: Actor) -> list[casework.NoticeLine]:
    """What a person finds, after the worker did what was due."""
    run_due(house)
    return list(casework.list_notices(house, person).rows)


def test_who_holds_something_is_told_of_it(house_on: House, add_person: AddPerson) -> None:
    holder, other = (
        add_person(house_on, "Holder One", "trader", "trader"),
        add_person(house_on, "Other", "trader", "trader"),
    )
    reference = lodged(house_on, holder).reference
    assert tell(house_on, Recipient(organisation_id=holder.organisation_id), reference=reference)
    (line,) = inbox(house_on, holder)
    assert (line.event, line.reference, line.permit) == (ANSWERED, reference, None)
    assert line.subject == f"{reference}: your question was answered"
    assert inbox(house_on, other) == []


def test_the_same_key_again_tells_nothing_new(house_on: House, add_person: AddPerson) -> None:
    holder = add_person(house_on, "Holder One", "trader", "trader")
    to = Recipient(organisation_id=holder.organisation_id)
    assert [tell(house_on, to), tell(house_on, to), tell(house_on, to, "2")] == [True, False, True]
    assert len(inbox(house_on, holder)) == 2
    assert [job.kind for job in all_jobs(house_on)] == ["announce", "announce"]


def test_an_agency_s_people_are_told_and_others_are_not(
    house: House, biosecurity_officer: Actor, customs_officer: Actor
) -> None:
    tell(house, Recipient(agency="BIO"))
    assert len(inbox(house, biosecurity_officer)) == 1
    assert inbox(house, customs_officer) == []


def test_what_is_for_one_role_only_its_people_find(
    house: House, biosecurity_officer: Actor, add_person: AddPerson
) -> None:
    chief = add_person(house, "Bio Chief", "agency", "supervisor", "BIO")
    tell(house, Recipient(agency="BIO", role="supervisor"))
    assert [len(inbox(house, person)) for person in (chief, biosecurity_officer)] == [1, 0]
    casework.mark_read(house, biosecurity_officer)
    assert casework.count_unread(house, chief) == 1


def test_nobody_is_told_of_a_change_that_was_not_made(house: House, trader: Actor) -> None:
    with pytest.raises(Undone):
        _begin_and_give_up(house, Recipient(organisation_id=trader.organisation_id))
    assert inbox(house, trader) == []
    assert all_jobs(house) == []


class Undone(Exception):
    """The act failed after it had announced what it did."""


def _begin_and_give_up(house: House, to: Recipient) -> None:
    with house.database.writing() as session:
        announce(session, to=to, event=ANSWERED, key="1", data={"reference": "XL-1"}, at=house.now())
        raise Undone


def test_an_event_without_wording_and_data_that_lacks_something_are_found_at_once(house: House) -> None:
    with pytest.raises(ValueError, match="no wording for the event nothing"):
        wording.require("nothing", {})
    with pytest.raises(ValueError, match="needs reference"):
        wording.require(ANSWERED, {})
    with pytest.raises(ValueError, match="recipient is"):
        tell(house, Recipient())


def test_every_event_is_worded_in_every_language() -> None:
    table = wording.table()
    for event, known in table.events.items():
        assert set(known.words) == set(table.languages), event
        for language, words in known.words.items():
            assert words.subject, (event, language)
            assert "\n" not in words.subject
            assert (
                "reference" in wording.needs(event, language)
                or "text" in wording.needs(event, language)
                or ("number" in wording.needs(event, language))
            ), f"{event} says nothing of what it is about"
    for kind, codes in table.vocabulary.items():
        for code, spelled in codes.items():
            assert set(spelled) == set(table.languages), (kind, code)


def test_an_event_that_is_no_longer_worded_can_still_be_read() -> None:
    assert wording.write("retired_event", "fr", {"text": "As it was."}).text == "As it was."


def test_a_notice_is_in_french_for_who_reads_french() -> None:
    data = {"reference": "XL-1", "summary": "At least one item is refused.", "outcome": "refused"}
    said = wording.write(
        "agencies_answered", "fr", {**data, "answers": "Lagoon Biosecurity\trefuse\t1, 3\nPolice\tquery\t2"}
    )
    assert said.subject == "XL-1 : refusée"
    assert said.text == (
        "XL-1 : Lagoon Biosecurity a refusé les articles 1, 3. Police pose une question sur l'article 2. "
        "Au moins un article est refusé."
    )


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "2027-01-24", "24 January 2027"),
        ("fr", "2027-01-24", "24 janvier 2027"),
        ("fr", "2026-08-01T09:30", "1 août 2026, 09:30"),
        ("fr", "as it was", "as it was"),
    ],
)
def test_days_and_times_are_written_in_the_reader_s_language(language: str, written: str, said: str) -> None:
    data = {"reference": "XL-1", "place": "Main Wharf", "time": written, "agencies": "Customs"}

    assert wording.write("inspection_set", language, data).subject.endswith(said)
