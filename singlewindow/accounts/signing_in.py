"""Sign in with an e-mail address and a password."""

import datetime as dt
from typing import NoReturn

import msgspec

from singlewindow.accounts.actors import actor_of
from singlewindow.accounts.email_address import normalise_email
from singlewindow.accounts.events import log
from singlewindow.accounts.lockout import Strangers
from singlewindow.accounts.proving import Proof, SignInRefused, judge, refuse_while_locked
from singlewindow.accounts.sessions import DEFAULT_LIMITS, SessionLimits, new_session, session_id
from singlewindow.errors import HouseError
from singlewindow.store import accounts as store
from singlewindow.store.accounts import Member
from singlewindow.store.database import Database
from singlewindow.store.people import Actor
from singlewindow.store.tables import Account

STRANGERS = Strangers()


class SignedIn(msgspec.Struct, frozen=True):
    """Who signed in, the secret for the browser's cookie, and when the session ends at the latest.

    ``password_expires_at`` is set for a password that was handed out: until then its owner must choose another.
    """

    actor: Actor
    token: str
    expires_at: dt.datetime
    password_expires_at: dt.datetime | None = None


class PasswordExpired(HouseError):
    """The right password, but one that was handed out, and its owner has not chosen another in time."""

    code = "password-expired"
    status = 403

    def __init__(self) -> None:
        super().__init__("The password that you were given has run out. Ask the window's administrator for a new one.")


def sign_in(
    database: Database,
    email: str,
    password: str,
    *,
    now: dt.datetime,
    limits: SessionLimits = DEFAULT_LIMITS,
    replaces: str | None = None,
) -> SignedIn:
    """Start a session for the account with this address and password; ``replaces`` is the browser's former token.

    Raises SignInRefused, with one sentence, for an unknown address, a wrong password and a closed account;
    TooManyAttempts while the address is locked; PasswordExpired for a right one that has run out; Busy where too many
    people sign in at this moment.
    """
    address = normalise_email(email)
    with database.reading() as session:
        member = store.find_member(session, address) if address is not None else None
    if member is None:
        _refuse_stranger(address or email, password, now)
    refuse_while_locked(member.account.locked_until, now, member.account.id)
    return _sign_in(database, member, Proof(member.account, password), now, limits, replaces)


def _refuse_stranger(address: str, password: str, now: dt.datetime) -> NoReturn:
    refuse_while_locked(STRANGERS.locked_until(address), now)
    Proof(None, password)
    STRANGERS.fail(address, now)
    log.warning("sign_in_refused", account=None)
    raise SignInRefused


def _sign_in(
    database: Database, member: Member, proof: Proof, now: dt.datetime, limits: SessionLimits, replaces: str | None
) -> SignedIn:
    row, token = new_session(member.account.id, now, limits)
    with database.writing() as session:
        refusal = judge(session, member.account.id, proof, now) or _too_late(member.account, now)
        if refusal is None:
            store.forget_sessions(session, now - limits.idle, now)
            if replaces is not None:
                store.end_session(session, session_id(replaces))
            store.add_session(session, row)
            store.note_sign_in(session, member.account.id, now)
    if refusal is not None:
        raise refusal
    log.info("signed_in", account=member.account.id)
    return SignedIn(actor_of(*member), token, row.expires_at, member.account.password_expires_at)


def _too_late(account: Account, now: dt.datetime) -> PasswordExpired | None:
    expires_at = account.password_expires_at
    return PasswordExpired() if expires_at is not None and expires_at <= now else None
