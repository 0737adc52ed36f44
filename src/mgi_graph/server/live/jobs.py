"""What only a dataset on an engine has to be asked: whether it is there still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.server.cache import Rendered

if TYPE_CHECKING:
    from mgi_graph.server.engine.jobs import Context

_TEXT: Final = "text/plain"


def held(context: Context) -> Rendered:
    """Answer with the digest of the dataset that the engine holds now; raises :class:`StoreError` where it fails."""
    assert context.asking is not None
    return Rendered(body=context.asking.held().encode(), content_type=_TEXT)
