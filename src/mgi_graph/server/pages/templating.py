"""Templates: everything is escaped, links lead to this host."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from mgi_graph.server.pages.assets import path_of
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from jinja2 import Environment

    from mgi_graph.server.address import Address

FOLDER: Final = Path(__file__).parent / "templates"
#: The pages that the head of every page leads to: path, name.
MENU: Final = (
    ("/findings", "Findings"),
    ("/instruments", "Laws and policies"),
    ("/treaties", "Treaties"),
    ("/agreements", "Agreements"),
    ("/bodies", "Bodies"),
    ("/topics", "Topics"),
    ("/countries", "Countries"),
    ("/sources", "Sources"),
    ("/query", "Saved queries"),
    ("/about", "About"),
)
#: A query that is longer does not fit in a link; its page shows it to be copied.
LONGEST: Final = 6000


@cache
def environment() -> Environment:
    """Return the one environment of all templates; an unknown name in a template is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(version=VERSION, menu=MENU, asset=path_of, editing=editing, asking=asking, frame=frame)
    return made


def render(template: str, address: Address, **values: object) -> str:
    """Fill a template; ``address`` tells where links lead.

    The frame of every page also takes ``here``, the path of the entry of the menu that the page belongs to,
    and ``digest``, that of the dataset.
    """
    return environment().get_template(template).render(address=address, **values)


@cache
def _macros() -> Any:  # noqa: ANN401 - what a template exports
    return environment().get_template("macros.html").module


def macro(name: str, *arguments: object) -> Markup:
    """Write a part of a page by one of the macros that all pages share."""
    return Markup(getattr(_macros(), name)(*arguments))


@lru_cache(maxsize=64)
def frame(part: str, root: str, here: str) -> Markup:
    """Return a part of the frame that is the same for all pages behind a prefix: ``menu`` or ``footer``."""
    from mgi_graph.server.address import Address

    return Markup(environment().get_template(f"frame/{part}.html").render(address=Address(root=root), here=here))


def editing(query: str) -> str:
    """Return the path that opens a query in the editor; without the query where it is too long for a link.

    >>> editing("ASK {}")
    '/sparql?query=ASK%20%7B%7D'
    """
    return f"/sparql?query={quote(query, safe='')}" if len(query) <= LONGEST else "/sparql"


def asking(name: str, suffix: str = "", /, **parameters: object) -> str:
    """Return the path that asks a saved query; a parameter that is a list stands once for each of its values.

    >>> asking("findings", "csv", topic=["topic:asylum", "topic:visas"])
    '/query/findings.csv?topic=topic%3Aasylum&topic=topic%3Avisas'
    """
    given = urlencode(parameters, doseq=True)
    return f"/query/{name}{f'.{suffix}' if suffix else ''}{f'?{given}' if given else ''}"
