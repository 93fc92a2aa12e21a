"""Whose story it is: what a page says of each name is weighed, the best name wins. Marks -> Newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.text.mastheads import of_head, of_release, of_second_byline
from copydesk.stages.articles.text.navigation import is_label
from copydesk.stages.articles.text.notices import (
    LEAST_IN_HOST,
    TITLE_END,
    TITLE_MAY_END,
    Vote,
    of_addresses,
    of_any_line,
    of_close,
    of_foot,
    of_last_lines,
)
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import read_lone_names, title_case
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import is_press_name, know_outlet

_RIGHTS = "its rights are reserved"
_ABOVE = "stands above the headline"
_WEIGHTS = {
    TITLE_END: 3.0,
    TITLE_MAY_END: 1.0,
    "a poster names it": 3.0,
    "the release tells about it": 2.5,
    "a source line gives it": 2.25,
    "a disclaimer names it": 2.0,
    "the story was published in it": 2.0,
    "stands beside the date": 2.0,
    "a second byline gives it": 2.0,
    "a reporter signs off for it": 2.0,
    "stands below the byline": 1.5,
    "the byline gives it": 1.5,
    "the byline may give it": 0.75,
    "the dateline gives it": 1.5,
    "the text ends with it": 1.5,
    "heads the release": 1.5,
    "stands at the top twice": 1.5,
    "stands alone above the text": 1.25,
    "stands at the top": 1.0,
    "a slogan follows it": 0.75,
    _ABOVE: 0.5,
    "is a name with an article": 1.0,
    "stands above a menu": 1.0,
    "heads a printed page": 1.5,
    "a notice of the site names it": 1.5,
    "a notice of the site may name it": 1.0,
    "begins the last row of the page": 1.5,
    "stands alone below the text": 1.0,
    _RIGHTS: 1.0,
    "a heading tells about it": 1.0,
    "the site's mail goes to it": 1.0,
    "addresses spell its words": 1.5,
    "addresses spell it": 0.75,
    "its reporter helped": 1.5,
    "a picture is its own": 0.75,
    "the text speaks for it": 1.0,
    "the text tells of its work": 1.0,
    "somebody told it": 0.5,
    "looks like a newspaper's name": 0.75,
    "the page speaks of “the …”": 0.5,
    "the page names it elsewhere": 0.75,
    "has only words that the text has in small letters": -1.5,
    "is a person's name": -2.5,
    "is the writer's name": -1.5,
}
"""What each sign counts, once for a name. Set by hand on half of the development pages."""
_LEAST = 1.5
_MOST = 40
"""Names of which the whole page is asked: a page may hold copyright lines without end."""
_OWNED = (_RIGHTS, TITLE_MAY_END, "a notice of the site may name it", _ABOVE)
"""Signs of an owner, who need not be the outlet: another line that has the name makes them surer."""
_SAID = 3
HOUSE = re.compile(
    r"(?:,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Incorporated|Corp|Corporation|GmbH|AG|B\.V|plc|PLC|Pty|Pvt|Co|Group of Newspapers|[Aa]pp|"
    r"[Nn]ewsletter|[Ww]ebsite)\.?)+$"
)
"""What a firm or its products add to its name."""


class Newsroom(NamedTuple):
    """The outlet, and the weightiest signs of it."""

    name: str
    why: str


class Lines(NamedTuple):
    """A story's lines, where its text begins and its headline stands, the page's lines after it, and who wrote it."""

    marks: Sequence[Mark]
    body: int
    title: int | None
    after: Sequence[Mark] = ()
    names: Sequence[str] = ()


def find_newsroom(lines: Lines, told: Iterable[Vote] = ()) -> Newsroom | None:
    """Return the outlet that a story's lines name most surely: the site before the agency, the first of equals.

    `told` is what the page's title and a poster say.
    """
    signs = _surest(_collect([*told, *_votes(lines)]))
    _join(signs)
    page = _Page.of(lines)
    for name, found in signs.items():
        found |= dict.fromkeys(_of_page(name, found, page))
        if _RIGHTS in found and lines.title is not None and _key(lines.marks[lines.title].line.text) == _key(name):
            found["stands at the top"] = None  # a letter that goes by the name of its house
    weights = {name: _weigh(name, found) for name, found in signs.items()}
    best = max(weights, key=lambda name: weights[name], default=None)  # the first of equals
    if best is None or weights[best] < _LEAST:
        return None
    for_it = sorted(signs[best], key=lambda sign: -_WEIGHTS[sign])  # stable
    return Newsroom(_as_usual(best), ", ".join(sign for sign in for_it[:_SAID] if _WEIGHTS[sign] > 0))


def _votes(lines: Lines) -> Iterator[Vote]:
    marks, body, title, after, _ = lines
    yield from of_foot(after)
    yield from of_last_lines([*marks, *after])
    yield from of_addresses([*marks, *after])
    yield from of_head(marks[:body], title)
    yield from of_release([*marks, *after], body, title)
    yield from of_second_byline(marks, body)
    dateline = next((d for mark in marks[body : body + 2] if (d := read_dateline(mark.line.text))), None)
    if dateline and dateline.outlet:
        yield Vote(dateline.outlet, "the dateline gives it")
    yield from of_close(marks[body:])
    distinct = {(mark.kind, mark.rule, mark.line.text): mark for i, mark in enumerate(marks) if i != title}
    told = [vote for mark in distinct.values() for vote in of_any_line(mark)]
    yield from told
    yield from _short_owners([*told, *of_foot(after)], [*marks, *after])


def _short_owners(votes: Iterable[Vote], marks: Sequence[Mark]) -> Iterator[Vote]:
    """Yield owners without their last word where the rest stands alone on the page: "© Quayside Media" below "Quayside"."""
    lines = {mark.line.key for mark in marks}
    for vote in votes:
        short = vote.name.rpartition(" ")[0]
        if vote.sign == _RIGHTS and level(short) in lines:
            yield Vote(short, _RIGHTS)


def _collect(votes: Iterable[Vote]) -> dict[str, dict[str, None]]:
    """Return the signs of each name in order; two printings of a name are one."""
    names: dict[str, str] = {}
    signs: dict[str, dict[str, None]] = {}
    for vote in votes:
        bare = HOUSE.sub("", vote.name).strip(" ,.") or vote.name
        known = know_outlet(bare)
        if not known and _is_phrase(bare) and vote.sign != TITLE_END:
            continue
        name = names.setdefault(_key(known.name if known else bare), known.name if known else bare)
        signs.setdefault(name, {})[vote.sign] = None
    return signs


def _surest(signs: dict[str, dict[str, None]]) -> dict[str, dict[str, None]]:
    """Return the names with the weightiest signs, in their order."""
    kept = set(sorted(signs, key=lambda name: -_weigh(name, signs[name]))[:_MOST])
    return {name: found for name, found in signs.items() if name in kept}


def _key(name: str) -> str:
    return level(name).removeprefix("the ")


def _join(signs: dict[str, dict[str, None]]) -> None:
    """Give the signs of an address or a short form to the name that it stands for.

    "morgenpost.example" speaks for "The Morgen Post", and so does "the Post"; "© Morgen Post Media" speaks for it, too.
    """
    sure = [name for name, found in signs.items() if set(found) != {_ABOVE}]
    for short in [name for name in sure if " " not in name]:
        stands_for = _is_spelt if "." in short else _is_end
        full = next((n for n in sure if n in signs and n != short and stands_for(_key(n), _key(short))), None)
        if full:
            signs[full] |= signs.pop(short)
    for owner in [name for name, found in signs.items() if set(found) == {_RIGHTS}]:
        named = next((name for name in sure if name in signs and _key(owner).startswith(f"{_key(name)} ")), None)
        if named:
            signs[named] |= signs.pop(owner)


def _is_end(key: str, short: str) -> bool:
    return key.endswith(f" {short}")


def _weigh(name: str, signs: Mapping[str, None]) -> float:
    """Return what a name's signs come to; an agency has its best alone, for it is named again and again on others' pages."""
    known = know_outlet(name)
    weights = [_WEIGHTS[sign] for sign in signs]
    return max(weights) if known and "agency" in known.kind else sum(weights)


class _Page(NamedTuple):
    """What is asked of a page for every name: its prose, its other lines, the words in small letters, its writers.

    `told` are the lines that are neither the headline nor the page's title.
    """

    prose: str
    others: str
    told: str
    common: frozenset[str]
    names: Sequence[str]

    @classmethod
    def of(cls, lines: Lines) -> _Page:
        every = [*lines.marks, *lines.after]
        titles = {mark.line.key for mark in (every[0], every[lines.title or 0])}
        return cls(
            prose=" ".join(mark.line.text for mark in lines.marks[lines.body :] if mark.kind == "prose"),
            others="\n".join(mark.line.text for mark in every if mark.kind != "prose"),
            told="\n".join(mark.line.text for mark in every if mark.line.key not in titles),
            common=small_words(lines.marks),
            names=lines.names[:1],
        )


def _of_page(name: str, signs: Mapping[str, None], page: _Page) -> Iterator[str]:
    """Yield what the page as a whole says of a name."""
    form = re.escape(name)
    if is_press_name(name):
        yield "looks like a newspaper's name"
    if re.search(rf"\b(?:told|seen by|to) (?:the |The )?{form}\b", page.prose):
        yield "somebody told it"
    if re.search(rf"\b(?:[Tt]he|for|from) {re.escape(title_case(name))}\b", page.others):
        yield "the page speaks of “the …”"
    again = (
        re.finditer(rf"^.*(?<![\w.@]){form}(?!\w)", page.told, re.M) if any(s in signs for s in _OWNED) else iter(())
    )
    if next(islice(again, 1, None), None):  # a line beside that of its rights
        yield "the page names it elsewhere"
    if read_lone_names(name):
        yield "is a person's name"
    elif " " in name and name in page.names and not is_press_name(name):
        yield "is the writer's name"
    if not know_outlet(name) and _is_label_like(name, page.common):
        yield "has only words that the text has in small letters"


def small_words(marks: Sequence[Mark]) -> frozenset[str]:
    """Return the words that the text has in small letters."""
    words = (word for mark in marks if mark.kind == "prose" for word in set(mark.line.text.split()))
    return frozenset(word.strip("“”\"'(),.;:!?") for word in words if word[:1].islower())


def _is_label_like(name: str, common: frozenset[str]) -> bool:
    """Return whether a name is rather a label: with a colon, or of words that the text has in small letters."""
    words = level(name).split()
    return name.islower() or name.endswith(":") or all(word in common or is_label(word) for word in words)


def _is_phrase(name: str) -> bool:
    """Return whether a name opens as a phrase does ("Us", "Our Newsletter", "For Mothers"), or is one label ("Opinion")."""
    words = level(name).split()
    common = load_lexicon("function_words")
    if all(word in load_lexicon("byline_roles") for word in words):
        return True
    return (words[0] != "the" and words[0] in common) or (len(words) <= 2 and all(map(is_label, words)))


def _is_spelt(key: str, host: str) -> bool:
    """Return whether a host's first part is made of a name's words."""
    squashed = key.replace(" ", "")
    return len(squashed) >= LEAST_IN_HOST and squashed in host


def _as_usual(name: str) -> str:
    """Return a name printed in capitals as it is usually written, unless it can be letters that stand for words."""
    usual = title_case(name) if " " in name and not know_outlet(name) else name
    return usual[:1].upper() + usual[1:] if name[:1].isupper() else usual
