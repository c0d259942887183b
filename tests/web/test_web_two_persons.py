"""A second officer countersigns on a page what another proposed, or sends it back."""

import re

import pytest

FIREARM = "import-firearm"


@pytest.fixture
def proposed(window, request):
    """A shotgun that one officer of the police would let in, and the second officer's browser."""
    reference = window.lodge(FIREARM, re.sub(r"\W+", "-", request.node.name)[-35:])
    first = window.browser("police").open(f"/declarations/{reference}/decide")
    fields = {
        "items": "1",
        "outcome": "clear",
        "reason": "The licence is genuine.",
        "revision": first.value("revision"),
    }
    first.send(f"/declarations/{reference}/decide", **fields)
    assert "Another officer of Lagoon Police Service must countersign it." in first.text
    return reference, window.browser("police.two")


def test_the_second_officer_finds_it_on_the_worklist_and_countersigns(window, proposed):
    reference, second = proposed
    row = second.open("/").page.xpath(f"//tr[.//a[@href='/declarations/{reference}']]")[0]
    assert "your countersign" in row.text_content()
    second.open(f"/declarations/{reference}/countersign")
    second.send(second.path, items="1", answer="countersign", revision=second.value("revision"))
    assert "countersigned by Demo Second Police Officer" in second.text
    trader = window.browser("trader").open(f"/declarations/{reference}")
    assert "countersigned by" in trader.text


def test_sending_back_needs_a_reason_and_keeps_what_was_typed(window, proposed):
    reference, second = proposed
    page = f"/declarations/{reference}/countersign"
    second.open(page).send(page, items="1", answer="send_back", reason=" ", revision=second.value("revision"))
    assert (second.status, second.error_at("reason")) == (422, "Enter the reason: the other officer will read it.")
    assert second.page.xpath("//input[@value='send_back'][@checked]")
    second.send(page, items="1", answer="send_back", reason="Check the number.", revision=second.value("revision"))
    assert "Check the number." in second.text
    trader = window.browser("trader").open(f"/declarations/{reference}")
    assert "Check the number." not in trader.text


def test_an_answer_to_a_case_that_changed_meanwhile_is_not_recorded(window, proposed):
    reference, second = proposed
    page = f"/declarations/{reference}/countersign"
    second.open(page).send(page, items="1", answer="countersign", reason="Kept?", revision="1")
    assert second.status == 409
    assert second.value("reason") == "Kept?"
    assert window.browser("police").open(page).status == 409
