"""Outlets' names: levelled to a key, and the full name for each form that a pile uses. Draft -> names by key."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache

from copydesk.lexicon import load_lexicon
from copydesk.records import Draft
from copydesk.stages.articles.values.outlets import newsrooms, outlet_names

_ENDING = re.compile(
    r"(?:\s(?:in )?english|\.(?:com|org|net|co\.uk|co|info|tv)|\s(?:newspaper|online|magazine)|\s\d{2,4}(?:\.\d{1,2}|\s?[af]m|\.\d{1,2}\s?[af]m))$"
)
_SHORT_NEWS = re.compile(r"^([a-z]{2,5}) news$")


def outlet_key(name: str) -> str:
    """Return a name in a form in which "The Gazette", "gazette.com" and "Gazette" are the same."""
    key = re.sub(r"\s+", " ", name.replace("’", "'")).strip(" .,'").casefold()
    key = key.removeprefix("www.").removeprefix("the ").removesuffix("'s")
    key = outlet_names().get(_ENDING.sub("", key), _ENDING.sub("", key)).casefold()
    return _SHORT_NEWS.sub(r"\1", key.removeprefix("the "))


def display_name(name: str) -> str:
    """Return an outlet's usual name, or `name` itself for one that the list of outlets lacks."""
    plain = name.casefold().removeprefix("the ")
    return outlet_names().get(plain, name)


def is_home(name: str, home: str) -> bool:
    """Tell whether a name is that of the outlet with the key `home`, which calls itself by its last words ("the Courier")."""
    return f" {home}".endswith(f" {outlet_key(name)}")


def find_outlets(draft: Draft) -> dict[str, str]:
    """Return the name by key of all outlets that the pile names: well-known ones, of sources, of stories copied, of its
    articles; of several forms the one nearest to the end of that list, and the longest. A newspaper's last word is its
    key too, where it is that of one only ("the Courier").
    """
    found = {outlet_key(name): name for name in sorted(newsrooms())}
    sources = {source.name for source in draft.sources if source.kind == "outlet"}
    own = {family.origin_outlet for family in draft.families} | {article.outlet for article in draft.articles}
    for names in (sources, own):
        for name in sorted(filter(None, names), key=lambda name: (len(name), name)):
            found[outlet_key(name)] = display_name(name)
    named = {outlet_key(name) for name in (*sources, *own) if name}
    stated = {outlet_key(article.outlet) for article in draft.articles if article.outlet}
    return found | _by_last_words(found, named) | _by_first_words(found, named, stated) | _by_letters(found, stated)


def _by_first_words(found: Mapping[str, str], named: Iterable[str], stated: Container[str]) -> dict[str, str]:
    """Return the full name for a name that only one other of the pile begins with ("Channel 6", "Channel 6 Midlands").

    An outlet whose page is in the pile, and one of the list, goes by its own name.
    """
    keys = sorted(named)
    longer = {key: [other for other in keys if other.startswith(f"{key} ") and other in stated] for key in keys}
    own = {key for key in keys if key in stated or key in known_newsrooms()}
    return {key: found[others[0]] for key, others in longer.items() if len(others) == 1 and key not in own}


def _by_letters(found: Mapping[str, str], stated: Iterable[str]) -> dict[str, str]:
    """Return the full name for the first letters of the words of an outlet's name ("NPA", "Northshore Press Agency")."""
    longer: dict[str, list[str]] = {}
    for key in sorted(stated):
        words = [word for word in re.findall(r"[\w'’]+", key) if word not in ("and", "for", "of", "the")]
        if len(words) > 1:
            longer.setdefault("".join(word[0] for word in words), []).append(key)
    return {
        letters: found[keys[0]]
        for letters, keys in longer.items()
        if len(keys) == 1 and letters not in known_newsrooms() and letters not in stated
    }


def _by_last_words(found: Mapping[str, str], named: Iterable[str]) -> dict[str, str]:
    """Return the full name for the last word of the newspapers' names of a pile; a word that is an article's outlet, or the end of several names, is left out."""
    longer: dict[str, list[str]] = {}
    for key in sorted(named):
        first, _, last = key.rpartition(" ")
        if first and last.capitalize() in load_lexicon("outlet_words"):
            longer.setdefault(last, []).append(key)
    return {last: found[keys[0]] for last, keys in longer.items() if len(keys) == 1 and last not in known_newsrooms()}


@cache
def known_newsrooms() -> frozenset[str]:
    return frozenset(map(outlet_key, newsrooms()))
