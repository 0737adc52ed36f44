"""The language of labels on a page (RFC 9110 §12.5.4; RFC 4647 §3.4 Lookup): one of those that the dataset has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.languages import rank
from mgi_graph.server.pages.lexicon import PAGE

if TYPE_CHECKING:
    from starlette.requests import Request

    from mgi_graph.server.site import Site

#: The request field that decides, for Vary.
FIELD: Final = "Accept-Language"
#: Beyond this rank a language is none of those asked for.
_NEAR: Final = 40
_RANGE: Final = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")
_LONGEST: Final = 1000


def language_of(request: Request, site: Site) -> str:
    """Return the language for a request: the parameter ``lang`` decides, else Accept-Language, else English."""
    wanted = request.query_params.get("lang") or request.headers.get("accept-language", "")
    return choose(wanted[:_LONGEST], site.languages)


@lru_cache(maxsize=1024)
def choose(field: str, available: tuple[str, ...]) -> str:
    """Return the available language that an Accept-Language field likes best.

    >>> choose("xy;q=0.9, de", ("en", "xy-Latn"))
    'xy-Latn'
    >>> choose("en-GB, xy;q=0.5", ("en", "xy-Latn"))
    'en'
    """
    ranges = [match.groups() for part in field.split(",") if (match := _RANGE.fullmatch(part))]
    for tag, weight in sorted(ranges, key=lambda each: -float(each[1] or 1)):
        if tag == "*" or not float(weight or 1):
            continue
        near = sorted((rank(each, tag), each) for each in available)
        if near and near[0][0] < _NEAR:
            return near[0][1]
        if rank(PAGE, tag) == 0:
            return PAGE
    return PAGE
