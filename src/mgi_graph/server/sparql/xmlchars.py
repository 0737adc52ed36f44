"""Characters that XML 1.0 (§2.2) has no way to write, in XML that an engine wrote with them."""

from __future__ import annotations

import re
from typing import Final

#: Controls but tab, line feed and carriage return; U+FFFE and U+FFFF. In UTF-8 no other character holds these bytes.
_ILLEGAL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT: Final = "\ufffd".encode()


def without_illegal(xml: bytes) -> bytes:
    r"""Return a document in UTF-8 with U+FFFD in the place of each character that XML cannot hold.

    >>> without_illegal(b"<a>\x01\t</a>").decode()
    '<a>\ufffd\t</a>'
    """
    return _ILLEGAL.sub(_REPLACEMENT, xml) if _ILLEGAL.search(xml) else xml
