"""What happens to accounts is logged, by these names and with these facts. No secret and no typed text is among them.

An address that has no account is never logged: people type passwords into the wrong field.
"""

from typing import Any

import structlog

log: Any = structlog.get_logger("singlewindow.accounts")

EVENTS: dict[str, str] = {
    "organisation_created": "An organisation was added.",
    "account_created": "An account was added, with these roles.",
    "roles_changed": "An account was given these roles.",
    "account_deactivated": "An account was closed, and its sessions ended.",
    "account_activated": "A closed account was opened again.",
    "signed_in": "Somebody signed in.",
    "signed_out": "Somebody signed out.",
    "sign_in_refused": "A wrong password, a closed account (account and failures are given), or an unknown address.",
    "sign_in_locked": "An attempt while the account was locked.",
    "account_locked": "The account was locked after this many wrong passwords, until this time.",
    "password_changed": "A person chose a new password; the other sessions ended.",
    "password_reset": "An administrator had a new password made; all sessions ended and the lock was lifted.",
    "session_ended": "A person ended one of their sessions.",
    "sessions_ended": "An account's sessions were ended.",
    "token_issued": "A machine's token was made.",
    "token_revoked": "A machine's token was revoked.",
}
"""Every event that is logged, and what it says."""
