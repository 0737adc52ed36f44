"""What an engine asks of who writes to it: user and password, or a token, from the environment alone.

An address with credentials in it is refused: addresses stand in logs, in histories of shells and in lists of processes.
"""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.request import AbstractDigestAuthHandler, HTTPPasswordMgr, Request, parse_http_list, parse_keqv_list

from mgi_graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The variables that hold them; a token goes before a user.
USER: Final = "MGI_STORE_USER"
PASSWORD: Final = "MGI_STORE_PASSWORD"
TOKEN: Final = "MGI_STORE_TOKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A user with a password, or a token; all empty for an engine that asks for none. Never shown."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def header(self) -> str | None:
        """Return the value of ``Authorization`` to send unasked: a token (RFC 6750 §2.1)."""
        return f"Bearer {self.token}" if self.token else None

    def answer(self, challenge: str, method: str, url: str) -> str | None:
        """Answer a challenge: Basic (RFC 7617 §2), or Digest (RFC 7616 §3.4), which Virtuoso sets.

        ``None`` where there is no user, or no such challenge. Raises :class:`ValueError`, :class:`LookupError` or
        :class:`OSError` for a challenge that is malformed.
        """
        scheme, _, rest = challenge.partition(" ")
        if not self.user or scheme.lower() not in {"basic", "digest"}:
            return None
        if scheme.lower() == "basic":
            return f"Basic {b64encode(f'{self.user}:{self.password}'.encode()).decode('ascii')}"
        asked = parse_keqv_list([part for part in parse_http_list(rest) if part])
        known = HTTPPasswordMgr()
        known.add_password(asked.get("realm", ""), url, self.user, self.password)
        given = AbstractDigestAuthHandler(known).get_authorization(Request(url, method=method), asked)
        return f"Digest {given}" if given else None


def from_environment(environment: Mapping[str, str] | None = None) -> Credentials:
    """Read the credentials; raises :class:`StoreError` where a user comes without a password."""
    found = os.environ if environment is None else environment
    user, password, token = (found.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if user and not password:
        raise StoreError(f"{USER} is set and {PASSWORD} is not: set both, or {TOKEN}")
    return Credentials(user=user, password=password, token=token)
