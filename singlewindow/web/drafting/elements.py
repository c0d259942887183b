"""What the schema of the messages says of the element that a question fills: its label, and how long it may be."""

import re

from wco_datamodel.pointers import read_pointer
from wco_datamodel.schema import ElementFacts


def label_of(wco: str) -> str:
    """The element's label, by its place such as ``42A/67A/78A/D016``. Raises PointerUnreadable."""
    return _element(wco).label


def longest_of(wco: str) -> int:
    """How many characters the element may have; of the format an..35, that is 35."""
    return int(re.findall(r"\d+", _element(wco).format)[0])


def _element(wco: str) -> ElementFacts:
    classes, _, tag = wco.rpartition("/")
    found = read_pointer(f"{classes.replace('/', ' > ')}/{tag}").element()
    assert found is not None
    return found
