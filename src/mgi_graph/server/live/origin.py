"""Where a dataset is that stays on its engine, and what whoever serves it must know without asking."""

from __future__ import annotations

import pickle
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.graph.dataset import Dataset, read_dataset
from mgi_graph.namespaces import expand
from mgi_graph.publication.context import read_context
from mgi_graph.publication.counting import count_statistics
from mgi_graph.queries.names import LABELS
from mgi_graph.store.dialect import dialect

if TYPE_CHECKING:
    from mgi_graph.publication.statistics import Statistics
    from mgi_graph.store.dialect import EngineName
    from mgi_graph.store.published import Published
    from mgi_graph.store.remote import RemoteStore

#: The languages of labels, and of other names.
_LANGUAGES: Final = f"""
SELECT DISTINCT ?language WHERE {{
    VALUES ?p {{ {" ".join(f"<{iri}>" for iri in (*LABELS, expand("skos:altLabel")))} }}
    ?x ?p ?text BIND (LANG(?text) AS ?language) FILTER (?language != "")
}} ORDER BY ?language"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An engine by its address and dialect, and the dataset on it: what was published, in figures, in languages.

    ``edition`` is the version of the ontology, which that of the JSON-LD context is too.
    """

    url: str
    engine: EngineName
    published: Published
    dataset: Dataset
    statistics: Statistics
    languages: tuple[str, ...]
    edition: str

    def open(self, *, patience: float) -> RemoteStore:
        """Return the dataset as a store; nothing is asked yet."""
        from mgi_graph.store.credentials import from_environment
        from mgi_graph.store.engine import Engine
        from mgi_graph.store.remote import RemoteStore
        from mgi_graph.store.transport import Transport

        transport = Transport(self.url, from_environment(), patience=patience)
        return RemoteStore(Engine(transport, dialect(self.engine)), self.published)

    def encode(self) -> str:
        """Return it as text, for a process that only hands it on."""
        return b64encode(pickle.dumps(self)).decode("ascii")


def decode(text: str) -> Origin:
    """Return the origin that :meth:`Origin.encode` made text; both ends are this program."""
    found = pickle.loads(b64decode(text))
    assert isinstance(found, Origin)
    return found


def read_origin(store: RemoteStore, url: str, queries: int) -> Origin:
    """Read what there is to know of the dataset on an engine; raises :class:`StoreError` where it fails."""
    found = Origin(
        url=url,
        engine=store.engine.dialect.name,
        published=store.published,
        dataset=read_dataset(store, queries),
        statistics=count_statistics(store),
        languages=_languages(store),
        edition=read_context(store).version,
    )
    store.confirm()
    return found


def _languages(store: RemoteStore) -> tuple[str, ...]:
    rows = store.select(_LANGUAGES).rows
    return tuple(sorted(term.value for row in rows for term in row if isinstance(term, ox.Literal)))
