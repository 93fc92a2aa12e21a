"""What a page's mark-up says of its article: JSON-LD, meta tags, headings. HTML -> Metadata."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from copydesk.records import MetadataField, Metadatum, Published
from copydesk.stages.articles.html.authors import AUTHOR_TAG, names_around, persons_of, read_authors
from copydesk.stages.articles.html.dating import (
    LONE_TIME,
    Stamp,
    as_metadata,
    choose_published,
    read_stamps,
    stamps_of_lines,
)
from copydesk.stages.articles.html.linked import Node, read_article_node, read_linked_data, text_of, types_of
from copydesk.stages.articles.html.parting import Prints, part_title, read_prints, site_of_rights
from copydesk.stages.articles.html.printed import read_printed
from copydesk.stages.articles.text.titles import split_title
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import know_outlet, outlet_of_address
from copydesk.stages.articles.values.stated import Place, state

_TITLE_META = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title", "title",
)  # fmt: skip
_SECTION_META = (
    "article:section", "og:article:section", "og:section", "articlesection", "parsely-section", "section",
)  # fmt: skip
_WAY = '[class*="crumb"] a, [id*="crumb"] a, [aria-label*="readcrumb"] a'
_LONGEST_WAY, _LONGEST_SECTION = 8, 40
_SITE_META = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_SITE = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,}$|\b(?:forums?|message boards?)$", re.I)
_CUT = r"[|–—·•:»›-]"
_LEAST_LIKENESS = 0.25
_LEAST_TITLE = 4

Reading = tuple[str, str, str]
"""A text with the place that gives it, in words, and the rule that read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the mark-up states; each field `None` or empty where it is silent.

    `stated` has every reading, `stamps` the dates, `linked` all objects of the page's JSON-LD; `credits` are the printed lines
    that name an agency.
    """

    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    section: str | None = None
    published: Published | None = None
    modified: str | None = None
    canonical: str | None = None
    language: str | None = None
    is_live: bool = False
    is_front: bool = False
    body: str | None = None
    linked: tuple[Node, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    read: tuple[Metadatum, ...] = ()
    credits: tuple[str, ...] = ()

    def stated(self) -> tuple[Metadatum, ...]:
        """Return all that was read, dates included."""
        return (*self.read, *as_metadata(self.stamps, self.published))


def read_metadata(tree: Any, address: str | None) -> Metadata:
    """Return what the tags of a parsed page say; `tree` is selectolax's."""
    metas = _metas(tree)
    link = _canonical(tree, metas)
    canonical = link[0] if link else address
    headings = [_squeeze(html.unescape(tag.text(separator=" "))) for tag in tree.css("h1")]
    linked = tuple(read_linked_data(tree))
    node = read_article_node(linked, address=canonical, heading=metas.get("og:title") or (headings or [""])[0])
    told = [*_titles(tree, metas, node)]
    outlets, headlines = _part_outlet(tree, told, [*_sites(metas, node)][:1], canonical)
    outlet = outlets[0][0] if outlets else None
    names = {level(outlet or ""), level(_host_label(canonical))}
    titles = [(_without_site(title, names), where, rule) for title, where, rule in headlines]
    title = _choose_title(titles, [heading for heading in headings if level(heading) not in names])
    byline = next(read_authors(tree, metas, node, names), None)
    section = next(_sections(tree, metas, node), None)
    stamps = read_stamps(tree, metas, node, canonical)
    read = [
        *_as_metadata("title", [*([title] if title else []), *titles]),
        *_as_metadata("byline", [(name, *byline[1:]) for name in byline[0]] if byline else []),
        *_as_metadata("outlet", outlets),
        *_as_metadata("section", filter(None, [section])),
        *_as_metadata("canonical", filter(None, [link])),
    ]
    return Metadata(
        title=title[0] if title else None,
        byline=byline[0] if byline else (),
        outlet=outlet,
        section=section[0] if section else None,
        published=choose_published([stamp for stamp in stamps if stamp.rank < LONE_TIME]),
        modified=next((stamp.value for stamp in stamps if stamp.field == "modified"), None),
        canonical=canonical,
        language=_language(tree),
        is_live="LiveBlogPosting" in types_of(node),
        is_front=_is_front(canonical, node),
        body=text_of(node.get("articleBody")),
        linked=linked,
        stamps=tuple(stamps),
        read=tuple(read),
    )


