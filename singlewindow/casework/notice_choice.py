"""How a person wants to be told, beside the inbox: e-mail, SMS, and the language of both."""

import re

import msgspec

from singlewindow.casework import wording
from singlewindow.casework.house import House
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import notices
from singlewindow.store.notice_tables import NoticeChoice
from singlewindow.store.people import Actor

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_WITH_WORKLIST = frozenset({"agency", "customs"})
_BETWEEN = re.compile(r"[ ().-]")


class Choice(msgspec.Struct, frozen=True):
    """What a person chose. ``phone`` is an E.164 number or empty; ``language`` a code of ``wording.yaml``."""

    language: str
    email: bool
    sms: bool
    phone: str


def may_open(kind: str, organisation_id: int, owner_id: int | None) -> bool:
    """Whether somebody can follow a notice to its case or permit: its owner, and officers. Others are told, no more."""
    return kind in _WITH_WORKLIST or organisation_id == owner_id


def default_choice(house: House, kind: str) -> Choice:
    """What holds in a kind of organisation until a person chooses: the country's language, and for firms e-mail.

    Officers have a worklist that tells what waits.
    """
    spoken = [language for language in house.pack.languages if language in wording.table().languages]
    return Choice(
        language=spoken[0] if spoken else wording.FIRST, email=kind not in _WITH_WORKLIST, sms=False, phone=""
    )


def chosen(row: NoticeChoice) -> Choice:
    """A stored choice."""
    return Choice(row.language, row.email, row.sms, row.phone)


def read_choice(house: House, actor: Actor) -> Choice:
    """What the person chose, or what holds until then."""
    with house.database.reading() as session:
        row = notices.choice_of(session, actor.account_id)
        return chosen(row) if row else default_choice(house, actor.kind)


def choose(house: House, actor: Actor, choice: Choice) -> Choice:
    """Keep how the person wants to be told from now on, and give it as it is kept. Raises Invalid."""
    phone = _BETWEEN.sub("", choice.phone.strip())
    checks = (
        (choice.language not in wording.table().languages, "language", "Choose one of the languages."),
        (choice.sms and not phone, "phone", "Enter the number of your mobile phone."),
        (
            bool(phone) and not _PHONE.fullmatch(phone),
            "phone",
            "Enter the number with + and the country's code, such as +685 72 12345.",
        ),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in checks if wrong)
    if faults:
        raise Invalid("Your choice was not kept.", faults)
    kept = Choice(choice.language, choice.email, choice.sms, phone)
    row = NoticeChoice(account_id=actor.account_id, changed_at=house.now(), **msgspec.structs.asdict(kept))
    with house.database.writing() as session:
        notices.choose(session, row)
    return kept
