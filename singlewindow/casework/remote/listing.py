"""How agencies' own systems stand: what each was asked, what it answered, and for how long the rest waits."""

import datetime as dt

import msgspec

from agencies.contract import remote_of
from singlewindow.casework.house import House
from singlewindow.errors import NotFound
from singlewindow.store import asks

MOST_AGAIN = 1000
"""How many asks are sent again at one word."""


class AgencyLine(msgspec.Struct, frozen=True):
    """One agency. ``url`` is where its own system is asked; without one its rules and officers answer.

    ``waiting_since`` is when the oldest ask was made that is not answered; ``untaken_since`` the oldest that never
    arrived; ``error`` what went wrong last.
    """

    code: str
    name: str
    url: str | None
    asked: int = 0
    answered: int = 0
    waiting: int = 0
    waiting_since: dt.datetime | None = None
    untaken_since: dt.datetime | None = None
    error: str | None = None


def list_agencies(house: House) -> tuple[AgencyLine, ...]:
    """Every agency, in the order in which they are asked."""
    found = []
    with house.database.reading() as session:
        for agency in house.agencies:
            remote = remote_of(agency)
            told = asks.tally(session, agency.code)._asdict() if remote else {}
            found.append(AgencyLine(agency.code, agency.name, remote.url if remote else None, **told))
    return tuple(found)


def ask_again(house: House, code: str) -> int:
    """Have what an agency's system has not answered sent to it now; gives how many asks. Raises NotFound."""
    agency = house.agencies.get(code)
    if agency is None or remote_of(agency) is None:
        raise NotFound(f"There is no agency {code} whose own system answers.")
    with house.database.writing() as session:
        return asks.ask_again(session, code, house.now(), MOST_AGAIN)
