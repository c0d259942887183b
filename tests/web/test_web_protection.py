"""Headers, cookies, caching and compression of the pages and their files."""

import json

import pytest

from singlewindow.web.static_files import STATIC

built = pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets")


def names():
    return json.loads((STATIC / "manifest.json").read_text())


@pytest.mark.parametrize("path", ["/sign-in", "/help", "/nowhere", "/declarations/X"])
def test_every_page_carries_the_headers_that_protect_it(window, path):
    headers = window.browser().open(path).response.headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/declarations", "/account", "/nowhere"])
def test_no_page_of_a_person_is_kept_in_a_cache(window, path):
    assert window.browser("trader").open(path).response.headers["Cache-Control"] == "no-store"


def test_without_tls_the_cookie_is_kept_from_scripts_and_from_other_sites(open_window):
    cookies = sign_in(open_window())
    assert set(cookies) == {"window", "form"}
    for cookie in cookies.values():
        assert cookie.http_only
        assert cookie.same_site == "Lax"
        assert cookie.path == "/"
        assert not cookie.secure


def test_with_tls_the_cookies_are_secure_and_tied_to_the_host(open_window):
    window = open_window(BASE_URL="https://window.example.org")
    cookies = sign_in(window)
    assert set(cookies) == {"__Host-window", "__Host-form"}
    assert all(cookie.secure and cookie.path == "/" for cookie in cookies.values())
    assert "max-age=31536000" in window.browser().open("/help").response.headers["Strict-Transport-Security"]


def sign_in(window):
    from singlewindow import accounts

    password = accounts.reset_password(window.house.database, window.actors["trader"].account_id)
    client = window.app.test_client()
    base = window.house.settings.base_url
    page = client.get("/sign-in", base_url=base).get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "email": "trader@lagoon.example", "password": password}
    answer = client.post("/sign-in", data=data, base_url=base, headers={"Referer": f"{base}/sign-in"})
    assert answer.status_code == 303
    client.get("/", base_url=base)
    host = base.partition("//")[2].partition(":")[0]
    found = [client.get_cookie(name, domain=host) for name in ("window", "form", "__Host-window", "__Host-form")]
    return {cookie.key: cookie for cookie in found if cookie is not None}


def test_the_cookie_says_nothing_about_the_person(window):
    value = window.browser("trader").client.get_cookie("window").value
    assert len(value) >= 43
    assert "trader" not in value


def test_a_page_is_compressed_for_browsers_that_ask(window):
    client = window.app.test_client()
    plain = client.get("/help")
    small = client.get("/help", headers={"Accept-Encoding": "br, gzip"})
    assert small.headers["Content-Encoding"] == "br"
    assert len(small.data) < len(plain.data) / 2


@built
@pytest.mark.parametrize("name", ["main.css", "main.js", "icon.svg"])
def test_a_built_file_is_cached_for_good_and_served_compressed(window, name):
    client = window.app.test_client()
    answer = client.get(f"/static/{names()[name]}", headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@built
def test_pages_name_the_built_files(window):
    page = window.browser().open("/sign-in").response.get_data(as_text=True)
    assert all(f"/static/{names()[name]}" in page for name in ("main.css", "main.js", "icon.svg"))


@built
def test_nothing_is_loaded_from_elsewhere_and_no_government_font_or_crown_is_shipped(window):
    styles = (STATIC / names()["main.css"]).read_text()
    assert "GDS Transport" not in styles
    assert "@font-face" not in styles
    assert "url(" not in styles
    page = window.browser().open("/help").response.get_data(as_text=True)
    assert "crown" not in page.lower()
    assert 'src="http' not in page


def test_without_built_files_the_pages_still_work(open_window, monkeypatch, tmp_path):
    monkeypatch.setattr("singlewindow.web.static_files.STATIC", tmp_path / "none")
    assert open_window().browser().open("/sign-in").heading == "Sign in"
