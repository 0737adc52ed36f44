"""Start a profile: which files it has, what stands in them, and that none is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import OutputError, ParameterError
from mgi_graph.skeleton.checklist import checklist_text
from mgi_graph.skeleton.edition import Tables, read_edition, read_passages, text_name
from mgi_graph.skeleton.listing import write
from mgi_graph.skeleton.profile import PAGES, headings, profile_text, sections_text
from mgi_graph.skeleton.register import read_register
from mgi_graph.skeleton.request import slug
from mgi_graph.skeleton.stubs import CHAPTER, OWN, SHARED, examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mgi_graph.skeleton.edition import Edition
    from mgi_graph.skeleton.passage import Passage
    from mgi_graph.skeleton.register import Register
    from mgi_graph.skeleton.request import Request
    from mgi_graph.skeleton.stubs import Examples

CHECKLIST: Final = "CHECKLIST.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The files of a new profile, by their path under the folder of data; ``home`` is the folder of the profile."""

    home: str
    files: Mapping[str, str]


def plan(request: Request, data: Path) -> Start:
    """Decide on the files of a profile; ``data`` holds the registers and the countries.

    The first profile of a country stands in the folder of the country, beside the files that all of them
    share; a city and another round in a folder of their own below it. Shared files that are there
    stay as they are. Raises :class:`ParameterError` for a profile that is there already, and what
    :func:`read_register` and :func:`read_edition` raise.
    """
    register = read_register(data, request)
    if request.curie in register.profiles:
        raise ParameterError(f"{request.curie} is there already: nothing is overwritten; edit its files")
    is_first = not (request.city or (data / request.scope / "profile.ttl").exists())
    home = request.scope if is_first else f"{request.scope}/{request.profile}"
    name = request.name or register.state
    edition, passages = _read_source(request)
    shown = examples(request, name, passages)
    shared = {f"{request.scope}/{file}": shown.stub(file) for file in SHARED}
    files = {path: text for path, text in shared.items() if not (data / path).exists()}
    files |= {f"{home}/{file}": text for file, text in _own(request, name, register, shown)}
    known = headings(passages, register)
    files[f"{home}/sections.tsv"] = sections_text(known)
    files[f"{home}/pages.tsv"] = PAGES
    if edition:
        files[f"{home}/passages.ttl"] = write(edition, passages, Tables(pages=(), headings=known))
    files[f"{home}/{CHECKLIST}"] = checklist_text(request, home, register, shown, has_passages=edition is not None)
    return Start(home=home, files=files)


def create(start: Start, into: Path) -> None:
    """Write the files under a folder; raises :class:`OutputError`, and writes none, where one is there."""
    if there := sorted(path for path in start.files if (into / path).exists()):
        raise OutputError(f"{into / there[0]} is there already: nothing was written; move it, or choose --into")
    for path, text in start.files.items():
        target = into / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror}") from error


def _own(request: Request, name: str, register: Register, shown: Examples) -> Iterator[tuple[str, str]]:
    yield "profile.ttl", profile_text(request, name, register)
    for file in OWN:
        yield file, shown.stub(file)
    for domain in register.domains:
        yield f"findings/chapter-{domain.place}.ttl", shown.stub(CHAPTER, domain.place)


def _read_source(request: Request) -> tuple[Edition | None, list[Passage]]:
    if request.source is None:
        return None, []
    edition = read_edition(request.source, request.language)
    if f"{edition.scope}:{edition.profile}" != request.curie:
        expected = text_name(request.scope, request.kind, request.year, slug(request.city))
        raise ParameterError(f"{request.source} holds {edition.text}: the text of {request.curie} is named {expected}")
    return edition, read_passages(request.source, edition)
