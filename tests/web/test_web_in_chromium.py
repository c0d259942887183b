"""The pages in a real browser: for everybody, on a narrow screen, over a thin line, and without JavaScript."""

import datetime as dt
from decimal import Decimal

import pytest
from messages import Goods, message

from singlewindow import accounts, casework
from singlewindow.casework.permits.acting import Changes, act_on_permit
from singlewindow.casework.permits.applying import draft_permit
from singlewindow.casework.permits.asking import Wish
from singlewindow.casework.webhooks import add_webhook
from singlewindow.web.static_files import STATIC
from wco_datamodel import MessageRejected

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets"),
]

FIRST_PAGE = 40_000
NEXT_PAGE = 10_000
"""Bytes over the line, headers included."""


@pytest.fixture(scope="module")
def seen(window):
    """What the pages show: a declaration in every state that a page tells differently, by a word for it."""
    hook = add_webhook(window.house, window.actors["trader"], "https://trader.example/" + "long" * 30)
    found = {
        "webhook": str(hook.id),
        "waiting": window.lodge("import-plant-food-refrigerant", "SEEN-WAITING"),
        "asked": window.lodge("import-plant-food-refrigerant", "SEEN-ASKED"),
        "refused": window.lodge("import-mixed"),
        "released": window.lodge("import-clothing"),
        "conditions": window.lodge("import-apples"),
        "held": window.lodge("import-firearm"),
        "several": window.lodge("export-tuna"),
    }
    before = window.house.pack.samples.joinpath("import-clothing.xml").read_bytes().replace(b">IMA<", b">IMD<")
    before = before.replace(b"</FunctionalReferenceID>", b"-D</FunctionalReferenceID>", 1)
    awaited = casework.lodge(window.house, window.actors["trader"], before, "application/xml")
    found["awaited"] = awaited.decision.reference
    for number in range(25):
        window.lodge("import-plant-food-refrigerant", f"SEEN-{number}")
    officer = window.actors["biosecurity"]
    casework.ask(window.house, officer, found["asked"], items=[1], text="Which nursery?\nPlease send its certificate.")
    broken = window.house.pack.samples.joinpath("broken/rule-errors.xml").read_bytes()
    with pytest.raises(MessageRejected):
        casework.lodge(window.house, window.actors["trader"], broken, "application/xml")
    question = casework.read_case(window.house, window.actors["trader"], found["asked"]).questions[0].id
    return {**found, "question": str(question), **_permits(window)}


def _permits(window):
    """A draft, an application, and a permit that a declaration has drawn on."""
    trader, officer = window.actors["trader"], window.actors["biosecurity"]
    wish = Wish("BIO-SEEDS-2024", description="Vegetable seeds", goods=("120991",), quantity=Decimal(800))
    draft, applied, permit = (draft_permit(window.house, trader, wish).number for _ in range(3))
    for number in (applied, permit):
        act_on_permit(window.house, trader, number, "apply")
    granted = Changes(valid_to=dt.date(2098, 12, 31), conditions=("Sow them on Outer Islet only.",))
    act_on_permit(window.house, officer, permit, "approve", changes=granted)
    goods = Goods("120991", "Vegetable seeds", [("911", permit), ("851", "PHYTO-1")])
    casework.lodge(window.house, trader, message(goods, reference="SEEN-PERMIT"), "application/xml")
    return {"draft": draft, "applied": applied, "permit": permit}


