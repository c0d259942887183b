"""Samples of our own, and the flavours that they are written in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wco_datamodel.asycuda import Flavour, Reading, read

SAMPLES = Path(__file__).parent / "samples"
LAGOON = Flavour(name="lagoon", currency="NZD", licence_unit="KGM")
FLAVOURS = {
    "month-first": LAGOON,
    "export": LAGOON,
    "broken": LAGOON,
    "day-first": Flavour(
        name="reef",
        dates="dd/mm/yyyy",
        blank="empty",
        currency="NZD",
        spellings=(("A.I._code", "AI_code"), ("receipt", "Receipt")),
        codes=(("Currency_code", "554", "NZD"),),
    ),
    "iso-dates": Flavour(
        name="atoll", dates="yyyy-mm-dd", blank="absent", currency="NZD", licence_unit="KGM", decimals=False
    ),
}


@pytest.fixture
def flavours() -> dict[str, Flavour]:
    """The flavour of each sample, by the sample's name."""
    return FLAVOURS


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    """The bytes of a sample, by its name."""
    return lambda name: (SAMPLES / f"{name}.xml").read_bytes()


@pytest.fixture
def reading(sample: Callable[[str], bytes]) -> Callable[[str], Reading]:
    """A sample read in its own flavour, by its name."""
    return lambda name: read(sample(name), flavour=FLAVOURS[name])
