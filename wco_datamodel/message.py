"""A whole message: its envelope, what it carries, and how it was written."""

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import msgspec
from lxml import etree

from wco_datamodel.declaration import Declaration
from wco_datamodel.lines import json_places, xml_envelope, xml_line
from wco_datamodel.lpco import LPCO, LPCOResponse
from wco_datamodel.places import Place
from wco_datamodel.problems import Problem
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.response import Response
from wco_datamodel.values import Wco

Kind = Literal["DEC", "RES", "LPCO", "LPCORES"]
Spelling = Literal["xml", "json"]


# What a message carries, by the name of its element: the kind of message, and the field of Message that holds it.
BODY_FIELDS: Final[Mapping[str, tuple[Kind, str]]] = {
    "Declaration": ("DEC", "declaration"),
    "Response": ("RES", "responses"),
    "LPCO": ("LPCO", "application"),
    "LPCOResponse": ("LPCORES", "answers"),
}
REPEATED: Final = frozenset(("responses", "answers"))


class MetaData(Wco, frozen=True, kw_only=True):
    """The envelope's own facts: versions, and who is responsible for the message."""

    wco_data_model_version_code: str | None = None
    wco_type_name: str | None = None
    responsible_country_code: str | None = None
    responsible_agency_name: str | None = None
    agency_assigned_customization_code: str | None = None
    agency_assigned_customization_version_code: str | None = None


@dataclasses.dataclass(frozen=True)
class Source:
    """The bytes a message was read from, kept so that a later problem can name its line. Not copied."""

    data: bytes
    spelling: Spelling

    def line_of(self, where: Place) -> int | None:
        """Return the line of a place in the bytes; of what holds it, where the element itself is missing."""
        if self.spelling == "xml":
            return xml_line(self._envelope, where)
        return json_places(self.data, (where.json_pointer,))[where.json_pointer][1]

    @functools.cached_property
    def _envelope(self) -> etree._Element:
        return xml_envelope(self.data)


class Attribute(msgspec.Struct, frozen=True):
    """An attribute that a message gives a value besides the value itself, such as the list that a code is from."""

    where: Place
    name: str
    value: str


@dataclasses.dataclass(frozen=True)
class Message:
    """What ``parse`` gives, and the profile it was written in.

    By ``kind`` that is a declaration (DEC), one or more responses (RES), an application for a permit (LPCO), or one or
    more answers about permits (LPCORES). ``attributes`` keeps, in the message's order, the attributes that the typed
    values have no field for; ``render`` writes them again. ``warnings`` names those, and any wrapper that was read
    past. Two messages are equal when they say the same, whatever bytes they came from.
    """

    kind: Kind
    metadata: MetaData
    declaration: Declaration | None = None
    responses: tuple[Response, ...] = ()
    application: LPCO | None = None
    answers: tuple[LPCOResponse, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    profile: Profile = SW_1
    warnings: tuple[Problem, ...] = dataclasses.field(default=(), compare=False)
    source: Source | None = dataclasses.field(default=None, compare=False, repr=False)

    def bodies(self) -> Iterator[tuple[str, Wco]]:
        """Yield what the message carries, each body with the name of its element, in order."""
        for name, (_, field) in BODY_FIELDS.items():
            content = getattr(self, field)
            for body in content if field in REPEATED else (content,):
                if body is not None:
                    yield name, body
