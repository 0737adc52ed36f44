"""The file of the profile itself, and the tables of its pages and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.skeleton.blocks import block, document, text
from mgi_graph.skeleton.edition import SECTIONS, Heading
from mgi_graph.skeleton.passage import SECTION
from mgi_graph.skeleton.request import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.skeleton.blocks import Statement
    from mgi_graph.skeleton.passage import Passage
    from mgi_graph.skeleton.register import Register
    from mgi_graph.skeleton.request import Request

PAGES: Final = "char_start\tpage\tknown_from\n"
_MISSING: Final = """
# What the profile prints of itself is still to be stated; uncomment what it does, with its prefixes:
#
# @prefix dcterms: <http://purl.org/dc/terms/> .
# @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
#
#     dcterms:title "…"@{language} ;
#     dcterms:bibliographicCitation "…"@{language} ;
#     dcterms:creator int:iom ;
#     dcterms:publisher int:iom ;
#     dcterms:license <https://creativecommons.org/licenses/…> ;
#     migov:round … ;
#     migov:asOf "{year}-…"^^xsd:gYearMonth ;
#     migov:hasEvidence {passages}:… .
"""


def profile_text(request: Request, name: str, register: Register) -> str:
    """Write the file of the profile: what is known of it, and as comments what is still to be stated."""
    place = request.city or name
    said: list[Statement] = [
        ("a", "migov:LocalProfile" if request.city else "migov:CountryProfile"),
        ("skos:prefLabel", text(f"{request.kind.upper()} Profile {request.year}, {place}")),
        ("dcterms:language", f'"{request.language}"'),
    ]
    blocks = []
    if request.city:
        territory = f"{request.scope}:{slug(request.city)}"
        said.append(("migov:assessedTerritory", territory))
        about = ("a", "migov:Territory"), ("skos:prefLabel", text(request.city))
        blocks = [block(territory, (*about, ("dcterms:isPartOf", f"int:state-{request.scope}")))]
    else:
        said.append(("migov:assessedState", f"int:state-{request.scope}"))
    said += [("migov:usesFramework", register.framework), ("migov:year", str(request.year))]
    assessed = "of which city" if request.city else "of which State"
    head = (f"The profile: what it is, by which framework, and {assessed}.", "Records after DCMI Metadata Terms.")
    missing = _MISSING.format(
        language=request.language, year=request.year, passages=f"{request.scope}-{request.profile}"
    )
    return document(head, [block(request.curie, said), *blocks]) + missing


def headings(passages: Iterable[Passage], register: Register) -> dict[str, Heading]:
    """Return the sections of the index, the chapters with their domain; what is printed over them is not known."""
    domains = {str(domain.place): domain.curie for domain in register.domains}
    sections = [passage.locator for passage in passages if passage.kind == SECTION]
    return {each: Heading(locator=each, title="", domain=domains.get(each, "")) for each in sections}


def sections_text(known: Mapping[str, Heading]) -> str:
    """Write the table of headings."""
    rows = [f"{each.locator}\t{each.title}\t{each.domain}" for each in known.values()]
    return "\n".join(["\t".join(SECTIONS), *rows]) + "\n"
