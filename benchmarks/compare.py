"""Compare two runs of the benchmark, and tell what has become worse beyond the noise.

    python benchmarks/compare.py OLD.json NEW.json

Exit code 1 tells that something has. What counts as noise says speed/noise.py.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from speed.markdown import changes_table
from speed.noise import Change, change
from speed.record import read_record

if TYPE_CHECKING:
    from speed.record import Record


def changes(old: Record, new: Record) -> tuple[Change, ...]:
    """Return the differences of all that both runs have measured."""
    before = {(each.goal.name, each.state): each for each in old.outcomes}
    pairs = ((before.get((each.goal.name, each.state)), each) for each in new.outcomes)
    found = (change(earlier, each) for earlier, each in pairs if earlier)
    return tuple(each for each in found if each)


def tell(old: Record, new: Record, *, title: str) -> bool:
    """Print the differences; return whether one is a regression."""
    found = changes(old, new)
    print(f"Compared with {title}, revision {old.revision}, on {old.machine}. {old.remark}".rstrip())
    print(changes_table(found) if found else "Nothing was measured in both.")
    for name in sorted(_timed(old) - _timed(new)):
        print(f"{name} was timed then, and not now.")
    worse = [each for each in found if each.is_regression]
    for each in worse:
        print(f"worse: {each.new.goal.name}, {each.new.state}: {each.factor:.2f} of what it was", file=sys.stderr)
    return bool(worse)


def latest(folder: Path) -> Path | None:
    """Return the record of the last release, by its version."""
    return max(
        folder.glob("*.json"), key=lambda path: [int(part) for part in re.findall(r"\d+", path.stem)], default=None
    )


def _timed(record: Record) -> set[str]:
    return {each.goal.name for each in record.outcomes if each.ratio}


def main(words: list[str] | None = None) -> int:
    """Read both, and tell."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("old", type=Path)
    line.add_argument("new", type=Path)
    args = line.parse_args(words)
    return int(tell(read_record(args.old), read_record(args.new), title=args.old.name))


if __name__ == "__main__":
    sys.exit(main())
