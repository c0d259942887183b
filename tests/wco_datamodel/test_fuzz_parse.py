"""A short fuzz of ``parse``, the same each time; ``make fuzz`` runs the long one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.mutations import mutate
from fuzz.promises import keep_promises
from wco_datamodel import MessageRejected, parse, render

SAMPLES = [file.read_bytes() for file in sorted((Path(__file__).parent / "samples").glob("*.xml"))]
IN_BOTH_SPELLINGS = [*SAMPLES, *(render(parse(sample), "json") for sample in SAMPLES)]
SHORT = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])

# What the long fuzz found, cut down by hand: JSON that is refused for one thing (a key given twice, NaN) and broken
# after it; and numbers that libxml2 refuses and xmlschema does not.
FOUND = {
    "NaN before broken JSON": (b'{"Declaration":{"a":NaN, "b" 1}}', "JSON02"),
    "a key twice before broken JSON": (b'{"Declaration":{"x":{"a":1,"a":2},"b" 1}}', "JSON02"),
    "a number with a blank inside": (
        b"<Declaration><FunctionCode>9</FunctionCode><GoodsItemQuantity>1 0</GoodsItemQuantity></Declaration>",
        "VAL07",
    ),
}


@settings(SHORT, max_examples=400)
@given(sample=st.sampled_from(IN_BOTH_SPELLINGS), seed=st.integers(0, 2**32))
def test_a_mutated_message_is_read_and_written_back_or_refused_in_plain_words(sample: bytes, seed: int) -> None:
    keep_promises(mutate(sample, random.Random(seed)))  # noqa: S311 (no secret)


@settings(SHORT, max_examples=200)
@given(
    data=st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "replace"))),
    claimed=st.sampled_from((None, "application/xml", "application/json; charset=latin-1")),
)
def test_any_bytes_are_refused_in_plain_words(data: bytes, claimed: str | None) -> None:
    assert keep_promises(data, claimed) == "refused"


@pytest.mark.parametrize("what", FOUND)
def test_what_the_long_fuzz_found_is_told_as_what_it_is(what: str) -> None:
    data, code = FOUND[what]
    with pytest.raises(MessageRejected) as rejected:
        parse(data)
    assert [problem.code for problem in rejected.value.problems] == [code]
