"""A new password: chosen by the person, who proves the old one, or made by an administrator."""

import datetime as dt

from singlewindow.accounts.events import log
from singlewindow.accounts.password_rules import check_password
from singlewindow.accounts.passwords import generate_password, hash_password
from singlewindow.accounts.proving import Proof, SignInRefused, judge, refuse_while_locked
from singlewindow.accounts.sessions import session_id
from singlewindow.errors import FieldError, HouseError, Invalid, NotFound
from singlewindow.store import accounts as store
from singlewindow.store.accounts import Member
from singlewindow.store.database import Database


def change_password(
    database: Database, account_id: int, *, current: str, new: str, now: dt.datetime, keep: str | None = None
) -> None:
    """Set the password that the person chose, and end the account's sessions but the one with the token ``keep``.

    Raises Invalid, with the field ``current``, where the present password is wrong, and with ``password`` where the new
    one is too short or easy to guess; TooManyAttempts after too many wrong ones, counted together with sign-ins.
    """
    member = _read(database, account_id)
    refuse_while_locked(member.account.locked_until, now, account_id)
    check_password(new, about=(member.account.email, member.account.name, member.organisation.name))
    proof = Proof(member.account, current)
    new_hash = hash_password(new) if proof.right else ""
    with database.writing() as session:
        refusal = judge(session, account_id, proof, now)
        if refusal is None:
            store.set_password(session, account_id, new_hash)
            store.end_sessions(session, account_id, session_id(keep) if keep is not None else None)
    if refusal is not None:
        raise _beside_the_field(refusal)
    log.info("password_changed", account=account_id)


def reset_password(database: Database, account_id: int, *, works_until: dt.datetime | None = None) -> str:
    """Make and give a new random password; end all sessions, lift the lock. Tokens go on. Raises NotFound.

    ``works_until`` is when it stops to sign in, if its owner has not chosen another by then.
    """
    _read(database, account_id)
    password = generate_password()
    password_hash = hash_password(password)
    with database.writing() as session:
        store.set_password(session, account_id, password_hash, works_until)
        store.end_sessions(session, account_id)
    log.info("password_reset", account=account_id)
    return password


def _read(database: Database, account_id: int) -> Member:
    with database.reading() as session:
        member = store.read_member(session, account_id)
    if member is None:
        raise NotFound("There is no such account.")
    return member


def _beside_the_field(refusal: HouseError) -> HouseError:
    if not isinstance(refusal, SignInRefused):
        return refusal
    sentence = "The present password is not right."
    return Invalid(sentence, (FieldError("current", sentence),))
