"""How a planted article looks on disk: saved HTML of four makes, plain text and Markdown, with furniture around it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from edits import Body
from originals import DATELINE

CITIES = [
    "Springfield",
    "Marlow",
    "Denholm",
    "Ashby",
    "Corrigan",
    "Westport",
    "Harlan",
    "Ridgeway",
    "Tamarack",
    "Bellfield",
    "Oakhurst",
    "Penrose",
]
PAPERS = ["Courier", "Herald", "Gazette", "Tribune", "Observer", "Sentinel", "Chronicle", "Record"]
SHORT = {name: mark for mark, name in DATELINE.items()}
FARMS = [
    "News Buzz Daily",
    "World Wire Today",
    "Trend Pulse",
    "The Viral Desk",
    "Hot Topics 24",
    "Newsflash Hub",
    "The Daily Scroll",
]
FIRST = [
    "Anna",
    "Brian",
    "Carla",
    "Derek",
    "Elena",
    "Frank",
    "Gwen",
    "Hassan",
    "Irene",
    "Jonah",
    "Katya",
    "Luis",
    "Maeve",
    "Nolan",
    "Olga",
    "Peter",
    "Ruth",
    "Simon",
]
LAST = [
    "Abernathy",
    "Bostwick",
    "Calloway",
    "Drummond",
    "Eastman",
    "Fairley",
    "Grunewald",
    "Hollister",
    "Ingram",
    "Jessop",
    "Kirkby",
    "Lindqvist",
]
SHARE = ("Share this story", "Tweet", "Email", "Print", "Comments")
NEWSLETTERS = (
    "Sign up for our morning newsletter and get the day’s top stories in your inbox.",
    "Subscribe today for full access on your desktop, tablet, and mobile device.",
    "Like us on Facebook to see similar stories.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be written: an article of an outlet, with what it says of its origin and date."""

    key: str
    outlet: str
    names_outlet: bool
    headline: str
    author: str | None
    credit: str | None
    credit_at: Literal["byline", "foot", "dateline"]
    published: datetime
    shows: Literal["nothing", "day", "time"]
    body: Body
    form: Literal["html", "txt", "md"]
    make: int
    misspelt: tuple[str, ...] = ()

    def byline(self) -> str | None:
        house = self.credit if self.credit_at == "byline" else None
        names = [f"By {self.author}"] * bool(self.author) or (["By"] if house else [])
        joined = " ".join(names) if not house else f"{names[0]}{',' if self.author else ''} {house}"
        return joined or None

    def foot(self) -> str | None:
        forms = (
            "This story was originally published by {}.",
            "Source: {}" if " and " not in str(self.credit) else "Sources: {}",
            "This article first appeared in {}.",
            "© {}",
        )
        return forms[self.make % 4].format(self.credit) if self.credit and self.credit_at == "foot" else None

    def paragraphs(self) -> list[str]:
        texts = [part.text for part in self.body]
        if self.credit and self.credit_at == "dateline":
            bare = re.sub(r"^[A-Z][\w ,.]{2,30} \([A-Z]\w+\) --? ", "", texts[0])
            texts[0] = f"{CITIES[self.make % len(CITIES)].upper()} ({SHORT.get(self.credit, self.credit)}) — {bare}"
        return texts

    def date(self) -> str | None:
        if self.shows == "nothing":
            return None
        day = f"{self.published:%B} {self.published.day}, {self.published.year}"
        return f"{day} at {self.published:%H:%M}" if self.shows == "time" else day

    def iso(self) -> str:
        return f"{self.published:%Y-%m-%dT%H:%M:00Z}" if self.shows == "time" else f"{self.published:%Y-%m-%d}"


def invent_outlet(rng: random.Random, *, farm: bool = False) -> str:
    return rng.choice(FARMS) if farm else f"{rng.choice(CITIES)} {rng.choice(PAPERS)}"


