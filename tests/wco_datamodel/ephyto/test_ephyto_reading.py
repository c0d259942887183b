"""Electronic phytosanitary certificates are read into typed values, or refused with every reason."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wco_datamodel import MessageRejected
from wco_datamodel.ephyto import SPSClassification, SPSParty, read_certificate
from wco_datamodel.ephyto.reading import MOST_LINES, MOST_PROBLEMS
from wco_datamodel.problems import Problem
from wco_datamodel.values import Measure

SAMPLE = (Path(__file__).parent / "samples" / "palms-and-apples.xml").read_bytes()


def refused(data: bytes, **limits: int) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as rejected:
        read_certificate(data, **limits)
    assert all(problem.hint for problem in rejected.value.problems)
    return rejected.value.problems


def changed(was: str, becomes: str) -> bytes:
    assert was.encode() in SAMPLE
    return SAMPLE.replace(was.encode(), becomes.encode(), 1)


def test_a_certificate_says_who_issued_it_when_and_for_whom() -> None:
    certificate = read_certificate(SAMPLE)

    assert certificate.number == "PHYTO-NZ-2026-0001"
    assert certificate.type_code == "851"
    assert certificate.issued
    assert certificate.issued_at == dt.datetime(2026, 11, 1, 20, 30, tzinfo=dt.UTC)
    assert (certificate.issuer_country, certificate.import_country) == ("NZ", "XL")
    assert certificate.issuer == "Plant protection service of New Zealand"
    assert certificate.transit_countries == ("FJ",)
    assert certificate.consignor == SPSParty("Overseas Nursery One", ("Example Road 1", "Auckland"), "NZ")
    assert certificate.consignee == SPSParty("Trader One Ltd", ("Wharf Road 1", "Lagoon Town"), "XL")
    assert (certificate.signatory, certificate.place_of_issue) == ("Inspector One", "Auckland")
    assert certificate.declarations == ("The plants were grown in a place free of scale insects.",)
    assert certificate.seals == ("SEAL-1",)


def test_a_certificate_says_which_goods_how_much_and_whence() -> None:
    palms, apples = read_certificate(SAMPLE).goods

    assert (palms.sequence, palms.scientific_name, palms.common_name) == (1, "Howea forsteriana", "Kentia palm")
    assert palms.hs_codes == ("060290",)
    assert palms.classifications[1] == SPSClassification("EPPO", "HWEFO")
    assert palms.net_weight == Measure(Decimal("420.0000"), "KGM")
    assert palms.packages == 60
    assert palms.origin == ("NZ",)
    assert apples.hs_codes == ("0808",)
    assert apples.gross_weight == Measure(Decimal(1050), "KGM")
    assert apples.packages is None


def test_line_nought_describes_the_whole_consignment() -> None:
    assert read_certificate(SAMPLE).description == "Plants and fruit in one container"


def test_a_certificate_of_another_version_or_without_namespaces_is_understood() -> None:
    bare = SAMPLE.decode()
    for prefix in ("rsm:", "ram:", "udt:"):
        bare = bare.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")

    assert read_certificate(bare.encode()) == read_certificate(SAMPLE)
    assert read_certificate(SAMPLE.replace(b"SPSCertificate:17", b"SPSCertificate:20")) == read_certificate(SAMPLE)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-02", dt.datetime(2026, 11, 2, tzinfo=dt.UTC)),
        ("2026-11-02T09:30:00Z", dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)),
        ("2026-11-02T09:30:00", dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)),
        ("2026-11-02T09:30:00.5-03:00", dt.datetime(2026, 11, 2, 12, 30, 0, 500000, tzinfo=dt.UTC)),
    ],
)
def test_the_time_of_issue_is_in_utc(written: str, read: dt.datetime) -> None:
    assert read_certificate(changed("2026-11-02T09:30:00+13:00", written)).issued_at == read


@pytest.mark.parametrize("status", ["39", "40", "41", "1"])
def test_a_certificate_that_was_not_issued_or_was_withdrawn_does_not_stand(status: str) -> None:
    assert not read_certificate(changed(">70<", f">{status}<")).issued


@pytest.mark.parametrize(
    ("was", "becomes", "code", "sentence"),
    [
        ("<ram:ID>PHYTO-NZ-2026-0001</ram:ID>", "<ram:ID/>", "SPS02", "its number"),
        (">70<", "> <", "SPS02", "its status"),
        (">851<", ">852<", "SPS03", "of type “852”"),
        (">2026-11-02T09:30:00+13:00<", ">2 November<", "SPS04", "time of issue"),
        (">2026-11-02T09:30:00+13:00<", ">2026-02-30<", "SPS04", "time of issue"),
        (
            "<ram:ExportSPSCountry>\n      <ram:ID>NZ",
            "<ram:ExportSPSCountry>\n      <ram:ID>Zealand",
            "SPS04",
            "export",
        ),
        (">420.0000<", ">4 tonnes<", "SPS04", "net weight"),
        (">420.0000<", ">-1<", "SPS04", "net weight"),
        (">420.0000<", ">NaN<", "SPS04", "net weight"),
        (">60.0000<", ">60.5<", "SPS04", "packages"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line_and_place(was: str, becomes: str, code: str, sentence: str) -> None:
    (problem,) = refused(changed(was, becomes))

    assert problem.code == code
    assert sentence in problem.sentence
    assert problem.line
    assert problem.xpath.startswith("/SPSCertificate/")


def test_everything_that_is_wrong_is_told_at_once() -> None:
    data = changed(">70<", "><").replace(b">420.0000<", b">many<").replace(b">1050<", b">more<")

    assert [problem.code for problem in refused(data)] == ["SPS02", "SPS04", "SPS04"]


def test_a_certificate_that_says_nothing_is_refused() -> None:
    assert {problem.code for problem in refused(b"<SPSCertificate/>")} == {"SPS02"}


USE = "<SPSCertificate>&b;</SPSCertificate>"
HOSTILE = {
    "an entity bomb": ('<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "cc">]>' + USE, "XML16"),
    "an external entity": ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + USE, "XML16"),
    "an undeclared entity": ("<SPSCertificate>&b;</SPSCertificate>", "XML09"),
    "great depth": ("<a>" * 5000, "XML13"),
    "a file that was cut off": ("<SPSCertificate><SPSExchangedDocument>", "XML04"),
    "another document": ("<Declaration/>", "SPS01"),
    "nothing": ("", "XML01"),
    "no XML": ("%PDF-1.7", "XML01"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_and_damaged_certificates_are_refused(case: str) -> None:
    text, code = HOSTILE[case]

    assert refused(text.encode())[0].code == code


def test_a_certificate_that_is_too_long_is_refused_before_it_is_read() -> None:
    assert refused(SAMPLE, limit=100)[0].code == "MSG01"


def test_a_certificate_of_too_many_elements_is_refused_before_it_is_read() -> None:
    assert refused(b"<SPSCertificate>" + b"<a/>" * 500_000)[0].code == "MSG10"


def test_more_lines_than_a_consignment_has_are_refused() -> None:
    line = b"<IncludedSPSTradeLineItem/>"
    item = b"<IncludedSPSConsignmentItem>" + line * (MOST_LINES + 1) + b"</IncludedSPSConsignmentItem>"

    assert (
        refused(b"<SPSCertificate><SPSConsignment>" + item + b"</SPSConsignment></SPSCertificate>")[0].code == "SPS05"
    )


def test_a_bounded_number_of_faults_is_told_and_in_little_time() -> None:
    line = b"<IncludedSPSTradeLineItem><SequenceNumeric>x</SequenceNumeric></IncludedSPSTradeLineItem>"
    item = b"<IncludedSPSConsignmentItem>" + line * MOST_LINES + b"</IncludedSPSConsignmentItem>"
    start = time.thread_time()

    problems = refused(b"<SPSCertificate><SPSConsignment>" + item + b"</SPSConsignment></SPSCertificate>")

    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].code == "SPS06"
    assert time.thread_time() - start < 5


def outcome(data: bytes) -> str | tuple[Problem, ...]:
    """The number of the certificate, or why it was refused."""
    try:
        return read_certificate(data).number
    except MessageRejected as rejected:
        return rejected.problems


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 200), st.binary(max_size=40)), max_size=4))
def test_whatever_is_done_to_a_certificate_it_is_read_or_refused(changes: list[tuple[int, int, bytes]]) -> None:
    data = SAMPLE
    for start, length, instead in changes:
        data = data[:start] + instead + data[start + length :]

    assert outcome(data)


@given(st.text(max_size=60))
def test_whatever_a_value_is_it_is_read_or_refused(value: str) -> None:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "surrogatepass")

    for was in (b">420.0000<", b">60.0000<", b">2026-11-02T09:30:00+13:00<", b">NZ<", b">060290<"):
        assert outcome(SAMPLE.replace(was, b">" + escaped + b"<"))
