"""Write the pages of docs/ that are made from the project, and fill in what the others show.

Usage: python scripts/reference.py [--check]     (--check: exit 1 when a page on disk differs)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from commands import write_commands
from examples import Filler
from saved import write_queries
from schemes import write_vocabularies
from terminology import write_reference

from mgi_graph.project import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.project import Project


def pages(project: Project) -> Iterator[tuple[Path, str]]:
    """Make each page: its file, and the text that belongs there."""
    docs = project.root / "docs"
    yield docs / "commands.md", write_commands()
    yield docs / "queries.md", write_queries(project)
    yield docs / "reference.md", write_reference(project)
    yield docs / "vocabularies.md", write_vocabularies(project)
    filler = Filler(project)
    for path in (docs / "sparql.md", *sorted((docs / "concepts").glob("*.md"))):
        yield path, filler.page(path)


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    project = find(Path(__file__).parent)
    stale = [
        (path, text) for path, text in pages(project) if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        if check:
            print(f"{project.name(path)} is out of date: run python scripts/reference.py")
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
