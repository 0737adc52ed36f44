"""The tables of a dataset of treaty status: what each row says, and of which State and treaty."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.errors import Place, SourceError
from mgi_graph.namespaces import expand, shrink
from mgi_graph.tables import read_rows
from mgi_graph.turtle.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

RECORD: Final = "int:un-treaty-status"
#: Ends the name of a participation: whose record, and of which year.
EDITION: Final = "un-2022"
#: The columns of the list of tables, and those of a table; ``note`` may follow.
LISTED: Final = ("table", "treaty", "convention")
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


def local_name(text: str) -> str:
    """Write a name of the tables as the local name of an IRI has it."""
    return text.replace("_", "-").lower()


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
        return f"{RECORD}-{local_name(self.table)}-{self.code.lower()}"


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
        return f"{RECORD}-{local_name(self.name)}"


def locallocal_name(text: str) -> str:
    """Write a name of the tables as the local name of an IRI has it."""
    return text.replace("_", "-").lower()


def read_tables(source: Path, data: Path) -> list[Table]:
    """Read every table of the folder; the list beside the record names each, and no other."""
    adopted = _years(read(data / "register" / "treaties.ttl", "treaties.ttl"))
    path = data / "record" / "un-treaty-status.tsv"
    listed = {row["table"]: row for row in read_rows(path, dict, LISTED)}
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
    rows = read_rows(path, partial(_row, path.stem), COLUMNS, delimiter=",")
    header = path.read_text(encoding="utf-8").partition("\n")[0]
    if twice := [code for code, times in Counter(row.code for row in rows).items() if times > 1]:
        raise SourceError(f"expected each State once; found {', '.join(twice)} again", place=Place(file=path.name))
    return Table(
        name=path.stem,
        treaty=treaty,
        convention=convention,
        adopted=adopted,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        has_notes="note" in header.split(","),
        rows=rows,
    )


def _row(table: str, values: Mapping[str, str]) -> Row:
    if unknown := set(values) - {*COLUMNS, "note"}:
        raise ValueError(f"expected the columns {', '.join(COLUMNS)} and note; found {', '.join(unknown)}")
    code, member, party, year, signatory, none, status = (values[column] for column in COLUMNS)
    note = values.get("note", "")
    about, match = next(((kind, found) for kind, form in NOTES.items() if (found := form.fullmatch(note))), ("", None))
    if bool(note) != bool(about) or status not in STATUSES or not re.fullmatch(r"(\d{4})?", year):
        raise ValueError(f"expected a status, a year and a note of known forms; found {dict(values)}")
    return Row(
        table=table,
        code=code,
        member=member,
        flags="".join(flag or "-" for flag in (party, signatory, none)),
        year=year,
        status=status,
        about=about,
        said=next(iter(match.groups()), "") if match else "",
    )


def members(tables: Sequence[Table]) -> set[str]:
    """Return the States that most of the tables list."""
    times = Counter(row.state for table in tables for row in table.rows)
    return {state for state, number in times.items() if 2 * number > len(tables)}


def participation(table: Table, state: str, *, kind: str = "participation") -> str:
    """Return the name of the participation of a State, or of an action behind it."""
    return f"int:{kind}-{table.treaty.partition(':')[2]}-{state.removeprefix('int:state-')}-{EDITION}"


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
