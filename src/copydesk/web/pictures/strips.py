"""Two articles as bars, the passages that they share tied together. Copy -> Markup."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import Article, Copy, Span
from copydesk.web.pictures.drawing import picture

WIDTH, HEIGHT, BAR = 320, 54, 10
MOST = 40


def draw_strips(copy: Copy, index: Index) -> Markup:
    """Return the first article as the upper bar and the second as the lower; edited passages are hatched by their ties."""
    a, b = index.get(Article, copy.a), index.get(Article, copy.b)
    if a is None or b is None:
        return Markup("")
    return picture("strips", (WIDTH, HEIGHT), _shapes(copy, (_extent(a), _extent(b))))


def _extent(article: Article) -> Span:
    body = article.body()
    return Span(body[0].span.start, body[-1].span.end) if body else Span(0, len(article.text))


def _shapes(copy: Copy, extents: tuple[Span, Span]) -> Iterator[Markup]:
    low = HEIGHT - BAR
    for y in (0, low):
        yield Markup('<rect class="whole" x=".5" y="{}" width="{}" height="{}"/>').format(y + 0.5, WIDTH - 1, BAR - 1)
    for passage in copy.passages[:MOST]:
        (a, b), (c, d) = (
            _scaled(span, extent) for span, extent in zip((passage.a_span, passage.b_span), extents, strict=True)
        )
        kind = "quoted" if passage.evidence == "quotation" else "edited" if passage.edits else "same"
        yield Markup('<path class="{}" d="M{:.0f} 0H{:.0f}V{}L{:.0f} {}V{}H{:.0f}V{}L{:.0f} {}z"/>').format(
            kind, a, b, BAR, d, low, HEIGHT, c, low, a, BAR
        )


def _scaled(span: Span, extent: Span) -> tuple[float, float]:
    length = max(1, extent.end - extent.start)
    first, last = ((min(max(edge, extent.start), extent.end) - extent.start) / length * WIDTH for edge in span)
    return first, max(first + 2, last)
