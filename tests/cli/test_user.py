"""``singlewindow user``: an operator adds people and organisations, and looks after them."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from singlewindow import accounts
from singlewindow.accounts.proving import SignInRefused
from singlewindow.cli import main
from singlewindow.config import Settings
from singlewindow.store.database import Database

EMAIL = "person@reef.example"


@pytest.fixture
def now():
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the program with these words on a fresh database; gives the result."""
    monkeypatch.setenv("SINGLEWINDOW_VAR", str(tmp_path))
    monkeypatch.delenv("SINGLEWINDOW_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    runner = CliRunner()

    def run(*words):
        return runner.invoke(main, words)

    assert run("upgrade").exit_code == 0
    return run


@pytest.fixture
def database(run):  # noqa: ARG001 - the tables must be there
    database = Database(Settings.from_environment().database_url)
    yield database
    database.dispose()


@pytest.fixture
def reef(run):
    words = ("user", "organisation", "add", "1000234", "--name", "Reef Imports Ltd", "--kind", "trader")
    assert run(*words).exit_code == 0


@pytest.fixture
def first_password(run, reef):  # noqa: ARG001 - the organisation must be there
    words = ("user", "add", EMAIL, "--name", "First Person", "--organisation", "1000234", "--role", "trader")
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def sign_in(database, password, now):
    return accounts.sign_in(database, EMAIL, password, now=now)


def test_the_first_password_is_printed_alone_signs_in_and_runs_out_after_seven_days(database, first_password, now):
    signed_in = sign_in(database, first_password, now)
    assert signed_in.actor.organisation == "Reef Imports Ltd"
    assert 6 <= (signed_in.password_expires_at - now).days <= 7


@pytest.mark.usefixtures("first_password")
def test_a_permanent_password_does_not_run_out(run, database, now):
    result = run("user", "password", EMAIL, "--permanent")
    assert sign_in(database, result.stdout.strip(), now).password_expires_at is None


def test_a_new_password_ends_the_sessions_and_the_old_password(run, database, first_password, now):
    token = sign_in(database, first_password, now).token
    new = run("user", "password", EMAIL).stdout.strip()
    assert accounts.actor_of_session(database, token, now=now) is None
    with pytest.raises(SignInRefused):
        sign_in(database, first_password, now)
    assert sign_in(database, new, now)


def test_accounts_are_listed_as_a_table_and_as_json(run, first_password):
    table = run("user", "list").stdout
    assert all(text in table for text in (EMAIL, "First Person", "Reef Imports Ltd", "trader", "open", "never"))
    assert json.loads(run("user", "list", "--json").stdout)[0]["email"] == EMAIL
    assert json.loads(run("user", "list", "--organisation", "9", "--json").stdout) == []
    assert first_password not in table


def test_a_closed_account_is_shown_as_closed_and_can_be_opened_again(run, database, first_password, now):
    assert run("user", "deactivate", EMAIL).exit_code == 0
    assert "closed" in run("user", "list").stdout
    with pytest.raises(SignInRefused):
        sign_in(database, first_password, now)
    assert run("user", "activate", EMAIL).exit_code == 0
    assert sign_in(database, first_password, now)


@pytest.mark.usefixtures("first_password")
def test_a_locked_account_is_shown_as_locked(run, database, now):
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(database, "wrong", now)
    assert "locked until" in run("user", "list").stdout


@pytest.mark.usefixtures("first_password")
def test_roles_are_changed_within_what_the_organisation_has(run):
    run("user", "organisation", "add", "CUS1", "--name", "Customs", "--kind", "customs", "--agency", "CUS")
    run("user", "add", "bo@customs.example", "--name", "Bo", "--organisation", "CUS1", "--role", "customs_officer")
    words = ("user", "roles", "bo@customs.example", "--role", "customs_officer", "--role", "administrator")
    assert "customs_officer, administrator" in run(*words).stdout
    refused = run("user", "roles", EMAIL, "--role", "customs_officer")
    assert (refused.exit_code, "trader" in refused.stderr) == (1, True)


def test_sessions_of_one_or_of_everybody_are_ended(run, database, first_password, now):
    for words in (("user", "sign-out", EMAIL), ("user", "sign-out", "--everybody")):
        token = sign_in(database, first_password, now).token
        assert run(*words).stdout == "Sessions ended: 1.\n"
        assert accounts.actor_of_session(database, token, now=now) is None
    assert run("user", "sign-out").exit_code == 2
    assert run("user", "sign-out", EMAIL, "--everybody").exit_code == 2


@pytest.mark.usefixtures("first_password")
def test_a_token_is_printed_alone_works_is_listed_and_is_revoked(run, database, now):
    token = run("user", "token", "add", EMAIL, "--name", "Freight software").stdout.strip()
    assert accounts.actor_of_token(database, token, now=now).name == "First Person"
    number = str(json.loads(run("user", "token", "list", EMAIL, "--json").stdout)[0]["id"])
    assert "works until 2" in run("user", "token", "list", EMAIL).stdout
    assert run("user", "token", "revoke", number).exit_code == 0
    listed = run("user", "token", "list", EMAIL).stdout
    assert "revoked 2" in listed
    assert token not in listed


@pytest.mark.usefixtures("first_password")
def test_a_token_without_an_end_says_so(run):
    run("user", "token", "add", EMAIL, "--name", "Gateway", "--never-ends")
    assert "works until it is revoked" in run("user", "token", "list", EMAIL).stdout


def test_an_agency_that_the_window_does_not_know_is_refused_with_those_that_it_knows(run):
    words = ("user", "organisation", "add", "X1", "--name", "X", "--kind", "agency", "--agency", "NONE")
    refused = run(*words)
    assert refused.exit_code == 1
    assert all(text in refused.stderr for text in ("NONE", "BIO", "CUS"))
    assert json.loads(run("user", "organisation", "list", "--json").stdout) == []


@pytest.mark.usefixtures("reef")
def test_organisations_are_listed(run):
    listed = run("user", "organisation", "list").stdout
    assert all(text in listed for text in ("1000234", "Reef Imports Ltd", "trader"))


@pytest.mark.parametrize(
    "words",
    [
        ("password", "nobody@reef.example"),
        ("deactivate", "nobody@reef.example"),
        ("activate", "nobody@reef.example"),
        ("roles", "nobody@reef.example", "--role", "trader"),
        ("sign-out", "nobody@reef.example"),
        ("token", "add", "nobody@reef.example", "--name", "x"),
        ("token", "list", "nobody@reef.example"),
        ("token", "revoke", "7"),
        ("add", "a@b.example", "--name", "A", "--organisation", "none", "--role", "trader"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence_and_ends_with_1(run, words):
    result = run("user", *words)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no ")
    assert result.stdout == ""
