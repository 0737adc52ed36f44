"""The queries of the checks: one file, one question; each is asked about one profile."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from mgi_graph.store.protocol import Row, Store, Term

_FOLDER: Final = Path(__file__).parent
_BLOCK: Final = "VALUES $profile { UNDEF }"


def ask(store: Store, name: str, profile: str = "") -> tuple[Row, ...]:
    """Answer the query of a name about a profile."""
    bound = f"VALUES $profile {{ {ox.NamedNode(profile)} }}" if profile else _BLOCK
    return store.select(_read(name).replace(_BLOCK, bound)).rows


def text(term: Term | None) -> str:
    """Return the IRI of a node or the text of a literal; nothing for no value."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def number(term: Term | None) -> int:
    """Return an integer literal as a number; raises :class:`ValueError` for anything else."""
    return int(text(term))


@cache
def _read(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
