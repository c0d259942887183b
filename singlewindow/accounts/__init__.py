"""People, organisations and machines: who they are, how they prove it, and what they may do."""

from singlewindow.accounts.actors import actor_of_account
from singlewindow.accounts.changing_password import change_password, reset_password
from singlewindow.accounts.enrolment import (
    AccountLine,
    NewAccount,
    activate,
    change_roles,
    create_account,
    deactivate,
    find_account,
    list_accounts,
)
from singlewindow.accounts.organisations import OrganisationLine, create_organisation, list_organisations
from singlewindow.accounts.passwords import FIRST_PASSWORD_LASTS, Busy
from singlewindow.accounts.proving import SignInRefused, TooManyAttempts
from singlewindow.accounts.roles import PERMISSIONS, ROLES, permissions_of
from singlewindow.accounts.sessions import (
    SessionLimits,
    SessionLine,
    actor_of_session,
    end_session,
    end_sessions,
    list_sessions,
    sign_out,
)
from singlewindow.accounts.signing_in import PasswordExpired, SignedIn, sign_in
from singlewindow.accounts.tokens import TokenLine, actor_of_token, issue_token, list_tokens, revoke_token

__all__ = [
    "FIRST_PASSWORD_LASTS",
    "PERMISSIONS",
    "ROLES",
    "AccountLine",
    "Busy",
    "NewAccount",
    "OrganisationLine",
    "PasswordExpired",
    "SessionLimits",
    "SessionLine",
    "SignInRefused",
    "SignedIn",
    "TokenLine",
    "TooManyAttempts",
    "activate",
    "actor_of_account",
    "actor_of_session",
    "actor_of_token",
    "change_password",
    "change_roles",
    "create_account",
    "create_organisation",
    "deactivate",
    "end_session",
    "end_sessions",
    "find_account",
    "issue_token",
    "list_accounts",
    "list_organisations",
    "list_sessions",
    "list_tokens",
    "permissions_of",
    "reset_password",
    "revoke_token",
    "sign_in",
    "sign_out",
]
