"""The page of a saved query: what it asks, a form for its parameters, the answer, and what can be taken away."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError
from mgi_graph.namespaces import QUERY
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.run import lines_of, run_of
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.templating import render
from mgi_graph.server.pinning import PINNED
from mgi_graph.server.problem import Problem, problem_of
from mgi_graph.server.saved.asked import Asked
from mgi_graph.server.saved.asking import answer_of, layout_of
from mgi_graph.server.saved.fields import fields_of
from mgi_graph.server.saved.forms import DATA
from mgi_graph.server.saved.shown import Shown, show
from mgi_graph.server.saved.table import NUMBERS

if TYPE_CHECKING:
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.media import Representation
    from mgi_graph.server.saved.fields import Field

#: How many rows a page shows, unless more are asked for, and what the menu offers.
ROWS: Final = 100
CHOICES: Final = (25, ROWS, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPage:
    """What the template of a saved query shows; ``answer`` is missing where nothing could be asked yet.

    ``text`` is the SPARQL as it is asked; ``problem`` says why there is no answer.
    """

    saved: SavedQuery
    asked: Asked
    fields: tuple[Field, ...]
    text: str
    address: Address
    digest: str
    answer: Shown | None = None
    problem: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the parameters that must be given and are not."""
        return tuple(each.name for each in self.fields if each.required and not any(each.values))

    def url(self, **changed: object) -> str:
        """Return the address of this page with some options changed."""
        return self.address.path(f"/query/{self.saved.name}{self.asked.query(**changed)}")

    def turn(self, after: str | None) -> str:
        """Return the address of another page of this answer, which is of this dataset and no other."""
        return self.url(after=after, dataset=self.asked.dataset or self.digest[:PINNED])

    def beside(self, name: str) -> str:
        """Return the address of something that belongs to this answer: ``/codebook``, ``.csv``."""
        whole = self.asked.query(limit=None, after=None)
        return self.address.path(f"/query/{self.saved.name}{name}{whole}")

    @property
    def permanent(self) -> str:
        """Return the address that asks this of this dataset, and never of another."""
        query = self.asked.query(dataset=self.digest[:PINNED], after=None, limit=None)
        return self.address.url(f"/query/{self.saved.name}{query}")

    @property
    def canonical(self) -> str:
        """Return the canonical address of this question, whatever host serves it."""
        return f"{QUERY}{self.saved.name}{Asked(name=self.saved.name, given=self.asked.given).query()}"

    @property
    def start(self) -> str:
        """Return the address of this page with nothing given."""
        return self.address.path(f"/query/{self.saved.name}")

    @property
    def forms(self) -> tuple[Representation, ...]:
        """Return the forms that the answer can be had in."""
        return DATA

    @property
    def heads(self) -> tuple[tuple[str, bool], ...]:
        """Return the heads of the table, and which are of numbers."""
        numbers = {column.name: column.kind in NUMBERS for column in self.saved.header.columns}
        return tuple((name, numbers.get(name, False)) for name in (self.answer.table.heads if self.answer else ()))

    @property
    def evidence_heads(self) -> tuple[tuple[str, bool], ...]:
        """Return the heads of the table of evidence."""
        grid = self.answer.evidence if self.answer else None
        return tuple((name, False) for name in (grid.heads if grid else ()))

    @property
    def command(self) -> str:
        """Return the command that asks the same."""
        given = [f"{name}={value}" for name, values in self.asked.given for value in values]
        return shlex.join(["mgi", "query", "run", self.saved.name, *given])

    @property
    def csv(self) -> str:
        """Return the absolute address of the answer as CSV, which any tool can read."""
        return self.address.url(f"/query/{self.saved.name}.csv{self.asked.query(limit=None, after=None)}")

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return how many rows a page may be asked to have."""
        return tuple(sorted({*CHOICES, self.size}))

    @property
    def size(self) -> int:
        """Return how many rows this page has at most."""
        return self.asked.limit or ROWS


def page(context: Context, *, asked: Asked, address: Address) -> Rendered:
    """Render the page of a saved query."""
    graph = context.graph
    saved = graph.queries[asked.name]
    fields = fields_of(saved, asked.values, graph.store)
    made = QueryPage(
        saved=saved, asked=asked, fields=fields, text=_shorn(saved.text), address=address, digest=graph.store.digest
    )
    if wrong := [each.status for each in fields if each.error]:
        return _rendered(made, wrong[0])
    if made.lacking:
        return _rendered(made, 200)
    try:
        return _rendered(_answered(context, made), 200)
    except (MgiError, Problem) as error:
        problem = problem_of(error) if isinstance(error, MgiError) else error
        return _rendered(replace(made, problem=str(problem)), problem.status)


def _answered(context: Context, made: QueryPage) -> QueryPage:
    asked = replace(made.asked, limit=made.size)
    answer = answer_of(context, asked)
    layout = layout_of(context, asked, answer)
    shown = show(answer, layout, lines_of(run_of(answer, PLAIN)), made.address)
    return replace(made, text=_shorn(answer.text), answer=shown)


def _shorn(text: str) -> str:
    """Return the text of a query without its header, which the page shows in its own way."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"


def _rendered(made: QueryPage, status: int) -> Rendered:
    body = render("query.html", made.address, page=made).encode()
    facts = (("total", made.answer.total), ("next", made.answer.next)) if made.answer else ()
    return Rendered(body=body, content_type=HTML.content_type, status=status, facts=facts)
