"""Answer at the endpoint: a query, its page, or what the service is (SPARQL 1.1 Protocol; Service Description)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from mgi_graph.server.engine.hangup import CancelledOnHangup
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import HTML, RDF, content_type_of
from mgi_graph.server.negotiation import field_of
from mgi_graph.server.observation import note_query
from mgi_graph.server.reply import negotiate, reply
from mgi_graph.server.sparql.forms import choose_form
from mgi_graph.server.sparql.protocol import Operation, read
from mgi_graph.server.sparql.volatile import is_volatile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from starlette.requests import Request

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.site import Site

    Render: TypeAlias = Callable[[], Awaitable[Rendered]]


async def endpoint(request: Request) -> Response:
    """Answer a query operation, or describe the service where there is none."""
    operation = await read(request)
    if operation is None:
        return await _describe(request)
    note_query(request, text=operation.query)
    site: Site = request.app.state.site
    address = site.address(request)
    form, media_type = choose_form(operation.query, field_of(request.scope, b"accept"), operation.form, address)
    if form is HTML:
        return await _page(request, operation)
    content_type = content_type_of(media_type)
    job = _job("answer", operation, address.url("/sparql"), form=form.suffix, content_type=content_type)

    async def render() -> Rendered:
        with CancelledOnHangup(request.receive):
            return await site.guest.run(job)

    return await _answer(request, operation, render, media_type)


async def editor(request: Request) -> Response:
    """Show the editor, with the query of the address, whatever the client likes best."""
    return await _page(request, await read(request))


async def _describe(request: Request) -> Response:
    """Answer with the description of the service, or with the editor where a browser asks."""
    form, media_type = negotiate(request, (*RDF, HTML))
    if form is HTML:
        return await _page(request, None)
    site: Site = request.app.state.site
    content_type = content_type_of(media_type)
    arguments = {"address": site.address(request), "form": form.suffix, "content_type": content_type}
    job = Job(name="sparql.jobs:describe", arguments=arguments)
    return await reply(request, lambda: site.house.run(job), media_type)


async def _page(request: Request, operation: Operation | None) -> Response:
    """Answer with the editor; a query is run first, so that its answer stands on the page without a script."""
    site: Site = request.app.state.site
    address = site.address(request)

    async def render() -> Rendered:
        arguments: dict[str, object] = {"address": address}
        if operation is not None and operation.query.strip():
            job = _job("show", operation, address.url("/sparql"), address=address)
            with CancelledOnHangup(request.receive):
                shown = await site.guest.run(job)
            arguments |= {"query": operation.query, "answer": shown.body.decode()}
        return await site.house.run(Job(name="sparql.jobs:page", arguments=arguments))

    return await _answer(request, operation, render, HTML.media_type)


async def _answer(request: Request, operation: Operation | None, render: Render, media_type: str) -> Response:
    """Answer with what is rendered; what will be otherwise the next time is neither kept nor validated."""
    site: Site = request.app.state.site
    if operation is None or not is_volatile(operation.query, site.settings.services):
        sent = repr(operation) if request.method == "POST" else ""
        return await reply(request, render, media_type, body=sent, is_weak=operation is not None)
    rendered = await render()
    headers = {"Content-Type": rendered.content_type, "Vary": "Accept", "Cache-Control": "no-store"}
    return Response(rendered.body, headers=headers)


def _job(name: str, operation: Operation, base: str, **more: object) -> Job:
    asked = {"query": operation.query, "default": operation.default, "named": operation.named}
    return Job(name=f"sparql.job:{name}", arguments={**asked, "base": base, **more})
