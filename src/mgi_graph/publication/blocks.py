"""The blocks of Turtle and TriG in the style of the house: one predicate a line, several values one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.publication.spelling import spell_verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mgi_graph.publication.grouping import Properties
    from mgi_graph.publication.spelling import Spelling

INDENT = "    "


def block(name: str, properties: Properties, spelling: Spelling, indent: str = INDENT) -> str:
    """Write what is said of one subject."""
    term, need = spelling.term, spelling.prefixes.add
    said = []
    for (_, _, verb, prefix), values in sorted([(spell_verb(each), values) for each, values in properties.items()]):
        need(prefix)
        said.append((verb, [term(value) for value in values]))
    return lay_out(name, said, indent)


def lay_out(name: str, said: Iterable[tuple[str, Collection[str]]], indent: str = INDENT) -> str:
    """Lay out a block whose terms are spelled: its subject, and each predicate in its order, with its values."""
    step = f"\n{indent}    "
    lines = [
        f"{verb}{step}" + f" ,{step}".join(sorted(values)) if len(values) > 1 else f"{verb} {next(iter(values))}"
        for verb, values in said
    ]
    return f"{name}\n{indent}" + f" ;\n{indent}".join(lines) + " .\n"
