"""Who mentions a term of the ontology: saved queries, shapes, pages of concepts, and the data."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mgi_graph.project import Project

_TERM: Final = re.compile(r"\bmigov:([A-Za-z]\w*)")
_COMMENT: Final = re.compile(r"^#.*$", flags=re.MULTILINE)
_DEFINED: Final = re.compile(r"<!-- define: ([^>]*) -->")
#: More names than this are counted, and some shown.
_MOST: Final = 12
_SHOWN: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """For each term, by its CURIE: the names of what mentions it, in order."""

    queries: dict[str, list[str]]
    shapes: dict[str, list[str]]
    pages: dict[str, list[str]]
    data: dict[str, str]

    def lines(self, name: str) -> Iterator[str]:
        """Write the lines of an entry."""
        if name in self.data:
            yield f"- in the data: {self.data[name]}"
        if queries := self.queries.get(name):
            yield f"- saved queries: {_some([f'[{each}](queries.md#{each})' for each in queries])}"
        if shapes := self.shapes.get(name):
            yield f"- shapes: {_some([f'`{each}`' for each in shapes])}"
        if pages := self.pages.get(name):
            yield f"- explained in: {', '.join(f'[{each}](concepts/{each}.md)' for each in pages)}"


def _some(names: list[str]) -> str:
    if len(names) <= _MOST:
        return ", ".join(names)
    return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"


def read_mentions(project: Project) -> Mentions:
    """Read who mentions what."""
    pages = sorted((project.root / "docs" / "concepts").glob("*.md"))
    return Mentions(
        queries=_gather((path.stem, path.read_text(encoding="utf-8")) for path in project.files("queries", ".rq")),
        shapes=_gather(_blocks(project.files("shapes"))),
        pages=_gather((path.stem, " ".join(_DEFINED.findall(path.read_text(encoding="utf-8")))) for path in pages),
        data=_first_uses(project),
    )


def _gather(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, text in texts:
        for local in _TERM.findall(_COMMENT.sub("", text)):
            found[f"migov:{local}"].add(name)
    return {term: sorted(names) for term, names in found.items()}


def _blocks(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Part files into their blocks, each with its subject."""
    for path in paths:
        for block in _COMMENT.sub("", path.read_text(encoding="utf-8")).split("\n\n"):
            subject, _, rest = block.strip().partition("\n")
            if rest and re.fullmatch(r"[a-z][a-z0-9-]*:\S+", subject):
                yield subject, rest


def _first_uses(project: Project) -> dict[str, str]:
    """Take, for each term, the first line of the data that uses it, countries before registers."""
    found: dict[str, str] = {}
    paths = sorted(project.files("data"), key=lambda path: (not re.fullmatch("[a-z]{2}", _folder(project, path)), path))
    for subject, rest in _blocks(paths):
        for line, following in zip(rest.splitlines(), [*rest.splitlines()[1:], ""], strict=True):
            for local in _TERM.findall(re.sub(r'"[^"]*"', "", line)):
                said = f"{line} {following.strip()}" if line.strip() == f"migov:{local}" else line
                found.setdefault(f"migov:{local}", f"`{subject} {said.strip().rstrip(';,. ')}`")
    return found


def _folder(project: Project, path: Path) -> str:
    return path.relative_to(project.root / "data").parts[0]
