"""What a page shows of an answer: its rows, or why there are none, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from mgi_graph.results.cite import cite
from mgi_graph.results.emptiness import MOST_DENIALS, unmatched_in_words
from mgi_graph.results.grids import readable
from mgi_graph.results.references.text import line_of
from mgi_graph.server.saved.table import Part, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer
    from mgi_graph.queries.emptiness import Covered, Denial, Emptiness, Way
    from mgi_graph.results.grids import Grid
    from mgi_graph.results.layout import Layout
    from mgi_graph.server.address import Address
    from mgi_graph.server.saved.table import AnswerTable

_WEB: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDenial:
    """What a record says does not exist, and the passages that say so."""

    statement: Part
    passages: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWay:
    """What would give rows: the question with its parameters, and how many."""

    link: Part
    rows: int
    left_out: tuple[str, ...]
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEmptiness:
    """Why there are no rows; ``more`` denials are not shown."""

    covered: tuple[Covered, ...]
    denials: tuple[ShownDenial, ...]
    more: int
    silent: tuple[str, ...]
    ways: tuple[ShownWay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer as a page shows it; ``next`` is the cursor of the rows that follow, empty after the last.

    ``unmatched`` says which of several values no row comes from.
    """

    table: AnswerTable
    total: int
    next: str
    sources: tuple[str, ...]
    citation: tuple[str, ...]
    evidence: Grid | None = None
    works: tuple[tuple[str, Part], ...] = ()
    emptiness: ShownEmptiness | None = None
    unmatched: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """Return the number of the last row at hand."""
        return self.table.first + len(self.table.rows) - 1


def show(answer: Answer, layout: Layout, citation: Sequence[str], address: Address) -> Shown:
    """Return an answer as a page shows it."""
    references = layout.references
    return Shown(
        table=table_of(answer, address, iris=layout.iris),
        total=answer.total,
        next=answer.page.next if answer.page else "",
        sources=tuple(answer.sources),
        citation=tuple(citation),
        evidence=readable(answer, layout)[1] if references else None,
        works=tuple(_work(line_of(each), each.url) for each in references.works) if references else (),
        emptiness=_emptiness(answer.emptiness, address) if answer.emptiness else None,
        unmatched=tuple(unmatched_in_words(answer.unmatched)),
    )


def _work(line: str, url: str) -> tuple[str, Part]:
    """Part a reference into what stands before its address, and the address."""
    return line.removesuffix(url) if url else line, Part(text=url, href=url if url.startswith(_WEB) else "")


def _emptiness(emptiness: Emptiness, address: Address) -> ShownEmptiness:
    return ShownEmptiness(
        covered=tuple(emptiness.covered),
        denials=tuple(_denial(each, address) for each in emptiness.denials[:MOST_DENIALS]),
        more=max(0, len(emptiness.denials) - MOST_DENIALS),
        silent=tuple(emptiness.silent),
        ways=tuple(_way(each, address) for each in emptiness.ways),
    )


def _denial(denial: Denial, address: Address) -> ShownDenial:
    passages = (Part(text=cite(each), href=address.link(each.iri)) for each in denial.passages)
    return ShownDenial(statement=Part(text=denial.statement, href=address.link(denial.iri)), passages=tuple(passages))


def _way(way: Way, address: Address) -> ShownWay:
    given = tuple((name, value) for name, values in way.parameters for value in values)
    query = f"?{urlencode(given)}" if given else ""
    link = Part(text=way.query, href=address.path(f"/query/{way.query}{query}"))
    return ShownWay(link=link, rows=way.rows, left_out=way.left_out, given=given)
