"""What a report is written from: results in the order of the files, and the lines that they are about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from mgi_graph import namespaces
from mgi_graph.conformance import SEVERITIES, violates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgi_graph.conformance import Place, Result, Severity


def _unknown(_: Place) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """All results of a run, and those that a report shows.

    ``results`` decide whether the files conform and what is counted; ``shown`` are those that were
    asked for, in the order of the files. ``line`` reads the line of a place, ``reasons`` has for each
    rule why it exists, ``elsewhere`` counts Violations in files that were not asked about.
    """

    results: tuple[Result, ...]
    shown: tuple[Result, ...]
    line: Callable[[Place], str] = _unknown
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    elsewhere: int = 0

    @property
    def conforms(self) -> bool:
        """Tell whether no result is a Violation."""
        return not violates(self.results)

    @property
    def counts(self) -> dict[Severity, int]:
        """Count the results of each severity, shown or not."""
        counted = Counter(result.severity for result in self.results)
        return {severity: counted[severity] for severity in SEVERITIES}

    @property
    def groups(self) -> tuple[tuple[Severity, str, int], ...]:
        """Count the results of each rule: severity, rule and number, the most frequent first."""
        counted = Counter((result.severity, result.rule) for result in self.results)
        ranked = sorted(counted.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1], item[0][1]))
        return tuple((severity, rule, count) for (severity, rule), count in ranked)

    def reason(self, rule: str) -> str:
        """Return why a rule exists; nothing where the rule does not say."""
        return self.reasons.get(rule, "")


def verification(results: Iterable[Result]) -> Verification:
    """Make a report of all results, in the order of the files."""
    ordered = tuple(sorted(results, key=_by_place))
    return Verification(results=ordered, shown=ordered)


def narrowed(
    whole: Verification, *, severity: Severity | None = None, shape: str | None = None, most: int | None = None
) -> Verification:
    """Show less: results at least as severe, of shapes whose name holds ``shape``, at most so many.

    What is counted, and whether the files conform, stays as it is.
    """
    worst = SEVERITIES[: SEVERITIES.index(severity) + 1] if severity else SEVERITIES
    wanted = (shape or "").casefold()
    kept = (
        result
        for result in whole.shown
        if result.severity in worst and wanted in namespaces.shrink(result.rule).casefold()
    )
    return replace(whole, shown=tuple(kept)[:most])


def _by_place(result: Result) -> tuple[str | int, ...]:
    place = result.place
    return (
        place.file if place else "",
        (place.line or 0) if place else 0,
        (place.column or 0) if place else 0,
        SEVERITIES.index(result.severity),
        result.rule,
        result.focus or "",
        result.path or "",
        result.value or "",
        result.message,
    )
