"""The story on one self-contained page that asks nobody for anything. StoryRecords -> HTML."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.index import Index, content_refs, index_records
from copydesk.records import Article, Block, Copy, Ref, Span, StoryRecords
from copydesk.reported import reported_in
from copydesk.tables.views import rows
from copydesk.web import sections, wording
from copydesk.web.backing import draw_backing
from copydesk.web.marks import KINDS, anchor_of, find_marks, first_mentions, mark_block
from copydesk.web.selection import select

COPY_KINDS = {
    "verbatim": "Word for word",
    "edited": "Edited",
    "spun": "Reworded throughout",
    "excerpt": "Excerpt",
}
ROLES = {"sources": "list of sources", "related": "related link", "boilerplate": "page furniture"}


def render_report(records: StoryRecords, title: str, *, brief: Sequence[str] = ()) -> str:
    """Return the report of a story as one HTML page; `brief` is the summary it opens with, a line each.

    Every statement of the page links to the characters it rests on, further down on the page. Nothing is loaded from
    anywhere, and the page reads well without JavaScript.
    """
    index = index_records(records)
    selection = select(index)
    style, script = _static("report.css"), _static("report.js")
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            index=index,
            records=records,
            title=title,
            brief=brief,
            marks=find_marks(index),
            style=style,
            script=script,
            policy=_policy(style, script),
            sections=sections,
            listed=selection.rows,
            left_out=selection.left_out,
            shown=selection.ids,
            links=Links(index),
        )
    )
    return page.encode("utf-8", "replace").decode("utf-8")


class Links:
    """What the templates ask of the index: words, places and addresses, ready to print."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def to(self, ref: Ref) -> str:
        """Return the fragment that leads to `ref`."""
        return anchor_of(ref, self.index)

    def at(self, article: str, span: Span) -> str:
        """Return the fragment that leads to the characters `span` of an article."""
        return self.to(Ref(article=article, span=span))

    def words(self, ref: Ref, limit: int = 280) -> str:
        """Return the words that `ref` points at, shortened."""
        return wording.shorten(self.index.words(ref), limit)

    def where(self, article_id: str) -> str:
        """Return an article's outlet and date, to set beside a quotation."""
        return self.index.dated(article_id)

    def title(self, article_id: str) -> str:
        """Return an article's title, or its page where it has none."""
        article = self.index.get(Article, article_id)
        if article is None:
            return article_id
        return article.title or f"Untitled ({self.index.page_name(article)})"

    def places(self, refs: Iterable[Ref]) -> list[tuple[str, list[Ref]]]:
        """Return the places by article, to name each article once."""
        found: dict[str, list[Ref]] = {}
        for ref in refs:
            found.setdefault(ref.article, []).append(ref)
        return list(found.items())

    def direction(self, copy: Copy) -> str:
        """Return in words which of two articles copied."""
        first, second = self.index.outlet(copy.a), self.index.outlet(copy.b)
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

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """Return the copies that an article is part of."""
        return self.index.copies_of.get(article_id, ())


def web_address(address: str | None) -> str | None:
    """Return `address` if it can safely be a link: http or https, with a host."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=wording.tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        rows=rows,
        draw_backing=draw_backing,
        mark_block=mark_block,
        content_refs=content_refs,
        reported_in=reported_in,
        first_mentions=first_mentions,
        web_address=web_address,
        kinds=KINDS,
        copy_kinds=COPY_KINDS,
        role_names=ROLES,
    )
    environment.filters.update(
        date=wording.say_date,
        weekday=wording.say_weekday,
        share=wording.say_share,
        counted=wording.say_count,
        shorten=wording.shorten,
        sentence=wording.begin_sentence,
    )
    return environment


@cache
def _static(name: str) -> Markup:
    return Markup((files("copydesk.web") / "static" / name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
