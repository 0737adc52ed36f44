"""Templates: everything is escaped, links lead to this host."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from jinja2 import Environment

    from mgi_graph.server.address import Address

FOLDER: Final = Path(__file__).parent / "templates"


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
    )
    made.globals["version"] = VERSION
    return made


def render(template: str, address: Address, **values: object) -> str:
    """Fill a template; ``address`` tells where links lead."""
    return environment().get_template(template).render(address=address, **values)
