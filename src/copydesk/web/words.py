"""What the templates say of records: titles, outlets with dates, quoted words, who copied whom. Index -> text."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.index import Index
from copydesk.records import Article, Block, Copy, Ref, Span
from copydesk.web.wording import shorten

COPY_KINDS = {
    "verbatim": "Word for word",
    "edited": "Edited",
    "spun": "Reworded throughout",
    "excerpt": "Excerpt",
}


class Words:
    """The words for the records of one story, ready to print."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._where: dict[str, str] = {}

    def quote(self, ref: Ref, limit: int = 280) -> str:
        """Return the words that `ref` points at, shortened."""
        return shorten(self._index.words(ref), limit)

    def where(self, article_id: str) -> str:
        """Return an article's outlet and date, to set beside a quotation."""
        if article_id not in self._where:
            self._where[article_id] = self._index.dated(article_id)
        return self._where[article_id]

    def title(self, article_id: str) -> str:
        """Return an article's title, or its page where it has none."""
        article = self._index.get(Article, article_id)
        if article is None:
            return article_id
        return article.title or f"Untitled ({self._index.page_name(article)})"

    def places(self, refs: Iterable[Ref]) -> list[tuple[str, list[Ref]]]:
        """Return the places by article, to name each article once."""
        found: dict[str, list[Ref]] = {}
        for ref in refs:
            found.setdefault(ref.article, []).append(ref)
        return list(found.items())

    def direction(self, copy: Copy) -> str:
        """Return in words which of two articles copied."""
        first, second = self._index.outlet(copy.a), self._index.outlet(copy.b)
        if first == second:
            first, second = self.where(copy.a), self.where(copy.b)
        if first == second:
            first, second = f"the first text of {first}", "the second"
        return {
            "a_to_b": f"{second} copied from {first}",
            "b_to_a": f"{first} copied from {second}",
            "common_origin": f"{first} and {second} go back to a common origin outside these pages",
            "undecided": f"whether {first} or {second} copied cannot be told",
        }[copy.direction.value]

    def headline(self, article: Article) -> Block | None:
        """Return the block in which an article's title stands word for word."""
        blocks = (block for block in article.blocks if block.role == "headline")
        return next((block for block in blocks if article.words_of(block.span).strip() == article.title), None)

    def at(self, article: str, span: Span) -> Ref:
        """Return the place of the characters `span` of an article."""
        return Ref(article=article, span=span)


def copied_by(copy: Copy) -> str | None:
    """Return the article that copied, where that can be told."""
    return {"a_to_b": copy.b, "b_to_a": copy.a}.get(copy.direction.value)
