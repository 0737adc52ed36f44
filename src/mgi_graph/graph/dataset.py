"""What a dataset is: its version, its digest, what it covers and how much it holds."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import MIGOV, ONTOLOGY, STANDARD
from mgi_graph.queries.names import read_labels
from mgi_graph.results.cells import lexical
from mgi_graph.results.values import Entity

if TYPE_CHECKING:
    from mgi_graph.store.protocol import Store

_VERSION: Final = f"SELECT ?version WHERE {{ <{ONTOLOGY}> <{STANDARD['owl']}versionInfo> ?version }} LIMIT 1"
_PROFILES: Final = f"""
SELECT DISTINCT ?country ?profile WHERE {{ ?profile <{MIGOV}assessedState> ?country }} ORDER BY ?country ?profile"""
_STATEMENTS: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_FINDINGS: Final = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a <{MIGOV}Finding> }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset in figures; ``digest`` is its SHA-256, which changes with any statement.

    ``statements`` counts triples, inferred ones too; ``countries`` are those that a profile assesses.
    """

    version: str
    digest: str
    countries: tuple[Entity, ...]
    profiles: tuple[Entity, ...]
    statements: int
    findings: int
    queries: int

    def __str__(self) -> str:
        """Return the figures, one a line."""
        return "\n".join(f"{name:<11} {value}" for name, value in self._facts())

    def __repr__(self) -> str:
        """Show the figures, as a person at a prompt wants them."""
        return str(self)

    def _repr_html_(self) -> str:
        rows = "".join(f'<tr><th scope="row">{name}</th><td>{escape(value)}</td></tr>' for name, value in self._facts())
        return f"<table><caption>Dataset</caption>{rows}</table>"

    def _facts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("version", self.version),
            ("digest", f"sha256 {self.digest}"),
            ("countries", ", ".join(map(str, self.countries))),
            ("profiles", ", ".join(map(str, self.profiles))),
            ("statements", f"{self.statements:,}"),
            ("findings", f"{self.findings:,}"),
            ("queries", str(self.queries)),
        )


def read_dataset(store: Store, queries: int) -> Dataset:
    """Read what the dataset says of itself; ``queries`` is the number of saved ones."""
    pairs = store.select(_PROFILES).rows
    columns = [dict.fromkeys(lexical(row[place]) for row in pairs) for place in (0, 1)]
    labels = read_labels(store, [iri for column in columns for iri in column])
    countries, profiles = (tuple(Entity(iri=iri, label=labels.get(iri, "")) for iri in column) for column in columns)
    version = store.select(_VERSION).rows
    return Dataset(
        version=lexical(version[0][0]) if version else "",
        digest=store.digest,
        countries=countries,
        profiles=profiles,
        statements=_count(store, _STATEMENTS),
        findings=_count(store, _FINDINGS),
        queries=queries,
    )


def _count(store: Store, query: str) -> int:
    return int(lexical(store.select(query).rows[0][0]))
