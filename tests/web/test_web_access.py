"""Who may see what: every role its own, and no more."""

import pytest

ROLES = ("trader", "broker", "biosecurity", "food", "environment", "customs", "keeper", "administrator")


def test_every_page_states_who_may_call_it(window):
    without = [
        rule.endpoint
        for rule in window.app.url_map.iter_rules()
        if rule.endpoint.startswith("web.") and not getattr(window.app.view_functions[rule.endpoint], "allowed", None)
    ]
    assert without == []


def test_a_stranger_is_asked_to_sign_in_and_comes_back(window):
    stranger = window.browser().open("/declarations?search=milk")
    assert stranger.heading == "Sign in"
    assert stranger.value("next") == "/declarations?search=milk"


@pytest.mark.parametrize("path", ["/help", "/accessibility", "/privacy", "/cookies", "/sign-in", "/sign-out"])
def test_anybody_can_read_the_pages_about_the_window(window, path):
    assert window.browser().open(path).status == 200


HOMES = {
    "trader": "Your declarations",
    "broker": "Your declarations",
    "biosecurity": "Worklist",
    "customs": "Worklist",
    "keeper": "What may leave",
    "administrator": "Accounts",
}


@pytest.mark.parametrize(("role", "heading"), HOMES.items())
def test_each_role_has_a_home(window, role, heading):
    assert window.browser(role).open("/").heading.startswith(heading)


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        ("trader", ["Home", "Declarations", "Permits", "Drafts", "Notices", "Refused messages"]),
        ("biosecurity", ["Worklist", "Declarations", "Inspections", "Permits", "Notices"]),
        ("customs", ["Worklist", "Declarations", "Inspections", "Permits", "Notices", "Refused messages"]),
        ("keeper", ["What may leave", "Notices"]),
        ("administrator", ["Accounts"]),
    ],
)
def test_the_navigation_shows_what_the_role_works_with(window, role, entries):
    assert window.browser(role).open("/").navigation == entries


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("trader", "/declarations/{}/decide"),
        ("trader", "/declarations/{}/ask"),
        ("administrator", "/notices"),
        ("biosecurity", "/refused-messages"),
        ("biosecurity", "/drafts"),
        ("customs", "/drafts"),
        ("customs", "/declarations/{}/questions/1"),
        ("administrator", "/declarations"),
        ("administrator", "/declarations/{}"),
        ("administrator", "/refused-messages"),
    ],
)
def test_a_page_of_another_role_is_refused_in_plain_words(window, role, path):
    reference = window.lodge("import-apples")
    page = window.browser(role).open(path.format(reference))
    assert (page.status, page.heading) == (403, "This page is not for your account")


PAGES_OF_A_CASE = (
    "",
    "/declared",
    "/items",
    "/items/1",
    "/decision.json",
    "/response.xml",
    "/response.json",
)


@pytest.mark.parametrize("page", PAGES_OF_A_CASE)
def test_another_traders_declaration_looks_as_if_it_did_not_exist(window, page):
    reference = window.lodge("import-apples")
    other = window.browser("broker")
    assert other.open(f"/declarations/{reference}{page}").status == 404
    assert other.open(f"/declarations/XL26LAG19999999X{page}").status == 404


def test_only_the_lodger_and_customs_can_have_the_message_itself(window):
    path = f"/declarations/{window.lodge('import-plant-food-refrigerant', 'ACCESS-1')}/message"
    answers = {role: window.browser(role).open(path).status for role in ("trader", "customs", "broker", "food")}
    assert answers == {"trader": 200, "customs": 200, "broker": 404, "food": 403}


@pytest.mark.parametrize("page", PAGES_OF_A_CASE)
def test_an_agency_that_is_not_concerned_does_not_see_the_declaration(window, page):
    reference = window.lodge("import-clothing")
    assert window.browser("biosecurity").open(f"/declarations/{reference}{page}").status == 404


def test_an_agency_sees_its_own_items_and_answers_only(window):
    reference = window.lodge("import-plant-food-refrigerant", "ACCESS-1")
    officer = window.browser("food").open(f"/declarations/{reference}")
    assert "Lagoon Food Safety" in officer.text
    assert "milk" in officer.text
    assert "Biosecurity" not in officer.text
    assert "Refrigerant" not in officer.text
    assert officer.open(f"/declarations/{reference}/items/1").status == 404


def test_customs_sees_every_case_whole(window):
    reference = window.lodge("import-plant-food-refrigerant", "ACCESS-1")
    officer = window.browser("customs").open(f"/declarations/{reference}")
    assert all(agency in officer.text for agency in ("Biosecurity", "Food Safety", "Environment", "Customs"))


def posts(window):
    """The path of each form, with what the rule needs filled in."""
    for rule in window.app.url_map.iter_rules():
        if rule.endpoint.startswith("web.") and "POST" in (rule.methods or ()):
            values = {"reference": "X", "question": 1, "draft_id": 1, "item": 1, "count": 1, "name": "start"}
            values |= {
                "number": 1,
                "act": "suspend",
                "request_id": 1,
                "requirement": "BIO-1",
                "webhook_id": 1,
                "delivery_id": 1,
            }
            with window.app.test_request_context():
                yield window.app.url_map.bind("").build(
                    rule.endpoint, {n: values[n] for n in rule.arguments}, method="POST"
                )


def test_every_form_without_its_token_is_refused(window):
    for role in ("trader", "customs", "administrator", ""):
        browser = window.browser(role)
        for path in posts(window):
            response = browser.client.post(path, data={"email": "a@example.org"})
            assert response.status_code == 400, path
            assert "can no longer be sent" in response.get_data(as_text=True)


def test_a_form_with_another_browsers_token_is_refused(window):
    mine, theirs = window.browser("trader").open("/account"), window.browser("broker").open("/account")
    response = mine.client.post("/notices", data={"csrf_token": theirs.token})
    assert response.status_code == 400


def test_a_character_that_no_text_has_is_refused_before_it_reaches_the_database(window):
    trader = window.browser("trader")
    for path in ("/declarations?search=%00", "/declarations/%00", "/declarations?cursor=%00", "/notices?cursor=%00"):
        assert trader.open(path).status == 400, path


@pytest.mark.parametrize("cursor", ["x", "-5", "99999999999999999999999999", "AAAA", "é"])
def test_a_cursor_of_ones_own_making_is_refused_politely(window, cursor):
    for path in ("/declarations", "/notices", "/refused-messages"):
        assert window.browser("trader").open(f"{path}?cursor={cursor}").status == 422, path


@pytest.mark.parametrize("number", [2**63, 10**40])
def test_a_number_that_no_database_holds_is_not_found(window, number):
    trader = window.browser("trader")
    reference = window.lodge("import-apples")
    for path in (f"/refused-messages/{number}", f"/drafts/{number}", f"/declarations/{reference}/items/{number}"):
        assert trader.open(path).status == 404, path
    assert trader.open(f"/declarations/{reference}/items?page={number}").status == 200


def test_a_stranger_finds_the_way_in(window):
    assert window.browser().open("/help").navigation == ["Sign in"]
