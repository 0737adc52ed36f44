"""What may be given for a parameter of kind ``iri`` or ``concept``, and under which names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import MgiError, NameNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

_RDF: Final = namespaces.STANDARD["rdf"]
_RDFS: Final = namespaces.STANDARD["rdfs"]
_SKOS: Final = namespaces.STANDARD["skos"]
#: Properties that name, by how much a name by each of them says: the better one decides.
_TIERS: Final = (
    (f"{_SKOS}prefLabel", f"{_RDFS}label", f"{_SKOS}notation"),
    (f"{_SKOS}altLabel",),
    (f"{_SKOS}hiddenLabel",),
)
_TIER: Final = {iri: tier for tier, iris in enumerate(_TIERS) for iri in iris}
_NAMES: Final = f"""
SELECT DISTINCT ?x ?p ?name
WHERE {{
    %s
    FILTER isIRI(?x)
    OPTIONAL {{ VALUES ?p {{ {" ".join(f"<{iri}>" for iri in _TIER)} }} ?x ?p ?name }}
}}
"""
#: How many things of one name a message lists, and how long a list of choices may be, in characters.
MOST_LISTED: Final = 5
LONGEST_LIST: Final = 240
_CODE: Final = re.compile("[A-Z]{2}")
_HYPHENS: Final = re.compile(r"[\W_]+")
#: What each store offers, by the pattern that asks for it; a store is read-only.
_READ: Final[WeakKeyDictionary[Store, dict[str, tuple[Choice, ...]]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A thing that may be given: its label, and all names as (tier, name), the best tier 0."""

    iri: str
    label: str
    names: tuple[tuple[int, str], ...]

    @property
    def curie(self) -> str:
        """Return the shortest way to write the IRI."""
        return namespaces.shrink(self.iri)


def choices(parameter: Parameter, store: Store) -> tuple[Choice, ...]:
    """Return what the dataset offers for a parameter, A to Z by IRI; nothing for one of a literal kind."""
    if parameter.kind not in {"iri", "concept"}:
        return ()
    pattern = _pattern(parameter)
    read = _READ.setdefault(store, {})
    if pattern not in read:
        read[pattern] = _read(pattern, store)
    return read[pattern]


def choose(parameter: Parameter, value: str, store: Store) -> ox.NamedNode:
    """Return the thing that a value names: an IRI, a CURIE, a local name, a label, an acronym or a notation.

    Case, diacritics, hyphens and runs of space do not count. A label decides before another name. Names are read
    only for what is no IRI of the kind: of things there are many.
    Raises :class:`NameNotFoundError` where nothing, or more than one thing, has the name.
    """
    node = _written(value)
    if node and store.ask(f"ASK {{ VALUES ?x {{ {node} }} {_pattern(parameter)} }}"):
        return node
    known, wanted = choices(parameter, store), plain(value)
    found: list[str] = []
    for tier in range(len(_TIERS) if wanted else 0):
        found = [each.iri for each in known if _goes_by(each, wanted, tier)]
        if found:
            break
    if len(found) == 1:
        return ox.NamedNode(found[0])
    raise _not_found(parameter, value, known, found)


def plain(name: str) -> str:
    """Reduce a name to what counts when names are compared.

    >>> plain("Côte-d'Ivoire")
    'cote d ivoire'
    """
    bare = (each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return _HYPHENS.sub(" ", "".join(bare).casefold()).strip()


def describe_kind(parameter: Parameter) -> str:
    """Return the kind of a parameter in words: ``concept of topic``."""
    return f"{parameter.kind} of {parameter.of}" if parameter.of else parameter.kind


def name_kind(parameter: Parameter) -> str:
    """Return what a parameter stands for, in words.

    >>> from mgi_graph.queries.header import Parameter
    >>> name_kind(Parameter(name="x", kind="iri", of="migov:InternationalOrganization", description="x"))
    'international organization'
    """
    if parameter.kind == "concept":
        return parameter.of.replace("-", " ")
    name = parameter.of.partition(":")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() or "thing"


def write_choice(choice: Choice) -> str:
    """Return what to write for a choice, and its label where that is another word.

    A State goes by its code of two letters (ISO 3166-1 alpha-2).
    """
    code = next((name.lower() for _, name in choice.names if _CODE.fullmatch(name)), "")
    local = code or _local(choice.iri)
    return local if plain(local) == plain(choice.label) else f"{local}  {choice.label}"


def _read(pattern: str, store: Store) -> tuple[Choice, ...]:
    named: dict[str, set[tuple[int, str, str]]] = {}
    for thing, tier, name in store.select(_NAMES % pattern).rows:
        if isinstance(thing, ox.NamedNode):
            names = named.setdefault(thing.value, set())
            if isinstance(name, ox.Literal) and isinstance(tier, ox.NamedNode):
                names.add((_TIER[tier.value], "" if name.language == "en" else name.language or "~", name.value))
    return tuple(_choice(iri, sorted(names)) for iri, names in sorted(named.items()))


def _choice(iri: str, names: Sequence[tuple[int, str, str]]) -> Choice:
    label = names[0][2] if names else _local(iri)
    return Choice(iri=iri, label=label, names=tuple((tier, name) for tier, _, name in names))


def _pattern(parameter: Parameter) -> str:
    if parameter.among:
        return f"VALUES ?x {{ {' '.join(f'<{iri}>' for iri in parameter.among)} }}"
    if parameter.kind == "concept":
        return f"?x <{_SKOS}inScheme> <{namespaces.VOCAB}{parameter.of}> ."
    return f"?x <{_RDF}type> <{namespaces.expand(parameter.of)}> ." if parameter.of else "?x ?q ?o ."


def _goes_by(choice: Choice, wanted: str, tier: int) -> bool:
    local = tier == 0 and _plain_of_dataset(_local(choice.iri)) == wanted
    return local or any(at == tier and _plain_of_dataset(name) == wanted for at, name in choice.names)


@lru_cache(maxsize=16_384)
def _plain_of_dataset(name: str) -> str:
    """Reduce a name of the dataset; those that strangers write are not kept."""
    return plain(name)


def _local(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _written(value: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(namespaces.expand(value.strip()))
    except (MgiError, ValueError):
        return None


def _not_found(parameter: Parameter, value: str, known: Sequence[Choice], found: Sequence[str]) -> NameNotFoundError:
    what = name_kind(parameter)
    if found:
        error = NameNotFoundError(f"single {what}", value, ())
        listed = ", ".join(namespaces.shrink(iri) for iri in found[:MOST_LISTED])
        error.message = f"parameter {parameter.name}: {error.message}; {len(found)} go by it: {listed}"
        return error
    if ":" in value:
        names = {each.curie for each in known}
    else:
        names = {_local(each.iri) for each in known} | {name for each in known for _, name in each.names}
    error = NameNotFoundError(what, value, names)
    error.message = f"parameter {parameter.name}: {error.message}"
    if not error.nearest and known:
        listed = ", ".join(each.label for each in known)
        some = listed if len(listed) <= LONGEST_LIST else f"{len(known)}, such as {known[0].label}"
        error.message += f"; expected one of {some}"
    return error
