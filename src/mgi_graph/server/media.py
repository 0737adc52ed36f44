"""The forms in which resources are served: media type, suffix and name of each (RFC 6838; RFC 9110 §8.3)."""

from __future__ import annotations

from typing import Final, NamedTuple


class Representation(NamedTuple):
    """One form of a resource.

    ``name`` is how links speak of it, ``suffix`` what asks for it in a URL, without the dot; ``aliases`` are other
    media types that clients ask it by, answered under the name that they used.
    """

    name: str
    media_type: str
    suffix: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """Return the value of Content-Type: text is UTF-8, and says so where the type has a charset."""
        return content_type_of(self.media_type)


def content_type_of(media_type: str) -> str:
    """Return the value of Content-Type for a media type of ours."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


HTML: Final = Representation("HTML", "text/html", "html", ("application/xhtml+xml",))
TURTLE: Final = Representation("Turtle", "text/turtle", "ttl", ("application/x-turtle", "text/n3"))
JSON_LD: Final = Representation("JSON-LD", "application/ld+json", "jsonld", ("application/json",))
RDF_XML: Final = Representation("RDF/XML", "application/rdf+xml", "rdf", ("application/xml", "text/xml"))
#: ``text/plain`` was its media type before it had one of its own (RDF Test Cases 2004 §3), and rdflib asks by it.
N_TRIPLES: Final = Representation("N-Triples", "application/n-triples", "nt", ("text/plain",))
N_QUADS: Final = Representation("N-Quads", "application/n-quads", "nq")
TRIG: Final = Representation("TriG", "application/trig", "trig")

#: The syntaxes of RDF, in the order of preference.
RDF: Final = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES, N_QUADS, TRIG)
#: What a document about a thing is served as.
DOCUMENT: Final = (HTML, *RDF)