@pytest.fixture
def enter(chromium, served, window):
    """Give a page of a new browser in which this person is signed in."""
    address = served(window.app)
    contexts = []

    def open_page(name="", **options):
        context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 800}, **options)
        contexts.append(context)
        if name:
            secret = window.browser(name).client.get_cookie("window").value
            context.add_cookies([{"name": "window", "value": secret, "url": address}])
        page = context.new_page()
        page.complaints = []
        page.on(
            "console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


PAGES = {
    "": (
        "/sign-in",
        "/sign-out",
        "/help",
        "/accessibility",
        "/privacy",
        "/cookies",
        "/dictionary",
        "/dictionary?q=country",
        "/permits/check",
        "/find-out?goods=220830&value=100&LPA=4&LTR=10",
    ),
    "trader": (
        "/",
        "/declarations",
        "/declarations?search=zzz",
        "/declarations/{waiting}",
        "/declarations/{asked}",
        "/declarations/{refused}",
        "/declarations/{released}",
        "/declarations/{conditions}",
        "/declarations/{held}",
        "/declarations/{awaited}",
        "/declarations/{waiting}/declared",
        "/declarations/{waiting}/duties",
        "/declarations/{waiting}/items",
        "/declarations/{waiting}/items/1",
        "/declarations/{asked}/questions/{question}",
        "/refused-messages",
        "/refused-messages/1",
        "/notices",
        "/notices/choice",
        "/webhooks",
        "/webhooks/{webhook}",
        "/account",
        "/permits",
        "/permits/apply",
        "/permits/apply/BIO-SEEDS-2024",
        "/permits/{permit}",
        "/permits/{draft}/edit",
    ),
    "biosecurity": (
        "/",
        "/declarations/{waiting}",
        "/declarations/{waiting}/decide",
        "/declarations/{waiting}/ask",
        "/permits",
        "/permits/waiting",
        "/permits/{applied}/approve",
    ),
    "food": ("/declarations/{several}/decide",),
    "customs": (
        "/",
        "/declarations",
        "/declarations/{asked}",
        "/declarations/{held}/decide",
        "/declarations/{awaited}",
        "/declarations/{awaited}/customs/record_arrival",
        "/declarations/{awaited}/customs/take_security",
        "/declarations/{refused}/customs/release_items",
    ),
    "administrator": ("/",),
}


def name_of(role, path):
    return f"web-{role or 'anybody'}{path.replace('/', '-').replace('?', '-').replace('{', '').replace('}', '')}"


@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(enter, look, seen, role):
    page = enter(role)
    for path in PAGES[role]:
        page.goto(path.format(**seen))
        look(page, name_of(role, path))
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert page.complaints == []


def test_error_pages_and_forms_with_mistakes_are_looked_at_too(enter, look, seen):
    page = enter("biosecurity")
    for path, name in (("/nowhere", "404"), ("/drafts", "403"), (f"/declarations/{seen['released']}", "404-case")):
        page.goto(path)
        look(page, f"web-error-{name}")
    page.goto(f"/declarations/{seen['waiting']}/decide")
    page.click("text=Record decision")
    look(page, "web-biosecurity-decide-mistakes")
    page = enter()
    page.goto("/sign-in")
    page.click("main button:has-text('Sign in')")
    look(page, "web-anybody-sign-in-mistakes")


def weigh(page, path, until="load"):
    """Bytes that the browser took over the line to open this page, headers included, and in how many answers."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path, wait_until=until)
    page.wait_for_timeout(50)
    session.detach()
    return int(sum(sizes)), sum(size > 0 for size in sizes)


@pytest.mark.parametrize("role", PAGES)
def test_the_first_page_is_under_40_kb_and_a_next_page_under_10_kb(enter, seen, role):
    page = enter(role)
    weight, answers = weigh(page, "/help", until="networkidle")
    assert answers >= 3, "the page, its styles and its script"
    assert weight < FIRST_PAGE
    following = {path: weigh(page, path.format(**seen))[0] for path in PAGES[role]}
    assert [(path, weight) for path, weight in following.items() if weight >= NEXT_PAGE] == []


def test_a_declaration_of_999_items_is_still_a_small_page(enter, window):
    raw = window.house.pack.samples.joinpath("import-clothing.xml").read_bytes()
    before, item, after = split_item(raw)
    many = b"".join(
        item.replace(b"SequenceNumeric>1<", b"SequenceNumeric>%d<" % n).replace(b"WORN", b"WORN %d" % n)
        for n in range(1, 1000)
    )
    message = (
        (before + many + after)
        .replace(b"-CLOTHING", b"-MANY")
        .replace(b"GoodsItemQuantity>2<", b"GoodsItemQuantity>999<")
        .replace(b">24000.00<", b">%d.00<" % (14400 * 999))
        .replace(b">810</Total", b">%d</Total" % (480 * 999))
        .replace(b"TotalPackageQuantity>60<", b"TotalPackageQuantity>%d<" % (40 * 999))
    )
    answer = casework.lodge(window.house, window.actors["trader"], message, "application/xml")
    page = enter("trader")
    weigh(page, "/help", until="networkidle")
    assert weigh(page, f"/declarations/{answer.decision.reference}")[0] < NEXT_PAGE
    assert weigh(page, f"/declarations/{answer.decision.reference}/items?page=10")[0] < NEXT_PAGE
    assert page.locator("tbody tr").count() == 99


def split_item(raw):
    """What stands before the first goods item, the item, and what stands after the last."""
    opening = raw.index(b"<", raw.index(b"<GovernmentAgencyGoodsItem") - 1)
    closing = b"</GovernmentAgencyGoodsItem>"
    end = raw.index(closing) + len(closing)
    return raw[:opening], raw[opening:end], raw[raw.rindex(closing) + len(closing) :]


def test_everything_works_without_javascript(enter, window):
    reference = window.lodge("import-plant-food-refrigerant", "NO-SCRIPT")
    password = accounts.reset_password(window.house.database, window.actors["biosecurity"].account_id)
    officer = enter(java_script_enabled=False)
    officer.goto(f"/declarations/{reference}/ask")
    officer.fill("#email", "biosecurity@lagoon.example")
    officer.fill("#password", password)
    officer.click("main button:has-text('Sign in')")
    officer.fill("#text", "Which nursery?")
    officer.click("text=Send question")
    trader = enter("trader", java_script_enabled=False)
    trader.goto(f"/declarations/{reference}")
    assert trader.locator("h1").inner_text() == "On hold"
    trader.fill("textarea", "Nursery One")
    trader.click("text=Send answer")
    assert "Your answer was sent." in trader.content()
    officer.goto("/")
    officer.fill("#search", reference)
    officer.click("main button:has-text('Search')")
    officer.click(f"text={reference}")
    officer.click("a:has-text('Decide')")
    officer.check("text=Approve with conditions")
    officer.fill("#conditions", "Keep in quarantine for 14 days.")
    officer.fill("#reason", "The certificate is in order.")
    officer.click("text=Record decision")
    trader.reload()
    assert trader.locator("h1").inner_text() == "Released with conditions"
    assert "Keep in quarantine for 14 days." in trader.content()
    trader.set_viewport_size({"width": 360, "height": 800})
    assert trader.locator("nav >> text=Declarations").first.is_visible()
    officer.click("text=Sign out")
    assert officer.locator("h1").inner_text() == "Sign in"


def test_with_javascript_the_menu_folds_and_opens_on_a_telephone(enter):
    page = enter("trader")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/")
    entry = page.locator("nav >> text=Notices")
    assert not entry.is_visible()
    page.click("button:has-text('Menu')")
    assert entry.is_visible()


def test_after_a_mistake_the_summary_has_the_focus_and_leads_to_the_field(enter):
    page = enter()
    page.goto("/sign-in")
    page.click("main button:has-text('Sign in')")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    page.click("text=Enter your password >> nth=0")
    assert page.evaluate("document.activeElement.id") == "password"


def test_a_declaration_on_paper_has_the_decision_and_nothing_to_click(enter, seen):
    page = enter("trader")
    page.goto(f"/declarations/{seen['asked']}")
    assert page.locator("button:has-text('Print')").is_visible()
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("text=Which nursery?").first.is_visible()
    for hidden in ("button:has-text('Print')", "text=Sign out", "nav", "text=Send answer", "footer"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_no_page_asks_another_site_for_anything(enter, seen):
    page = enter("trader")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/declarations/{seen['waiting']}", wait_until="networkidle")
    home = page.evaluate("location.origin")
    assert [url for url in asked if not url.startswith(home)] == []
    assert len(asked) <= 4
