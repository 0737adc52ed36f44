"""Mistakes of maintainers, planted in copies of the real files: each is reported at its place, once, and alone.

Mistakes that do not touch one another are planted together, since each run reads the whole graph.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from mgi_graph.build import pipeline, sources
from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from mgi_graph.build.sources import SourceFile
    from mgi_graph.conformance import Result
    from mgi_graph.project import Project
    from mgi_graph.validation.engines import EngineName

ROOT: Final = Path(__file__).resolve().parents[2]
TABLE: Final = Path(__file__).parent / "mistakes.toml"
#: How many characters lie between mistakes that are planted together: a block or two.
_NEAR: Final = 600
#: A rule and the place that it is reported at, ``file:line:column``.
Report = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """An edit of a file, and what it must lead to: ``at`` the text nearest to the edit, or a place."""

    kind: str
    file: str
    old: str
    new: str
    rule: str
    at: str | None = None
    line: int = 0
    column: int = 0
    alone: bool = False

    def span(self) -> tuple[int, int]:
        """Return where in the file the text to change begins and ends."""
        start = (ROOT / self.file).read_text(encoding="utf-8").find(self.old)
        assert start >= 0, f"{self.kind}: the text to change is no longer in {self.file}"
        return start, start + len(self.old)

    def expected(self, text: str, edit: int) -> Report:
        """Return the report that the mistake must lead to, in a text that holds it at an offset."""
        if self.at is None:
            return self.rule, f"{self.file}:{self.line}:{self.column}"
        places = [start for start in range(len(text)) if text.startswith(self.at, start)]
        assert places, f"{self.kind}: {self.at!r} is not in the changed text"
        start = min(places, key=lambda place: abs(place - edit))
        return self.rule, f"{self.file}:{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)}"


def _mistake(record: dict[str, Any]) -> Mistake:
    return Mistake(**record)


MISTAKES: Final = [_mistake(record) for record in tomllib.loads(TABLE.read_text(encoding="utf-8"))["mistake"]]


def rounds() -> list[list[Mistake]]:
    """Divide the mistakes into rounds in which no two change the same lines."""
    found: list[list[Mistake]] = []
    for mistake in MISTAKES:
        single = mistake.alone or mistake.rule == "syntax"
        for group in [] if single else found:
            if not any(one.alone or _meet(one, mistake) for one in group):
                group.append(mistake)
                break
        else:
            found.append([mistake])
    return found


def _meet(one: Mistake, other: Mistake) -> bool:
    """Tell whether one mistake could hide, or show in, the block of another."""
    if one.rule == "syntax":
        return True
    (start, end), (first, last) = one.span(), other.span()
    return one.file == other.file and start < last + _NEAR and first < end + _NEAR


def planted(group: list[Mistake], texts: dict[str, str]) -> dict[str, str]:
    """Return the texts with all mistakes of a group in them, the last of a file first."""
    texts = dict(texts)
    for mistake in sorted(group, key=lambda one: one.span(), reverse=True):
        start, end = mistake.span()
        text = texts[mistake.file]
        texts[mistake.file] = text[:start] + mistake.new + text[end:]
    return texts


@pytest.fixture(scope="session")
def files(project: Project) -> tuple[SourceFile, ...]:
    return sources.snapshot(project, "ontology", "data")


@pytest.fixture(scope="session")
def shapes(project: Project) -> tuple[SourceFile, ...]:
    return tuple(file for file in sources.snapshot(project, "shapes") if not file.name.startswith(pipeline.RELEASE))


@pytest.fixture(scope="session")
def usual(files: tuple[SourceFile, ...], shapes: tuple[SourceFile, ...]) -> set[tuple[str | None, ...]]:
    """What is reported on the files as they are: warnings only."""
    return {_key(result) for result in pipeline.results(files, shapes)}


def _key(result: Result) -> tuple[str | None, ...]:
    return result.rule, result.focus, result.value


def check(
    group: list[Mistake],
    files: tuple[SourceFile, ...],
    shapes: tuple[SourceFile, ...],
    usual: set[tuple[str | None, ...]],
    engine: EngineName = "auto",
) -> None:
    texts = planted(group, {file.name: file.data.decode() for file in files})
    changed = tuple(sources.SourceFile(name=name, data=text.encode()) for name, text in texts.items())
    try:
        results = pipeline.results(changed, shapes, engine)
        found = [(one.rule.rpartition("#")[2], str(one.place)) for one in results if _key(one) not in usual]
    except MgiError as error:
        found = [("syntax", str(error.place))]
    assert sorted(found) == sorted(one.expected(texts[one.file], offset(one, group)) for one in group)


def offset(mistake: Mistake, group: list[Mistake]) -> int:
    """Return where a mistake begins once the whole group is planted."""
    start, _ = mistake.span()
    before = [one for one in group if one.file == mistake.file and one.span()[0] < start]
    return start + sum(len(one.new) - len(one.old) for one in before)


@pytest.mark.parametrize("group", rounds(), ids=lambda group: group[0].kind)
def test_each_mistake_is_reported_at_its_place_once(
    group: list[Mistake],
    files: tuple[SourceFile, ...],
    shapes: tuple[SourceFile, ...],
    usual: set[tuple[str | None, ...]],
) -> None:
    check(group, files, shapes, usual)


def test_there_are_sixty_mistakes_of_thirty_kinds() -> None:
    assert len(MISTAKES) >= 60
    assert len({mistake.kind for mistake in MISTAKES}) >= 30
    assert len({mistake.rule for mistake in MISTAKES}) >= 30
