"""An electronic phytosanitary certificate is compared with the item that names it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from cases import CaseGoods

from agencies import biosecurity
from agencies.biosecurity.certificates import LONGEST_LIFE, mismatches
from agencies.contract import Evidence, Outcome, Verdict, WaitsFor
from agencies.meeting import Facts, facts_of
from wco_datamodel.ephyto import CertifiedGoods, SPSCertificate, SPSClassification
from wco_datamodel.values import Measure

DAY = dt.date(2026, 11, 24)
APPLES = CertifiedGoods(
    sequence=1,
    scientific_name="Malus domestica",
    classifications=(SPSClassification("HS", "080810"),),
    net_weight=Measure(Decimal(1000), "KGM"),
    origin=("NZ",),
)
CERTIFICATE = SPSCertificate(
    number="DOC-1",
    type_code="851",
    status_code="70",
    issued_at=dt.datetime(2026, 11, 2, 20, 30, tzinfo=dt.UTC),
    issuer="Plant protection service",
    issuer_country="NZ",
    import_country="XL",
    goods=(APPLES,),
)
GOODS = CaseGoods(hs="080810", documents=("851",), destination="XL", mass="900")


def certificate(**facts: object) -> SPSCertificate:
    return msgspec.structs.replace(CERTIFICATE, **facts)


def of_goods(**facts: object) -> SPSCertificate:
    return certificate(goods=(msgspec.structs.replace(APPLES, **facts),))


def facts(goods: CaseGoods = GOODS) -> Facts:
    declared = goods.declare()
    return facts_of(declared.items[0], declared, DAY)


def judge(received: SPSCertificate, goods: CaseGoods = GOODS) -> Verdict:
    declared = goods.declare()
    return biosecurity.agency().judge(declared.items[0], declared, Evidence(DAY, (received,)))


def test_a_certificate_of_the_same_goods_covers_them() -> None:
    assert mismatches(CERTIFICATE, facts()) == ()


def issued(days_ago: int) -> dt.datetime:
    return dt.datetime(2026, 11, 24, tzinfo=dt.UTC) - dt.timedelta(days=days_ago)


@pytest.mark.parametrize(
    ("received", "told"),
    [
        (certificate(status_code="40"), "does not stand: its status is 40"),
        (certificate(issued_at=issued(-2)), "after the day of the declaration"),
        (certificate(issued_at=issued(LONGEST_LIFE + 1)), "more than 90 days ago"),
        (certificate(import_country="WS"), "is for WS, and the goods go to XL"),
        (of_goods(origin=("AU", "CL")), "goods of AU, CL, and the item is of NZ"),
        (certificate(issuer_country="AU", goods=(msgspec.structs.replace(APPLES, origin=()),)), "goods of AU"),
        (of_goods(classifications=(SPSClassification("HS", "080830"),)), "is for 080830, and not for the item's"),
        (certificate(goods=()), "is for no goods, and not for"),
        (of_goods(net_weight=Measure(Decimal(899), "KGM")), "is for 899 kg, and the item weighs 900 kg"),
        (of_goods(net_weight=Measure(Decimal("0.899"), "TNE")), "is for 899 kg, and the item weighs 900 kg"),
    ],
)
def test_each_thing_that_does_not_agree_is_told_by_itself(received: SPSCertificate, told: str) -> None:
    (reason,) = mismatches(received, facts())

    assert told in reason


@pytest.mark.parametrize(
    "received",
    [
        certificate(issued_at=issued(-1)),
        certificate(issued_at=issued(LONGEST_LIFE)),
        of_goods(classifications=(SPSClassification("HS", "0808"),)),
        of_goods(classifications=(SPSClassification("CN", "08081080"),)),
        of_goods(classifications=(SPSClassification("EPPO", "MABSD"),)),
        of_goods(net_weight=None),
        of_goods(net_weight=Measure(Decimal(40), "CT")),
        of_goods(net_weight=Measure(Decimal(900))),
        certificate(type_code="657", goods=(msgspec.structs.replace(APPLES, origin=()),), issuer_country="FJ"),
    ],
)
def test_what_a_certificate_leaves_open_does_not_contradict(received: SPSCertificate) -> None:
    assert mismatches(received, facts()) == ()


def test_what_the_item_leaves_open_does_not_contradict() -> None:
    open_item = msgspec.structs.replace(GOODS, origin=None, destination=None, mass=None)

    assert mismatches(CERTIFICATE, facts(open_item)) == ()


def test_lines_of_the_same_code_count_together() -> None:
    half = msgspec.structs.replace(APPLES, net_weight=Measure(Decimal(450), "KGM"))
    other = msgspec.structs.replace(half, sequence=2, classifications=(SPSClassification("HS", "0807"),))

    assert mismatches(certificate(goods=(half, half)), facts()) == ()
    assert len(mismatches(certificate(goods=(half, other)), facts())) == 1


def test_several_reasons_are_told_together() -> None:
    assert len(mismatches(certificate(status_code="40", import_country="WS"), facts())) == 2


def test_biosecurity_asks_for_another_certificate_where_this_one_does_not_cover_the_item() -> None:
    verdict = judge(certificate(import_country="WS"))

    assert (verdict.outcome, verdict.waits_for) == (Outcome.PENDING, WaitsFor.DOCUMENT)
    assert "certificate DOC-1 does not cover the item" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[1] > 02A[1]"


def test_biosecurity_says_that_a_certificate_came_and_covers_the_item() -> None:
    verdict = judge(CERTIFICATE)

    assert verdict.outcome is Outcome.CONDITIONAL
    assert "electronic certificate DOC-1 of NZ covers the item" in verdict.reasons[0].sentence


def test_a_certificate_of_another_number_is_not_the_one_that_is_named() -> None:
    verdict = judge(certificate(number="DOC-2", import_country="WS"))

    assert verdict.outcome is Outcome.CONDITIONAL
    assert "document 851 DOC-1 is named" in verdict.reasons[0].sentence


def test_live_plants_still_wait_for_the_officer_when_their_certificate_came() -> None:
    plants = msgspec.structs.replace(APPLES, classifications=(SPSClassification("HS", "060290"),))

    verdict = judge(certificate(goods=(plants,)), msgspec.structs.replace(GOODS, hs="060290"))

    assert verdict.waits_for is WaitsFor.OFFICER
    assert verdict.reasons[0].sentence.endswith("covers the item. An officer looks at it.")
