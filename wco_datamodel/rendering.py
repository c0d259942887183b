"""``render``: typed values in, the bytes of a message out."""

import json
from typing import Any, Final

from lxml import etree

from wco_datamodel.declaration import Declaration
from wco_datamodel.explaining import explain
from wco_datamodel.message import Message, MetaData, Source, Spelling
from wco_datamodel.problems import MessageRejected
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.response import Response
from wco_datamodel.schema import judge
from wco_datamodel.values import Wco
from wco_datamodel.writers import ElementWriter, plain

VERSION: Final = "3.6"
"""The version of the data model that our schemas follow."""


def render(
    content: Message | Declaration | Response,
    format: Spelling = "xml",  # noqa: A002 (the word callers expect)
    *,
    profile: Profile | None = None,
    pretty: bool = False,
) -> bytes:
    """Write a message in XML or JSON, UTF-8.

    A Declaration or a Response is put into an envelope of its own. ``profile`` names the namespaces of the XML; without
    it they are those of the message's own profile, or ours. What is written is valid by our schema and reads back as
    equal values; values for which that cannot be (too long, a character that XML cannot carry) raise MessageRejected.
    """
    message = as_message(content)
    _refuse_invalid(message)
    if format == "json":
        return json.dumps(_document(message), ensure_ascii=False, indent=2 if pretty else None).encode()
    root = _tree(message, profile or message.profile)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=pretty)


def as_message(content: Message | Declaration | Response) -> Message:
    """Put a Declaration or a Response into an envelope; a Message stays as it is."""
    if isinstance(content, Message):
        return content
    kind: Any = "DEC" if isinstance(content, Declaration) else "RES"
    metadata = MetaData(wco_data_model_version_code=VERSION, wco_type_name=kind)
    if isinstance(content, Declaration):
        return Message(kind, metadata, declaration=content)
    return Message(kind, metadata, responses=(content,))


def _bodies(message: Message) -> list[tuple[str, Wco]]:
    if message.declaration is not None:
        return [("Declaration", message.declaration)]
    return [("Response", response) for response in message.responses]


def _document(message: Message) -> dict[str, Any]:
    content = plain("MetaData", "MetaData", message.metadata)
    for name, body in _bodies(message):
        spelled = plain(name, name, body)
        content[name] = spelled if name == "Declaration" else [*content.get(name, []), spelled]
    return {"MetaData": content}


def _tree(message: Message, profile: Profile) -> etree._Element:
    root = etree.Element(f"{{{profile.metadata}}}MetaData", nsmap={None: profile.metadata})
    ElementWriter(profile, "MetaData").write(root, "MetaData", message.metadata)
    for name, body in _bodies(message):
        writer = ElementWriter(profile, name)
        spaces = {None: writer.space} | ({"ds": writer.date_space} if writer.date_space != writer.space else {})
        element = etree.SubElement(root, f"{{{writer.space}}}{name}", nsmap=spaces)
        writer.write(element, name, body)
    return root


def _refuse_invalid(message: Message) -> None:
    root = _tree(message, SW_1)
    if not judge().validate(root):
        raise MessageRejected(explain(root, Source(b"", "xml")))
