"""The list of terms that a release is held to: a table with one row a term, kept in the repository."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from mgi_graph.comparison.term import Term
from mgi_graph.errors import Place, SourceError
from mgi_graph.namespaces import expand
from mgi_graph.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mgi_graph.project import Project

#: Where the lists are: ``<version>.tsv`` for each release.
FOLDER: Final = "ontology/releases"
COLUMNS: Final = tuple(field.name for field in fields(Term))
_SINGLE: Final = ("name", "kind", "label", "definition")
_JOINT: Final = " ; "


def write_list(terms: Iterable[Term]) -> str:
    """Write a table of terms, A to Z; several values of a column are parted by semicolons."""
    rows = ["\t".join(COLUMNS)]
    rows += [
        "\t".join(_cell(getattr(term, name)) for name in COLUMNS) for term in sorted(terms, key=lambda each: each.name)
    ]
    return "\n".join(rows) + "\n"


def read_list(path: Path) -> dict[str, Term]:
    """Read a table of terms, by IRI; raises :class:`SourceError` with the line at fault."""
    return {expand(term.name): term for term in read_rows(path, _term, COLUMNS)}


def latest(project: Project) -> Path:
    """Return the list of the highest release; raises :class:`SourceError` where there is none."""
    found = {version: path for path in project.files(FOLDER, ".tsv") if (version := read_version(path.stem))}
    if not found:
        message = "expected the list of terms of a release; python scripts/terms.py --release writes one"
        raise SourceError(message, place=Place(file=FOLDER))
    return found[max(found)]


def read_version(text: str) -> tuple[int, int, int] | None:
    """Read a version (Semantic Versioning 2.0.0 §2), or return ``None``.

    >>> read_version("0.10.1")
    (0, 10, 1)
    """
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    return int(parts[0]), int(parts[1]), int(parts[2])


def may_break(old: str, new: str) -> bool:
    """Tell whether a version may remove what an older one has: a major one, before 1.0.0 a minor one (§4, §8).

    >>> may_break("0.1.0", "0.2.0"), may_break("1.1.0", "1.2.0"), may_break("1.1.0", "2.0.0")
    (True, False, True)
    """
    before, after = read_version(old), read_version(new)
    if before is None or after is None:
        return False
    return after[0] > before[0] or (after[0] == before[0] == 0 and after[1] > before[1])


def _cell(value: str | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return " ".join((value if isinstance(value, str) else _JOINT.join(value)).split())


def _term(row: Mapping[str, str]) -> Term:
    several = {name: _split(row[name]) for name in COLUMNS if name not in {*_SINGLE, "deprecated"}}
    if row["deprecated"] not in {"", "yes"}:
        raise ValueError(f"expected yes or nothing under deprecated; found {row['deprecated']!r}")
    return Term(
        name=row["name"],
        kind=row["kind"],
        label=row["label"],
        definition=row["definition"],
        deprecated=row["deprecated"] == "yes",
        **several,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_JOINT)) if cell else ()
