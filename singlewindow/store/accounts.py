"""Named queries about organisations, their people, the people's sessions and the machines' tokens."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from singlewindow.store.tables import Account, ApiToken, Organisation, WebSession


class Taken(Exception):
    """Another row has this code or address already. The transaction is lost."""


class Member(NamedTuple):
    """An account and the organisation it belongs to."""

    account: Account
    organisation: Organisation


class OpenSession(NamedTuple):
    """A browser's session, its account and the account's organisation."""

    session: WebSession
    account: Account
    organisation: Organisation


class HeldToken(NamedTuple):
    """A machine's token, its account and the account's organisation."""

    token: ApiToken
    account: Account
    organisation: Organisation


def add_organisation(session: Session, organisation: Organisation) -> int:
    """Store it and give its id. Raises Taken where its code is."""
    _add(session, organisation)
    return organisation.id


def find_organisation(session: Session, code: str) -> Organisation | None:
    """The organisation with this code."""
    return session.scalar(select(Organisation).where(Organisation.code == code))


def list_organisations(session: Session) -> Sequence[Organisation]:
    """All of them, by code."""
    return session.scalars(select(Organisation).order_by(Organisation.code)).all()


def add_account(session: Session, account: Account) -> int:
    """Store it and give its id. Raises Taken where its e-mail address is."""
    _add(session, account)
    return account.id


def find_member(session: Session, email: str) -> Member | None:
    """The account with this normalised e-mail address, and its organisation."""
    row = session.execute(_members().where(Account.email == email)).one_or_none()
    return Member._make(row) if row else None


def read_member(session: Session, account_id: int) -> Member | None:
    """The account with this id, and its organisation."""
    row = session.execute(_members().where(Account.id == account_id)).one_or_none()
    return Member._make(row) if row else None


def list_members(session: Session, organisation_code: str | None = None) -> list[Member]:
    """All accounts, or an organisation's, by organisation and e-mail address."""
    query = _members().order_by(Organisation.code, Account.email)
    if organisation_code is not None:
        query = query.where(Organisation.code == organisation_code)
    return [Member._make(row) for row in session.execute(query)]


def account_to_change(session: Session, account_id: int) -> Account | None:
    """The account, locked against other writers until the transaction ends."""
    return session.scalar(select(Account).where(Account.id == account_id).with_for_update())


def set_password(session: Session, account_id: int, password_hash: str, expires_at: dt.datetime | None = None) -> None:
    """Store a new hash and until when it is good (None: for as long as its owner wants), and lift the lock."""
    change = update(Account).where(Account.id == account_id)
    session.execute(
        change.values(password_hash=password_hash, password_expires_at=expires_at, failures=0, locked_until=None)
    )


def note_sign_in(session: Session, account_id: int, now: dt.datetime) -> None:
    """Note when the account last signed in."""
    session.execute(update(Account).where(Account.id == account_id).values(signed_in_at=now))


def add_session(session: Session, web_session: WebSession) -> None:
    """Store a browser's session."""
    session.add(web_session)


def find_session(session: Session, id_sha256: str) -> OpenSession | None:
    """The session with this hash, whether it has run out or not."""
    row = session.execute(
        select(WebSession, Account, Organisation)
        .join(Account, Account.id == WebSession.account_id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(WebSession.id_sha256 == id_sha256)
    ).one_or_none()
    return OpenSession._make(row) if row else None


def list_sessions(session: Session, account_id: int) -> Sequence[WebSession]:
    """An account's sessions, the one last used first."""
    query = select(WebSession).where(WebSession.account_id == account_id)
    return session.scalars(query.order_by(WebSession.seen_at.desc())).all()


def touch_session(session: Session, id_sha256: str, now: dt.datetime) -> None:
    """Note that the session was used now."""
    session.execute(update(WebSession).where(WebSession.id_sha256 == id_sha256).values(seen_at=now))


def end_session(session: Session, id_sha256: str, account_id: int | None = None) -> bool:
    """Delete a session (only if it is this account's, where one is given). Whether there was one."""
    query = delete(WebSession).where(WebSession.id_sha256 == id_sha256).returning(WebSession.id_sha256)
    if account_id is not None:
        query = query.where(WebSession.account_id == account_id)
    return session.execute(query).first() is not None


def end_sessions(session: Session, account_id: int, but: str | None = None) -> int:
    """Delete an account's sessions but one. Gives how many."""
    query = delete(WebSession).where(WebSession.account_id == account_id).returning(WebSession.id_sha256)
    if but is not None:
        query = query.where(WebSession.id_sha256 != but)
    return len(session.execute(query).all())


def forget_sessions(session: Session, seen_before: dt.datetime, now: dt.datetime) -> None:
    """Delete everybody's sessions that have run out."""
    session.execute(delete(WebSession).where((WebSession.expires_at <= now) | (WebSession.seen_at <= seen_before)))


def add_token(session: Session, token: ApiToken) -> None:
    """Store a machine's token."""
    session.add(token)
    session.flush()


def find_token(session: Session, token_sha256: str) -> HeldToken | None:
    """The token with this hash, whether it is still good or not."""
    row = session.execute(
        select(ApiToken, Account, Organisation)
        .join(Account, Account.id == ApiToken.account_id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(ApiToken.token_sha256 == token_sha256)
    ).one_or_none()
    return HeldToken._make(row) if row else None


def list_tokens(session: Session, account_id: int) -> Sequence[ApiToken]:
    """An account's tokens, oldest first."""
    return session.scalars(select(ApiToken).where(ApiToken.account_id == account_id).order_by(ApiToken.id)).all()


def revoke_token(session: Session, token_id: int, now: dt.datetime) -> ApiToken | None:
    """Mark a token revoked, keeping the first time where it was revoked before. None where there is no such token."""
    token = session.scalar(select(ApiToken).where(ApiToken.id == token_id).with_for_update())
    if token is not None and token.revoked_at is None:
        token.revoked_at = now
    return token


def _members() -> Select[Account, Organisation]:
    return select(Account, Organisation).join(Organisation, Organisation.id == Account.organisation_id)


def _add(session: Session, row: Organisation | Account) -> None:
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise Taken from error
