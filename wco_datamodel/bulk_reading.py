"""Reading a whole body at once: the markup of a judged tree becomes JSON, and msgspec reads that into structs.

Markup is tags and texts by turns. Between two texts stands a run of tags, such as ``</TypeCode></Origin><Packaging>
<SequenceNumeric>``, and messages are made of a few dozen different runs; each is turned into its piece of JSON once.
The rest is splitting, looking up and joining, which Python does without a step of ours for each element. What this
way does not know how to read (blanks around a code, the echo in a response) it leaves to ``readers``.
"""

import re
from typing import Final, NamedTuple

import msgspec
from lxml import etree

from wco_datamodel.binding import struct_of
from wco_datamodel.compiling import compiled_once
from wco_datamodel.profiles import SW_1
from wco_datamodel.schema import tree
from wco_datamodel.values import Wco

BETWEEN: Final = b"\x01"
"""Stands for the end of a tag and the beginning of the next; no message can hold it."""
TAG: Final = re.compile(rb'(?P<end>/?)(?:[^:"/ ]+:)?(?P<name>[^/ ]+)(?P<attributes>(?: [^=]+="[^"]*")*)(?P<empty>/?)')
ATTRIBUTE: Final = re.compile(rb' (currencyID|unitCode|formatCode)="([^"]*)"')
BLANKS: Final = (b"  ", b"\t", b"\n", b" <", b"< ", b"&#13;")
UNSEEN_DECIMALS: Final = b".0000000"
ENTITIES: Final = (
    (b"&lt;", b"<"),
    (b"&gt;", b">"),
    (b"&quot;", b'\\"'),
    (b"&#9;", b"\\t"),
    (b"&#10;", b"\\n"),
    (b"&#13;", b"\\r"),
    (b"&amp;", b"&"),
)
ONE, MANY, TEXT, CODE, COUNT, DECIMAL, UNIT, DATE, MOMENT = range(9)
TERMS: Final = {
    "Code": CODE,
    "ID": CODE,
    "Text": TEXT,
    "Numeric": DECIMAL,
    "Amount": UNIT,
    "Measure": UNIT,
    "Quantity": UNIT,
    "DateTime": DATE,
}
MOST_RUNS: Final = 5_000
LONGEST_RUN: Final = 1_000
"""Longer runs are spelled each time: what is remembered stays small, whatever is sent."""


class Unknown(Exception):
    """A run that this way of reading does not know."""


class _Tag(NamedTuple):
    opens: bool
    name: bytes
    attributes: bytes = b""


@compiled_once
def bulk_reader(root: str) -> "BulkReader":
    """Return the reader of a body: the element of a judged tree to its struct, or None."""
    return BulkReader(root)


class BulkReader:
    """Reads elements of one name."""

    def __init__(self, root: str) -> None:
        kinds = _kinds(root)
        self.decode = msgspec.json.Decoder(struct_of(root, root)).decode
        self.inner = _Runs(kinds)
        self.first = _Runs(kinds, first=True)
        self.last = _Runs(kinds, last=True)
        self.other = SW_1.declaration.encode() if root == "Response" else None

    def __call__(self, element: etree._Element) -> Wco | None:
        """Read an element, or return None where ``readers`` must."""
        markup = etree.tostring(element, encoding="UTF-8", with_tail=False)
        if self.other and self.other in markup:
            return None
        try:
            content: Wco = self.decode(self._json(markup))
        except (Unknown, msgspec.DecodeError):
            return None
        return content

    def _json(self, markup: bytes) -> bytes:
        if b"\\" in markup:
            markup = markup.replace(b"\\", b"\\\\")
        parts = markup.replace(b"><", BETWEEN).replace(b">", b"<").split(b"<")
        if len(parts) < 5:
            raise Unknown
        blank = self._texts(parts)
        parts[1], parts[-2] = self.first[parts[1]], self.last[parts[-2]]
        parts[3:-2:2] = map(self.inner.__getitem__, parts[3:-2:2])
        json = b"".join(parts)
        if b"&" in json:
            for entity, character in ENTITIES:
                json = json.replace(entity, character)
        return json.replace(b"\n", b"\\n").replace(b"\t", b"\\t") if blank else json

    def _texts(self, parts: list[bytes]) -> bool:
        """Make texts fit for JSON; tell whether blanks are among them that JSON cannot have as they are."""
        texts = b"<".join(parts[::2])
        if UNSEEN_DECIMALS in texts:
            raise Unknown
        if b'"' in texts:
            parts[2:-1:2] = [text.replace(b'"', b'\\"') for text in parts[2:-1:2]]
        blank = any(mark in texts for mark in BLANKS)
        if blank:
            for at in range(2, len(parts) - 1, 2):
                text = b"<%b<" % parts[at]
                if any(mark in text for mark in BLANKS) and not self._is_free(parts[at - 1]):
                    raise Unknown
        return blank

    def _is_free(self, run: bytes) -> bool:
        """Whether the text behind a run keeps its blanks."""
        return self.inner.kinds.get(_tags(run)[-1].name) == TEXT


