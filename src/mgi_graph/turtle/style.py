"""Check the looks of files: how names are written, the order of terms, the layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import Place, SourceError
from mgi_graph.namespaces import ID, VOCAB, expand, shrink
from mgi_graph.turtle.names import mentions
from mgi_graph.turtle.rule import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.turtle.facts import Facts

_NAME: Final = re.compile(rf"(?:{re.escape(ID)}|{re.escape(VOCAB)})[a-z0-9][a-z0-9./#-]*")
_SECTION_OR_TERM: Final = re.compile(r"^(?:(# .* -{3,})|(migov:\S+))$", re.MULTILINE)


def data_name(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find names of things and concepts with anything but lower-case ASCII letters, digits, hyphens and full stops."""
    for file in files:
        lost = {iri for iri in file.names if iri.startswith((ID, VOCAB)) and not _NAME.fullmatch(iri)}
        for iri, token in mentions(file.places).items() if lost else ():
            if iri in lost:
                message = f"a name is lower case, ASCII, with hyphens, and {shrink(iri)} is not"
                yield Slip(file.places.at(token), iri, message)


def term_order(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find terms of the ontology that do not stand A to Z in their ruled section."""
    for file in files:
        last = ""
        for match in _SECTION_OR_TERM.finditer(file.places.text) if file.file.startswith("ontology/") else ():
            term = match[2] or ""
            if term and term < last:
                line = file.places.text.count("\n", 0, match.start()) + 1
                place = Place(file=file.file, line=line, column=1, length=len(term))
                yield Slip(place, expand(term), f"terms stand A to Z in their section, and {term} follows {last}")
            last = term


def house_format(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find files that ``mgi fmt`` would write otherwise."""
    from mgi_graph.turtle.format.glance import is_formatted
    from mgi_graph.turtle.format.house import formatted

    for file in files:
        if is_formatted(file.places.text, file.used):
            continue
        try:
            new = formatted(file.places.text, file.file)
        except SourceError as error:
            yield Slip(error.place or file.places.start(), None, error.message)
            continue
        if new != file.places.text:
            line = _first_difference(file.places.text, new)
            message = f"a file is written as mgi fmt writes it, and this line is not (run: mgi fmt {file.file})"
            yield Slip(Place(file=file.file, line=line, column=1), None, message)


def _first_difference(old: str, new: str) -> int:
    """Return the first line that is not as it will be."""
    one, other = old.split("\n"), new.split("\n")
    return next((at for at, pair in enumerate(zip(one, other, strict=False), start=1) if pair[0] != pair[1]), len(one))
