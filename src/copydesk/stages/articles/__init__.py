"""Articles out of saved pages, with what each states of itself. SavedPage -> Article."""

from __future__ import annotations

from dataclasses import replace

from copydesk.records import Article, Problem, SavedPage
from copydesk.stages.articles.source.decoding import Decoded, decode
from copydesk.stages.articles.source.taming import shorten, tame
from copydesk.stages.articles.text.doubts import drop_doubtful_dates
from copydesk.stages.articles.text.plain import read_markdown, read_plain
from copydesk.stages.articles.whole import body_text, read_whole

__all__ = ["body_text", "find_articles", "read_whole_page"]

STAGE = "articles"


def find_articles(saved: SavedPage) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Return the articles of a page in order, and what was repaired or missing; a page never raises."""
    try:
        decoded, left_out = _decode(saved)
        articles = tuple(_read(saved, decoded))
    except Exception as error:  # whatever a page holds, the others must go on
        reason = f"the page could not be taken apart ({type(error).__name__}: {error}); expected a news page"
        return (), (_problem(saved, reason),)
    problems = _repairs(saved, decoded)
    if left_out:
        problems += (replace(_problem(saved, f"left out as too much for one page: {left_out}"), kind="limited"),)
    if saved.page.media_type != "text/html" and "date" not in dict(saved.fields):  # others state their date to machines
        articles, doubts = drop_doubtful_dates(articles)
        problems += tuple(replace(_problem(saved, reason), kind="repaired") for reason in doubts)
    if not articles:
        problems += (_problem(saved, "no article text in it; expected at least one paragraph of prose"),)
    return articles, problems


def read_whole_page(saved: SavedPage) -> Article | None:
    """Return the main text of a page as one article, a thread's posts and replies in order, or None if it has none."""
    try:
        return read_whole(saved, _decode(saved)[0])
    except Exception:  # `find_articles` tells the problem
        return None


def _decode(saved: SavedPage) -> tuple[Decoded, str | None]:
    """Return a page's text, and what had to be left out of a monstrous one."""
    decoded = decode(saved)
    if saved.page.media_type == "text/html":
        tamed, left_out = tame(decoded.text)
        return decoded._replace(text=tamed), left_out
    shortened, left_out = shorten(decoded.text)
    damaged = max(shortened.count("\ufffd") - decoded.text.count("\ufffd"), 0)
    return decoded._replace(text=shortened, broken=decoded.broken + damaged), left_out


def _read(saved: SavedPage, decoded: Decoded) -> list[Article]:
    if saved.page.media_type == "text/html":
        from copydesk.stages.articles.html.markup import read_markup
        from copydesk.stages.articles.source.wayback import place_blocks

        return place_blocks(saved, decoded, read_markup(saved, decoded))
    return read_markdown(saved, decoded) if saved.page.media_type == "text/markdown" else read_plain(saved, decoded)


def _repairs(saved: SavedPage, decoded: Decoded) -> tuple[Problem, ...]:
    if not decoded.broken:
        return ()
    reason = f"{decoded.broken} broken places in text read as {decoded.encoding}; each became “\ufffd”"
    return (Problem(page=saved.page.id, uri=saved.page.uri, stage=STAGE, reason=reason, kind="repaired"),)


def _problem(saved: SavedPage, reason: str) -> Problem:
    return Problem(page=saved.page.id, uri=saved.page.uri, stage=STAGE, reason=reason)
