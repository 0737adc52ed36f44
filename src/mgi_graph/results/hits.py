"""What a search found, for people and for programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import safe
from mgi_graph.results.cite import cite_all, several
from mgi_graph.results.records import dumps, passage_record
from mgi_graph.results.table import grid, wrap

if TYPE_CHECKING:
    from mgi_graph.search.hits import Hit, Hits

#: Passages shown to a person for each hit; programs get all.
_SHOWN: Final = 3
_INDENT: Final = "    "


def write_text(found: Hits, *, width: int | None = None) -> str:
    """Write each hit as a block to read: name, kind, words found, passages, and the queries to ask next."""
    many = _many(found)
    blocks = ["\n".join(_block(number, hit, many=many, width=width)) for number, hit in enumerate(found.hits, start=1)]
    return "\n\n".join([*blocks, "\n".join(foot(found))]) + "\n"


def write_table(found: Hits, *, width: int | None = None) -> str:
    """Write one line a hit."""
    many = _many(found)
    rows = [(safe(hit.label), hit.kind, hit.curie, _cited(hit, many=many)) for hit in found.hits]
    table = grid(("label", "kind", "name", "evidence"), rows, width=width) + "\n\n" if rows else ""
    return table + "\n".join(foot(found)) + "\n"


def write_csv(found: Hits) -> str:
    """Write one record a hit (RFC 4180); passages and queries are parted by semicolons."""
    many = _many(found)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["iri", "name", "label", "kind", "place", "snippet", "evidence", "queries", "score"])
    for hit in found.hits:
        queries = "; ".join(each.command for each in hit.queries)
        cited = "; ".join(cite_all(hit.passages, profile=many))
        marked = hit.snippet.marked()
        writer.writerow([hit.iri, hit.curie, hit.label, hit.kind, hit.place, marked, cited, queries, hit.score])
    return file.getvalue()


def write_json(found: Hits) -> str:
    """Write all that is known of the search and its hits."""
    return dumps(
        {
            "words": found.words,
            "filters": dict(found.filters),
            "hits": [_record(hit) for hit in found.hits],
            "total": found.total,
            "kinds": dict(found.kinds),
            "read_as": {typed: list(taken) for typed, taken in found.read_as},
            "complete": found.complete,
            "missing": list(found.missing),
            "nearest": list(found.nearest),
            "covers": found.covers,
            "dataset": f"sha256:{found.digest}",
        }
    )


def foot(found: Hits) -> list[str]:
    """Return the lines below the hits: how many of how many, how the words were read, and what was searched."""
    shown, total = len(found.hits), found.total
    within = "".join(f", {sort} {safe(label)}" for sort, label in found.filters)
    count = f"{total} hit{'' if total == 1 else 's'}" if shown == total else f"{shown} of {total} hits"
    kinds = ", ".join(f"{kind} {number}" for kind, number in found.kinds[:6])
    more = ", …" if len(found.kinds) > 6 else ""
    lines = [f"{count} for '{safe(found.words.strip())}'{within}" + (f" ({kinds}{more})" if kinds else "")]
    lines += [f"'{safe(typed)}' was read as {' or '.join(taken[:3])}." for typed, taken in found.read_as]
    if found.complete < total:
        have = "has" if found.complete == 1 else "have"
        lines.append(f"{found.complete or 'None'} of them {have} all of the words; the others have most.")
    if found.missing:
        near = f"; nearest words: {', '.join(found.nearest)}" if found.nearest else ""
        lines.append(f"Nothing has {' or '.join(repr(safe(word)) for word in found.missing)}{near}.")
    lines += [] if total else _advice(found)
    covers = f"of {safe(found.covers)}" if found.covers else "of no profile"
    lines.append(
        f"Searched: what the graph holds {covers}, its vocabularies and saved queries; not the laws themselves."
    )
    return lines


def _advice(found: Hits) -> list[str]:
    if found.filters and not found.missing:
        return ["Nothing of that kind or domain has these words; leave out --kind or --domain."]
    return [f"Try fewer or other words. Kinds of things here: {', '.join(found.offered)}. Questions: mgi query list."]


def _block(number: int, hit: Hit, *, many: bool, width: int | None) -> list[str]:
    is_label = hit.snippet.text == hit.label
    lines = _wrapped(f"{number}. {hit.snippet.marked() if is_label else hit.label}", "", width)
    lines.append(f"{_INDENT}{hit.kind} · {hit.curie}")
    lines += [] if is_label else _wrapped(f"{hit.place}: {hit.snippet.marked()}", _INDENT, width)
    lines += [f"{_INDENT}{_cited(hit, many=many)}"] * bool(hit.passages)
    commands = [each.command for each in hit.queries] or [_fallback(hit)]
    return [*lines, *(f"{_INDENT}$ {command}" for command in commands)]


def _wrapped(text: str, indent: str, width: int | None) -> list[str]:
    shown = safe(text)
    return [indent + line for line in (wrap(shown, max(width - len(indent), 20)) if width else [shown])]


def _fallback(hit: Hit) -> str:
    return f"mgi query run {hit.curie}" if hit.kind == "saved query" else f"mgi describe {hit.curie}"


def _cited(hit: Hit, *, many: bool) -> str:
    cited = cite_all(hit.passages[:_SHOWN], profile=many)
    more = len(hit.passages) - _SHOWN
    return "; ".join([*cited, f"and {more} more"] if more > 0 else cited)


def _many(found: Hits) -> bool:
    return several(passage for hit in found.hits for passage in hit.passages)


def _record(hit: Hit) -> dict[str, object]:
    return {
        "iri": hit.iri,
        "name": hit.curie,
        "label": hit.label,
        "kind": hit.kind,
        "place": hit.place,
        "snippet": hit.snippet.text,
        "marks": [list(mark) for mark in hit.snippet.marks],
        "evidence": [passage_record(passage) for passage in hit.passages],
        "queries": [
            {
                "name": each.name,
                "summary": each.summary,
                "parameters": {each.parameter: each.value},
                "run": each.command,
            }
            for each in hit.queries
        ],
        "score": hit.score,
    }
