"""Write the figures of a run into docs/performance.md.

    python benchmarks/performance.py build/bench.json [PAGE]

On the page, what stands between ``<!-- figures: goals -->`` (or ``details``, ``run``) and ``<!-- end of figures -->``
is written from the record; everything else is written by hand and stays.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from speed.markdown import about, details_table, goals_table
from speed.record import read_record

if TYPE_CHECKING:
    from speed.record import Record

PAGE: Final = Path(__file__).parent.parent / "docs" / "performance.md"
PARTS: Final = MappingProxyType({"goals": goals_table, "details": details_table, "run": about})
_BLOCK: Final = re.compile(r"(?<=^<!-- figures: )(\w+) -->\n.*?^(?=<!-- end of figures -->$)", re.DOTALL | re.MULTILINE)


def filled(page: str, record: Record) -> str:
    """Return a page with the figures of a run; raises :class:`KeyError` for a part that is not known."""
    return _BLOCK.sub(lambda found: f"{found[1]} -->\n{PARTS[found[1]](record)}\n", page)


def write(record: Record, path: Path = PAGE) -> None:
    """Write the figures into a page."""
    path.write_text(filled(path.read_text(encoding="utf-8"), record), encoding="utf-8")


def main(words: list[str] | None = None) -> int:
    """Read the record, and write the page."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("record", type=Path)
    line.add_argument("page", type=Path, nargs="?", default=PAGE)
    args = line.parse_args(words)
    write(read_record(args.record), args.page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
