"""Articles and claims as schema.org has them: NewsArticle, Claim, ClaimReview. StoryRecords -> JSON-LD"""

from __future__ import annotations

import json
from typing import IO, Any
from urllib.parse import quote as as_address

from copydesk.index import Index, index_records
from copydesk.records import Article, Claim, StoryRecords

AGAINST = ("denies", "declines")


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write one graph: each article as `NewsArticle`, each claim as a draft `ClaimReview` of a `Claim` with its appearances.

    A review carries no rating: how well a claim is backed is in `reviewBody`, whether it is true is for a fact-checker to
    say. What relates one claim to another has no place in schema.org and is left out. `isBasedOn` is the saved page.
    """
    index = index_records(records)
    graph = [
        *(_article(article, index) for article in records.articles),
        *(_review(claim, index) for claim in records.claims),
    ]
    json.dump({"@context": "https://schema.org", "@graph": graph}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _one_date(value: str | None) -> str | None:
    """Return a date as schema.org has them, partial ones among them; an interval is none."""
    return None if value is None or "/" in value else value


def _article(article: Article, index: Index) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": f"#{article.id}",
            "headline": article.title,
            "author": [{"@type": "Person", "name": name} for name in article.byline],
            "publisher": _filled({"@type": "Organization", "name": article.outlet}) if article.outlet else None,
            "datePublished": _one_date(article.published.value if article.published else None),
            "dateModified": _one_date(article.modified),
            "articleSection": article.section,
            "inLanguage": article.language,
            "url": article.canonical,
            "isBasedOn": as_address(index.page_name(article)),
        }
    )


def _review(claim: Claim, index: Index) -> dict[str, Any]:
    standing = dict.fromkeys(one.ref.article for one in claim.assertions if one.stance not in AGAINST)
    first = claim.first
    known = index.get(Article, first.article) is not None
    appearance: dict[str, Any] | None = {"@id": f"#{first.article}"} if known else None
    if appearance is None and first.outlet:
        appearance = _filled(
            {
                "@type": "NewsArticle",
                "publisher": {"@type": "Organization", "name": first.outlet},
                "datePublished": _one_date(first.date),
            }
        )
    told = _filled(
        {
            "@type": "Claim",
            "text": claim.text,
            "appearance": [{"@id": f"#{name}"} for name in standing if index.get(Article, name)],
            "firstAppearance": appearance,
        }
    )
    made = {"@type": "ClaimReview", "@id": f"#{claim.id}", "claimReviewed": claim.text, "itemReviewed": told}
    return made | {"reviewBody": claim.verdict}
