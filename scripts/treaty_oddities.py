"""What is odd in the tables of treaty status: each a discrepancy, none a reason to drop a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from treaty_tables import CODES, COLUMNS, RECORD, STATUSES, local_name, members, names, participation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from treaty_tables import Row, Table

_FLAGS: Final = COLUMNS[2], COLUMNS[4], COLUMNS[5]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """What a reader of the dataset is told about rows that cannot be taken as they stand."""

    name: str
    kind: str
    description: str
    concerns: Sequence[str]
    evidence: Sequence[str]


def oddities(tables: Sequence[Table]) -> list[Oddity]:
    """List whatever is odd in the tables, in the order of their names and rows."""
    known = members(tables)
    found = [*_odd_names(tables, known), *_odd_codes(tables)]
    for table in tables:
        found += _odd_lists(table, known)
        for row in table.rows:
            if row.state in known:
                found += (*_odd_flags(table, row), *_odd_years(table, row), *_odd_notes(table, row))
    return [*found, *_early_protocols(tables)]


def _odd_names(tables: Sequence[Table], known: set[str]) -> Iterator[Oddity]:
    for state, (name, others, rows) in names(tables).items():
        if state in known and others:
            listed = ", ".join(f"“{other}”" for other in sorted(others))
            yield Oddity(
                name=f"name-of-{state.removeprefix('int:')}",
                kind="name-variant",
                description=f"Most tables call the State “{name}”; other tables and notes have {listed}.",
                concerns=[state],
                evidence=[row.passage for row in rows],
            )


def _odd_codes(tables: Sequence[Table]) -> Iterator[Oddity]:
    for code, (_, kind, description) in CODES.items():
        rows = [row for table in tables for row in table.rows if row.code == code]
        if rows:
            concerns, evidence = [rows[0].state], [row.passage for row in rows]
            name = f"code-{local_name(code)}"
            yield Oddity(name=name, kind=kind, description=description, concerns=concerns, evidence=evidence)


def _odd_lists(table: Table, known: set[str]) -> Iterator[Oddity]:
    def odd(name: str, description: str, concerns: str, passage: str) -> Oddity:
        return Oddity(
            name=f"{local_name(table.name)}-{name}",
            kind="list-mismatch",
            description=description,
            concerns=[table.treaty, concerns],
            evidence=[passage],
        )

    if not table.has_notes:
        told = "The table lacks the column of notes that the others have."
        yield odd("notes", told, f"{table.passage}-file", table.passage)
    for row in table.rows:
        if row.state not in known:
            told = f"The table lists {row.member}, which no other table has as a member State."
            yield odd(row.code.lower(), told, row.passage, row.passage)
    for state in sorted(known - {row.state for row in table.rows}):
        yield odd(state.removeprefix("int:"), "The table has no row for the State.", state, table.passage)


def _odd(table: Table, row: Row, name: str, kind: str, description: str) -> Oddity:
    return Oddity(
        name=f"{local_name(table.name)}-{row.code.lower()}-{name}",
        kind=kind,
        description=description,
        concerns=[participation(table, row.state)],
        evidence=[row.passage],
    )


def _odd_flags(table: Table, row: Row) -> Iterator[Oddity]:
    if row.flags != STATUSES[row.status][2]:
        flags = ", ".join(
            f"“{name}” {flag.replace('-', 'empty')}" for name, flag in zip(_FLAGS, row.flags, strict=True)
        )
        told = f"The status is “{row.status}”, with the flags {flags}."
        yield _odd(table, row, "flags", "self-contradiction", told)


def _odd_years(table: Table, row: Row) -> Iterator[Oddity]:
    if (row.status == "state party") != bool(row.year):
        told = "no year of ratification or accession" if not row.year else f"the year {row.year}"
        yield _odd(table, row, "year", "self-contradiction", f"The status is “{row.status}”, with {told}.")
    if row.year and int(row.year) < table.adopted:
        told = f"The year {row.year} is before the adoption of the treaty in {table.adopted}."
        yield _odd(table, row, "year-before-adoption", "date-mismatch", told)


def _odd_notes(table: Table, row: Row) -> Iterator[Oddity]:
    told = {
        "denunciation": (
            "self-contradiction",
            f"The status is “{row.status}”; the note has a denunciation in {row.said}.",
        ),
        "dependence": (
            "unclear-wording",
            "The note ties the act to that of the United Kingdom: it may not be the State's.",
        ),
        "predecessor": ("identity-mismatch", f"The note says that the signature was that of “{row.said}”."),
    }
    if row.about in told:
        yield _odd(table, row, row.about, *told[row.about])


def _early_protocols(tables: Sequence[Table]) -> Iterator[Oddity]:
    parties = {(table.name, row.state): row for table in tables for row in table.rows if row.status == "state party"}
    for table in tables:
        for row in table.rows if table.convention else ():
            base = parties.get((table.convention, row.state))
            if row.status != "state party" or (base and (not row.year or base.year <= row.year)):
                continue
            since = f"not before {base.year}" if base else "not at all"
            told = f"The State is a party to the protocol from {row.year}, and to its convention {since}."
            odd = _odd(table, row, "protocol", "date-mismatch" if base else "self-contradiction", told)
            other = f"{RECORD}-{local_name(table.convention)}-{row.code.lower()}"
            yield replace(odd, evidence=[other, row.passage])