def with_printed(metadata: Metadata, tree: Any) -> Metadata:
    """Return the metadata of a story with what is printed around its headline: dates, and the names of its byline.

    Tags of authors count where a name in them stands there too; a printed byline that has more names goes before tags.
    """
    printed = read_printed(tree, metadata.title)
    beside, foot = (stamps_of_lines(printed.dates, is_beside=True), stamps_of_lines(printed.foot, is_beside=False))
    stamps = (*metadata.stamps, *beside, *(() if metadata.published else foot))
    names = persons_of(printed.names, {level(metadata.outlet or "")})
    where = (f"the line “{printed.names_line}” beside the headline", "metadata.text")
    if not names and not metadata.byline:
        names, where = names_around(tree, printed.lines, metadata.outlet), AUTHOR_TAG
    takes = bool(names) and set(metadata.byline) <= set(names)
    return replace(
        metadata,
        title=printed.title,
        byline=names if takes else metadata.byline,
        published=choose_published(stamps),
        modified=next((stamp.value for stamp in stamps if stamp.field == "modified"), None),
        stamps=stamps,
        credits=printed.credits,
        read=(*metadata.read, *_as_metadata("byline", [(name, *where) for name in names])),
    )


def _as_metadata(field: MetadataField, readings: Iterable[Reading]) -> Iterator[Metadatum]:
    for value, where, rule in readings:
        yield state(field, value, Place(rule, f"Read from {where}."))


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.css("meta"):
        attributes = tag.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _titles(tree: Any, metas: Mapping[str, str], node: Node) -> Iterator[Reading]:
    """Yield the titles that a page's tags give to machines."""
    headline = text_of(node.get("headline"))
    if headline:
        yield _squeeze(html.unescape(headline)), "JSON-LD, headline", "metadata.json_ld"
    for name in _TITLE_META:
        if text := _squeeze(html.unescape(metas.get(name, ""))):
            yield text, f"the meta tag {name}", "metadata.meta_tag"
    head = tree.css_first("head > title") or tree.css_first("title")
    if head and (text := _squeeze(html.unescape(head.text()))):
        yield text, "the title tag", "metadata.title_tag"


def _choose_title(titles: list[Reading], headings: list[str]) -> Reading | None:
    """Return the heading that readers see, where it is much like the titles for machines; else the first of these.

    Of a heading with more before or after a title ("Thread: …", "… | Opinion") the title is taken.
    """
    words = [set(level(title).split()) for title, _, _ in titles]

    def likeness(heading: str) -> float:
        own = set(level(heading).split())
        return max((len(own & other) / len(own | other) for other in words if own), default=0.0)

    best = max(headings, key=likeness, default=None)
    if best and (likeness(best) >= _LEAST_LIKENESS or (not titles and len(headings) == 1)):
        return next((title for title in titles if _is_part(title[0], best)), (best, "the heading", "metadata.heading"))
    return titles[0] if titles else (headings[0], "the heading", "metadata.heading") if headings else None


def _is_part(title: str, heading: str) -> bool:
    """Return whether a title is the beginning or the end of a heading, and not cut short itself."""
    own, whole = level(title), level(heading)
    return (
        own != whole
        and len(own.split()) >= _LEAST_TITLE
        and not title.endswith(("…", "..."))
        and (whole.startswith(own + " ") or whole.endswith(" " + own))
    )


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _without_site(title: str, names: set[str]) -> str:
    """Return a title without the site's name at either end."""
    found = re.match(rf"^(?P<first>.{{1,60}}?)\s*{_CUT}\s+(?P<rest>.+)$", title)
    if found and level(found["first"]) in names:
        return found["rest"]
    found = re.match(rf"^(?P<rest>.+)\s+{_CUT}\s+(?P<last>.{{1,60}})$", title)
    return found["rest"] if found and (level(found["last"]) in names or _SITE.search(found["last"])) else title


def _host_label(address: str | None) -> str:
    host = re.match(r"https?://(?:www\.)?([\w-]+)\.", address or "")
    return host[1] if host else ""


