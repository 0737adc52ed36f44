"""What stands in place of rows: in words for a person, as a record for a program."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.results.cite import cite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.emptiness import Covered, Emptiness, Unmatched, Way

#: How many denials are told in words.
MOST_DENIALS: Final = 8


def in_words(emptiness: Emptiness) -> list[str]:
    """Tell in lines why there are no rows, and what would give some."""
    lines = [f"The graph covers {_covered(each)}." for each in emptiness.covered]
    if emptiness.denials:
        lines.append("The profile says that this does not exist:")
        for denial in emptiness.denials[:MOST_DENIALS]:
            where = "; ".join(cite(passage) for passage in denial.passages)
            lines.append(f"  - {denial.statement} ({where})")
        if (more := len(emptiness.denials) - MOST_DENIALS) > 0:
            lines.append(f"  - … and {more} more: mgi query run absences")
    if emptiness.silent:
        what = ", ".join(emptiness.silent)
        lines.append(f"The profile does not speak of {what}: nothing can be concluded, not even that it is missing.")
    lines += [_way(way) for way in emptiness.ways]
    return lines


def unmatched_in_words(unmatched: Iterable[Unmatched]) -> list[str]:
    """Tell in lines which of several values no row comes from."""
    return [
        line
        for each in unmatched
        for line in (
            f"No row comes from {each.parameter} = {each.value}.",
            *(f"  {line}" for line in in_words(each.why)),
        )
    ]


def unmatched_record(unmatched: Iterable[Unmatched]) -> list[dict[str, Any]]:
    """Return the same as objects for JSON."""
    return [
        {"parameter": each.parameter, "value": each.value}
        | {name: value for name, value in record(each.why).items() if name in {"absences", "silent"}}
        for each in unmatched
    ]


def record(emptiness: Emptiness) -> dict[str, Any]:
    """Return the same as an object for JSON."""
    return {
        "covers": [
            {
                "country": each.country,
                "profile": each.profile,
                "edition": each.edition,
                "chapters": list(each.chapters),
                "asOf": each.as_of or None,
            }
            for each in emptiness.covered
        ],
        "absences": [
            {
                "iri": denial.iri,
                "statement": denial.statement,
                "evidence": [{"iri": passage.iri, "citation": cite(passage)} for passage in denial.passages],
            }
            for denial in emptiness.denials
        ],
        "silent": list(emptiness.silent),
        "instead": [
            {
                "query": way.query,
                "parameters": {name: list(values) for name, values in way.parameters},
                "leftOut": list(way.left_out),
                "rows": way.rows,
            }
            for way in emptiness.ways
        ],
    }


def _covered(each: Covered) -> str:
    chapters = f"; {len(each.chapters)} chapters" if each.chapters else ""
    as_of = f"; as of {each.as_of}" if each.as_of else ""
    return f"{each.country} ({each.profile}; {each.edition}{chapters}{as_of})"


def _way(way: Way) -> str:
    line = shlex.join([way.query, *(f"{name}={value}" for name, values in way.parameters for value in values)])
    without = f"Without {' and '.join(way.left_out)}" if way.left_out else "Instead"
    return f"{without}: {way.rows} {'row' if way.rows == 1 else 'rows'}, mgi query run {line}"
