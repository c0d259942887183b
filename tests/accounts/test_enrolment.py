import pytest

from singlewindow import accounts
from singlewindow.accounts.password_rules import check_password
from singlewindow.errors import Invalid, NotFound

EMAIL = "ana@trader-one.example"


def organisation(database, now, **facts):
    facts = {"code": "BIO1", "name": "Biosecurity", "kind": "agency", "agency": "BIO"} | facts
    return accounts.create_organisation(database, now=now, **facts)


def account(database, now, **facts):
    facts = {"organisation": "1000001", "email": "bo@trader-one.example", "name": "Bo", "roles": ["trader"]} | facts
    return accounts.create_account(database, now=now, **facts)


def faults(call, *given, **facts):
    with pytest.raises(Invalid) as refusal:
        call(*given, **facts)
    return {fault.field: fault.sentence for fault in refusal.value.fields}


def test_an_organisation_is_added_and_listed(database, now):
    organisation(database, now, code=" BIO1 ", agencies=["BIO", "CUS"])
    line = accounts.list_organisations(database)[0]
    assert (line.code, line.name, line.kind, line.agency, line.created_at) == (
        "BIO1",
        "Biosecurity",
        "agency",
        "BIO",
        now,
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "x" * 36}, "code"),
        ({"code": "A\x00B"}, "code"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 141}, "name"),
        ({"kind": "pirate", "agency": None}, "kind"),
        ({"agency": None}, "agency"),
        ({"kind": "customs", "agency": None}, "agency"),
        ({"agency": "NONE", "agencies": ["BIO"]}, "agency"),
        ({"kind": "trader", "agency": "BIO"}, "agency"),
        ({"kind": "operator", "agency": "BIO"}, "agency"),
    ],
)
def test_an_organisation_with_a_mistake_is_not_added_and_the_mistake_has_its_field(database, now, facts, field):
    assert list(faults(organisation, database, now, **facts)) == [field]
    assert accounts.list_organisations(database) == ()


def test_every_mistake_is_named_at_once(database, now):
    assert list(faults(organisation, database, now, code="", name="", kind="x", agency="y")) == [
        "code",
        "name",
        "kind",
        "agency",
    ]


def test_two_organisations_cannot_have_one_code(database, now):
    organisation(database, now)
    assert "BIO1 already" in faults(organisation, database, now, name="Another")["code"]
    assert len(accounts.list_organisations(database)) == 1


@pytest.mark.usefixtures("trader_one")
def test_an_account_gets_a_generated_password_that_signs_in(database, now):
    new = account(database, now, email=" Bo@Trader-One.EXAMPLE ")
    check_password(new.password, ["bo@trader-one.example", "Trader One Ltd"])
    assert accounts.sign_in(database, "bo@trader-one.example", new.password, now=now).actor.account_id == new.id


def test_an_officer_acts_for_the_agency_of_the_organisation(database, now):
    organisation(database, now)
    new = account(database, now, organisation="BIO1", roles=["agency_officer"])
    actor = accounts.sign_in(database, "bo@trader-one.example", new.password, now=now).actor
    assert (actor.agency, actor.kind, actor.permissions) == ("BIO", "agency", {"work"})


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "a\x00b@example.org"}, "email"),
        ({"email": "x" * 300 + "@example.org"}, "email"),
        ({"name": ""}, "name"),
        ({"roles": []}, "roles"),
        ({"roles": ["administrator"]}, "roles"),
        ({"roles": ["trader", "customs_officer"]}, "roles"),
        ({"roles": ["harbour_master"]}, "roles"),
        ({"password": "password1234"}, "password"),
        ({"password": "Trader One 123"}, "password"),
    ],
)
@pytest.mark.usefixtures("trader_one")
def test_an_account_with_a_mistake_is_not_added_and_the_mistake_has_its_field(database, now, facts, field):
    assert list(faults(account, database, now, **facts)) == [field]
    assert accounts.list_accounts(database) == ()


@pytest.mark.usefixtures("ana")
def test_two_accounts_cannot_have_one_address_however_it_is_typed(database, now):
    assert list(faults(account, database, now, email="ANA@trader-one.example")) == ["email"]
    assert len(accounts.list_accounts(database)) == 1


def test_there_is_no_account_in_an_organisation_that_is_not_there(database, now):
    with pytest.raises(NotFound):
        account(database, now)


@pytest.mark.usefixtures("ana")
def test_accounts_are_listed_by_organisation_without_their_hashes(database, now):
    organisation(database, now)
    account(database, now, organisation="BIO1", roles=["agency_officer"])
    assert [line.email for line in accounts.list_accounts(database)] == [EMAIL, "bo@trader-one.example"]
    line = accounts.list_accounts(database, organisation="BIO1")[0]
    assert (line.organisation_code, line.agency, line.roles, line.active) == ("BIO1", "BIO", ("agency_officer",), True)
    assert "argon2" not in repr(line)


def test_an_account_is_found_by_its_address(database, ana):
    assert accounts.find_account(database, "ANA@trader-one.example").id == ana
    for unknown in ("nobody@example.org", "no address"):
        with pytest.raises(NotFound):
            accounts.find_account(database, unknown)


def test_closing_an_account_that_is_not_there_is_said(database):
    with pytest.raises(NotFound):
        accounts.deactivate(database, 77)


def test_other_roles_count_from_the_next_request_on(database, now):
    organisation(database, now, code="CUS1", kind="customs", agency="CUS")
    new = account(database, now, organisation="CUS1", roles=["customs_officer"])
    session = accounts.sign_in(database, "bo@trader-one.example", new.password, now=now).token
    token = accounts.issue_token(database, new.id, "Machine", now=now)
    assert accounts.actor_of_token(database, token, now=now).permissions == {"work", "read_all", "control"}
    accounts.change_roles(database, new.id, ["administrator"])
    assert accounts.actor_of_token(database, token, now=now).permissions == {"administer"}
    assert accounts.actor_of_session(database, session, now=now).permissions == {"administer"}


def test_an_administrator_of_customs_does_not_stand_for_the_agency(database, now):
    organisation(database, now, code="CUS1", kind="customs", agency="CUS")
    account(database, now, organisation="CUS1", roles=["administrator"])
    account(
        database, now, organisation="CUS1", email="both@customs.example", roles=["administrator", "customs_officer"]
    )
    assert accounts.actor_of_account(database, "bo@trader-one.example").agency is None
    assert accounts.actor_of_account(database, "both@customs.example").agency == "CUS"


def test_roles_that_the_organisation_does_not_have_are_refused_and_nothing_changes(database, ana):
    assert list(faults(accounts.change_roles, database, ana, ["trader", "customs_officer"])) == ["roles"]
    assert accounts.find_account(database, EMAIL).roles == ("trader",)
    with pytest.raises(NotFound):
        accounts.change_roles(database, ana + 1, ["trader"])


def test_the_operator_acts_for_an_open_account_without_a_password_and_for_no_closed_one(database, ana):
    assert accounts.actor_of_account(database, " ANA@trader-one.example").account_id == ana
    accounts.deactivate(database, ana)
    for address in (EMAIL, "nobody@example.org", "no address"):
        with pytest.raises(NotFound):
            accounts.actor_of_account(database, address)
