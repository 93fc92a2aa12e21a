"""Golden pages: what a careful reader finds in `tests/cases/pages`, written down in `tests/cases/facts.toml`.

A fact of kind `article` names a page and words that the body of one of its articles holds (`has`); each further key is held
against that article by itself, those named in `unset` must be empty. `articles` counts a page's articles, `not_body` is text that no body holds. Texts are compared
with case, quotation marks and white space levelled, a title by containing, an outlet as a regular expression.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from copydesk.records import Article, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.pages import read_pages

CASES = Path(__file__).resolve().parents[1] / "cases"
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})

KNOWN_MISSES: dict[tuple[str, str, str], str] = {}
"""(page, the fact's text, its key) of what the program does not find, and why; one that it learns to find fails here."""


class Check(NamedTuple):
    """One thing that a fact says; `key` is `count`, `not_body`, `has` or a field of an article."""

    page: str
    text: str
    key: str
    expected: Any


def level(text: str) -> str:
    return " ".join(text.translate(QUOTES).split()).casefold()


def list_checks() -> Iterator[Check]:
    for fact in tomllib.loads((CASES / "facts.toml").read_text(encoding="utf-8"))["fact"]:
        page = fact["page"]
        if fact["kind"] == "articles":
            yield Check(page, "", "count", fact["count"])
        elif fact["kind"] == "not_body":
            yield Check(page, fact["text"], "not_body", None)
        else:
            yield Check(page, fact["has"], "has", None)
            fields = sorted(fact.keys() - {"kind", "page", "has", "unset"})
            yield from (Check(page, fact["has"], key, fact[key]) for key in fields)
            yield from (Check(page, fact["has"], key, None) for key in fact.get("unset", ()))


@cache
def articles_of(prefix: str) -> tuple[Article, ...]:
    (path,) = (CASES / "pages").glob(f"{prefix}*")
    return tuple(
        article for saved in read_pages([path]) if isinstance(saved, SavedPage) for article in find_articles(saved)[0]
    )


def body_of(article: Article) -> str:
    return level("\n".join(article.words_of(block.span) for block in article.body()))


def told(article: Article, key: str) -> Any:
    """Return what an article says under a fact's key."""
    if key in ("published", "basis"):
        published = article.published
        return published and (published.value if key == "published" else published.basis)
    return sorted(map(level, article.byline)) if key == "byline" else getattr(article, key)


def fits(key: str, found: Any, expected: Any) -> bool:
    if key == "title":
        return level(expected) in level(found or "")
    if key == "outlet":
        return re.search(expected, level(found or ""), re.I) is not None
    if key == "section":
        return level(found or "") == level(expected)
    return bool(found == (sorted(map(level, expected)) if key == "byline" else expected))


def problem_of(check: Check) -> str | None:
    """Return how the page's articles go against a check, or None where they bear it out."""
    articles = articles_of(check.page)
    if check.key == "count":
        return None if len(articles) == check.expected else f"{len(articles)} articles"
    holding = [article for article in articles if level(check.text) in body_of(article)]
    if check.key == "not_body":
        return "it stands in a body" if holding else None
    if not holding:
        return "no body holds it"
    found = [told(article, check.key) for article in holding] if check.key != "has" else []
    return (
        None if check.key == "has" or any(fits(check.key, one, check.expected) for one in found) else f"found {found}"
    )


def parameters() -> list[Any]:
    return [
        pytest.param(check, id=f"{check.page}{check.key}-{check.text[:24]}", marks=_mark(check))
        for check in list_checks()
    ]


def _mark(check: Check) -> tuple[pytest.MarkDecorator, ...]:
    reason = KNOWN_MISSES.get((check.page, check.text, check.key))
    return (pytest.mark.xfail(reason=reason, strict=True),) if reason else ()


@pytest.mark.parametrize("check", parameters())
def test_a_golden_page_says_what_its_reader_found(check: Check) -> None:
    assert problem_of(check) is None, check


def test_every_known_miss_is_still_asked_for() -> None:
    asked = {(check.page, check.text, check.key) for check in list_checks()}
    assert set(KNOWN_MISSES) <= asked
