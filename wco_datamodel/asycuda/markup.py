"""Texts by path into the markup of an export, laid out and left blank as the flavour does it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from wco_datamodel.asycuda.flavours import Flavour
from wco_datamodel.asycuda.layout import Element, layout
from wco_datamodel.asycuda.spelling import fold, key_of
from wco_datamodel.markup import text as escaped

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Texts(msgspec.Struct):
    """The texts of a header or an item by folded path, and how often each repeated group occurs."""

    by_key: dict[str, str]
    groups: Counter[str]


def markup(header: Texts, containers: Sequence[Mapping[str, str]], items: Sequence[Texts], flavour: Flavour) -> str:
    """Write a whole export: the header in the layout's order, with containers and items where they belong."""
    repeated = {
        fold("Container"): [Texts(dict(parts), Counter()) for parts in containers],
        fold("Item"): list(items),
    }
    writer = _Markup(flavour)
    lines = [PROLOG.strip(), "<ASYCUDA>"]
    for element in layout(flavour).children:
        for texts in repeated.get(fold(element.tag), [header]):
            inside = fold(element.tag) in repeated
            lines += writer.lines(element, texts, "" if inside else key_of(element.tag), 1)
    return "\n".join((*lines, "</ASYCUDA>", ""))


class _Markup:
    def __init__(self, flavour: Flavour) -> None:
        self.blank, self.names = flavour.blank, flavour.written_names

    def lines(self, element: Element, texts: Texts, key: str, depth: int) -> Iterator[str]:
        indent, tag = "  " * depth, self.names.get(fold(element.tag), element.tag)
        if not element.children:
            yield from self._leaf(element, texts.by_key.get(key), tag, indent)
            return
        inner = [line for child in element.children for line in self._child(child, texts, key, depth + 1)]
        if inner or element.repeated or self.blank != "absent":
            yield f"{indent}<{tag}>"
            yield from inner
            yield f"{indent}</{tag}>"

    def _child(self, child: Element, texts: Texts, key: str, depth: int) -> Iterator[str]:
        inner = f"{key}/{key_of(child.tag)}" if key else key_of(child.tag)
        if not child.repeated:
            yield from self.lines(child, texts, inner, depth)
            return
        for occurrence in range(1, texts.groups[inner] + 1):
            yield from self.lines(child, texts, f"{inner}[{occurrence}]" if occurrence > 1 else inner, depth)

    def _leaf(self, element: Element, text: str | None, tag: str, indent: str) -> Iterator[str]:
        if text is not None:
            yield f"{indent}<{tag}>{escaped(text)}</{tag}>"
        elif self.blank == "null" and not element.number:
            yield f"{indent}<{tag}><null/></{tag}>"
        elif self.blank != "absent":
            yield f"{indent}<{tag}/>"
