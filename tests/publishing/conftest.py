"""The engines of ``tests/store/remote``, for what publishes to them."""

from tests.store.remote.conftest import filled, oxigraph, server

__all__ = ["filled", "oxigraph", "server"]
