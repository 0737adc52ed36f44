"""From a chart to the bytes of an SVG or PNG file: the same data, the same bytes."""

from __future__ import annotations

import csv
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from mgi_graph.plots import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from mgi_graph.plots.chart import Chart

_TITLE: Final = 12.0
_CAPTION: Final = 6.5
#: Letters that fit on an inch of title and of caption.
_PER_INCH: Final = 8.3
_SMALL_PER_INCH: Final = 20.0
_LINE: Final = 0.24
_SMALL_LINE: Final = 0.125


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How large a figure is: inches, where given, and dots per inch of a PNG."""

    width: float | None = None
    height: float | None = None
    dpi: int = 200


def render(
    chart: Chart, draw: Callable[[Figure, Chart], None], natural: tuple[float, float], sheet: Sheet, form: str
) -> tuple[bytes, str]:
    """Draw a chart as ``svg`` or ``png``; returns the bytes, and a note where a font lacks signs."""
    theme.require()
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    texts = (chart.title, chart.caption, *(cell for row in chart.rows for cell in row))
    settings, note = theme.settings(texts)
    width = sheet.width or natural[0]
    title = theme.wrapped(chart.title, int(width * _PER_INCH), 3)
    caption = theme.wrapped(chart.caption, int(width * _SMALL_PER_INCH), 12)
    top = _LINE * (title.count("\n") + 1) + 0.12
    bottom = _SMALL_LINE * (caption.count("\n") + 1) + 0.12
    height = sheet.height or natural[1] + top + bottom
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # signs without a glyph: told by the note
        room = ConstrainedLayoutEngine(rect=(0.01, bottom / height, 0.98, 1 - (top + bottom) / height))
        figure = Figure(figsize=(width, height), layout=room)
        figure.text(0.012, 1 - 0.08 / height, title, ha="left", va="top", fontsize=_TITLE, fontweight="bold")
        figure.text(0.012, 0.06 / height, caption, ha="left", va="bottom", fontsize=_CAPTION, color=theme.PALE)
        draw(figure, chart)
        file = io.BytesIO()
        facts = {"Date": None, "Creator": None} if form == "svg" else {"Software": None, "Title": chart.title}
        figure.savefig(file, format=form, dpi=sheet.dpi, metadata=facts)
    return (_described(file.getvalue(), chart) if form == "svg" else file.getvalue()), note


def data(chart: Chart) -> str:
    """Write the data behind a chart as CSV (RFC 4180)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(chart.heads)
    writer.writerows(chart.rows)
    return file.getvalue()


def _described(svg: bytes, chart: Chart) -> bytes:
    """Give an SVG its title and description, which screen readers speak (SVG 2 §5.8)."""
    said = f'<title id="title">{escape(chart.title)}</title>\n <desc id="desc">{escape(chart.alt)}</desc>'
    start = svg.index(b">", svg.index(b"<svg"))
    role = b' role="img" aria-labelledby="title desc"'
    return svg[:start] + role + b">\n " + said.encode() + svg[start + 1 :]
