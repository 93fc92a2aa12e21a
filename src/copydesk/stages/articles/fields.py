"""What a dataset or an archive says of a page beside its text. Article -> Article."""

from __future__ import annotations

from dataclasses import replace

from copydesk.records import Article, Published, SavedPage
from copydesk.stages.articles.bylines import clean_names
from copydesk.stages.articles.dates import date_of_address, day_of_stamp
from copydesk.stages.articles.outlets import know_outlet, outlet_of_address


def fill_from_fields(article: Article, saved: SavedPage) -> Article:
    """Return the article with what the page's row or address says where the page itself says nothing.

    The columns of a dataset describe the page, so they stand for its only article; in a thread they are the thread's.
    """
    fields = dict(saved.fields)
    is_paste = article.form == "post"
    outlet = fields.get("outlet")
    known = know_outlet(outlet) if outlet else None
    named = known.name if known else outlet
    if named and "." in named and " " not in named:
        named = outlet_of_address(f"//{named}")
    return replace(
        article,
        title=article.title if is_paste else fields.get("title") or article.title,
        byline=article.byline or (() if is_paste else clean_names(fields.get("byline") or "")),
        outlet=article.outlet if is_paste else named or article.outlet or outlet_of_address(saved.address),
        published=article.published if is_paste else _published(article, saved),
        modified=article.modified or day_of_stamp(fields.get("modified")),
        canonical=article.canonical or saved.address,
        language=article.language or fields.get("language"),
    )


def _published(article: Article, saved: SavedPage) -> Published | None:
    """Return the date in the row, the page's own, or the one in the address, in this order."""
    row = day_of_stamp(dict(saved.fields).get("date"))
    if row:
        return Published(value=row, basis="stated", why=f"The dataset's row gives {row} as the date.")
    if article.published is not None:
        return article.published
    address = date_of_address(saved.address)
    if address:
        return Published(value=address, basis="stated", why="The page's web address holds the date.")
    return None
