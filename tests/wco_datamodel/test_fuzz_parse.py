"""A short fuzz of ``parse``, the same each time; ``make fuzz`` runs the long one."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.mutations import mutate
from fuzz.promises import keep_promises
from wco_datamodel import parse, render

SAMPLES = [file.read_bytes() for file in sorted((Path(__file__).parent / "samples").glob("*.xml"))]
IN_BOTH_SPELLINGS = [*SAMPLES, *(render(parse(sample), "json") for sample in SAMPLES)]
SHORT = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])


@settings(SHORT, max_examples=400)
@given(sample=st.sampled_from(IN_BOTH_SPELLINGS), seed=st.integers(0, 2**32))
def test_a_mutated_message_is_read_and_written_back_or_refused_in_plain_words(sample: bytes, seed: int) -> None:
    keep_promises(mutate(sample, random.Random(seed)))  # noqa: S311 (no secret)


@settings(SHORT, max_examples=200)
@given(data=st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_refused_in_plain_words(data: bytes) -> None:
    assert keep_promises(data) == "refused"
