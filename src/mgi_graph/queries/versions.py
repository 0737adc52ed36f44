"""Which state of a query and of a dataset an answer was given by."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from mgi_graph.store.protocol import Store

_VERSIONS: Final = f"""
SELECT DISTINCT ?version WHERE {{
    ?ontology a <{STANDARD["owl"]}Ontology> ; <{STANDARD["owl"]}versionInfo> ?version
}} ORDER BY ?version"""


@lru_cache(maxsize=256)
def digest_of(text: str) -> str:
    """Return the SHA-256 of a query's text, in hexadecimal; a line end is one character.

    >>> digest_of("ASK {}")[:8]
    '819ea91e'
    """
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()


def read_versions(store: Store) -> tuple[str, ...]:
    """Return what a dataset calls its version (``owl:versionInfo`` of its ontologies), each once."""
    return tuple(row[0].value for row in store.select(_VERSIONS).rows if isinstance(row[0], ox.Literal))