def invent_author(rng: random.Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def write(page: Page, related: Sequence[str]) -> str:
    """Return the page's file; `related` are headlines of other pages that its furniture names."""
    if page.form == "html":
        return MAKES[page.make % len(MAKES)](page, related)
    return _markdown(page) if page.form == "md" else _plain(page, related)


# --- text ---------------------------------------------------------------------------------------------


def _plain(page: Page, related: Sequence[str]) -> str:
    """Return what a browser's reading view leaves when it is copied into a file."""
    house = page.outlet if page.names_outlet else None
    top = [page.headline, page.byline(), house, page.date()]
    end = [page.foot(), f"RELATED: {related[0]}" if related and page.make % 3 == 0 else None]
    lines = ["\n".join(line for line in top if line), *page.paragraphs(), *(line for line in end if line)]
    return "\n\n".join(lines) + "\n"


def _markdown(page: Page) -> str:
    top = [part for part in (page.byline(), page.outlet if page.names_outlet else None, page.date()) if part]
    lines = [f"# {page.headline}", f"*{' | '.join(top)}*" if top else None, *page.paragraphs(), page.foot()]
    return "\n\n".join(line for line in lines if line) + "\n"


# --- HTML -----------------------------------------------------------------------------------------------


def _tag(name: str, text: str | None, kind: str = "") -> str:
    return f"<{name}{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{escape(text)}</{name}>\n" if text else ""


def _head(page: Page, extra: str = "") -> str:
    site = f'<meta property="og:site_name" content="{escape(page.outlet)}">' if page.names_outlet else ""
    tail = f" | {page.outlet}" if page.names_outlet else ""
    title = f"<title>{escape(page.headline + tail)}</title>"
    og = f'<meta property="og:title" content="{escape(page.headline)}"><meta property="og:type" content="article">'
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{title}\n{og}{site}{extra}</head>\n'


def _menu(page: Page) -> str:
    links = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ("Home", "News", "Sports", "Opinion"))
    name = escape(page.outlet) if page.names_outlet else "Home"
    return f'<header><a class="logo" href="/">{name}</a><nav><ul>{links}</ul></nav></header>\n'


def _footer(page: Page, related: Sequence[str]) -> str:
    links = "".join(f'<li><a href="/story/{n}">{escape(text)}</a></li>' for n, text in enumerate(related))
    rights = f"{page.outlet}. All rights reserved." if page.names_outlet else "All rights reserved."
    letter = _tag("div", NEWSLETTERS[page.make % 3], "newsletter")
    return (
        f'<aside class="related"><h3>More stories</h3><ul>{links}</ul></aside>{letter}<footer>{escape(rights)}</footer>'
    )


def _text(page: Page) -> str:
    return "".join(_tag("p", text) for text in page.paragraphs()) + _tag("p", page.foot(), "credit")


def _linked_data(page: Page, related: Sequence[str]) -> str:
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": page.headline}
    if page.date():
        data["datePublished"] = page.iso()
    if page.author:
        data["author"] = {"@type": "Person", "name": page.author}
    if page.names_outlet:
        data["publisher"] = {"@type": "Organization", "name": page.outlet}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    top = _tag("h1", page.headline) + _tag("p", page.byline(), "byline") + _tag("time", page.date())
    middle = f"<body>{_menu(page)}<main><article>{top}{_text(page)}</article></main>"
    return f"{_head(page, script)}{middle}{_footer(page, related)}</body></html>\n"


def _meta(page: Page, related: Sequence[str]) -> str:
    date = f'<meta property="article:published_time" content="{page.iso()}">' if page.date() else ""
    top = _tag("h1", page.headline, "entry-title") + _tag("span", page.byline(), "author")
    share = "".join(_tag("a", word) for word in SHARE)
    story = (
        f'<div class="post">{top}<div class="share">{share}</div><div class="entry-content">{_text(page)}</div></div>'
    )
    return f"{_head(page, date)}<body>{_menu(page)}{story}{_footer(page, related)}</body></html>\n"


def _visible(page: Page, related: Sequence[str]) -> str:
    date = _tag("span", f"Posted {page.date()}" if page.date() else None, "date")
    photo = '<figure><img src="a.jpg" alt=""><figcaption>A file photo. (Staff photo)</figcaption></figure>'
    top = f"{_tag('h2', page.headline)}{_tag('div', page.byline(), 'byline')}{date}{photo}"
    story = f'<div id="content"><div class="story">{top}{_text(page)}</div></div>'
    return f"{_head(page)}<body>{_menu(page)}{story}{_footer(page, related)}</body></html>\n"


def _marked_time(page: Page, related: Sequence[str]) -> str:
    date = f'<time class="published" datetime="{page.iso()}">{page.date()}</time>' if page.date() else ""
    top = f"<header>{_tag('h1', page.headline)}{_tag('p', page.byline(), 'by')}{date}</header>"
    story = f'<article class="article">{top}<section class="article-body">{_text(page)}</section></article>'
    return f"{_head(page)}<body>{_menu(page)}{story}{_footer(page, related)}</body></html>\n"


MAKES: tuple[Callable[[Page, Sequence[str]], str], ...] = (_linked_data, _meta, _visible, _marked_time)
