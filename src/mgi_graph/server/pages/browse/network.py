"""Lay memberships out as a network: bodies on the left, members on the right, crossing as little as a sweep can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.server.pages.answers import Entry
    from mgi_graph.server.pages.refs import Ref

#: Units of the drawing.
_ROW: Final = 30
_LEFT: Final = 470
_RIGHT: Final = 730
_WIDTH: Final = 1200
_LONGEST: Final = 58
_SWEEPS: Final = 4


class Node(NamedTuple):
    """A body or a member: its dot, its name."""

    x: int
    y: float
    text: str
    href: str
    is_member: bool


class Edge(NamedTuple):
    """A membership, as a curve."""

    path: str
    title: str


class Chart(NamedTuple):
    """A drawing: its size, nodes and edges."""

    width: int
    height: float
    nodes: list[Node]
    edges: list[Edge]


def draw(entries: Sequence[Entry]) -> Chart | None:
    """Lay out rows with the columns body, member and as; ``None`` where there are none."""
    edges = [(each.ref("body"), each.ref("member"), each.ref("as").text) for each in entries]
    if not edges:
        return None
    bodies = list(dict.fromkeys(body for body, _, _ in edges))
    members = list(dict.fromkeys(member for _, member, _ in edges))
    for _ in range(_SWEEPS):
        members = _sorted(members, bodies, [(member, body) for body, member, _ in edges])
        bodies = _sorted(bodies, members, [(body, member) for body, member, _ in edges])
    height = max(len(bodies), len(members)) * _ROW + 16
    left, right = _spread(bodies, height), _spread(members, height)
    nodes = [Node(_LEFT, y, _short(ref.text), ref.href, is_member=False) for ref, y in left.items()]
    nodes += [Node(_RIGHT, y, _short(ref.text), ref.href, is_member=True) for ref, y in right.items()]
    drawn = [
        Edge(_curve(left[body], right[member]), f"{member.text}, {role} of {body.text}") for body, member, role in edges
    ]
    return Chart(_WIDTH, height, nodes, drawn)


def _sorted(these: list[Ref], others: list[Ref], edges: list[tuple[Ref, Ref]]) -> list[Ref]:
    """Put each at the mean place of what it is tied to (Sugiyama, Tagawa and Toda 1981, barycentre)."""
    at = {ref: place for place, ref in enumerate(others)}
    tied = {ref: [at[other] for this, other in edges if this == ref] for ref in these}
    return sorted(these, key=lambda ref: (sum(tied[ref]) / len(tied[ref]), ref.text))


def _spread(refs: Sequence[Ref], height: float) -> Mapping[Ref, float]:
    step = height / len(refs)
    return {ref: round((place + 0.5) * step, 1) for place, ref in enumerate(refs)}


def _curve(start: float, end: float) -> str:
    middle = (_LEFT + _RIGHT) // 2
    return f"M{_LEFT} {start}C{middle} {start} {middle} {end} {_RIGHT} {end}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
