"""A pile of pages written by somebody who means harm: payloads wherever a page may say something. -> files"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from tests.security.payloads import PAYLOADS
from tests.security.poison import STRIDE

STORY = (
    "LIMA (Reuters) - Harbour master Edda {0} resigned on Monday, officials said. “{0}” Lind told the {0} Courant on March 4, 2021. "
    "According to {0}, 12 people were hurt. Mayor {0} denied it. “We know nothing of {0},” a spokesman for {0} said. Photo: {0}"
)
MOST_NAME = 200
"""Bytes of a file's name."""


def payload(number: int) -> str:
    return PAYLOADS[number * STRIDE % len(PAYLOADS)]


def row(number: int) -> dict[str, str]:
    """Return a row of a dataset, each column of which holds another payload."""
    columns = ("title", "byline", "outlet", "url", "date", "language", "section", "modified", "retrieved")
    told = {name: payload(number + place) for place, name in enumerate(columns)}
    if number % 3 == 0:  # a date and an address that are believed, with more behind them
        told |= {"date": f"2021-03-04T10:00:00{told['date']}", "url": f"https://selby.example/{told['url']}"}
    return told | {"text": f"{payload(number)}\nBy {payload(number + 1)}\n\n{STORY.format(payload(number))}"}


def page(number: int) -> str:
    """Return an HTML page with payloads in its mark-up, escaped as far as one must to get them through."""
    given = [escape(payload(number + place)) for place in range(9)]
    data = json.dumps({"@type": "NewsArticle", "headline": payload(number), "author": {"name": payload(number + 1)}, "datePublished": payload(number + 2), "publisher": {"name": payload(number + 3)}}).replace("</", "<\\/")  # fmt: skip
    return (
        f'<!doctype html><html lang="{given[8]}"><head><meta charset=utf-8><title>{given[0]}</title>'
        f'<meta property="og:site_name" content="{given[1]}"><meta name=author content="{given[2]}">'
        f'<meta property="article:published_time" content="2021-03-04{given[3]}"><meta property="og:url" content="{given[4]}">'
        f'<link rel=canonical href="{given[5]}"><script type="application/ld+json">{data}</script></head><body>'
        f"<article><h1>{given[0]}</h1><p class=byline>By {given[2]}</p><p>{escape(STORY.format(payload(number)))}</p>"
        f"<blockquote>{given[6]}</blockquote><figure><img src='{given[7]}' alt='{given[7]}'><figcaption>{given[7]}</figcaption>"
        f"</figure>{payload(number)}<p>{escape(STORY.format(payload(number + 1)))}</p></article></body></html>"
    )


def write_pile(folder: Path, numbers: Sequence[int]) -> None:
    """Write rows of all these numbers, and a page of every fourth under a name that is a payload too."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "rows.jsonl").open("w", encoding="ascii") as out:
        for number in numbers:
            out.write(json.dumps(row(number)) + "\n")
    for name, text in _pages(numbers):
        (folder / name).write_text(text, encoding="utf-8", errors="replace")


def _pages(numbers: Sequence[int]) -> Iterator[tuple[str, str]]:
    for number in numbers[::4]:
        name = (
            payload(number)
            .replace("/", "∕")
            .replace("\0", "")
            .encode("utf-8", "replace")[:MOST_NAME]
            .decode("utf-8", "ignore")
        )
        yield f"{number} {name}.html", page(number)
