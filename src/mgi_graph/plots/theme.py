"""Colours, signs and fonts of the figures.

The colours are those of Okabe and Ito (2008, "Color universal design"), which people with the usual
kinds of colour blindness can tell apart; each has a sign or a hatch of its own too, so that a figure
printed in grey says the same.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from collections.abc import Iterable

INK: Final = "#1a1a1a"
PALE: Final = "#6b6b6b"
RULE: Final = "#d0d0d0"
BLUE: Final = "#0072b2"
VERMILION: Final = "#d55e00"
GREEN: Final = "#009e73"
#: In the order in which they are given out; each series has its colour, its marker and its hatch. Of the eight colours
#: only those that stand out from white by 3 : 1 (WCAG 2.2 §1.4.11) are used, and grey and ink.
SERIES: Final = (
    (BLUE, "o", ""),
    (VERMILION, "X", "...."),
    (GREEN, "^", "////"),
    (PALE, "s", "xxxx"),
    (INK, "D", "++++"),
)
#: Widest label before it is wrapped, in letters.
LABEL: Final = 46
_BASE: Final = "DejaVu Sans"
_SETTINGS: Final = {
    "svg.hashsalt": "mgi-graph",
    "svg.fonttype": "path",
    "font.size": 9.0,
    "hatch.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.axisbelow": True,
    "text.parse_math": False,
}


def settings(texts: Iterable[str]) -> tuple[dict[Any, Any], str]:
    """Return the settings of a figure with these texts, and a note where no installed font can write them.

    Raises :class:`MgiError` where the plotting library is not installed.
    """
    fonts, missing = _fonts(set().union(*map(set, texts)))
    signs = "".join(sorted(missing))[:10]
    note = f"no installed font has the signs {signs}; install a font of that script, such as one of the Noto family"
    return _SETTINGS | {"font.family": fonts}, note if missing else ""


def require() -> None:
    """Raise :class:`MgiError` where the plotting library is not installed."""
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MgiError("plots need Matplotlib: pip install 'mgi-graph[plot]'") from error
    mpl.use("agg")


def wrapped(label: str, width: int = LABEL, lines: int = 2) -> str:
    r"""Break a label into lines at spaces; what does not fit is cut with an ellipsis.

    >>> wrapped("one two three four", width=8)
    'one two\nthree …'
    """
    return "\n".join(textwrap.wrap(label, width, max_lines=lines, placeholder=" …")) or label


def contrast(one: str, other: str = "#ffffff") -> float:
    """Return the contrast ratio of two colours (WCAG 2.2 §1.4.3), from 1 to 21.

    >>> round(contrast("#000000"), 1)
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _fonts(signs: set[str]) -> tuple[list[str], set[str]]:
    """Choose fonts that have the signs: the one that comes with the library first."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    def lacking(path: str, wanted: set[str]) -> set[str]:
        known = FT2Font(path).get_charmap()
        return {sign for sign in wanted if ord(sign) not in known}

    chosen = [_BASE]
    missing = lacking(font_manager.findfont(_BASE), {sign for sign in signs if sign.isprintable()})
    # the font of last resort has a box for every sign, and writes none
    fonts = [font for font in font_manager.fontManager.ttflist if not font.name.startswith("Last Resort")]
    for font in sorted(fonts, key=lambda each: each.fname) if missing else ():
        if len(rest := lacking(font.fname, missing)) < len(missing):
            chosen.append(font.name)
            missing = rest
    return chosen, missing
