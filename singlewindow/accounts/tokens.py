"""Machines' tokens for the API: ``swt_`` and 256 random bits, of which only the SHA-256 is kept.

A token may do what its account may. A process remembers for five seconds whose a token is, so that a client that
lodges hundreds of declarations does not cost as many queries; a token that another process revoked, or whose account it
closed, lives at most that much more.
"""

import datetime as dt
import hashlib
import secrets

import msgspec

from singlewindow.accounts.actors import actor_of
from singlewindow.accounts.events import log
from singlewindow.accounts.given import line_fault, refuse_faults
from singlewindow.errors import FieldError, NotFound
from singlewindow.store import accounts as store
from singlewindow.store.accounts import HeldToken
from singlewindow.store.database import Database
from singlewindow.store.people import Actor
from singlewindow.store.tables import ApiToken

PREFIX = "swt_"
"""How every token begins, so that scanners for leaked secrets can know it."""

DEFAULT_DAYS = 365
"""How long a token lives where nobody says otherwise."""

REMEMBERED = dt.timedelta(seconds=5)
"""How long a process trusts what it read about a token."""

MOST_REMEMBERED = 1024
"""How many tokens a process remembers."""


class TokenLine(msgspec.Struct, frozen=True):
    """One of an account's tokens, without the token."""

    id: int
    name: str
    created_at: dt.datetime
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None


class _Remembered(msgspec.Struct, frozen=True):
    actor: Actor
    since: dt.datetime
    until: dt.datetime


_cache: dict[tuple[Database, str], _Remembered] = {}


def issue_token(
    database: Database, account_id: int, name: str, *, now: dt.datetime, days: int | None = DEFAULT_DAYS
) -> str:
    """Make a token that works for ``days`` days (None: until it is revoked) and give it: nobody can read it later.

    Raises NotFound for an unknown account; Invalid for a name that is empty or too long, or for days out of range.
    """
    name = name.strip()
    wrong_days = FieldError("days", "A token works for 1 to 3650 days.")
    late = days is not None and not 1 <= days <= 3650
    refuse_faults("The token was not made.", [line_fault("name", name, 70), wrong_days if late else None])
    secret = PREFIX + secrets.token_urlsafe(32)
    expires_at = now + dt.timedelta(days=days) if days is not None else None
    row = ApiToken(
        account_id=account_id, name=name, token_sha256=_sha256(secret), created_at=now, expires_at=expires_at
    )
    with database.writing() as session:
        if store.read_member(session, account_id) is None:
            raise NotFound("There is no such account.")
        store.add_token(session, row)
    log.info("token_issued", account=account_id, token=row.id, expires_at=expires_at)
    return secret


def list_tokens(database: Database, account_id: int) -> tuple[TokenLine, ...]:
    """An account's tokens, oldest first, those that no longer work included."""
    with database.reading() as session:
        rows = store.list_tokens(session, account_id)
    return tuple(TokenLine(r.id, r.name, r.created_at, r.expires_at, r.revoked_at) for r in rows)


def revoke_token(database: Database, token_id: int, *, now: dt.datetime, account_id: int | None = None) -> None:
    """End a token; ending it twice is no mistake. Raises NotFound where there is none (or it is not this account's)."""
    with database.writing() as session:
        token = store.revoke_token(session, token_id, now)
        if token is None or account_id not in (None, token.account_id):
            raise NotFound("There is no such token.")
    forget_cached(token.account_id)
    log.info("token_revoked", account=token.account_id, token=token_id)


def actor_of_token(database: Database, token: str, *, now: dt.datetime) -> Actor | None:
    """Whose token this is; None where it is nobody's, has run out, was revoked, or its account is closed."""
    if not token.startswith(PREFIX):
        return None
    key = (database, _sha256(token))
    remembered = _cache.get(key)
    if remembered is not None and remembered.since <= now < remembered.until:
        return remembered.actor
    with database.reading() as session:
        held = store.find_token(session, key[1])
    if held is None or not _works(held, now):
        _cache.pop(key, None)
        return None
    return _remember(key, held, now)


def forget_cached(account_id: int) -> None:
    """Forget what this process remembers of an account's tokens."""
    for key in [key for key, entry in list(_cache.items()) if entry.actor.account_id == account_id]:
        _cache.pop(key, None)


def _works(held: HeldToken, now: dt.datetime) -> bool:
    token, account, _ = held
    return account.active and token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def _remember(key: tuple[Database, str], held: HeldToken, now: dt.datetime) -> Actor:
    actor = actor_of(held.account, held.organisation)
    until = min(now + REMEMBERED, held.token.expires_at or dt.datetime.max.replace(tzinfo=dt.UTC))
    if len(_cache) >= MOST_REMEMBERED:
        _cache.clear()
    _cache[key] = _Remembered(actor, now, until)
    return actor


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
