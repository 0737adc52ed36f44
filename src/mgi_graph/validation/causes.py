"""Report a mistake where it was made, and not again where it shows.

A name that nobody declares breaks the shapes of the thing that uses it, and of whatever refers to that
thing; a prefix for another namespace breaks every line that bears it. What is told of the cause is
enough: the rest is looked at when the cause is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_graph.conformance import Result
    from mgi_graph.errors import Place

#: Rules of lint that say that a name means nothing.
_NAMES: Final = frozenset({"undeclared-concept", "undeclared-term", "undeclared-thing"})
_PREFIXES: Final = "drifting-prefix"


def without_consequences(
    slips: Iterable[Result], found: Iterable[Result], subject_at: Callable[[Place], str | None]
) -> list[Result]:
    """Join the results of lint and of the shapes, less those that follow from a slip of a name.

    ``subject_at`` says which subject has its block at a place. Left out are the results of shapes on a
    subject that uses an undeclared name, on a value that is one or that lint speaks of at the same place,
    and all but the prefix in a file whose prefix drifts.
    """
    slips = list(slips)
    drifted = {slip.place.file for slip in slips if slip.rule == _PREFIXES and slip.place}
    causes = [slip for slip in slips if not _drifts(slip, drifted) or slip.rule == _PREFIXES]
    names = [slip for slip in causes if slip.rule in _NAMES]
    tainted = {subject_at(slip.place) for slip in names if slip.place} | {slip.focus for slip in names}
    told = {slip.place for slip in causes}
    return causes + [
        result
        for result in found
        if not _drifts(result, drifted)
        and tainted.isdisjoint({result.focus, _iri(result.value)} - {None})
        and (result.value is None or result.place not in told)
    ]


def _drifts(result: Result, files: set[str]) -> bool:
    return result.place is not None and result.place.file in files


def _iri(value: str | None) -> str | None:
    return value[1:-1] if value and value[0] == "<" else None
