"""The answers to saved queries, as the pages that browse show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from mgi_graph.queries.asking import ask
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.places import places_of
from mgi_graph.server.pages.refs import Ref, linker_of
from mgi_graph.server.pages.sections import Filler
from mgi_graph.server.pages.templating import asking, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.queries.header import Parameter
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.places import Place
    from mgi_graph.server.pages.refs import Cite
    from mgi_graph.server.pages.sections import FindingItem
    from mgi_graph.store.protocol import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a reader asks of a page that browses: values of parameters, which part of a list, and in which language."""

    address: Address
    given: Mapping[str, tuple[str, ...]]
    number: int = 1
    language: str = "en"


class Entry:
    """A row of an answer; its columns are found by name."""

    __slots__ = ("_columns", "_desk", "row")

    def __init__(self, desk: Desk, columns: Mapping[str, int], row: AnswerRow) -> None:
        """Put the names of the columns beside the row."""
        self._desk = desk
        self._columns = columns
        self.row = row

    def terms(self, name: str) -> Sequence[Term]:
        """Return the terms of a column."""
        return self.row.values[self._columns[name]]

    def refs(self, name: str) -> list[Ref]:
        """Return what stands for the values of a column."""
        return self._desk.linker.refs(self.terms(name))

    def ref(self, name: str) -> Ref:
        """Return what stands for the one value of a column; an empty one for none."""
        return next(iter(self.refs(name)), Ref(""))

    def node(self, name: str) -> ox.NamedNode:
        """Return the thing in a column that always holds one."""
        (term,) = self.terms(name)
        assert isinstance(term, ox.NamedNode)
        return term

    def number(self, name: str) -> int | None:
        """Return the whole number in a column."""
        text = self.ref(name).text
        return int(text) if text.isdecimal() else None

    def cites(self) -> list[Cite]:
        """Return the passages that the row rests on."""
        return self._desk.filler.cites(self.places())

    def places(self) -> list[Place]:
        """Return the same as places of a source."""
        return [self._desk.places.of(passage.iri) for passage in self.row.passages]

    def finding(self, name: str) -> FindingItem:
        """Return the finding in a column, with the passages of the row."""
        return self._desk.filler.finding(self.node(name), self.places())


class Asked(NamedTuple):
    """The answer to a saved query: its rows, where it is asked, and the answer as it came."""

    entries: list[Entry]
    saved: str
    answer: Answer


class Desk:
    """What a job for a page works with."""

    def __init__(self, context: Context, view: View) -> None:
        """Open the dataset for one page."""
        self.graph = context.graph
        self.store = context.graph.store
        self.view = view
        self.linker = linker_of(self.store, view.address, view.language)
        self.places = places_of(self.store)
        self.filler = Filler(self.store, self.linker, self.places)

    def ask(self, name: str, given: Mapping[str, Sequence[str]] | None = None) -> Asked:
        """Ask a saved query; raises :class:`ParameterError` and :class:`NameNotFoundError` for what was given."""
        values = given or {}
        answer = ask(self.store, self.graph.queries, name, values, language=self.view.language)
        columns = {column.name: place for place, column in enumerate(answer.columns)}
        entries = [Entry(self, columns, row) for row in answer.rows]
        return Asked(entries, asking(name, **{key: list(value) for key, value in values.items()}), answer)

    def parameters(self, name: str) -> tuple[Parameter, ...]:
        """Return the parameters of a saved query."""
        return self.graph.queries[name].header.parameters

    def render(self, template: str, **values: object) -> Rendered:
        """Fill a template."""
        body = render(template, self.view.address, digest=self.store.digest, **values)
        return Rendered(body=body.encode(), content_type=HTML.content_type)
