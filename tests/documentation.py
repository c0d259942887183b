"""The documentation as its tests read it: files, headings, links and commands."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^\s*```(\w*)[^\n]*\n(.*?)^\s*```\s*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")


class Document(NamedTuple):
    """One page of the documentation."""

    path: Path

    @property
    def name(self) -> str:
        """Its path below the repository."""
        return str(self.path.relative_to(ROOT))

    @property
    def text(self) -> str:
        """All of it."""
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """What is not in a code block."""
        return _FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """The targets of its links, as written."""
        return _LINK.findall(_SPAN.sub("", self.prose))

    @property
    def anchors(self) -> set[str]:
        """The anchors of its headings, made as GitHub makes them."""
        return {anchor(heading) for heading in _HEADING.findall(self.prose)}

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """Its code blocks: language and text."""
        return [(language, body) for language, body in _FENCE.findall(self.text)]

    @property
    def shell_lines(self) -> list[str]:
        """What a reader is told to type: the lines of shell and cron blocks, and the code spans in the prose."""
        blocks = [body for language, body in self.blocks if language in ("sh", "console", "text", "ini")]
        lines = [line.strip() for body in blocks for line in body.replace("\\\n", " ").splitlines()]
        return [*lines, *_SPAN.findall(self.prose)]


def anchor(heading: str) -> str:
    """``Status/NameCode (WCO 379)`` gives ``statusnamecode-wco-379``."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def documents() -> list[Document]:
    """Every page under docs/, the README, the changelog, the samples' table and the library's page."""
    beside = (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md")
    inside = (ROOT / "singlewindow/countries/lagoon/samples/README.md", ROOT / "wco_datamodel/README.md")
    found = [*sorted(DOCS.rglob("*.md")), *(file for file in (*beside, *inside) if file.exists())]
    return [Document(path) for path in found]
