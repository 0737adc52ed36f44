"""``/``: what this is, a search box, the domains with their findings, three questions with answers, ways in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from mgi_graph.namespaces import shrink
from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.refs import Ref
from mgi_graph.server.pages.sections import bar

if TYPE_CHECKING:
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import Asked, Entry, View
    from mgi_graph.server.pages.refs import Cite
    from mgi_graph.server.pages.sections import Bar
    from mgi_graph.store.protocol import Term

#: How many rows of an answer an example shows.
_ROWS: Final = 3


class Example(NamedTuple):
    """A question: the saved query that answers it, and how a row of it is told, with columns in braces."""

    query: str
    question: str
    told: str


#: Questions that any profile gives an answer to; those without rows are left out.
EXAMPLES: Final = (
    Example("pending-changes", "Which laws and policies were still being changed?", "{change}, in the hands of {body}"),
    Example("absences", "What does the profile say does not exist?", "{finding}"),
    Example(
        "record-conflicts",
        "Where do two records disagree on a treaty?",
        "{country} and {treaty}: {status} by {record}, {otherStatus} by {otherRecord}",
    ),
    Example("thresholds", "Which limits do laws set, and how high are they?", "{quantity}: {value}"),
    Example("responsibilities", "Which body is responsible for what?", "{body}: {mandate}"),
)
_SHOWN: Final = 3
_COLUMN: Final = re.compile(r"\{(\w+)\}")


class Answered(NamedTuple):
    """An example with its first rows."""

    question: str
    rows: list[tuple[list[Ref], list[Cite]]]
    total: int
    href: str


class Domains(NamedTuple):
    """A framework with the findings in each of its domains."""

    framework: Ref
    bars: list[tuple[Bar, str, str]]


def page(context: Context, *, view: View) -> Rendered:
    """Return the page."""
    desk = Desk(context, view)
    counted = desk.ask("finding-counts")
    elements = desk.ask("framework-elements")
    profiles = desk.ask("profiles")
    return desk.render(
        "start.html",
        here="/",
        frameworks=_frameworks(desk, counted, elements),
        examples=[each for example in EXAMPLES if (each := _answered(desk, example)).rows][:_SHOWN],
        profiles=[(each.ref("profile"), each.ref("country"), each.ref("asOf").text) for each in profiles.entries],
        findings=sum(each.number("findings") or 0 for each in counted.entries),
        queries=len(context.graph.queries),
        saved=counted.saved,
        text=counted.answer.text,
    )


def _frameworks(desk: Desk, counted: Asked, elements: Asked) -> list[Domains]:
    counts: dict[str, Counter[Term]] = {}
    for each in counted.entries:
        for polarity in each.terms("polarity"):
            counts.setdefault(each.ref("domain").iri, Counter())[polarity] += each.number("findings") or 0
    found: dict[Ref, list[tuple[Bar, str, str]]] = {}
    for each in elements.entries:
        element = each.ref("element")
        if element.iri in counts:
            made = bar(desk.linker, each.node("element"), counts[element.iri])
            found.setdefault(each.ref("framework"), []).append((made, each.ref("note").text, shrink(element.iri)))
    return [Domains(framework, bars) for framework, bars in found.items()]


def _answered(desk: Desk, example: Example) -> Answered:
    asked = desk.ask(example.query)
    rows = [(_cells(each, example), each.cites()) for each in asked.entries[:_ROWS]]
    return Answered(example.question, rows, len(asked.entries), desk.view.address.path(asked.saved))


def _cells(entry: Entry, example: Example) -> list[Ref]:
    """Tell a row: words and the values of columns in turn."""
    parts = _COLUMN.split(example.told)
    return [entry.ref(part) if place % 2 else Ref(part) for place, part in enumerate(parts) if part]
