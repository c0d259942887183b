"""Browsers that are signed in. The cookie holds a random value; the database holds only its SHA-256, and can end it."""

import datetime as dt
import hashlib
import secrets

import msgspec

from singlewindow.accounts.actors import actor_of
from singlewindow.accounts.events import log
from singlewindow.config import Settings
from singlewindow.errors import NotFound
from singlewindow.store import accounts as store
from singlewindow.store.database import Database
from singlewindow.store.people import Actor
from singlewindow.store.tables import WebSession

TOUCH_EVERY = dt.timedelta(minutes=1)
"""A session's last use is written at most so often: reading pages is not to write each time."""


class SessionLimits(msgspec.Struct, frozen=True):
    """How long a session lives without being used, and how long whatever happens."""

    idle: dt.timedelta = dt.timedelta(minutes=30)
    absolute: dt.timedelta = dt.timedelta(hours=12)

    @classmethod
    def of(cls, settings: Settings) -> "SessionLimits":
        """The limits that the settings name."""
        minutes, hours = settings.session_idle_minutes, settings.session_hours
        return cls(dt.timedelta(minutes=minutes), dt.timedelta(hours=hours))

    def allow(self, session: WebSession, now: dt.datetime) -> bool:
        """Whether the session is still good."""
        return session.expires_at > now and session.seen_at + self.idle > now


DEFAULT_LIMITS = SessionLimits()


class SessionLine(msgspec.Struct, frozen=True):
    """One of a person's sessions, for that person's eyes. ``id`` names it and cannot be used to sign in."""

    id: str
    created_at: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime
    current: bool


def new_session(account_id: int, now: dt.datetime, limits: SessionLimits) -> tuple[WebSession, str]:
    """A session's row, and the secret for the cookie (256 random bits) that only the browser keeps."""
    secret = secrets.token_urlsafe(32)
    expires_at = now + limits.absolute
    row = WebSession(
        id_sha256=session_id(secret), account_id=account_id, created_at=now, seen_at=now, expires_at=expires_at
    )
    return row, secret


def session_id(secret: str) -> str:
    """The hash under which a cookie's value is stored."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def actor_of_session(
    database: Database, token: str, *, now: dt.datetime, limits: SessionLimits = DEFAULT_LIMITS
) -> Actor | None:
    """Who is signed in with this cookie; None where nobody is, the session has run out, or the account is closed."""
    with database.reading() as session:
        found = store.find_session(session, session_id(token))
    if found is None or not found.account.active or not limits.allow(found.session, now):
        return None
    if found.session.seen_at + TOUCH_EVERY <= now:
        with database.writing() as session:
            store.touch_session(session, found.session.id_sha256, now)
    return actor_of(found.account, found.organisation)


def sign_out(database: Database, token: str) -> None:
    """End this session. What is not a session is left alone."""
    with database.writing() as session:
        ended = store.end_session(session, session_id(token))
    if ended:
        log.info("signed_out")


def list_sessions(
    database: Database,
    account_id: int,
    *,
    now: dt.datetime,
    current: str | None = None,
    limits: SessionLimits = DEFAULT_LIMITS,
) -> tuple[SessionLine, ...]:
    """An account's sessions that are still good, the one last used first. ``current`` is the asking browser's token."""
    here = session_id(current) if current is not None else None
    with database.reading() as session:
        rows = [row for row in store.list_sessions(session, account_id) if limits.allow(row, now)]
    return tuple(SessionLine(r.id_sha256, r.created_at, r.seen_at, r.expires_at, r.id_sha256 == here) for r in rows)


def end_session(database: Database, account_id: int, session: str) -> None:
    """End one of the account's sessions, by its line's id. Raises NotFound where the account has no such session."""
    with database.writing() as transaction:
        if not store.end_session(transaction, session, account_id):
            raise NotFound("There is no such session. It may have ended already.")
    log.info("session_ended", account=account_id)


def end_sessions(database: Database, account_id: int, *, but: str | None = None) -> int:
    """End all of the account's sessions, but the one with this token where one is given. Gives how many ended."""
    with database.writing() as session:
        ended = store.end_sessions(session, account_id, session_id(but) if but is not None else None)
    log.info("sessions_ended", account=account_id, sessions=ended)
    return ended
