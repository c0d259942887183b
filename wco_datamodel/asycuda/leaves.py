"""One walk over an export: every value with its path and line, in buckets for the header, each item and container."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from lxml import etree

from wco_datamodel.asycuda.faults import tell
from wco_datamodel.asycuda.spelling import fold
from wco_datamodel.naming import local_name
from wco_datamodel.problems import MessageRejected

DEEPEST: Final = 12
LONGEST_NAME: Final = 100
BLANKS: Final = " \t\r\n"
NULL: Final = fold("null")


class Leaf(msgspec.Struct, gc=False):
    """One value: its text, its path below the root as spelled in the file, its line, and whether a row took it."""

    text: str
    path: str
    line: int | None
    taken: bool = False


class Bucket(msgspec.Struct):
    """The values of the header, of an item or of a container by folded path, in the order of the file."""

    line: int | None
    leaves: dict[str, Leaf] = {}
    groups: dict[str, int] = {}

    def text(self, key: str) -> str | None:
        """Return the text of a folded path, or None."""
        leaf = self.leaves.get(key)
        return leaf.text if leaf else None

    def left(self) -> Iterator[Leaf]:
        """Yield the values that no row took."""
        return (leaf for leaf in self.leaves.values() if not leaf.taken)


class Buckets(msgspec.Struct):
    """A whole export in buckets."""

    header: Bucket
    items: list[Bucket] = []
    containers: list[Bucket] = []


def gather(root: etree._Element, names: Mapping[str, str], codes: Mapping[tuple[str, str], str]) -> Buckets:
    """Walk an export. ``names`` and ``codes`` are a flavour's own, see Flavour. Raises MessageRejected for depth."""
    buckets = Buckets(Bucket(root.sourceline))
    kinds = {fold("Item"): buckets.items, fold("Container"): buckets.containers}
    walk = _Walk(names, codes)
    counts: Counter[str] = Counter()
    walk.attributes(root, buckets.header, "", "")
    if (root.text or "").strip(BLANKS):
        buckets.header.leaves["+"] = Leaf((root.text or "").strip(BLANKS), "text", root.sourceline)
    for child in root:
        name = walk.folded(child)
        counts[name] += 1
        if name in kinds:
            bucket = Bucket(child.sourceline)
            kinds[name].append(bucket)
            walk.attributes(child, bucket, "", f"{local_name(child)}[{counts[name]}]/")
            walk.inside(child, bucket, "", f"{local_name(child)}[{counts[name]}]/", 1)
            walk.tail(child, bucket, "", f"{local_name(child)}[{counts[name]}]")
        else:
            walk.element(child, buckets.header, name, local_name(child), counts[name], 1)
    return buckets


class _Walk:
    def __init__(self, names: Mapping[str, str], codes: Mapping[tuple[str, str], str]) -> None:
        self.names, self.codes = names, codes

    def folded(self, element: etree._Element) -> str:
        name = local_name(element)
        if len(name) > LONGEST_NAME:
            raise MessageRejected((tell("DEPTH", element.sourceline),))
        folded = fold(name)
        return self.names.get(folded, folded)

    def attributes(self, element: etree._Element, bucket: Bucket, key: str, path: str) -> None:
        for name, value in element.items():
            mark = f"@{str(name).rpartition('}')[2]}"
            bucket.leaves[f"{key}{mark}"] = Leaf(str(value), f"{path}{mark}", element.sourceline)

    def tail(self, element: etree._Element, bucket: Bucket, key: str, path: str) -> None:
        text = (element.tail or "").strip(BLANKS)
        if text:
            bucket.leaves[f"{key}/+"] = Leaf(text, f"{path}/following text", element.sourceline)

    def inside(self, holder: etree._Element, bucket: Bucket, key: str, path: str, depth: int) -> None:
        if depth > DEEPEST:
            raise MessageRejected((tell("DEPTH", holder.sourceline),))
        counts: Counter[str] = Counter()
        for child in holder:
            name = self.folded(child)
            counts[name] += 1
            spelled = local_name(child)
            self.element(child, bucket, f"{key}{name}", f"{path}{spelled}", counts[name], depth)

    def element(
        self, element: etree._Element, bucket: Bucket, key: str, path: str, occurrence: int, depth: int
    ) -> None:
        if occurrence > 1:
            bucket.groups[key] = occurrence
            key, path = f"{key}[{occurrence}]", f"{path}[{occurrence}]"
        tag = key.rpartition("/")[2].partition("[")[0]
        text = (element.text or "").strip(BLANKS)
        if text:
            bucket.leaves[key] = Leaf(self.codes.get((tag, text), text), path, element.sourceline)
        if element.attrib:
            self.attributes(element, bucket, f"{key}/", f"{path}/")
        self.tail(element, bucket, key, path)
        if len(element) and not _is_null(element):
            self.inside(element, bucket, f"{key}/", f"{path}/", depth + 1)


def _is_null(element: etree._Element) -> bool:
    """Tell whether an element holds nothing but ``<null/>``."""
    only = element[0]
    return (
        len(element) == 1
        and fold(local_name(only)) == NULL
        and not ((only.text or "").strip(BLANKS) or (only.tail or "").strip(BLANKS) or len(only))
    )
