"""``/topics``: the topics as a tree, with how many findings there are on each; and the other vocabularies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import VOCAB, shrink
from mgi_graph.server.pages.answers import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import Entry, View
    from mgi_graph.server.pages.refs import Ref

PATH: Final = "/topics"
_TOPICS: Final = f"{VOCAB}topic"


@dataclass(slots=True, kw_only=True)
class Topic:
    """A topic with the narrower ones; ``count`` is of the findings on it itself."""

    ref: Ref
    curie: str
    definition: str
    count: int
    narrower: list[Topic] = field(default_factory=list)


def page(context: Context, *, view: View) -> Rendered:
    """Return the page."""
    desk = Desk(context, view)
    terms = desk.ask("terms")
    counted = desk.ask("topic-counts")
    counts: Counter[str] = Counter()
    for each in counted.entries:
        counts[each.ref("topic").iri] += each.number("findings") or 0
    schemes = Counter(each.ref("scheme") for each in terms.entries)
    return desk.render(
        "topics.html",
        here=PATH,
        tree=tree([each for each in terms.entries if each.ref("scheme").iri == _TOPICS], counts),
        schemes=sorted(schemes.items(), key=lambda item: item[0].text),
        saved=counted.saved,
        csv="/query/topic-counts.csv",
        text=counted.answer.text,
        sources=list(counted.answer.sources),
    )


def tree(entries: Sequence[Entry], counts: Counter[str]) -> list[Topic]:
    """Put concepts below the broader ones; one with several stands below each."""
    known = {}
    for each in entries:
        ref = each.ref("concept")
        known[ref.iri] = Topic(
            ref=ref, curie=shrink(ref.iri), definition=each.ref("definition").text, count=counts[ref.iri]
        )
    tops = []
    for each in entries:
        topic = known[each.ref("concept").iri]
        above = [known[ref.iri] for ref in each.refs("broader") if ref.iri in known]
        for one in above:
            one.narrower.append(topic)
        if not above:
            tops.append(topic)
    for topic in known.values():
        topic.narrower.sort(key=lambda one: one.ref.text)
    return sorted(tops, key=lambda one: one.ref.text)
