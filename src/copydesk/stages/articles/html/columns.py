"""Pages laid out with tables: the column that holds the story, its lines parted by double breaks. HTML -> HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from copydesk.stages.articles.html.main_text import above_of

_LEAST_SHARE = 0.5
"""Of the page's text, which the column of a story holds; a cell of a table inside a story holds less."""
_LEAST_CHARACTERS = 300
_LEAST_ROW = 160
"""Characters of another row that can be a part of the story; the rows of a banner, a menu or a counter are shorter."""
_MOST_CELLS = 2000
_TABLE = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th|center)\b[^<>]*>", re.I)
_BREAKS = re.compile(r"<br\b[^<>]*>(?:\s*<br\b[^<>]*>)+", re.I)
_CELLS = ("td", "th")


def story_column(body: Any) -> Any | None:
    """Return the body of a page as if its layout had no tables, the columns and short rows beside the story left out.

    None where no cell holds most of the page's text or no other column stands beside it: then a table is a table.
    """
    whole = len(body.text() or "")
    sizes = [(len(cell.text() or ""), cell) for cell in islice(body.css("td"), _MOST_CELLS)]
    fit = [(size, cell) for size, cell in sizes if size >= max(_LEAST_CHARACTERS, _LEAST_SHARE * whole)]
    if not fit:
        return None
    inner = min(fit, key=lambda one: one[0])[1]
    beside = [other for node in (inner, *above_of(inner)) for other in _beside(node)]
    if not any(other.tag in _CELLS and (other.text() or "").strip() for other in beside):
        return None
    for other in beside:
        other.decompose()
    return _without_tables(body)


def _beside(node: Any) -> Iterator[Any]:
    """Yield the other columns beside a cell, and the short rows beside a row."""
    if node.tag not in (*_CELLS, "tr") or node.parent is None:
        return
    for other in node.parent.iter():
        is_column = node.tag in _CELLS and other.tag in _CELLS
        is_short_row = node.tag == other.tag == "tr" and len(other.text() or "") < _LEAST_ROW
        if other.mem_id != node.mem_id and (is_column or is_short_row):
            yield other


def _without_tables(body: Any) -> Any:
    from selectolax.lexbor import LexborHTMLParser

    source = _TABLE.sub(r"<\1div>", body.html or "")
    if body.css_first("p") is None:
        source = _BREAKS.sub("<p>", source)
    return LexborHTMLParser(source).body
