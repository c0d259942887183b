"""``render``: typed values in, the bytes of a message out."""

import json
from typing import Any, Final, TypeAlias

from lxml import etree

from wco_datamodel.attributes import put_into_document, put_into_tree
from wco_datamodel.declaration import Declaration
from wco_datamodel.envelope import rename
from wco_datamodel.explaining import explain
from wco_datamodel.lpco import LPCO, LPCOResponse
from wco_datamodel.markup import as_tree
from wco_datamodel.message import BODY_FIELDS, REPEATED, Message, MetaData, Source, Spelling
from wco_datamodel.problems import MessageRejected
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.response import Response
from wco_datamodel.schema import judge
from wco_datamodel.writers import opening, plain, writer

PROLOG: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
VERSION: Final = "3.6"
"""The version of the data model that our schemas follow."""


Content: TypeAlias = Message | Declaration | Response | LPCO | LPCOResponse


def render(
    content: Content,
    format: Spelling = "xml",  # noqa: A002 (the word callers expect)
    *,
    profile: Profile | None = None,
    pretty: bool = False,
) -> bytes:
    """Write a message in XML or JSON, UTF-8.

    What is no Message yet is put into an envelope of its own. ``profile`` names the namespaces of the XML; without
    it they are those of the message's own profile, or ours. What is written is valid by our schema and reads back as
    equal values; values for which that cannot be (too long, a character that XML cannot carry) raise MessageRejected,
    and a field that this kind of message has no element for, or a profile that has no such message, raises ValueError.
    """
    message = as_message(content)
    markup = _markup(message, SW_1)
    tree = as_tree(markup)
    if message.attributes:
        put_into_tree(message.attributes, tree)
    if not judge().validate(tree):
        raise MessageRejected(explain(tree, Source(b"", "xml")).problems)
    if format == "json":
        return json.dumps(_document(message), ensure_ascii=False, indent=2 if pretty else None).encode()
    profile = profile or message.profile
    markup = markup if profile is SW_1 else _markup(message, profile)
    retold = pretty or message.attributes or profile.renamed
    return PROLOG + (_retold(markup, message, profile, pretty) if retold else markup.encode())


def as_message(content: Content) -> Message:
    """Put what a message can carry into an envelope; a Message stays as it is."""
    if isinstance(content, Message):
        return content
    kind, field = BODY_FIELDS[type(content).__name__]
    metadata = MetaData(wco_data_model_version_code=VERSION, wco_type_name=kind)
    body: Any = (content,) if field in REPEATED else content
    return Message(kind, metadata, **{field: body})


def _retold(markup: str, message: Message, profile: Profile, pretty: bool) -> bytes:
    tree = as_tree(markup)
    put_into_tree(message.attributes, tree)
    rename(tree, profile)
    return etree.tostring(tree, encoding="UTF-8", pretty_print=pretty)


def _document(message: Message) -> dict[str, Any]:
    content = plain("MetaData", "MetaData", message.metadata)
    for name, body in message.bodies():
        spelled = plain(name, name, body)
        content[name] = [*content.get(name, []), spelled] if BODY_FIELDS[name][1] in REPEATED else spelled
    document = {"MetaData": content}
    put_into_document(message.attributes, document)
    return document


def _markup(message: Message, profile: Profile) -> str:
    parts = [f'<MetaData xmlns="{profile.metadata}">', writer("MetaData", "MetaData", profile)(message.metadata)]
    for name, body in message.bodies():
        parts += [opening(name, profile), writer(name, name, profile)(body), f"</{name}>"]
    return "".join((*parts, "</MetaData>"))