class _Runs(dict[bytes, bytes]):
    """Runs of tags, and the JSON that each becomes."""

    def __init__(self, kinds: dict[bytes, int], *, first: bool = False, last: bool = False) -> None:
        super().__init__()
        self.kinds, self.first, self.last = kinds, first, last

    def __missing__(self, run: bytes) -> bytes:
        json = b"".join(self._pieces(_tags(run)))
        if len(run) <= LONGEST_RUN:
            if len(self) >= MOST_RUNS:
                self.clear()
            self[run] = json
        return json

    def _pieces(self, tags: list[_Tag]) -> list[bytes]:
        """Spell each tag, knowing its neighbours; a run stands between the end of a value and the next one's begin."""
        if (not self.first and tags[0].opens) or (not self.last and not tags[-1].opens):
            raise Unknown
        around = [None, *tags, None]
        pieces = []
        for at, tag in enumerate(tags):
            is_value = (at == len(tags) - 1 and not self.last) if tag.opens else (at == 0 and not self.first)
            kind = self._kind(tag.name, is_value=is_value)
            before, after = around[at], around[at + 2]
            pieces.append(_opening(tag, kind, before) if tag.opens else _closing(tag, kind, after))
        return pieces

    def _kind(self, name: bytes, *, is_value: bool) -> int:
        kind = self.kinds[name]
        return TEXT if is_value and kind in (ONE, MANY) else kind


def _opening(tag: _Tag, kind: int, before: _Tag | None) -> bytes:
    if kind == ONE:
        return b'"%b":{' % tag.name if before else b"{"
    if kind == MANY:
        return b"{" if before and before.name == tag.name and not before.opens else b'"%b":[{' % tag.name
    if kind in (UNIT, MOMENT):
        attributes = b"".join(b'"%b":"%b",' % pair for pair in ATTRIBUTE.findall(tag.attributes))
        name = b'"%b":' % tag.name if kind == UNIT else b""
        return b'%b{%b"value":"' % (name, attributes)
    return b'"%b":' % tag.name if kind in (DATE, COUNT) else b'"%b":"' % tag.name


def _closing(tag: _Tag, kind: int, after: _Tag | None) -> bytes:
    closing = {ONE: b"}", UNIT: b'"}', MOMENT: b'"}', DATE: b"", COUNT: b""}.get(kind, b'"')
    if kind == MANY:
        closing = b"}" if after and after.opens and after.name == tag.name else b"}]"
    return closing + b"," if after and after.opens else closing


def _tags(run: bytes) -> list[_Tag]:
    tags = []
    for text in run.split(BETWEEN):
        found = TAG.fullmatch(text)
        if found is None:
            raise Unknown
        name = found["name"]
        if not found["end"]:
            tags.append(_Tag(opens=True, name=name, attributes=found["attributes"]))
        if found["end"] or found["empty"]:
            tags.append(_Tag(opens=False, name=name))
    return tags


def _kinds(root: str) -> dict[bytes, int]:
    """What each name of a schema stands for. One name may be a class and a value (Authentication): a class then."""
    kinds = {root.encode(): ONE, b"DateTimeString": MOMENT}
    elements = [each for facts in tree(root).classes.values() for each in facts.elements.values()]
    for each in sorted(elements, key=lambda each: each.term == ""):
        kind = COUNT if (each.term, each.format) == ("Numeric", "n..5") else TERMS.get(each.term, ONE)
        kinds[each.tag.encode()] = MANY if not each.term and each.repeatable else kind
    return kinds
