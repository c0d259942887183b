"""Names of ASYCUDA's elements, told alike however a country's export spells them."""

import re
from functools import cache
from typing import Final

OTHER: Final = {
    "reciept": "receipt",
    "rateofadjustement": "rateofadjustment",
    "numberofloadinglist": "numberofloadinglists",
}
"""Spellings met in real exports that folding alone does not bring together."""


@cache
def fold(name: str) -> str:
    """Fold an element's name: no case, no dots or underscores, no doubled letters.

    So ``A.I._code`` and ``AI_code``, ``Suppplementary_unit_code`` and ``Supplementary_unit_code``,
    ``Deffered_payment_reference`` and ``Deferred_payment_reference`` are each the same element.
    """
    folded = re.sub(r"([^\W\d_])\1+", r"\1", re.sub(r"[\W_]+", "", name.lower()))
    return OTHER.get(folded, folded)


@cache
def key_of(path: str) -> str:
    """Fold each step of a path; an occurrence in brackets stays."""
    steps = (step.partition("[") for step in path.split("/"))
    return "/".join(fold(name) + bracket + rest for name, bracket, rest in steps)
