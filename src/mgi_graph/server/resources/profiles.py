"""Which view of a thing a client wants (W3C Content Negotiation by Profile, Working Draft of 2 October 2023).

``Accept-Profile`` is a preference: where none of its profiles is there, the default is served, and ``Content-Profile``
says so. ``_profile`` in the query string is a demand (§7, Query String Arguments): one that there is not is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from mgi_graph.errors import shorten
from mgi_graph.namespaces import ONTOLOGY
from mgi_graph.server.media import DOCUMENT, JSON_LD
from mgi_graph.server.negotiation import field_of
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

    from mgi_graph.server.media import Representation

#: The field that decides, for Vary, and the argument of the query string.
FIELD: Final = "Accept-Profile"
_FIELD: Final = FIELD.lower().encode()
ARGUMENT: Final = "_profile"
_MEMBER: Final = re.compile(r"\s*<([^<>]*)>\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?")
#: Beyond this a field is read no further.
_LONGEST: Final = 2000


class Profile(NamedTuple):
    """A view: its IRI, the token that stands for it, what it is, and the forms that it has."""

    iri: str
    token: str
    title: str
    offers: tuple[Representation, ...]


PLAIN: Final = Profile(ONTOLOGY, "description", "what the graph says, in its own terms", DOCUMENT)
SCHEMA: Final = Profile("https://schema.org/", "schema", "what search engines read", (JSON_LD,))
#: The default first.
PROFILES: Final = (PLAIN, SCHEMA)


def profile_of(request: Request) -> Profile:
    """Return the view that a request asks for; raises :class:`Problem` (400) for a ``_profile`` that there is not."""
    if request.scope["query_string"] and (asked := request.query_params.get(ARGUMENT)) is not None:
        for profile in PROFILES:
            if asked in {profile.token, profile.iri}:
                return profile
        raise _unknown(asked)
    field = field_of(request.scope, _FIELD)
    return preferred(field) if field else PLAIN


def preferred(field: str) -> Profile:
    """Return the profile that an Accept-Profile field likes best; the default where it names none that there is.

    >>> preferred("<https://schema.org/>;q=0.9, <https://example.org/other>").token
    'schema'
    >>> preferred("<https://schema.org/>;q=0").token
    'description'
    """
    weights = {iri: float(weight or 1) for iri, weight in _MEMBER.findall(field[:_LONGEST])}
    liked = [profile for profile in PROFILES if weights.get(profile.iri, 0) > 0]
    return max(liked, key=lambda profile: weights[profile.iri], default=PLAIN)


def links(url: str, profile: Profile) -> list[str]:
    """Return the links of a document at a URL to its views, and to the profile that it has (§6.3.1).

    They do not tell the type: a reader of JSON-LD would follow one and take the view for the document (JSON-LD 1.1
    Processing Algorithms and API §9.4, as rdflib reads it).
    """
    others = [
        f'<{url}.{each.suffix}?{ARGUMENT}={other.token}>; rel="alternate"; formats="{other.iri}"'
        for other in PROFILES
        if other is not PLAIN and other is not profile
        for each in other.offers
    ]
    return [f'<{profile.iri}>; rel="profile"', *others]


def _unknown(asked: str) -> Problem:
    known = ", ".join(f"{profile.token} ({profile.title})" for profile in PROFILES)
    return Problem(
        status=400,
        kind="bad-parameter",
        title="There is no such profile",
        detail=f"{ARGUMENT}: there is no profile {shorten(asked)!r}; there are {known}.",
        extras={"available": [{"type": profile.iri, "href": f"?{ARGUMENT}={profile.token}"} for profile in PROFILES]},
    )
