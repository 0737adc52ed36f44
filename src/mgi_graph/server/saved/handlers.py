"""Answer requests for saved queries: each is a job for a worker, its bytes kept by what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_graph.errors import ParameterError, shorten
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.observation import note_query
from mgi_graph.server.pinning import hold
from mgi_graph.server.problem import Problem, not_found
from mgi_graph.server.reply import negotiate, reply
from mgi_graph.server.saved import forms
from mgi_graph.server.saved.asked import (
    OF_ANSWERS,
    OF_CITATIONS,
    OF_CODEBOOKS,
    OF_REFERENCES,
    OF_TEXTS,
    Asked,
    read,
)
from mgi_graph.server.saved.links import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.media import Representation
    from mgi_graph.server.site import Site


async def query(request: Request) -> Response:
    """Answer for the address of a query, which is negotiated: its page, its answer, or its description."""
    saved = _saved(request)
    bare = not request.url.query
    offered, _ = negotiate(request, forms.RESOURCE if bare else forms.OFFERS)
    if offered is forms.PAGE:
        asked = _asked(request, saved, lenient=True)
        return await _page(request, asked)
    if offered in forms.DESCRIPTIONS:
        return await _description(request, saved, offered)
    if offered is forms.SPARQL:
        return await _text(request, saved)
    return await _answer(request, _asked(request, saved), forms.ANSWERS[offered.suffix].name)


async def in_form(request: Request) -> Response:
    """Answer for the address of a query with a suffix: the form of the answer, or of the query itself."""
    saved, suffix = _saved(request), request.path_params["suffix"].lower()
    if found := forms.ANSWERS.get(suffix):
        return await _answer(request, _asked(request, saved), found.name, vary=())
    if suffix == forms.SPARQL.suffix:
        return await _text(request, saved, vary=())
    if described := forms.by_suffix(suffix, forms.DESCRIPTIONS):
        return await _description(request, saved, described, vary=())
    known = [*forms.ANSWERS, forms.SPARQL.suffix, *(each.suffix for each in forms.DESCRIPTIONS)]
    raise not_found(f"A query has no form {shorten(suffix)!r}; there are {', '.join(known)}", nearest=tuple(known[:3]))


async def references(request: Request) -> Response:
    """Answer with the references of an answer."""
    suffix = request.path_params["suffix"]
    if suffix not in forms.REFERENCES:
        known = ", ".join(f"references.{each}" for each in forms.REFERENCES)
        raise not_found(f"References have no form {shorten(suffix)!r}; there are {known}")
    asked = _asked(request, _saved(request), takes=OF_REFERENCES)
    return await _run(
        request, "saved.job:references", forms.REFERENCES[suffix][1], asked, vary=(), arguments={"suffix": suffix}
    )


async def codebook(request: Request) -> Response:
    """Answer with the codebook of an answer, as a page."""
    asked = _asked(request, _saved(request), takes=OF_CODEBOOKS, lenient=True)
    arguments = {"address": _site(request).address(request)}
    return await _run(request, "saved.codebook:page", forms.PAGE.media_type, asked, vary=(), arguments=arguments)


async def codebook_archive(request: Request) -> Response:
    """Answer with the folder of the codebook, as one file."""
    asked = _asked(request, _saved(request), takes=OF_CODEBOOKS)
    return await _run(request, "saved.codebook:archive", "application/zip", asked, vary=())


async def codebook_file(request: Request) -> Response:
    """Answer with one file of the folder of the codebook."""
    asked = _asked(request, _saved(request), takes=OF_CODEBOOKS)
    arguments = {"file": request.path_params["file"], "address": _site(request).address(request)}
    return await _run(request, "saved.codebook:file", "*/*", asked, vary=(), arguments=arguments)


async def citation(request: Request) -> Response:
    """Answer with the citation of a run."""
    asked = _asked(request, _saved(request), takes=OF_CITATIONS)
    names = [form.name for form in forms.ANSWERS.values()]
    if asked.form and asked.form not in names:
        raise ParameterError(f"form: expected one of {', '.join(dict.fromkeys(names))}; found {shorten(asked.form)!r}")
    return await _run(request, "saved.job:citation", "application/json", asked, vary=())


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def _saved(request: Request) -> SavedQuery:
    saved = _site(request).graph.queries[request.path_params["name"]]
    note_query(request, name=saved.name)
    return saved


def _asked(request: Request, saved: SavedQuery, *, takes: Sequence[str] = OF_ANSWERS, lenient: bool = False) -> Asked:
    """Read what is asked, and of which dataset."""
    site = _site(request)
    pairs = request.query_params.multi_items()
    asked = read(saved, pairs, most=site.settings.query_rows, takes=takes, lenient=lenient)
    hold(request, asked.dataset, site.graph.store.digest)
    return asked


async def _text(request: Request, saved: SavedQuery, *, vary: tuple[str, ...] = ("Accept",)) -> Response:
    asked = _asked(request, saved, takes=OF_TEXTS)
    return await _run(request, "saved.job:text", forms.SPARQL.media_type, asked, vary=vary)


async def _page(request: Request, asked: Asked) -> Response:
    address = _site(request).address(request)
    return await _run(request, "saved.page:page", forms.PAGE.media_type, asked, arguments={"address": address})


async def _description(
    request: Request, saved: SavedQuery, offered: Representation, *, vary: tuple[str, ...] = ("Accept",)
) -> Response:
    """Describe a query in RDF; it takes no parameters."""
    if request.url.query:
        raise _not_described(saved)
    arguments = {"suffix": offered.suffix, "address": _site(request).address(request)}
    asked = Asked(name=saved.name)
    return await _run(
        request, "saved.description:description", offered.media_type, asked, vary=vary, arguments=arguments
    )


def _not_described(saved: SavedQuery) -> Problem:
    return Problem(
        status=400,
        kind="bad-parameter",
        title="The description of a query takes no parameters",
        detail=f"Ask for it at /query/{saved.name} without any; the answer to a query has the forms "
        f"{', '.join(each.suffix for each in forms.DATA)}.",
    )


async def _answer(request: Request, asked: Asked, form: str, *, vary: tuple[str, ...] = ("Accept",)) -> Response:
    media_type = forms.representation(form).media_type
    return await _run(request, "saved.job:answer", media_type, asked, vary=vary, arguments={"form": form})


async def _run(  # noqa: PLR0913 - what differs between jobs
    request: Request,
    job: str,
    media_type: str,
    asked: Asked,
    *,
    vary: tuple[str, ...] = ("Accept",),
    arguments: dict[str, Any] | None = None,
) -> Response:
    """Let a worker do a job, and put the links on what it gives."""
    site, address = _site(request), _site(request).address(request)

    async def render() -> Rendered:
        rendered = await site.house.run(Job(name=job, arguments={"asked": asked, **(arguments or {})}))
        local = request.url.path.removeprefix(address.root)
        return linked(rendered, asked, address, local=local, digest=site.graph.store.digest)

    return await reply(request, render, media_type, vary=vary)
