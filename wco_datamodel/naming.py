"""Names of elements in a tree: whole, local, and their namespaces."""

from typing import Final, cast

from lxml import etree

ECHO: Final = "EchoedDeclaration"
"""The schema's name, and JSON's, of the declaration that a response repeats: in XML it is its second Declaration."""


def tag(element: etree._Element) -> str:
    """Return an element's whole name, as ``{namespace}Name``."""
    return cast("str", element.tag)


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return tag(element).rpartition("}")[2]


def element_name(element: etree._Element) -> str:
    """Return the name by which the schema's classes know an element: the local name, but for an echo."""
    name, parent = local_name(element), element.getparent()
    if name == "Declaration" and parent is not None and local_name(parent) == "Response":
        earlier = next(element.itersiblings("{*}Declaration", preceding=True), None)
        return name if earlier is None else ECHO
    return name


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, or an empty string."""
    whole = tag(element)
    return whole[1:].partition("}")[0] if whole.startswith("{") else ""
