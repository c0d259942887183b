"""Customs' supervisor settles a conflict on a page."""


def test_a_conflict_is_settled_on_a_page_and_everybody_reads_it(window):
    reference = window.lodge("import-plant-food-refrigerant", "CONFLICT-ON-A-PAGE")
    for name, outcome in (("customs", "detain"), ("biosecurity", "clear")):
        officer = window.browser(name).open(f"/declarations/{reference}/decide")
        fields = {"items": "1", "outcome": outcome, "reason": "Looked at.", "revision": officer.value("revision")}
        officer.send(f"/declarations/{reference}/decide", **fields)
    head = window.browser("customs.supervisor").open(f"/declarations/{reference}")
    (page,) = [link for link in head.links() if "/conflicts/" in link]
    head.open(page)
    head.send(page, agency="BIO", reason=" ", revision=head.value("revision"))
    assert head.error_at("reason").startswith("Enter the reason")
    head.send(page, agency="BIO", reason="The invoice is right.", revision="1")
    assert (head.status, head.value("reason")) == (409, "The invoice is right.")
    head.send(page, agency="BIO", reason="The invoice is right.", revision=head.value("revision"))
    assert (
        "that of Lagoon Customs Service is set aside."
        in window.browser("trader").open(f"/declarations/{reference}").text
    )
    assert window.browser("customs").open(page).status == 403
    assert head.open(page).status == 409
