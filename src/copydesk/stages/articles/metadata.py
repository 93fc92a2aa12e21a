"""What a page's mark-up says of its article: JSON-LD, meta tags, time tags. HTML -> Metadata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.records import Published
from copydesk.stages.articles.bylines import clean_names
from copydesk.stages.articles.dates import date_of_address, day_of_stamp
from copydesk.stages.articles.headers import split_title
from copydesk.stages.articles.lines import level
from copydesk.stages.articles.outlets import know_outlet, outlet_of_address

Node = Mapping[str, Any]
_ARTICLE_TYPES = re.compile(
    r"Article|BlogPosting|Report$|Posting$|LiveBlog|DiscussionForum|QAPage|Question$|Review$|Recipe$|WebPage$"
)
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "publishdate", "publish_date", "pubdate", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date",
    "citation_date", "article.published", "published_time", "cxenseparse:recs:publishtime", "rnews:datepublished",
    "originalpublicationdate", "article_date_original", "sort_date", "date", "created", "bt:pubdate",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "date_modified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "article:updated_time", "revision_date",
)  # fmt: skip
_TITLE_META = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title", "title",
)  # fmt: skip
_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "citation_author",
)  # fmt: skip
_SITE_META = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")


_LAST_DAY = "2100-12-31"
"""A fixed end, so that a page reads the same on any day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the mark-up states; each field `None` or empty where it is silent."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: Published | None = None
    modified: str | None = None
    canonical: str | None = None
    language: str | None = None
    is_live: bool = False


