"""Who the tags of a page name as its authors: persons alone, no house and no role. HTML -> names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from copydesk.stages.articles.html.linked import Node, text_of
from copydesk.stages.articles.values.bylines import clean_names
from copydesk.stages.articles.values.lines import level
from copydesk.text.names import is_first_name

_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "citation_author",
)  # fmt: skip
AUTHOR_TAG = ("the tag of the author", "metadata.author_tag")
_AUTHOR_CLASSES = '[class*="author"], [class*="byline"], a[href*="/author/"], a[href*="/authors/"]'
_MOST_AUTHOR_TAGS = 12
_AUTHOR_TAGS = '[rel="author"], [itemprop="author"], .byline, .author-name, .article__author, .entry-author'
_MOST_AUTHORS = 12
_HONORIFIC = re.compile(r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.? (?=\w+ \w)")
_LABEL = re.compile(
    r"\b(?:bio|full|more|about|profile|posts?|articles?|stories|follow|view|read|all|sponsored|guest|contact|team)\b",
    re.I,
)
"""What stands on buttons beside an author."""


def read_authors(
    tree: Any, metas: Mapping[str, str], node: Node, names: set[str]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the persons that the page's tags name as its authors, from the surest place on."""
    authors = node.get("author") or node.get("creator")
    listed = authors[:_MOST_AUTHORS] if isinstance(authors, list) else [authors]
    texts = [text_of(author) or "" for author in listed if not _is_organization(author)]
    places = [(texts, "JSON-LD, author", "metadata.json_ld")]
    places += [([metas.get(key, "")], f"the meta tag {key}", "metadata.meta_tag") for key in _AUTHOR_META]
    tags = [" ".join(tag.text(separator=" ").split()) for tag in tree.css(_AUTHOR_TAGS)[:6]]
    places += [([text], *AUTHOR_TAG) for text in tags if 3 < len(text) < 100]
    for found, where, rule in places:
        persons = persons_of([name for text in found for name in _names_in(text)], names)
        if persons:
            yield persons, where, rule


def persons_of(names: Iterable[str], houses: set[str]) -> tuple[str, ...]:
    """Return the names that are no house's; single words beside full names are degrees ("Ida Moor, MD")."""
    bare = dict.fromkeys(_HONORIFIC.sub("", name) for name in names)
    kept = [name for name in bare if level(name) not in houses or _is_full_name(name)]
    full = [name for name in kept if " " in name and not name.startswith("The ")]
    return tuple(full or [name for name in kept if " " not in name])


def _is_full_name(name: str) -> bool:
    return " " in name and is_first_name(name.split(maxsplit=1)[0])


def _other_script(text: str) -> tuple[str, ...]:
    """Return the name in a text of letters that are not Latin, after a label and its colon."""
    name = text.rpartition(":")[2].strip()
    words = name.split()
    is_name = all(letter.isalpha() or letter in " .-’'·" for letter in name) and not re.search(r"[A-Za-zÀ-ž]", name)
    return (name,) if is_name and (2 <= len(words) <= 4 or "\u2e80" <= name[:1] <= "\ud7ff") else ()


def _names_in(text: str) -> tuple[str, ...]:
    """Return the names in a tag's text, unless they are a small part of it: "Center" of "Center for Bridges" is none."""
    names = clean_names(text) or _other_script(text)
    is_part = "," not in text and 2 * sum(len(name.split()) for name in names) < len(text.split())
    return () if is_part and not any(" " in name for name in names) else names


def _is_organization(author: object) -> bool:
    return isinstance(author, dict) and "Organization" in str(author.get("@type"))


def names_around(tree: Any, lines: Sequence[str], outlet: str | None) -> tuple[str, ...]:
    """Return the names of the first tag whose class or link is an author's, if its words stand around the headline."""
    around = level(" ".join(lines))
    for tag in tree.css(_AUTHOR_CLASSES)[:_MOST_AUTHOR_TAGS] if around else ():
        text = re.sub(r"^authors?\b\W*", "", " ".join(tag.text(separator=" ").split()), flags=re.I)
        names = persons_of(clean_names(text), {level(outlet or "")}) if 3 < len(text) < 100 else ()
        is_label = _LABEL.search(text) is not None
        if names and not is_label and all(" " in name and level(name) in around for name in names):
            return names
    return ()
