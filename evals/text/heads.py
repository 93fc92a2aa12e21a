#!/usr/bin/env python3
"""What a page without markup says of itself: the pages of wcxb-dev as a crawler's plain text, menus and all, and how
well headline, names, date and main text are read from it.

Usage: heads.py write BENCH FOLDER      pages as FOLDER/DOC.txt
       heads.py score BENCH FOLDER PRED   PRED: `copydesk extract FOLDER/*.txt`; prints the figures as JSON
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

_OUT = "script, style, noscript, template, svg, iframe, textarea, select, head > :not(title)"
_BLOCKS = (
    "address, article, aside, blockquote, br, button, caption, dd, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, "
    "h3, h4, h5, h6, header, hr, li, main, nav, ol, option, p, pre, section, table, td, th, title, tr, ul"
)
_WORD = re.compile(r"\w+")
Page = dict[str, Any]


def articles(bench: Path, *, html: bool) -> list[Page]:
    sys.path.insert(0, str(bench / "extraction"))
    import sets

    return [page for page in sets.load("wcxb-dev", html=html) if page["type"] == "article"]


def as_text(html: bytes) -> str:
    """Return a page's words with a line for each block, as a crawler keeps them."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    for node in tree.css(_OUT):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\x00")
        node.insert_after("\x00")
    parts = tree.root.text().split("\x00") if tree.root else []
    lines = (" ".join(part.split()) for part in parts)
    return "\n".join(line for line in lines if line) + "\n"


def f1(gold: Counter[str], found: Counter[str]) -> float:
    hit = sum((gold & found).values())
    return 2 * hit / (sum(gold.values()) + sum(found.values())) if gold or found else 1.0


def words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def level(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def title_is_right(gold: str, found: str) -> bool:
    """Return whether two titles are the same but for a site's name at the end."""
    one, two = level(gold), level(found)
    return bool(two) and (one == two or (one.startswith(two) and len(two) >= 0.6 * len(one)) or two.startswith(one))


def score(bench: Path, pages: Path, predictions: Path) -> dict[str, float]:
    """Return the figures over what stands in the pages' text: mark-up alone may hold a title, a name or a date.

    A page's first article is the one that counts.
    """
    rows: dict[str, Page] = {}
    for line in predictions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(Path(row["doc"]).stem, row)
    titles: list[float] = []
    names: Counter[str] = Counter()
    days: Counter[str] = Counter()
    bodies: list[float] = []
    outlets: list[bool] = []
    for page in articles(bench, html=False):
        row, text = rows.get(page["doc"], {}), (pages / f"{page['doc']}.txt").read_text(encoding="utf-8")
        bodies.append(f1(words(page["text"]), words(row.get("text") or "")))
        if row.get("outlet"):
            outlets.append(is_of_site(row["outlet"], page["url"]))
        if level(page["title"]) in level(text):
            titles.append(title_is_right(page["title"], row.get("title") or ""))
        if all(level(name) in level(text) for name in people(page["author"])):
            names += compare(people(page["author"]), row.get("byline") or [])
        if len(page["date"]) != 10 or says(text, page["date"]):
            days += compare([page["date"]] if len(page["date"]) == 10 else [], [row["date"]] if row.get("date") else [])
    return {
        "headline accuracy": mean(titles),
        **{f"byline {name}": value for name, value in measure(names).items()},
        **{f"date {name}": value for name, value in measure(days).items()},
        "outlet precision": mean(outlets) if outlets else 0.0,
        "outlets named and right": sum(outlets) / len(bodies),
        "body word F1": mean(bodies),
    }


def is_of_site(outlet: str, url: str) -> bool:
    """Return whether an outlet's letters are those of the site's address, or the other way round."""
    host = url.split("/")[2].removeprefix("www.").replace("-", "").casefold()
    name = "".join(_WORD.findall(outlet.casefold().removeprefix("the ")))
    main = max(host.split(".")[:-1] or [host], key=len)
    return len(name) > 2 and (name in host.replace(".", "") or main in name)


def says(text: str, day: str) -> bool:
    """Return whether a text holds a day in one of the usual forms."""
    on = date.fromisoformat(day)
    month = rf"{on:%B}|{on:%b}|{on:%b}t" if on.month == 9 else rf"{on:%B}|{on:%b}"
    number = rf"0?{on.day}(?:st|nd|rd|th)?"
    forms = rf"(?:{month})\.? {number},? {on.year}|{number} (?:{month})\.?,? {on.year}|{day}"
    numeric = rf"0?{on.month}[/.]0?{on.day}[/.]{on.year}|0?{on.day}[/.]0?{on.month}[/.]{on.year}"
    return bool(re.search(rf"(?<!\d)(?:{forms}|{numeric})(?!\d)", text, re.IGNORECASE))


def people(author: str) -> list[str]:
    """Return the names of persons in the set's author; a degree after a comma is no name."""
    parts = re.split(r"\s*(?:;|&|\band\b|,)\s*", author)
    return [part for part in parts if len(part.split()) > 1 and not re.search(r"\b(?:Team|Staff|Editors?)\b", part)]


def compare(gold: list[str], found: list[str]) -> Counter[str]:
    one, two = ({level(name) for name in names} for names in (gold, found))
    return Counter(gold=len(one), found=len(two), both=len(one & two))


def measure(counts: Counter[str]) -> dict[str, float]:
    precision, recall = counts["both"] / max(1, counts["found"]), counts["both"] / max(1, counts["gold"])
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    }


def main() -> None:
    verb, bench, pages = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if verb == "score":
        print(json.dumps(score(bench, pages, Path(sys.argv[4])), indent=1))
        return
    pages.mkdir(parents=True, exist_ok=True)
    for page in articles(bench, html=True):
        (pages / f"{page['doc']}.txt").write_text(as_text(page["html"]), encoding="utf-8")


if __name__ == "__main__":
    main()
