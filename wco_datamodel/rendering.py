"""``render``: typed values in, the bytes of a message out."""

import json
from typing import Any, Final

from lxml import etree

from wco_datamodel.declaration import Declaration
from wco_datamodel.explaining import explain
from wco_datamodel.markup import as_tree
from wco_datamodel.message import Message, MetaData, Source, Spelling
from wco_datamodel.problems import MessageRejected
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.response import Response
from wco_datamodel.schema import judge
from wco_datamodel.values import Wco
from wco_datamodel.writers import plain, writer

PROLOG: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
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
    equal values; values for which that cannot be (too long, a character that XML cannot carry) raise MessageRejected,
    and a field that this kind of message has no element for raises ValueError.
    """
    message = as_message(content)
    markup = _markup(message, SW_1)
    tree = as_tree(markup)
    if not judge().validate(tree):
        raise MessageRejected(explain(tree, Source(b"", "xml")))
    if format == "json":
        return json.dumps(_document(message), ensure_ascii=False, indent=2 if pretty else None).encode()
    profile = profile or message.profile
    markup = markup if profile is SW_1 else _markup(message, profile)
    return PROLOG + (
        etree.tostring(as_tree(markup), encoding="UTF-8", pretty_print=True) if pretty else markup.encode()
    )


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


def _markup(message: Message, profile: Profile) -> str:
    spaces = {
        "Declaration": (profile.declaration, profile.declaration_date),
        "Response": (profile.response, profile.response_date),
    }
    parts = [f'<MetaData xmlns="{profile.metadata}">', writer("MetaData", "MetaData", "")(message.metadata)]
    for name, body in _bodies(message):
        space, date_space = spaces[name]
        own = date_space != space
        opening = f'<{name} xmlns="{space}"' + (f' xmlns:ds="{date_space}">' if own else ">")
        parts += [opening, writer(name, name, "ds:DateTimeString" if own else "DateTimeString")(body), f"</{name}>"]
    return "".join((*parts, "</MetaData>"))
