"""Whatever the layout, a triple is placed at the very characters that state it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.turtle.place import index
from mgi_graph.turtle.read import parse

if TYPE_CHECKING:
    from mgi_graph.turtle.place import PlaceIndex

EX: Final = "http://example.org/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: What may stand between two terms.
GAPS: Final = (" ", "\t", "\n", "\r\n", "  \n\t", " # a . comment ; ex:a <b> 'c'\n", "\n\n")
BREAKS: Final = ("\n", "\r\n", "\r")
#: Each name in several spellings.
NAMES: Final = {
    "a": ("ex:a", f"<{EX}a>", "<a>", f"<{EX}\\u0061>", "<./a>", "\U00010400:a"),
    "b,c": ("ex:b\\,c", f"<{EX}b,c>", "<b,c>"),
    "1.2p1": ("ex:1.2p1", f"<{EX}1.2p1>"),
    "x:y": ("ex:x:y", f"<{EX}x:y>"),
    "é": ("ex:é", f"<{EX}é>", f"<{EX}\\U000000E9>"),
    "%41": ("ex:%41", f"<{EX}%41>"),
    "អ": ("ex:អ", f"<{EX}អ>"),
}
VALUES: Final[tuple[tuple[Literal, tuple[str, ...]], ...]] = (
    (Literal("b"), ("'b'", '"b"', '"""b"""', "'''b'''", '"\\u0062"', f"'b'^^<{XSD}string>", "'b'^^xsd:string")),
    (Literal("b", language="en-gb"), ("'b'@en-GB", '"b"@en-gb')),
    (Literal("two\nlines"), ("'''two\nlines'''", '"two\\nlines"')),
    (Literal('"q" . ; ,'), ("'\"q\" . ; ,'", '"""\\"q" . ; ,"""')),
    (Literal("\U0001f30f#"), ("'\U0001f30f#'",)),
    (Literal("1", datatype=NamedNode(XSD + "integer")), ("1", "'1'^^xsd:integer")),
    (Literal("-1.5e3", datatype=NamedNode(XSD + "double")), ("-1.5e3",)),
    (Literal("true", datatype=NamedNode(XSD + "boolean")), ("true",)),
)
HEAD: Final = f"@base <{EX}> .{{0}}PREFIX ex: <{EX}>{{0}}@prefix \U00010400: <> .{{0}}@prefix xsd: <{XSD}> .{{0}}"
PREDICATES: Final = ("p", "q")


class Page:
    """A text as it is written, and where each triple's object was put first."""

    def __init__(self, head: str) -> None:
        self.text = head
        self.first: dict[Triple, tuple[int, int]] = {}

    def put(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text
        return start, len(self.text)


def name(draw: st.DrawFn) -> tuple[NamedNode, str]:
    local = draw(st.sampled_from(sorted(NAMES)))
    return NamedNode(EX + local), draw(st.sampled_from(NAMES[local]))


def value(draw: st.DrawFn) -> tuple[NamedNode | Literal, str]:
    if draw(st.booleans()):
        return name(draw)
    literal, spellings = draw(st.sampled_from(VALUES))
    return literal, draw(st.sampled_from(spellings))


def objects(draw: st.DrawFn, page: Page, subject: NamedNode, predicate: NamedNode) -> None:
    for turn in range(draw(st.integers(min_value=1, max_value=3))):
        page.put(draw(st.sampled_from(GAPS)) + ("," + draw(st.sampled_from(GAPS)) if turn else ""))
        if draw(st.integers(min_value=0, max_value=5)) == 0:
            page.put(draw(st.sampled_from(("[ ex:in 'x' ; ]", "( 1 ex:a [ ] )", "()", "_:b.1"))))
            continue
        term, spelling = value(draw)
        page.first.setdefault(Triple(subject, predicate, term), page.put(spelling))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    page = Page(HEAD.format(draw(st.sampled_from(BREAKS))))
    for _ in range(draw(st.integers(min_value=1, max_value=5))):
        subject, spelling = name(draw)
        page.put(spelling)
        for turn in range(draw(st.integers(min_value=1, max_value=3))):
            verb = draw(st.sampled_from(PREDICATES))
            page.put(
                (" ;" if turn else "")
                + draw(st.sampled_from(GAPS))
                + draw(st.sampled_from((f"ex:{verb}", f"<{verb}>")))
            )
            objects(draw, page, subject, NamedNode(EX + verb))
        page.put(draw(st.sampled_from((" .", " ; .", "\n.", "\r\n ."))) + draw(st.sampled_from(GAPS)))
    return page


def offset(found: PlaceIndex, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in found.text.split("\n")[: line - 1]) + column - 1


@settings(max_examples=150, deadline=None, derandomize=True)
@given(page=pages())
def test_every_triple_is_placed_at_its_characters(page: Page) -> None:
    stated = set(parse(page.text.encode(), "a.ttl"))
    found = index(page.text, "a.ttl")
    for triple, (start, end) in page.first.items():
        assert triple in stated
        place = found.statement(triple.subject.value, triple.predicate.value, triple.object)  # type: ignore[union-attr]
        assert place is not None
        assert place.line is not None
        assert place.column is not None
        assert place.length is not None
        at = offset(found, place.line, place.column)
        assert at == start
        assert page.text[at : at + place.length] == page.text[start:end].split("\n")[0].rstrip("\r")[: place.length]
