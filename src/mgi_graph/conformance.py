"""What a check has to say about the files, whichever check it was, and where.

Lint, the OWL 2 RL inconsistency rules and SHACL all answer with :class:`Result`, so that one
report serves them. The three severities are those of SHACL §2.1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity: TypeAlias = Literal["Violation", "Warning", "Info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Name a place in a text; ``line`` and ``column`` count from 1, columns in code points.

    ``length`` is how many code points of that line the place takes.
    """

    file: str
    line: int | None = None
    column: int | None = None
    length: int | None = None

    def __str__(self) -> str:
        """Write the place as editors read it, ``file:line:column``.

        >>> str(Place(file="data/a.ttl", line=3, column=7))
        'data/a.ttl:3:7'
        """
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Say which rule is broken, how badly, where, and by which values.

    ``rule`` is the name of a lint rule (``subject-twice``), of a W3C inconsistency rule
    (``cax-dw``) or the IRI of a shape; ``component`` the IRI of the SHACL constraint component.
    ``focus`` and ``path`` are IRIs; ``value`` is a term as N-Triples writes it. ``correction`` says
    what to write instead, where that can be told.
    """

    rule: str
    severity: Severity
    message: str
    place: Place | None = None
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    component: str | None = None
    correction: str | None = None

    def __str__(self) -> str:
        """Write the result on one line, place first, as compilers do.

        >>> str(Result(rule="unused-prefix", severity="Violation", message="…", place=Place(file="a.ttl", line=3)))
        'a.ttl:3: Violation: … (unused-prefix)'
        """
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.severity}: {self.message} ({self.rule})"


def violates(results: Iterable[Result]) -> bool:
    """Tell whether any of the results forbids publication."""
    return any(result.severity == "Violation" for result in results)


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Sort results by severity, then by place, then by their parts; equal ones are kept once."""
    return tuple(sorted(set(results), key=_order))


def _order(result: Result) -> tuple[str | int, ...]:
    place = result.place or Place(file="")
    return (
        SEVERITIES.index(result.severity),
        place.file,
        place.line or 0,
        place.column or 0,
        result.rule,
        result.focus or "",
        result.path or "",
        result.value or "",
        result.message,
        result.component or "",
    )
