"""What a worker does for a saved query: the answer in a form, its references, its citation, its codebook."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.choices import plain
from mgi_graph.queries.parameters import bind_all
from mgi_graph.results.forms import BY_NAME
from mgi_graph.results.layout import PLAIN
from mgi_graph.server.cache import Rendered
from mgi_graph.server.saved.asking import answer_of, bounded, layout_of
from mgi_graph.server.saved.forms import REFERENCES, SPARQL, representation

if TYPE_CHECKING:
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.saved.asked import Asked

#: Forms that a browser cannot show: they are kept as files (RFC 6266 §4.2).
_KEPT: Final = frozenset({"csv", "tsv", "xlsx", "parquet"})
#: How long the name of a file may be, without its suffix.
_LONGEST: Final = 60
_STYLE: Final = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_JSON: Final = "application/json"


def answer(context: Context, *, asked: Asked, form: str) -> Rendered:
    """Return the answer in a form: the bytes that the command line and Python write."""
    from mgi_graph.results.formats import encode

    page = answer_of(context, asked)
    data = bounded(encode(page, form, layout_of(context, asked, page)), context)
    kind = "attachment" if form in _KEPT else "inline"
    name = f"{file_name(asked)}{BY_NAME[form].suffixes[0]}"
    headers = [("X-Total-Count", str(page.total)), ("Content-Disposition", f'{kind}; filename="{name}"')]
    if form == "html":
        headers.append(("Content-Security-Policy", policy(data)))
    following = page.page.next if page.page else ""
    return Rendered(
        body=data,
        content_type=representation(form).content_type,
        headers=tuple(headers),
        facts=(("rows", len(page.rows)), ("total", page.total), ("next", following)),
    )


def text(context: Context, *, asked: Asked) -> Rendered:
    """Return the query as SPARQL, what was given bound in it; without that, the file as it is."""
    saved = context.graph.queries[asked.name]
    bound = bind_all(saved.text, saved.header, asked.values, context.graph.store) if asked.given else saved.text
    shown = (("Content-Disposition", f'inline; filename="{file_name(asked)}.rq"'),)
    return Rendered(body=bound.encode(), content_type=f"{SPARQL.media_type}; charset=utf-8", headers=shown)


def references(context: Context, *, asked: Asked, suffix: str) -> Rendered:
    """Return the references of the rows at hand, and of the run."""
    from mgi_graph.results.references.formats import write_references
    from mgi_graph.results.references.read import read_references
    from mgi_graph.results.run import run_of

    style, media_type = REFERENCES[suffix]
    page = answer_of(context, asked)
    data = write_references(read_references(context.graph.store, page), run_of(page, PLAIN), style).encode()
    name = f'inline; filename="{file_name(asked)}-references.{suffix}"'
    return Rendered(body=bounded(data, context), content_type=media_type, headers=(("Content-Disposition", name),))


def citation(context: Context, *, asked: Asked) -> Rendered:
    """Return the citation of the run, with the digest of the rows as the file of ``asked.form`` shows them.

    It is what ``mgi verify`` reads beside a file that has no place for it.
    """
    from mgi_graph.results.formats import encode
    from mgi_graph.results.grids import digest_grids
    from mgi_graph.results.records import dumps
    from mgi_graph.results.run import record_of, run_of
    from mgi_graph.results.verify.readers import read_grids

    page = answer_of(context, asked)
    layout = layout_of(context, asked, page)
    form = asked.form
    shown = digest_grids(read_grids(encode(page, form, layout), form)) if form else ""
    record = dumps(record_of(run_of(page, layout, form=form, shown=shown)))
    return Rendered(body=record.encode(), content_type=_JSON)


def file_name(asked: Asked) -> str:
    """Return what to call a file with the answer, without its suffix: the query and what was given.

    >>> from mgi_graph.server.saved.asked import Asked
    >>> file_name(Asked(name="findings", given=(("topic", ("Border Management",)), ("year", ("2021",)))))
    'findings-border-management-2021'
    """
    words = [asked.name, *(value.rpartition("/")[2] for _, values in asked.given for value in values)]
    name = "-".join(plain(word).replace(" ", "-") for word in words if word)
    return re.sub(r"[^a-z0-9-]", "", name)[:_LONGEST].strip("-") or asked.name


def policy(page: bytes) -> str:
    """Return the Content-Security-Policy of a page that stands alone: its own style, by its hash, and nothing else."""
    hashes = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(page)]
    styles = " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
    return f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
