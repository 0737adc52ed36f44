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
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode
from treaty_oddities import Oddity, oddities
from treaty_tables import RECORD, STATUSES, Row, Table, members, names, participation, read_tables

from mgi_graph.errors import MgiError
from mgi_graph.namespaces import shrink
from mgi_graph.skeleton.blocks import Statement, block, document, text
from mgi_graph.turtle.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def table_text(table: Table, known: set[str]) -> str:
    """Write a table: its file, and by row the passage, the participation and the actions."""
    file = f"{table.passage}-file"
    blocks = [
        _block(
            file,
            ("a", "migov:DigitalFile"),
            ("skos:prefLabel", text(f"{table.name}.csv")),
            ("skos:altLabel", text(f"hr_status_{table.name}.csv")),
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
            ("dcterms:description", text(odd.description)),
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
            alternative = [text(other) for other, kind in sorted(others.items()) if kind != "misspelling"]
            hidden = [text(other) for other, kind in sorted(others.items()) if kind == "misspelling"]
            blocks.append(
                _block(
                    state,
                    ("a", "migov:State"),
                    ("skos:prefLabel", text(name)),
                    ("skos:altLabel", alternative),
                    ("skos:hiddenLabel", hidden),
                    ("skos:notation", f'"{state[-2:].upper()}"'),
                    ("migov:accordingTo", RECORD),
                )
            )
    return _file("Register of the member States of the United Nations that states.ttl does not hold.", blocks)


def _block(subject: str, *said: Statement) -> str:
    return block(subject, said)


def _file(told: str, blocks: Sequence[str]) -> str:
    written = "Written by scripts/treaty_status.py; the tables are those of the record un-treaty-status."
    return document((told, written), blocks)


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
    for path, content in texts.items():
        path.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
