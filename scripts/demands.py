"""Write what the shapes demand into docs/validation.md, between its two marks.

Run as ``python -m scripts.demands`` or by path; ``--check`` says whether the page is current.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "validation.md"
BEGIN: Final = "<!-- demands: written by scripts/demands.py -->"
END: Final = "<!-- end of demands -->"
_QUERY: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?severity ?message
WHERE {
    ?shape sh:message ?message .
    OPTIONAL { ?shape sh:severity ?own }
    OPTIONAL { ?owner sh:sparql ?shape ; sh:severity ?theirs }
    BIND (COALESCE(?own, ?theirs) AS ?severity)
}
ORDER BY ?shape
"""


def lines() -> Iterator[str]:
    """Write one table a file of shapes: name, severity and message of each rule."""
    for path in sorted((ROOT / "shapes").rglob("*.ttl")):
        store = pyoxigraph.Store()
        store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
        found = cast("pyoxigraph.QuerySolutions", store.query(_QUERY))
        rows = [[getattr(row[name], "value", "") for name in ("shape", "severity", "message")] for row in found]
        if not rows or path.name in {"scheme.ttl", "value.ttl"}:
            continue
        yield from (
            "",
            f"### `{path.relative_to(ROOT).as_posix()}`",
            "",
            "| rule | severity | demand |",
            "| --- | --- | --- |",
        )
        for shape, severity, message in rows:
            demand = message.replace("|", "\\|").replace("<", "&lt;")
            yield f"| `{shape.partition('#')[2]}` | {severity.partition('#')[2]} | {demand} |"
    yield ""


def page(text: str) -> str:
    """Return the page with the tables as the shapes have them now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{chr(10).join(lines())}\n{END}{after}"


if __name__ == "__main__":
    current = PAGE.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        sys.exit(0 if page(current) == current else "docs/validation.md is not current; run scripts/demands.py")
    PAGE.write_text(page(current), encoding="utf-8")
