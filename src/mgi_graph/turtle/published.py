"""Check the terms of published vocabularies against the lists of those that exist."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import STANDARD, shrink
from mgi_graph.turtle.names import mentions
from mgi_graph.turtle.rule import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_graph.turtle.facts import Facts

#: One list of local names a vocabulary; scripts/vocabularies.py writes them.
_LISTS: Final = Path(__file__).parent / "vocabularies"
_SPACE: Final = re.compile(r".*[/#]", re.DOTALL)
#: Container membership properties are without number (RDF Schema §5.1.5).
_MEMBER: Final = re.compile(re.escape(STANDARD["rdf"]) + r"_[1-9][0-9]*")
_HTTP: Final = "http://schema.org/"


@cache
def vocabularies() -> Mapping[str, frozenset[str]]:
    """Return the local names of each namespace that has a list.

    >>> "datatype" in vocabularies()["http://www.w3.org/ns/shacl#"]
    True
    """
    texts = [path.read_text(encoding="utf-8").split("\n") for path in sorted(_LISTS.glob("*.txt"))]
    return {lines[0].removeprefix("# "): frozenset(line for line in lines[2:] if line) for lines in texts}


def unknown_term(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find terms that their vocabulary does not have: a misspelt one constrains nothing, and nobody notices."""
    fine: set[str] = set()
    for file in files:
        lost = {iri for iri in file.names - fine if _is_unknown(iri)}
        fine |= file.names - lost
        for iri, token in mentions(file.places).items() if lost else ():
            if iri in lost:
                near = _nearest(iri)
                hint = f"; nearest: {near}" if near else ""
                message = f"a term is one that its vocabulary has, and {shrink(iri)} is not{hint}"
                yield Slip(file.places.at(token), iri, message, near)


def http_schema(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find terms of schema.org under the other protocol: they are other terms to every program."""
    for file in files:
        lost = {iri for iri in file.names if iri.startswith(_HTTP)}
        for iri, token in mentions(file.places).items() if lost else ():
            if iri in lost:
                instead = STANDARD["schema"] + iri.removeprefix(_HTTP)
                message = f"terms of schema.org begin with {STANDARD['schema']}, and <{iri}> does not"
                yield Slip(file.places.at(token), iri, message, shrink(instead))


def _is_unknown(iri: str) -> bool:
    match = _SPACE.match(iri)
    terms = vocabularies().get(match[0]) if match else None
    return terms is not None and match is not None and _local(iri, match[0]) not in terms


def _local(iri: str, space: str) -> str:
    """Return the local name; namespaces themselves and numbered members count as known."""
    if iri == space or _MEMBER.fullmatch(iri):
        return next(iter(vocabularies()[space]))
    return iri.removeprefix(space)


def _nearest(iri: str) -> str | None:
    match = _SPACE.match(iri)
    if match is None:
        return None
    local, space = iri.removeprefix(match[0]), match[0]
    folded = {term.lower(): term for term in sorted(vocabularies()[space])}
    near = get_close_matches(local.lower(), folded, n=1, cutoff=0.6)
    return shrink(space + folded[near[0]]) if near else None
