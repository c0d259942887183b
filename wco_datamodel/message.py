"""A whole message: its envelope, what it carries, and how it was written."""

import dataclasses
import functools
from typing import Literal

from lxml import etree

from wco_datamodel.declaration import Declaration
from wco_datamodel.lines import json_places, xml_envelope, xml_line
from wco_datamodel.places import Place
from wco_datamodel.problems import Problem
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.response import Response
from wco_datamodel.values import Wco

Kind = Literal["DEC", "RES"]
Spelling = Literal["xml", "json"]


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


@dataclasses.dataclass(frozen=True)
class Message:
    """What ``parse`` gives: a declaration (DEC) or one or more responses (RES), and the profile they were written in.

    ``warnings`` names what was read past: attributes and envelopes that the typed values do not hold. Two messages are
    equal when they say the same, whatever bytes they came from.
    """

    kind: Kind
    metadata: MetaData
    declaration: Declaration | None = None
    responses: tuple[Response, ...] = ()
    profile: Profile = SW_1
    warnings: tuple[Problem, ...] = dataclasses.field(default=(), compare=False)
    source: Source | None = dataclasses.field(default=None, compare=False, repr=False)