def read_metadata(tree: Any, address: str | None) -> Metadata:
    """Return what the tags of a parsed page say; `tree` is selectolax's."""
    metas = _metas(tree)
    canonical = _canonical(tree, metas) or address
    node = _article_node(list(_linked_data(tree)), _page_marks(tree, metas, canonical))
    site = _site(metas, node)
    title, tail = split_title(_title(tree, metas, node) or "")
    outlet = site or tail or outlet_of_address(canonical)
    return Metadata(
        title=_without_site(title, outlet) or None,
        byline=_byline(tree, metas, node),
        outlet=outlet,
        published=_published(tree, metas, node, address=canonical),
        modified=_modified(metas, node),
        canonical=canonical,
        language=_language(tree),
        is_live="LiveBlogPosting" in _types(node),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.css("meta"):
        name = (
            tag.attributes.get("property") or tag.attributes.get("name") or tag.attributes.get("itemprop") or ""
        ).lower()
        content = (tag.attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _linked_data(tree: Any) -> Iterator[Node]:
    """Yield every object of the page's JSON-LD, outer before inner; damaged scripts are passed over."""
    for script in tree.css('script[type="application/ld+json"]'):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text() or "")
        try:
            data = json.loads(_without_half_characters(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            continue
        yield from _objects(data, 0)


def _without_half_characters(data: object) -> str:
    r"""Return data as JSON text; half a character, such as a lone "\ud83d", is no text that could be written out."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _objects(data: object, depth: int) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(data.get(key), (dict, list)):
                yield from _objects(data[key], depth + 1)


def _types(node: Node) -> tuple[str, ...]:
    kind = node.get("@type")
    return tuple(str(k) for k in kind) if isinstance(kind, list) else (str(kind),) if kind else ()


def _page_marks(tree: Any, metas: Mapping[str, str], canonical: str | None) -> tuple[str, str]:
    """Return the address and the heading by which the page's own object is told from objects about other pages."""
    heading = tree.css_first("h1")
    return (canonical or "").rstrip("/"), level(metas.get("og:title") or (heading.text() if heading else ""))


def _article_node(nodes: list[Node], marks: tuple[str, str]) -> Node:
    """Return the object that describes the page's article: one with the page's own address or heading before others, a
    dated one of an article's type before the rest."""
    address, heading = marks
    fit = [node for node in nodes if any(_ARTICLE_TYPES.search(kind) for kind in _types(node))]

    def rank(node: Node) -> tuple[bool, ...]:
        title = level(_text(node.get("headline")) or "")
        own = bool(address) and address in {_address(node.get(key)) for key in ("url", "@id", "mainEntityOfPage")}
        named = bool(title and heading) and (title in heading or heading in title)
        return (not node.get("datePublished"), "WebPage" in _types(node), not (own or named), not title)

    return min(fit, key=rank, default={})


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.partition("#")[0].rstrip("/") if isinstance(value, str) else ""


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return html.unescape(re.sub(r"<[^>]{1,200}>", "", value)).strip() or None
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), None)
    return None


def _title(tree: Any, metas: Mapping[str, str], node: Node) -> str | None:
    named = [_text(node.get("headline")), *(metas.get(name) for name in _TITLE_META)]
    heading = [_squeeze(tag.text()) for tag in tree.css("h1")]
    head = tree.css_first("head > title") or tree.css_first("title")
    whole = _squeeze(head.text()) if head else ""
    for text in (*named, *(heading if len(heading) == 1 else ()), whole, *heading):
        if text and _squeeze(text):
            return _squeeze(html.unescape(text))
    return None


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _without_site(title: str, outlet: str | None) -> str:
    """Return a title without the outlet's name at either end."""
    if not outlet:
        return title
    bare = re.escape(outlet.removeprefix("The "))
    return re.sub(rf"\s+[|–—-]\s+(?:The )?{bare}$|^(?:The )?{bare}\s+[|–—:-]\s+", "", title)


def _byline(tree: Any, metas: Mapping[str, str], node: Node) -> tuple[str, ...]:
    authors = node.get("author") or node.get("creator")
    listed = authors if isinstance(authors, list) else [authors]
    names = [
        name for author in listed[:12] for name in clean_names(_text(author) or "") if not _is_organization(author)
    ]
    if names:
        return tuple(dict.fromkeys(names))
    for key in _AUTHOR_META:
        if key in metas and (found := clean_names(metas[key])):
            return found
    for tag in tree.css('[rel="author"], [itemprop="author"], .byline, .author-name, .article__author, .entry-author')[
        :6
    ]:
        text = _squeeze(tag.text(separator=" "))
        if 3 < len(text) < 100 and (found := clean_names(text)):
            return found
    return ()


def _is_organization(author: object) -> bool:
    return isinstance(author, dict) and "Organization" in str(author.get("@type"))


def _site(metas: Mapping[str, str], node: Node) -> str | None:
    for text in (metas.get("og:site_name"), _text(node.get("publisher")), *(metas.get(name) for name in _SITE_META)):
        if text and len(text) <= 60 and not re.match(r"https?:|@", text):
            known = know_outlet(html.unescape(text))
            return (
                known.name
                if known
                else outlet_of_address(f"//{text}")
                if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", text)
                else html.unescape(text)
            )
    return None


def _published(tree: Any, metas: Mapping[str, str], node: Node, *, address: str | None) -> Published | None:
    """Return the date of publication from the surest place that gives one."""
    places = [("JSON-LD, datePublished", _text(node.get("datePublished")))]
    places += [(f"the meta tag {name}", metas.get(name)) for name in _PUBLISHED_META]
    places += [("the markup's datePublished", stamp) for stamp in _item_dates(tree)]
    places += [("the time tag beside the headline", stamp) for stamp in _time_tags(tree)]
    for where, stamp in places:
        value = day_of_stamp(stamp)
        if value:
            return Published(value=value, basis="stated", why=f"Read from {where}.")
    value = date_of_address(address)
    if value:
        return Published(value=value, basis="stated", why="The page's web address holds the date.")
    return None


def guess_date(text: str, address: str | None) -> Published | None:
    """Return the date that htmldate finds in a page's text or lesser tags, for pages whose own tags state none.

    A first of January is passed over: it mostly stands for a bare year.
    """
    from htmldate import find_date

    found = find_date(
        text,
        extensive_search=False,  # a search of all text finds the dates of other things
        original_date=True,
        url=address,
        min_date="1995-01-01",
        max_date=_LAST_DAY,
    )
    if not found or found.endswith("-01-01"):
        return None
    return Published(value=found, basis="stated", why="Found in the page's text or lesser tags, beside no other date.")


def _item_dates(tree: Any) -> Iterator[str]:
    for tag in tree.css('[itemprop="datePublished"], [itemprop="dateCreated"]')[:3]:
        yield tag.attributes.get("content") or tag.attributes.get("datetime") or _squeeze(tag.text())


def _time_tags(tree: Any) -> Iterator[str]:
    """Yield the dates of the tags that are marked as the article's own."""
    chosen = tree.css(
        "time[pubdate], time.entry-date.published, time.published, article header time, .byline time, .post-meta time, .entry-meta time"
    )
    every = tree.css("time[datetime]")
    for tag in [*chosen[:2], *(every if len(every) == 1 else ())]:
        yield tag.attributes.get("datetime") or _squeeze(tag.text())


def _modified(metas: Mapping[str, str], node: Node) -> str | None:
    stamps = (_text(node.get("dateModified")), *(metas.get(name) for name in _MODIFIED_META))
    return next((day for stamp in stamps if (day := day_of_stamp(stamp))), None)


def _canonical(tree: Any, metas: Mapping[str, str]) -> str | None:
    link = tree.css_first('link[rel="canonical"]')
    for address in (link.attributes.get("href") if link else None, metas.get("og:url")):
        if address and re.match(r"https?://[^/]+", address):
            return address
    return None


def _language(tree: Any) -> str | None:
    root = tree.css_first("html")
    found = re.match(r"[A-Za-z]{2,3}\b", (root.attributes.get("lang") or "") if root else "")
    return found[0].lower() if found else None
