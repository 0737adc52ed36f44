"""Write a dataset of treaty status as Turtle: ``python scripts/treaty_status.py SOURCE_DIR DATA_DIR``.

``SOURCE_DIR`` holds one table of comma-separated values a treaty: what one record says of each member
State. ``DATA_DIR`` is the data of the project: ``record/un-treaty-status.tsv`` names the treaty of each
table and, for a protocol that only parties to a convention may join, the table of that convention;
``register/`` knows the treaties and some of the States. Written are ``record/un-treaty-status/`` and
``register/un-member-states.ttl``.

The status of a State is what the column ``status`` says, whatever the flags beside it say. Nothing is
left out: each row is a passage, and what is odd about it a discrepancy, which is printed as well.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.conformance import Place
from mgi_graph.errors import MgiError, SourceError
from mgi_graph.namespaces import OURS, STANDARD, expand, shrink
from mgi_graph.turtle.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

RECORD: Final = "int:un-treaty-status"
#: Ends the name of a participation: whose record, and of which year.
EDITION: Final = "un-2022"
COLUMNS: Final = ("iso2", "member", "state party", "year ratification or accession", "signatory", "no action", "status")
#: By status: the concept, the action behind it, and the flags that go with it in the order of the columns.
STATUSES: Final = {
    "no action": ("no-action", None, "001"),
    "signatory state": ("signatory-only", "signature", "010"),
    "state party": ("party", "consent", "100"),
}
#: Codes that ISO 3166-1 did not have at the date of the record: what is meant, the kind of slip, and why.
CODES: Final = {
    "S": ("SS", "misprint", "The table prints the code “S”, the other tables “SS”."),
    "TP": ("TL", "name-variant", "The tables print the code “TP”, where ISO 3166-1 has “TL”."),
}
#: What a note can say; one of another form ends the script, so that none is passed over.
NOTES: Final = {
    "name": re.compile(
        r"(?:Found(?: in the UN Treaty Collection)? as|as|Fix name to) (?P<name>.+?)"
        r"(?: in (?:the )?UN Treaty Collection(?: Website\.)?)?",
        re.IGNORECASE,
    ),
    "misspelling": re.compile(r'Was written as "(?P<name>.+)"'),
    "reminder": re.compile(r"The name should be fixed in the other sheets\."),
    "predecessor": re.compile(r"Signed as (?P<name>.+)"),
    "denunciation": re.compile(r"Denounced the OP (?:in )?(?P<year>\d{4})"),
    "dependence": re.compile(r"(?:\S+ )?signature (?:was )?tied to (?:the )?UK's.*", re.IGNORECASE),
}

_FLAGS: Final = COLUMNS[2], COLUMNS[4], COLUMNS[5]
#: A predicate and its objects, as Turtle writes them.
Statement = tuple[str, "str | Sequence[str]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table as printed; ``about`` is what its note speaks of, ``said`` the name or year in it."""

    table: str
    code: str
    member: str
    flags: str
    year: str
    status: str
    about: str
    said: str

    @property
    def state(self) -> str:
        """Return the State that is meant."""
        return f"int:state-{CODES.get(self.code, (self.code,))[0].lower()}"

    @property
    def passage(self) -> str:
        """Return the passage that the line is."""
        return f"{RECORD}-{_name(self.table)}-{self.code.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of the dataset, and the treaty that it is about."""

    name: str
    treaty: str
    convention: str
    adopted: int
    sha256: str
    has_notes: bool
    rows: Sequence[Row]

    @property
    def passage(self) -> str:
        """Return the passage that the whole table is."""
        return f"{RECORD}-{_name(self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """What a reader of the dataset is told about rows that cannot be taken as they stand."""

    name: str
    kind: str
    description: str
    concerns: Sequence[str]
    evidence: Sequence[str]


def _name(text: str) -> str:
    return text.replace("_", "-").lower()


def read_tables(source: Path, data: Path) -> list[Table]:
    """Read every table of the folder; the list beside the record names each, and no other."""
    adopted = _years(read(data / "register" / "treaties.ttl", "treaties.ttl"))
    path = data / "record" / "un-treaty-status.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        listed = {row["table"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found = {file.stem for file in source.glob("*.csv")}
    if found != set(listed):
        odd = ", ".join(sorted(found ^ set(listed)))
        raise SourceError(f"expected a line for each table of the folder; {odd} differs", place=Place(file=path.name))
    return [
        _read_table(source / f"{name}.csv", row["treaty"], row["convention"], adopted[row["treaty"]])
        for name, row in sorted(listed.items())
    ]


def _years(triples: Iterable[Triple]) -> dict[str, int]:
    adopted = expand("migov:adoptionYear")
    return {
        shrink(triple.subject.value): int(triple.object.value)
        for triple in triples
        if triple.predicate.value == adopted
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }


def _read_table(path: Path, treaty: str, convention: str, adopted: int) -> Table:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        header = tuple(reader.fieldnames or ())
        if header not in {COLUMNS, (*COLUMNS, "note")}:
            raise SourceError(f"expected {','.join(COLUMNS)} and note; found {','.join(header)}", place=_at(path, 1))
        rows = [_row(path, reader.line_num, values) for values in reader]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if twice := [code for code, times in Counter(row.code for row in rows).items() if times > 1]:
        raise SourceError(f"expected each State once; found {', '.join(twice)} again", place=_at(path, 1))
    return Table(
        name=path.stem,
        treaty=treaty,
        convention=convention,
        adopted=adopted,
        sha256=digest,
        has_notes="note" in header,
        rows=rows,
    )


def _row(path: Path, line: int, values: Mapping[str | None, str | None]) -> Row:
    if None in values or None in values.values():
        raise SourceError(f"expected as many fields as the header has; found {values}", place=_at(path, line))
    code, member, party, year, signatory, none, status = (values[column] or "" for column in COLUMNS)
    note = values.get("note") or ""
    about, match = next(((kind, found) for kind, form in NOTES.items() if (found := form.fullmatch(note))), ("", None))
    if bool(note) != bool(about) or status not in STATUSES or not re.fullmatch(r"(\d{4})?", year):
        raise SourceError(f"expected a status, a year and a note of known forms; found {values}", place=_at(path, line))
    return Row(
        table=path.stem,
        code=code,
        member=member,
        flags="".join(flag or "-" for flag in (party, signatory, none)),
        year=year,
        status=status,
        about=about,
        said=next(iter(match.groups()), "") if match else "",
    )


def _at(path: Path, line: int) -> Place:
    return Place(file=path.name, line=line)


def members(tables: Sequence[Table]) -> set[str]:
    """Return the States that most of the tables list."""
    times = Counter(row.state for table in tables for row in table.rows)
    return {state for state, number in times.items() if 2 * number > len(tables)}


def participation(table: Table, state: str, *, kind: str = "participation") -> str:
    """Return the name of the participation of a State, or of an action behind it."""
    return f"int:{kind}-{table.treaty.partition(':')[2]}-{state.removeprefix('int:state-')}-{EDITION}"


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


def names(tables: Sequence[Table]) -> dict[str, tuple[str, dict[str, str], list[Row]]]:
    """Return for each State its usual name, the others with what gives them, and the rows that have those."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            rows[row.state].append(row)
    found = {}
    for state, of in sorted(rows.items()):
        ((name, _),) = Counter(row.member for row in of).most_common(1)
        odd = [row for row in of if row.member != name or row.about in {"name", "misspelling", "reminder"}]
        others = {row.member: "name" for row in odd} | {row.said: row.about for row in odd if row.said}
        found[state] = name, {other: kind for other, kind in others.items() if other != name}, odd
    return found


