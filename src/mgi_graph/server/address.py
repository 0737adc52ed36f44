"""Canonical IRIs and where this server shows them.

The IRIs of the project stay what they are whatever host serves them; links on pages lead to the host
that a reader is on, behind the prefix of its proxy too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from mgi_graph.namespaces import BASE, ID, VOCAB

#: What may stand in a path as it is (RFC 3986 §3.3 pchar and "/").
_SAFE = "/:@!$&'()*+,;=-._~%"
#: A path that quoting leaves as it is; most are such.
_PLAIN = re.compile(r"[A-Za-z0-9/._-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a request finds this server: its origin (``https://example.org``) and the prefix of the proxy before it."""

    origin: str = ""
    root: str = ""

    def path(self, local: str) -> str:
        """Return a path on this server, such as ``/doc/int/state-fr``, with the prefix of the proxy.

        >>> Address(root="/graph").path("/sparql")
        '/graph/sparql'
        """
        return f"{self.root}{local}"

    def url(self, local: str) -> str:
        """Return the absolute URL of a path on this server."""
        return f"{self.origin}{self.root}{local}"

    def link(self, iri: str) -> str:
        """Return where a reader is sent for an IRI: a path here for an IRI of the project, else the IRI itself.

        >>> Address().link("https://w3id.org/migov/id/int/state-fr")
        '/doc/int/state-fr'
        >>> Address().link("https://w3id.org/migov/ontology#Finding")
        '/ontology#Finding'
        >>> Address().link("https://example.org/x")
        'https://example.org/x'
        """
        local = local_of(iri)
        if local is None:
            return iri
        path, hash_sign, fragment = local.partition("#")
        return f"{self.root}{document_of(path)}{hash_sign}{fragment}"


def local_of(iri: str) -> str | None:
    """Return the path of an IRI of the project below its base, with its fragment; ``None`` for other IRIs.

    >>> local_of("https://w3id.org/migov/vocab/topic/asylum")
    '/vocab/topic/asylum'
    """
    if not iri.startswith(BASE):
        return None
    path = iri.removeprefix(BASE)
    return f"/{path if _PLAIN.fullmatch(path) else quote(path, safe=_SAFE + '#')}"


def document_of(path: str) -> str:
    """Return the document that describes what a path identifies: things and concepts have one of their own.

    >>> document_of("/id/int/state-fr"), document_of("/vocab/topic"), document_of("/query/findings")
    ('/doc/int/state-fr', '/doc/vocab/topic', '/query/findings')
    """
    if path.startswith("/id/"):
        return f"/doc/{path.removeprefix('/id/')}"
    return f"/doc{path}" if path.startswith("/vocab/") else path


def iri_of(document: str) -> str:
    """Return the IRI of the thing that a document below ``/doc/`` describes.

    >>> iri_of("int/state-fr"), iri_of("vocab/topic/asylum")
    ('https://w3id.org/migov/id/int/state-fr', 'https://w3id.org/migov/vocab/topic/asylum')
    """
    return f"{VOCAB}{document.removeprefix('vocab/')}" if document.startswith("vocab/") else f"{ID}{document}"
