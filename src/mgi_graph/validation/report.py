"""What the results of a build amount to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from mgi_graph.conformance import SEVERITIES, Result, Severity, in_order, violates
from mgi_graph.errors import NotConformingError, Place

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All results of the checks, in order."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether a dataset may be published: warnings and hints do not forbid it."""
        return not violates(self.results)

    def count(self, severity: Severity) -> int:
        """Count the results of one severity."""
        return sum(result.severity == severity for result in self.results)

    def summary(self) -> str:
        """Say in one phrase how many results there are of each severity.

        >>> Report(results=()).summary()
        'conforms, no results'
        """
        counts = [(self.count(severity), severity.lower()) for severity in SEVERITIES]
        named = ", ".join(f"{count} {_plural(name, count)}" for count, name in counts if count)
        return f"{'conforms' if self.conforms else 'does not conform'}, {named or 'no results'}"


def refuse(results: Iterable[Result]) -> None:
    """Raise :class:`NotConformingError` with all results, in order, if one of them is a Violation."""
    report = Report(results=in_order(results))
    if not report.conforms:
        first = report.results[0]
        raise NotConformingError(
            f"{first.message} ({first.rule}); {report.summary()}", results=report.results, place=first.place
        )


def to_json(results: Iterable[Result]) -> bytes:
    """Write results as bytes that :func:`from_json` reads back."""
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1).encode() + b"\n"


def from_json(data: bytes) -> tuple[Result, ...]:
    """Read back what :func:`to_json` wrote.

    >>> from_json(to_json(())) == ()
    True
    """
    return tuple(_result(**record) for record in json.loads(data))


def _result(*, place: dict[str, Any] | None, **parts: Any) -> Result:  # noqa: ANN401 -- as JSON has them
    return Result(place=Place(**place) if place else None, **parts)


def _plural(name: str, count: int) -> str:
    return name if count == 1 or name == "info" else f"{name}s"
