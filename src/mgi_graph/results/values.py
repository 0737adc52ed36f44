"""Terms as Python values: an IRI as an :class:`Entity`, a literal as what it means."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from mgi_graph import namespaces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mgi_graph.store.protocol import Term

#: The datatypes that are whole numbers (XSD 1.1 part 2 §3.4).
INTEGERS: Final = frozenset(
    f"{namespaces.STANDARD['xsd']}{name}"
    for name in (
        "byte", "gYear", "int", "integer", "long", "negativeInteger", "nonNegativeInteger", "nonPositiveInteger",
        "positiveInteger", "short", "unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entity:
    """A thing of the graph; two are equal when their IRIs are, whatever they are called.

    >>> law = Entity(iri="https://w3id.org/migov/id/xy/labour-law", label="Labour Law")
    >>> print(law, law.curie)
    Labour Law xy:labour-law
    """

    iri: str
    label: str = field(default="", compare=False)

    @property
    def curie(self) -> str:
        """Return the IRI in short, or in full where no prefix fits."""
        return namespaces.shrink(self.iri)

    def __str__(self) -> str:
        """Return what a person calls it: its label, else its CURIE."""
        return self.label or self.curie

    def __repr__(self) -> str:
        """Show CURIE and label."""
        return f"<{self.curie}{f' {self.label!r}' if self.label else ''}>"

    def n3(self) -> str:
        """Return the IRI as SPARQL and Turtle write it."""
        return f"<{self.iri}>"

    def _repr_html_(self) -> str:
        text, curie = escape(str(self)), escape(self.curie)
        if not self.iri.startswith(("https://", "http://")):  # a link may not run a script
            return f'<span title="{curie}">{text}</span>'
        return f'<a href="{escape(self.iri)}" title="{curie}">{text}</a>'


#: What stands for one term.
Value: TypeAlias = "Entity | str | int | float | Decimal | bool | datetime.date | datetime.datetime"


def value_of(term: Term, labels: Mapping[str, str]) -> Value:
    """Return a term as a Python value; a literal that its datatype does not allow stays text.

    >>> value_of(ox.Literal("0.10", datatype=ox.NamedNode(namespaces.STANDARD["xsd"] + "decimal")), {})
    Decimal('0.10')
    >>> value_of(ox.NamedNode("https://w3id.org/migov/id/xy/a"), {})
    <xy:a>
    """
    if isinstance(term, ox.NamedNode):
        return Entity(iri=term.value, label=labels.get(term.value, ""))
    if not isinstance(term, ox.Literal):
        return str(term)
    read = _READERS.get(term.datatype.value)
    try:
        return read(term.value) if read else term.value
    except (ValueError, InvalidOperation, KeyError):
        return term.value


def _readers() -> dict[str, Callable[[str], Value]]:
    xsd = namespaces.STANDARD["xsd"]
    truth = {"true": True, "1": True, "false": False, "0": False}
    return {
        **dict.fromkeys(INTEGERS, int),
        f"{xsd}decimal": Decimal,
        f"{xsd}double": float,
        f"{xsd}float": float,
        f"{xsd}boolean": truth.__getitem__,
        f"{xsd}date": datetime.date.fromisoformat,
        f"{xsd}dateTime": datetime.datetime.fromisoformat,
    }


_READERS: Final = _readers()
