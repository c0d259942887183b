"""Finding the message in what was sent, whoever wrote it, and spelling its names as our schema does."""

from typing import Final

from lxml import etree

from wco_datamodel.catalogue import tell
from wco_datamodel.naming import ECHO, element_name, local_name, namespace
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.profiles import BY_NAMESPACE, PROFILES, SW_1, Profile
from wco_datamodel.schema import BODIES

ENVELOPE: Final = f"{{{SW_1.metadata}}}MetaData"
XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"


def find_envelope(root: etree._Element) -> tuple[etree._Element, tuple[Problem, ...]]:
    """Find the MetaData element: the root, inside another system's wrapper, or put around a bare body.

    Returns it, with a warning where a wrapper was read past. Raises MessageRejected for no message or several.
    """
    name = local_name(root)
    if name == "MetaData":
        return root, ()
    if name in BODIES:
        envelope = etree.Element(ENVELOPE)
        envelope.append(root)
        return envelope, ()
    found = list(root.iter("{*}MetaData"))
    if not found:
        raise MessageRejected((tell("MESSAGE-MISSING", None, root.sourceline, found=name),))
    if len(found) > 1:
        raise MessageRejected((tell("MESSAGE-SEVERAL", None, found[1].sourceline, count=len(found)),))
    return found[0], (tell("MESSAGE-WRAPPED", None, root.sourceline, wrapper=name),)


def find_profile(envelope: etree._Element) -> Profile:
    """Tell a message's profile by its namespaces; without any it is ours. Raises MessageRejected for an unknown one."""
    own = BY_NAMESPACE.get(namespace(envelope))
    if own is not None:
        return own
    bodies = [child for child in envelope if local_name(child) in BODIES]
    spaces = [namespace(element) for element in (envelope, *bodies[:1])]
    known = [BY_NAMESPACE[space] for space in spaces if space in BY_NAMESPACE]
    if known:
        return known[0]
    if not any(spaces):
        return SW_1
    space = next(filter(None, spaces))
    words = {"namespace": space, "known": ", ".join(PROFILES), "ours": SW_1.name}
    raise MessageRejected((tell("MESSAGE-PROFILE", None, envelope.sourceline, **words),))


def adopt(envelope: etree._Element) -> bool:
    """Spell every element of a message with our namespaces, in place, by its position; tell whether any was changed.

    Elements of a vocabulary that no profile uses keep their names, so that the schema refuses them.
    """
    changed = _respell(envelope, SW_1.metadata)
    for child in envelope:
        name = local_name(child)
        space = SW_1.spaces(name)[0] if name in BODIES else SW_1.metadata
        echoes = [inner for inner in child if element_name(inner) == ECHO] if name == "Response" else []
        echoed = {element for echo in echoes for element in echo.iter("*")}
        for element in child.iter("*"):
            changed = _respell(element, SW_1.declaration if element in echoed else space) or changed
    return changed


def _respell(element: etree._Element, space: str) -> bool:
    own = namespace(element)
    if own == space or (own and own not in BY_NAMESPACE):
        return False
    element.tag = f"{{{space}}}{_our_name(own, local_name(element))}"
    return True


def _our_name(space: str, name: str) -> str:
    """Our name of an element that the publisher of a namespace may call otherwise."""
    renamed = BY_NAMESPACE[space].renamed if space else ()
    return next((ours for ours, theirs in renamed if theirs == name), name)


def rename(envelope: etree._Element, profile: Profile) -> None:
    """Give the elements of a message, in place, the names by which a profile's publisher calls them."""
    names = dict(profile.renamed)
    for element in envelope.iter("*") if names else ():
        name = local_name(element)
        if name in names:
            element.tag = f"{{{namespace(element)}}}{names[name]}"


def drop_schema_hints(envelope: etree._Element) -> None:
    """Remove the attributes by which a message tells a reader which schema to use; nothing is ever fetched."""
    for element in envelope.iter("*"):
        for name in [name for name in element.attrib if str(name).startswith(XSI)]:
            del element.attrib[name]
