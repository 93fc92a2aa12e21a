"""Plain text and Markdown pages, where the words alone tell what is what. Decoded -> Article."""

from __future__ import annotations

import re
from dataclasses import replace

from copydesk.lexicon import load_entries
from copydesk.records import Article, SavedPage, identify
from copydesk.stages.articles.several.chats import mark_chat, split_chat
from copydesk.stages.articles.several.several import read_several
from copydesk.stages.articles.several.threads import mark_members, split_stories
from copydesk.stages.articles.source.decoding import Decoded
from copydesk.stages.articles.text.mail import mark_mail, read_mail, with_mail
from copydesk.stages.articles.text.signals import TOP, mark_lines
from copydesk.stages.articles.text.stories import PASTED, PageText, read_story
from copydesk.stages.articles.text.titles import mark_titles
from copydesk.stages.articles.values.dates import order_of
from copydesk.stages.articles.values.lines import split_lines, unwrap

_MARKUP = (
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,500})>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500})\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,500})[*_](?![\w*])"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*$", re.M), r"\1"),
    (re.compile(r"^ {0,3}(?:>\s?)+", re.M), ""),
    (re.compile(r"^ {0,3}(?:[-*_]\s?){3,}$", re.M), ""),
)
"""Markdown's marks and what is left of them; headings, emphasis and links keep their words, pictures go."""
_HEADING = re.compile(r"^# +(.*?)\s*#*$", re.M)
_FRONT = re.compile(r"\A---\n((?:[^\n]{0,500}\n){1,60}?)---\n")

_FIELD = re.compile(r"(\w+):\s*(.*)$")
_ITEM = re.compile(r"\s*-\s+")
_ADDRESS = re.compile(r"https?://\S+$")


def read_markdown(saved: SavedPage, decoded: Decoded) -> list[Article]:
    """Return the articles of a Markdown page, its marks taken away; a front matter's fields are the page's own."""
    text = decoded.text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    fields = _front_fields(front[1]) if front else {}
    known = {entry.form: entry.meaning for entry in load_entries("dataset_columns")}
    named = {known[key]: value for key, value in sorted(fields.items()) if key in known and not _ADDRESS.match(value)}
    addresses = [value for key, value in sorted(fields.items()) if key in known and _ADDRESS.match(value)]
    text = text[front.end() :] if front else text
    headings = _HEADING.findall(text)
    for pattern, kept in _MARKUP:
        text = pattern.sub(kept, text)
        headings = [pattern.sub(kept, heading) for heading in headings]
    page = replace(
        saved,
        address=saved.address or next(iter(addresses), None),
        fields=tuple(sorted({**named, **dict(saved.fields)}.items())),
    )
    return _read_text(page, unwrap(text), None, heading=headings[0] if len(headings) == 1 else "")


def _front_fields(front: str) -> dict[str, str]:
    """Return the fields of a front matter; the items of a list are joined, the brackets of wiki links go."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in front.splitlines():
        if named := _FIELD.match(line):
            key = named[1]
        value = named[2] if named else _ITEM.sub("", line) if _ITEM.match(line) else ""
        plain = value.strip().strip("\"'").removeprefix("[[").removesuffix("]]").strip()
        if key and plain:
            fields.setdefault(key, []).append(plain)
    return {name: " and ".join(values) for name, values in fields.items()}


def read_plain(saved: SavedPage, decoded: Decoded) -> list[Article]:
    """Return the articles of a text page, in order; lines that belong to none stand in the article before them."""
    return _read_text(saved, unwrap(decoded.text), decoded)


def _read_text(saved: SavedPage, text: str, decoded: Decoded | None, *, heading: str = "") -> list[Article]:
    lines = [replace(line, tag=TOP) if heading and line.text == heading else line for line in split_lines(text)]
    mail, chat = read_mail(lines), split_chat(lines)
    marked = mark_chat(mark_lines(chat or lines, order_of(text)))
    marks, is_thread = mark_members(mark_titles(mark_mail(marked, mail) if mail else marked))
    page = PageText(saved=saved, text=text, marks=marks, is_thread=is_thread, decoded=decoded)
    several = [] if is_thread else read_several(page)
    if several:
        return [with_mail(article, mail, is_only=False) for article in several] if mail else several
    found = [article for story in split_stories(marks, is_thread=is_thread) if (article := read_story(page, story))]
    site = found[0].outlet if found and not is_thread else None
    is_pile = len(found) > 1 and not is_thread
    if mail:
        found = [with_mail(article, mail, is_only=len(found) == 1) for article in found]
    return [
        replace(
            article,
            id=identify("a", saved.page.id, position),
            outlet=article.outlet or site,
            rule=PASTED if is_pile else article.rule,
        )
        for position, article in enumerate(found)
    ]
