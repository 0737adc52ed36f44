"""What is asked for: a profile of a country or of a city in it, of one year."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ParameterError

if TYPE_CHECKING:
    from pathlib import Path

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
_SCOPE: Final = re.compile(r"[a-z]{2}")
_KIND: Final = re.compile(r"[a-z][a-z0-9]*")
#: A language tag as the shapes accept it (BCP 47 §2.1, without grandfathered tags).
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: What no string of Turtle between quotation marks may hold as it is (RDF 1.1 Turtle §6.5), and a line of a table not.
_UNQUOTED: Final = re.compile(r'["\\\x00-\x1f]')
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A profile to start; ``scope`` is the country in lower case, ``name`` and ``city`` as people write them.

    ``name`` is empty where the register is to be asked; ``city`` for a profile of the country.
    """

    scope: str
    year: int
    kind: str = "mgi"
    name: str = ""
    city: str = ""
    language: str = "en"
    source: Path | None = None

    @property
    def profile(self) -> str:
        """Return the local name of the profile: its kind, year and city."""
        return f"{self.kind}-{self.year}{f'-{slug(self.city)}' if self.city else ''}"

    @property
    def curie(self) -> str:
        """Return the name of the profile as commands take it."""
        return f"{self.scope}:{self.profile}"


def read_year(year: str) -> int:
    """Read the year of a profile; raises :class:`ParameterError` for one out of bounds.

    >>> read_year("2030")
    2030
    """
    if not (year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise ParameterError(f"{year!r} is no year of a profile: expected one from {FIRST_YEAR} to {LAST_YEAR}")
    return int(year)


def check(request: Request) -> Request:
    """Return a request as it is, if it can be a name.

    Raises :class:`ParameterError` for a country that is no two letters (ISO 3166-1 alpha-2), a kind, a
    city or a language that cannot be part of a name.
    """
    if not _SCOPE.fullmatch(request.scope):
        message = "expected two letters of ISO 3166-1 alpha-2, such as xy"
        raise ParameterError(f"{request.scope!r} is no country code: {message}")
    if not _KIND.fullmatch(request.kind):
        raise ParameterError(f"{request.kind!r} is no kind of profile: expected lower-case letters, such as mgi")
    if request.city and not slug(request.city):
        raise ParameterError(f"{request.city!r} has no letter for an address: expected a name in Latin letters")
    for name in (request.name, request.city):
        if _UNQUOTED.search(name):
            raise ParameterError(f"{name!r} is no name: expected one line without quotation marks or backslashes")
    if not _LANGUAGE.fullmatch(request.language):
        raise ParameterError(f"{request.language!r} is no language tag: expected one such as en, fr or km (BCP 47)")
    return request


def slug(name: str) -> str:
    """Return a name as it stands in an IRI.

    >>> slug("Xéville-sur-Mer")
    'xeville-sur-mer'
    """
    plain = (sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return _NO_SLUG.sub("-", "".join(plain).lower()).strip("-")
