"""Check the texts of a file: that they are composed, and that labels have no stray spaces."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from mgi_graph.namespaces import expand, shrink
from mgi_graph.turtle.rule import Slip
from mgi_graph.turtle.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.turtle.facts import Facts

_LABELS: Final = frozenset(
    map(expand, ("rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "dcterms:title"))
)
#: Where a stray space may be: at an end of quoted text, twice or as a tab within it, behind an escape.
_STRAY: Final = re.compile(
    r"""["'][ \t]+[^\n]|["'][^"'\n]*(?:[ \t]{2}|\t)|["'][^"'\n]*[^"'\s][ \t]+["']|\\[tnru]|\"{3}|'{3}"""
)


def not_composed(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find text that is not in Normalization Form C (RDF 1.1 Concepts §3.3): it looks equal and is not."""
    for file in files:
        if unicodedata.is_normalized("NFC", file.places.text):
            continue
        for token in tokens(file.places.text):
            if not unicodedata.is_normalized("NFC", token.text):
                instead = unicodedata.normalize("NFC", token.text)
                yield Slip(file.places.at(token), None, "text is in Unicode's Normalization Form C", instead)


def stray_space(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find labels that begin or end with a space, or hold two in a row."""
    for file in files:
        if not _STRAY.search(file.places.text):
            continue
        lost = {
            triple.object
            for triple in file.triples
            if triple.predicate.value in _LABELS
            and isinstance(triple.object, Literal)
            and triple.object.value != " ".join(triple.object.value.split())
        }
        for statement in file.places.document.statements if lost else ():
            if statement.object in lost and statement.predicate.value in _LABELS:
                message = f"a {shrink(statement.predicate.value)} has single spaces, and none at its ends"
                instead = f'"{" ".join(statement.object.value.split())}"'
                yield Slip(file.places.at(statement.at[2]), statement.subject.value, message, instead)