def _sites(metas: Mapping[str, str], node: Node) -> Iterator[Reading]:
    places = [(metas.get("og:site_name"), "the meta tag og:site_name", "metadata.meta_tag")]
    places.append((text_of(node.get("publisher")), "JSON-LD, publisher", "metadata.json_ld"))
    places += [(metas.get(name), f"the meta tag {name}", "metadata.meta_tag") for name in _SITE_META[1:]]
    for text, where, rule in places:
        if text and len(text) <= 60 and not re.match(r"https?:|@", text):
            yield _site_name(html.unescape(text)), where, rule


def _site_name(text: str) -> str:
    known = know_outlet(text)
    if known:
        return known.name
    is_host = re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", text)
    return (outlet_of_address(f"//{text}") if is_host else None) or text


def _part_outlet(
    tree: Any, told: Sequence[Reading], outlets: list[Reading], canonical: str | None
) -> tuple[list[Reading], list[Reading]]:
    """Return the outlets, those that the titles or the page's lines name where no tag did, and the titles without them."""
    prints = None if outlets else read_prints(tree, _host_label(canonical))
    split = [(*_split(title, told, prints), where, rule) for title, where, rule in told]
    outlets = outlets or [*_outlet_elsewhere([reading[1:] for reading in split], canonical, prints)]
    return outlets, [(title, where, rule) for title, _, where, rule in split if title]


def _split(title: str, told: Sequence[Reading], prints: Prints | None) -> tuple[str | None, str | None]:
    """Return the headline and the site in a title, by what the other tags and the page's lines have, or by its looks."""
    others = frozenset(key for text, _, _ in told if (key := level(text)) and key != level(title))
    parted = part_title(title, others, prints) if prints else None
    head, tail = split_title(title)
    if parted is None:
        return head, tail
    return parted.headline, parted.site or (tail if head == parted.headline else None)


def _outlet_elsewhere(
    sites: Iterable[tuple[str | None, str, str]], canonical: str | None, prints: Prints | None
) -> Iterator[Reading]:
    """Yield the site that a title names beside the headline, or that a notice of rights does, or else the address."""
    host = outlet_of_address(canonical)
    owner = site_of_rights(prints) if prints and not know_outlet(host or "") else None
    if site := next((site for site, _, _ in sites if site), None):
        yield site, "the title, beside the headline", "metadata.title_tag"
    elif owner:
        yield _site_name(owner), "the notice of rights", "metadata.rights"
    elif host:
        yield host, "the page's web address", "metadata.address"


def _sections(tree: Any, metas: Mapping[str, str], node: Node) -> Iterator[Reading]:
    """Yield the sections that the tags name, an address's part ("news/local") after the rest; then the way to the page."""
    named = [(text_of(node.get("articleSection")) or "", "JSON-LD, articleSection", "metadata.json_ld")]
    named += [(metas.get(name, ""), f"the meta tag {name}", "metadata.meta_tag") for name in _SECTION_META]
    for text, where, rule in sorted(named, key=lambda reading: "/" in reading[0]):
        section = _squeeze(html.unescape(text)).rpartition("/")[2]
        if section and len(section) <= _LONGEST_SECTION:
            yield section, where, rule
    way = [_squeeze(link.text()) for link in tree.css(_WAY)[:_LONGEST_WAY]]
    if len(way) > 1 and way[-1] and len(way[-1]) <= _LONGEST_SECTION:
        yield way[-1], "the way to the page", "metadata.breadcrumb"


def _canonical(tree: Any, metas: Mapping[str, str]) -> Reading | None:
    link = tree.css_first('link[rel="canonical"]')
    places = (
        (link.attributes.get("href") if link else None, "the canonical link", "metadata.link_tag"),
        (metas.get("og:url"), "the meta tag og:url", "metadata.meta_tag"),
    )
    return next(((a, where, rule) for a, where, rule in places if a and re.match(r"https?://[^/]+", a)), None)


def _is_front(address: str | None, node: Node) -> bool:
    """Return whether a page is a site's front page, whose stories stand elsewhere."""
    is_root = re.fullmatch(r"https?://[^/?#]+/?", address or "") is not None
    return is_root and not any("Article" in kind or "Posting" in kind for kind in types_of(node))


def _language(tree: Any) -> str | None:
    root = tree.css_first("html")
    found = re.match(r"[A-Za-z]{2,3}\b", (root.attributes.get("lang") or "") if root else "")
    return found[0].lower() if found else None
