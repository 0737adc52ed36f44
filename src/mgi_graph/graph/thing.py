"""Everything about one thing, in Python."""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING

from mgi_graph.namespaces import shrink
from mgi_graph.queries.describe import Description
from mgi_graph.results.cite import cite
from mgi_graph.results.values import Entity, value_of

if TYPE_CHECKING:
    import rdflib

    from mgi_graph.queries.describe import Property


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class DescriptionResult(Description):
    """What is said of a thing, what points at it, what it rests on, and which line states it."""

    @property
    def entity(self) -> Entity:
        """Return the thing itself, as it stands in answers."""
        return Entity(iri=self.iri, label=self.labels.get(self.iri, ""))

    def __str__(self) -> str:
        """Return the page that ``mgi describe`` prints."""
        from mgi_graph.results.description import write_text

        return write_text(self).rstrip()

    def __repr__(self) -> str:
        """Show the same page."""
        return str(self)

    def _repr_html_(self) -> str:
        cited = "; ".join(escape(cite(passage)) for passage in self.passages)
        sources = "".join(f"<br>Source: {escape(source)}" for source in self.sources)
        return "".join(
            (
                f'<section lang="en"><h4>{escape(self.label)}</h4><p>{escape(shrink(self.iri))}</p>',
                self._list("Says", self.outgoing),
                self._list("Is pointed at by", self.incoming),
                f"<p>Rests on: {cited}{sources}</p>" if cited else "",
                "</section>",
            )
        )

    def to_rdflib(self) -> rdflib.Graph:
        """Return what the files state of the thing as an rdflib graph."""
        from mgi_graph.graph.rdf import to_rdflib

        return to_rdflib(self.triples)

    def _list(self, head: str, properties: tuple[Property, ...]) -> str:
        if not properties:
            return ""
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left;vertical-align:top">{self._shown(Entity(iri=each.iri))}</th>'
            f'<td style="text-align:left">{self._values(each)}</td></tr>'
            for each in properties
        )
        return f'<table><caption style="text-align:left">{head}</caption>{rows}</table>'

    def _values(self, each: Property) -> str:
        return "<br>".join(
            self._shown(value_of(value.term, self.labels)) + (" (inferred)" if value.inferred else "")
            for value in each.values
        )

    def _shown(self, value: object) -> str:
        if isinstance(value, Entity):
            return Entity(iri=value.iri, label=self.labels.get(value.iri, ""))._repr_html_()
        return escape(str(value))


def result_of(description: Description) -> DescriptionResult:
    """Return a description as what Python users work with."""
    return DescriptionResult(**{each.name: getattr(description, each.name) for each in fields(description)})
