"""What sorts of thing there are: how a class is called, which one says most, and which one a person means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import MIGOV, STANDARD, expand
from mgi_graph.search.words import content

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

#: The class of a saved query, and what it is called.
SAVED: Final = f"{STANDARD['sh']}SPARQLExecutable"
SAVED_LABEL: Final = "saved query"
#: What entries of a class start with, so that of two that fit the words alike the one more often sought comes first.
KINDS: Final = {
    **dict.fromkeys(
        (f"{MIGOV}{name}" for name in ("Treaty", "LegalInstrument", "PolicyInstrument", "Agreement")), 0.25
    ),
    **dict.fromkeys((f"{MIGOV}{name}" for name in ("Ministry", "Body", "Committee", "State")), 0.2),
    f"{STANDARD['skos']}Concept": 0.08,
    f"{MIGOV}Finding": 0.05,
    **dict.fromkeys((f"{MIGOV}{name}" for name in ("Mandate", "Membership", "Discrepancy", "AgreementParty")), -0.15),
    **dict.fromkeys((f"{MIGOV}{name}" for name in ("CoverageNote", "Component", "Source", "SourceListing")), -0.15),
}
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_label(iri: str, labels: Mapping[str, str]) -> str:
    """Return what a class is called: its label, else its local name in words.

    >>> kind_label("http://www.w3.org/2002/07/owl#ObjectProperty", {})
    'object property'
    """
    if iri == SAVED:
        return SAVED_LABEL
    return labels.get(iri) or _local(iri).lower() or "thing"


def most_specific(classes: Iterable[str], sizes: Mapping[str, int]) -> str:
    """Choose the class that says most of a thing: one of ours before others, the one with the fewest members."""
    return min(classes, key=lambda iri: (not iri.startswith(MIGOV), sizes.get(iri, 0), iri), default="")


def choose(index: sqlite3.Connection, sort: str, given: str) -> str:
    """Return the IRI of the class or domain (``sort``) that a person names by label, local name, number or CURIE.

    Raises :class:`NameNotFoundError` with the nearest names.
    """
    rows = index.execute("SELECT iri, text FROM label WHERE sort = ? ORDER BY iri", (sort,)).fetchall()
    known = {iri for iri, _ in rows}
    if ":" in given and (iri := expand(given)) in known:
        return iri
    wanted = _singular(given)
    found = [iri for iri, text in rows if wanted and wanted in {_singular(text), _singular(_local(iri))}]
    found += [iri for iri in sorted(known) if given.isdigit() and iri.rpartition("-")[2] == given]
    if found:
        best: str = min(found, key=lambda iri: (not iri.startswith(MIGOV), iri))
        return best
    raise NameNotFoundError(sort, given, {text for _, text in rows})


def _local(iri: str) -> str:
    return _CAMEL.sub(" ", re.split("[/#]", iri)[-1])


def _singular(text: str) -> tuple[str, ...]:
    """Take words without regard to case, hyphens and plural.

    >>> _singular("Legal-Instruments") == _singular("legal instrument"), _singular("bodies")
    (True, ('body',))
    """
    return tuple(re.sub("(?<=[a-z]{2})s$", "", re.sub("ies$", "y", word)) for word in content(text))
