"""Lines of one country as a template for all others: the code and the name are marks, which a copy fills in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from generator.codes import name_of
from mgi_graph.namespaces import GRAPH, ID, VOCAB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.original import Original, Quad

#: Characters that no line of N-Quads holds unescaped.
_CODE, _UPPER, _NAME = b"\x01", b"\x02", b"\x03"
_BASES: Final = b"|".join(re.escape(base.encode()) for base in (f"{ID}int/state-", ID, VOCAB, f"{GRAPH}data/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a country states, with marks: the lines about what is in its own scope, and those about anything else.

    ``shared`` are lines that are the same in every country.
    """

    own: bytes
    others: bytes
    shared: frozenset[bytes]


def to_lines(quads: Iterable[Quad], *, graphs: bool) -> set[bytes]:
    """Write quads as lines of N-Quads, or of N-Triples where graphs are left out."""
    parts: dict[str, list[pyoxigraph.Triple]] = {}
    for graph, triple in quads:
        parts.setdefault(graph if graphs else "", []).append(triple)
    lines: set[bytes] = set()
    for graph, triples in parts.items():
        text = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        text = text.replace(b" .\n", f" <{graph}> .\n".encode()) if graphs else text
        lines.update(text.splitlines(keepends=True))
    return lines


def scope_of(code: str) -> bytes:
    """Return what the lines about the things of a country begin with."""
    return f"<{ID}{code}/".encode()


def make_template(lines: Iterable[bytes], code: str, name: str) -> Template:
    """Put marks into lines that stand under the code and the name of one country."""
    own: list[bytes] = []
    others: list[bytes] = []
    shared: set[bytes] = set()
    scope, pattern, upper = scope_of(code), _names(code), code.upper().encode()
    for line in sorted(lines):
        marked = pattern.sub(rb"<\1" + _CODE, line)
        marked = marked.replace(b'notation> "' + upper + b'"', b'notation> "' + _UPPER + b'"')
        if marked == line:
            shared.add(line)
        else:
            (own if line.startswith(scope) else others).append(marked.replace(name.encode(), _NAME))
    return Template(own=b"".join(own), others=b"".join(others), shared=frozenset(shared))


def name_in(code: str, original: Original) -> str:
    """Return what the country of a code is called."""
    return original.name if code == original.code else name_of(code, original.name)


def is_about(line: bytes, code: str) -> bool:
    """Tell whether a line names something of a country."""
    return bool(_names(code).search(line))


def fill(marked: bytes, code: str, original: Original) -> list[bytes]:
    """Return the lines of a country, each with its end."""
    name = name_in(code, original)
    for mark, value in ((_CODE, code), (_UPPER, code.upper()), (_NAME, name)):
        marked = marked.replace(mark, value.encode())
    return marked.splitlines(keepends=True)


@cache
def _names(code: str) -> re.Pattern[bytes]:
    return re.compile(b"<(" + _BASES + b")" + code.encode() + b"(?=[/>-])")