def _odd_codes(tables: Sequence[Table]) -> Iterator[Oddity]:
    for code, (_, kind, description) in CODES.items():
        rows = [row for table in tables for row in table.rows if row.code == code]
        if rows:
            concerns, evidence = [rows[0].state], [row.passage for row in rows]
            name = f"code-{_name(code)}"
            yield Oddity(name=name, kind=kind, description=description, concerns=concerns, evidence=evidence)


def _odd_lists(table: Table, known: set[str]) -> Iterator[Oddity]:
    def odd(name: str, description: str, concerns: str, passage: str) -> Oddity:
        return Oddity(
            name=f"{_name(table.name)}-{name}",
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
        name=f"{_name(table.name)}-{row.code.lower()}-{name}",
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
            other = f"{RECORD}-{_name(table.convention)}-{row.code.lower()}"
            yield replace(odd, evidence=[other, row.passage])


def table_text(table: Table, known: set[str]) -> str:
    """Write a table: its file, and by row the passage, the participation and the actions."""
    file = f"{table.passage}-file"
    blocks = [
        _block(
            file,
            ("a", "migov:DigitalFile"),
            ("skos:prefLabel", _text(f"{table.name}.csv")),
            ("skos:altLabel", _text(f"hr_status_{table.name}.csv")),
            ("migov:sha256", str(Literal(table.sha256))),
        ),
        _block(
            table.passage,
            ("a", "migov:Passage"),
            ("migov:locator", str(Literal(table.name))),
            ("migov:inRecord", RECORD),
            ("oa:hasSource", file),
        ),
    ]
    for row in table.rows:
        blocks += _row_blocks(table, row, stated=row.state in known)
    told = f"Where each member State of the United Nations stands towards {table.treaty}, by the dataset of 2022."
    return _file(told, blocks)


def _row_blocks(table: Table, row: Row, *, stated: bool) -> Iterator[str]:
    place = ("a", "migov:TableRow"), ("migov:locator", f'"{table.name}:{row.code}"'), ("migov:inRecord", RECORD)
    yield _block(row.passage, *place)
    if not stated:
        return
    status, action, _ = STATUSES[row.status]
    years = {action: row.year} if action else {}
    if row.about == "denunciation":
        years["denunciation"] = row.said
    said: list[Statement] = [
        ("a", "migov:TreatyParticipation"),
        ("migov:treaty", table.treaty),
        ("migov:participantState", row.state),
        ("migov:participationStatus", f"pstatus:{status}"),
        ("migov:hasAction", [participation(table, row.state, kind=kind) for kind in years]),
        ("migov:accordingTo", RECORD),
        ("migov:hasEvidence", row.passage),
    ]
    yield _block(participation(table, row.state), *said)
    for kind, year in years.items():
        about: list[Statement] = [("a", "migov:TreatyAction"), ("migov:actionKind", f"taction:{kind}")]
        about += [("migov:year", year or []), ("migov:accordingTo", RECORD)]
        yield _block(participation(table, row.state, kind=kind), *about)


def oddities_text(found: Iterable[Oddity]) -> str:
    """Write the discrepancies."""
    blocks = [
        _block(
            f"int:discrepancy-un-treaty-status-{odd.name}",
            ("a", "migov:Discrepancy"),
            ("dcterms:description", _text(odd.description)),
            ("migov:discrepancyKind", f"dkind:{odd.kind}"),
            ("migov:concerns", odd.concerns),
            ("migov:accordingTo", RECORD),
            ("migov:hasEvidence", odd.evidence),
        )
        for odd in found
    ]
    return _file("What is odd in the tables of the dataset of treaty status, and what the tables mean instead.", blocks)


def states_text(tables: Sequence[Table], registered: set[str]) -> str:
    """Write the member States that the register does not know."""
    blocks = []
    for state, (name, others, _) in names(tables).items():
        if state in members(tables) - registered:
            alternative = [_text(other) for other, kind in sorted(others.items()) if kind != "misspelling"]
            hidden = [_text(other) for other, kind in sorted(others.items()) if kind == "misspelling"]
            blocks.append(
                _block(
                    state,
                    ("a", "migov:State"),
                    ("skos:prefLabel", _text(name)),
                    ("skos:altLabel", alternative),
                    ("skos:hiddenLabel", hidden),
                    ("skos:notation", f'"{state[-2:].upper()}"'),
                    ("migov:accordingTo", RECORD),
                )
            )
    return _file("Register of the member States of the United Nations that states.ttl does not hold.", blocks)


def _text(text: str) -> str:
    return str(Literal(text, language="en"))


def _block(subject: str, *said: Statement) -> str:
    lines = []
    for predicate, value in said:
        values = [value] if isinstance(value, str) else value
        if values:
            lines.append(f"    {predicate} {values[0]}" if len(values) == 1 else _several(predicate, values))
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def _several(predicate: str, values: Sequence[str]) -> str:
    return f"    {predicate}\n" + " ,\n".join(f"        {value}" for value in values)


def _file(told: str, blocks: Sequence[str]) -> str:
    text = "\n".join(blocks)
    head = [f"# {told}\n# Written by scripts/treaty_status.py; the tables are those of the record un-treaty-status.\n"]
    for group in (STANDARD, OURS):
        used = [name for name in sorted(group) if re.search(rf"^(?: +\S+)? *{name}:", text, flags=re.MULTILINE)]
        head.append("".join(f"@prefix {name}: <{group[name]}> .\n" for name in used))
    return "\n".join([*filter(None, head), text])


def registered(data: Path) -> set[str]:
    """Return the States of the register that was written by hand."""
    path = data / "register" / "states.ttl"
    return {shrink(triple.subject.value) for triple in read(path, path.name) if isinstance(triple.subject, NamedNode)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the tables, print what is odd, write the files; end with one line where a table cannot be read."""
    parser = argparse.ArgumentParser(description="Write a dataset of treaty status as Turtle.")
    parser.add_argument("source", type=Path, metavar="SOURCE_DIR", help="folder of the tables, one a treaty")
    parser.add_argument("data", type=Path, metavar="DATA_DIR", help="data of the project: register/ and record/")
    given = parser.parse_args(arguments)
    try:
        tables = read_tables(given.source, given.data)
        states = states_text(tables, registered(given.data))
    except MgiError as error:
        parser.exit(error.exit_code, f"{error}\n")
    found = oddities(tables)
    for odd in found:
        print(odd.name, odd.kind, odd.description, sep="\t")
    folder = given.data / "record" / "un-treaty-status"
    folder.mkdir(exist_ok=True)
    known = members(tables)
    texts = {folder / f"{table.treaty.partition(':')[2]}.ttl": table_text(table, known) for table in tables}
    texts[folder / "discrepancies.ttl"] = oddities_text(found)
    texts[given.data / "register" / "un-member-states.ttl"] = states
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
