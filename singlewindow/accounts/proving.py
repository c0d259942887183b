"""One attempt to prove a password: judged against the lock, counted, and the lock set, in one writing transaction.

Hashing happens before the transaction, so that the writers' queue does not wait for it. The lock is read again inside:
of many attempts that arrive at once only the first few are judged, and the others learn nothing, right or wrong.
"""

import datetime as dt
import math

from sqlalchemy.orm import Session

from singlewindow.accounts.events import log
from singlewindow.accounts.lockout import lock_after
from singlewindow.accounts.password_rules import LONGEST
from singlewindow.accounts.passwords import hash_password, needs_rehash, verify_password
from singlewindow.errors import HouseError
from singlewindow.store import accounts as store
from singlewindow.store.tables import Account


class SignInRefused(HouseError):
    """No such account, a wrong password or a closed account: one sentence for all, so that it tells nobody which."""

    code = "sign-in-refused"
    status = 401

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is not right. Check both and try again.")


class TooManyAttempts(HouseError):
    """Too many wrong passwords. ``seconds`` is how long to wait before the next attempt is judged."""

    code = "too-many-attempts"
    status = 429

    def __init__(self, wait: dt.timedelta) -> None:
        self.seconds = max(1, math.ceil(wait.total_seconds()))
        minutes = math.ceil(self.seconds / 60)
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"There were too many wrong attempts. Wait {minutes} {unit} and try again.")


class Proof:
    """Whether ``password`` is the one of ``account`` as it was read; hashes once, account or not."""

    def __init__(self, account: Account | None, password: str) -> None:
        self.password_hash = account.password_hash if account is not None else None
        # What is longer than a password may be is none; a hash of it would only cost time.
        fits = len(password) <= LONGEST
        self.right = verify_password(self.password_hash if fits else None, password[:LONGEST])
        outdated = self.right and self.password_hash is not None and needs_rehash(self.password_hash)
        self.renewed = hash_password(password) if outdated else None


def refuse_while_locked(locked_until: dt.datetime | None, now: dt.datetime, account_id: int | None = None) -> None:
    """Raise TooManyAttempts while the lock lasts."""
    if locked_until is not None and locked_until > now:
        log.warning("sign_in_locked", account=account_id)
        raise TooManyAttempts(locked_until - now)


def judge(session: Session, account_id: int, proof: Proof, now: dt.datetime) -> HouseError | None:
    """Count the attempt in the account's row. Gives the refusal, which the caller raises after the commit, or None."""
    account = store.account_to_change(session, account_id)
    if account is None:
        return SignInRefused()
    if account.locked_until is not None and account.locked_until > now:
        log.warning("sign_in_locked", account=account_id)
        return TooManyAttempts(account.locked_until - now)
    if not (proof.right and account.active and account.password_hash == proof.password_hash):
        return _count_failure(account, now)
    account.failures, account.locked_until = 0, None
    account.password_hash = proof.renewed or account.password_hash
    return None


def _count_failure(account: Account, now: dt.datetime) -> SignInRefused:
    account.failures += 1
    log.warning("sign_in_refused", account=account.id, failures=account.failures)
    lock = lock_after(account.failures)
    if lock is not None:
        account.locked_until = now + lock
        log.warning("account_locked", account=account.id, failures=account.failures, until=account.locked_until)
    return SignInRefused()
