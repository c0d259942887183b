"""Names of elements in a tree: whole, local, and their namespaces."""

from typing import cast

from lxml import etree


def tag(element: etree._Element) -> str:
    """Return an element's whole name, as ``{namespace}Name``."""
    return cast("str", element.tag)


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return tag(element).rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, or an empty string."""
    whole = tag(element)
    return whole[1:].partition("}")[0] if whole.startswith("{") else ""
