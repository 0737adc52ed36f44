"""What a lint rule is, and what it says of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mgi_graph.conformance import Severity
    from mgi_graph.errors import Place
    from mgi_graph.turtle.facts import Facts


class Slip(NamedTuple):
    """A place where a rule is broken: what it is about, the requirement, and what to write instead."""

    place: Place
    focus: str | None
    message: str
    correction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A lint rule; ``says`` is its requirement in one sentence.

    No dataset is built of files that break a rule with ``guards_build``; the others are about looks.
    A rule that ``spans_files`` sees in one file what another one says.
    """

    says: str
    check: Callable[[Sequence[Facts]], Iterator[Slip]]
    severity: Severity = "Violation"
    guards_build: bool = True
    spans_files: bool = False
