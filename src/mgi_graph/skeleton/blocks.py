"""Blocks of Turtle in the house style, as generated files have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from mgi_graph.namespaces import OURS, STANDARD, namespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: A predicate and its objects, as Turtle writes them; without objects nothing is said.
Statement = tuple[str, "str | Sequence[str]"]


def text(words: str, language: str = "en") -> str:
    """Write a text in a language (BCP 47).

    >>> text("Loi", "fr")
    '"Loi"@fr'
    """
    return str(Literal(words, language=language))


def block(subject: str, said: Iterable[Statement]) -> str:
    """Write one subject: a predicate a line, several objects one a line."""
    lines = []
    for predicate, value in said:
        values = [value] if isinstance(value, str) else value
        if len(values) == 1:
            lines.append(f"    {predicate} {values[0]}")
        elif values:
            lines.append(f"    {predicate}\n" + " ,\n".join(f"        {each}" for each in values))
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def document(head: Sequence[str], blocks: Sequence[str]) -> str:
    """Write a file: its two lines of comment, the prefixes that the blocks use, the blocks."""
    body = "\n".join(blocks)
    used = set(re.findall(r"(?:^| )([A-Za-z][\w-]*):(?=[^/])", re.sub(r'"[^"]*"|<[^>]*>', "", body)))
    prefixes = []
    for names in (sorted(used & set(STANDARD)), sorted(used - set(STANDARD))):
        lines = (f"@prefix {name}: <{STANDARD.get(name) or OURS.get(name) or namespace(name)}> .\n" for name in names)
        prefixes.append("".join(lines))
    return "\n".join(["".join(f"# {line}\n" for line in head), *filter(None, prefixes), body])
