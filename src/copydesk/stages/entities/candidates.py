"""Stretches of words that may be names, cut right: titles and possessives off, headlines weighed less. Reading -> Candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise
from typing import NamedTuple

from copydesk.records import Token
from copydesk.stages.entities.reading import (
    Reading,
    class_of_title,
    plain_title,
    printed_words,
    title_at,
    title_before,
    tokens_within,
)
from copydesk.stages.entities.runs import find_runs
from copydesk.stages.entities.wordlists import kind_word, listed_name
from copydesk.text.names import fold_suffix, is_first_name, is_particle

KIND_OF_LABEL = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "EVENT": "other",
    "LAW": "other",
}
PERSONAL = frozenset({"male", "female", "courtesy", "clergy", "military", "office", "job", "kin", "tie"})
_LOUD_WEIGHT = 0.25
_TOLD_WEIGHT = 2.0
_RELATIVES = {"who": "person", "which": "organization"}
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_POSTS = frozenset({"office", "job", "clergy", "military"})
_OWNING, _REACH = frozenset({"'s", "’s", "'", "’"}), 4
_AFTER_POST = frozenset({"of", "for", "at", ",", "."})
_NEARNESS = frozenset({"near", "outside"})
_DATELINE_WEIGHT = 3.0
_CITY = re.compile(r"[^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+){0,3}")
_MARKS = frozenset("\"'“”‘’`")
_BREAK = re.compile(r"[\d/@#|<>{}=+*\n]")


class Candidate(NamedTuple):
    """Tokens `[first, last)` that may be a name: what the model took them for, and the title printed before them."""

    first: int
    last: int
    words: tuple[str, ...]
    kind: str
    title: str | None
    weight: float


def find_candidates(reading: Reading) -> list[Candidate]:
    """Return the possible names of an article, in order: the model's, capitalised words behind a title, datelines."""
    found = [c for first, last, kind in _model_names(reading) for c in _cut(reading, first, last, kind)]
    taken = {i for c in found for i in range(c.first, c.last)}
    persons = {(c.first, c.last) for c in found if c.kind == "person"}
    return sorted([*found, *_titled(reading, taken), *_datelined(reading), *_unmarked(reading, persons)])


def _unmarked(reading: Reading, persons: Set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the persons' names that the model took for something else, cut short or did not see."""
    for run in find_runs(reading):
        made = _make(reading, run.first, run.last, "person", None) if (run.first, run.last) not in persons else None
        if made is not None:
            yield made._replace(kind="person", weight=run.weight)


def _datelined(reading: Reading) -> Iterator[Candidate]:
    """Yield the place that a dateline names: no token of the parse, and yet the surest sign of what a name is."""
    for block in reading.article.blocks:
        found = _CITY.match(reading.article.words_of(block.span)) if block.role == "dateline" else None
        if found is not None:
            yield Candidate(0, 0, tuple(found[0].title().split()), "place", None, _DATELINE_WEIGHT)


def _model_names(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield the model's names of interest as token ranges; a name that holds a verb or a mark is no name."""
    spans = [(name.span, KIND_OF_LABEL[name.label]) for name in reading.parse.names if name.label in KIND_OF_LABEL]
    for span, kind in sorted(spans):
        if within := tokens_within(reading.tokens, span):
            yield within.start, within.stop, kind


def _cut(reading: Reading, first: int, last: int, kind: str) -> Iterator[Candidate]:
    tokens = reading.tokens
    parts = [(first, last)]
    if kind != "place":
        parts = _split_at_conjunction(reading, first, last, kind)
    for start, end in parts:
        title = None
        start, end = _trim(reading, start, end)
        if end - start > 1 and end < len(tokens) and _leads_on(reading, end):
            end -= 1
        end = _before_title(reading, start, end)
        if kind == "person" and end > start:
            end = _with_suffix(reading, _with_hyphen(reading, end))
        if kind in ("person", "organization", "other"):
            while start < end and (title_end := title_at(reading, start, end)) is not None:
                rest = printed_words(reading, title_end, end)
                if not rest or kind_word(rest) or listed_name(printed_words(reading, start, end)):
                    break
                if kind != "person" and not tokens[start].text[0].isupper():
                    break
                title, start = plain_title(reading.text(start, title_end)), title_end
        if start < end and class_of_title(reading.text(start, end)) is None:
            made = _make(reading, start, end, kind, title)
            if made:
                yield made


def _split_at_conjunction(reading: Reading, first: int, last: int, kind: str) -> list[tuple[int, int]]:
    owner = next((i for i in range(first, last - 1) if reading.tokens[i].text in ("'s", "’s")), None)
    if owner is not None and is_first_name(reading.tokens[owner + 1].text):
        return [(first, owner), (owner + 1, last)]
    joints = [
        i
        for i in range(first, last)
        if reading.tokens[i].text in ("and", ",", "&", "-", "–", "—") and not (i > 0 and _is_hyphen(reading, i))
    ]
    is_pair = len(joints) == 1 and joints[0] == first + 1 and last == first + 3
    dashes = [i for i in joints if reading.tokens[i].text in ("-", "–", "—")]
    if not joints or (kind != "person" and not dashes and not (is_pair and reading.tokens[joints[0]].text == "and")):
        return [(first, last)]
    joints = dashes if dashes and kind != "person" else joints
    if (
        kind == "person"
        and len(joints) == 1
        and fold_suffix(reading.tokens[joints[0] + 1 - (joints[0] + 1 == last)].text) is not None
    ):
        return [(first, last)]
    edges = [first - 1, *joints, last]
    return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]


def _trim(reading: Reading, first: int, last: int) -> tuple[int, int]:
    tokens = reading.tokens
    while first < last and (
        not _may_edge(tokens[first].text, leading=True) or tokens[first].pos in ("ADP", "SCONJ", "AUX")
    ):
        first += 1
    while (
        first < last
        and not _may_edge(tokens[last - 1].text, leading=False)
        and not _is_hyphened(reading, last - 1, first)
    ):
        last -= 1
    return first, last


def _leads_on(reading: Reading, end: int) -> bool:
    """Tell whether the last word of a form is the title of the name behind it ("Lima Mayor" Ann Sloane)."""
    title, after = reading.tokens[end - 1], reading.tokens[end]
    is_name = after.pos == "PROPN" and after.text[0].isupper() and reading.labels.get(end) == "PERSON"
    return is_name and class_of_title(title.text) in ("office", "military") and after.sentence == title.sentence


def _before_title(reading: Reading, start: int, end: int) -> int:
    """Return the end of a form without a title that begins in it and goes on behind it (“Harbour Cabinet” Secretary)."""
    limit = min(len(reading.tokens), end + 1)
    return next((i for i in range(start + 1, end) if (title_at(reading, i, limit) or 0) > end), end)


def _is_hyphen(reading: Reading, i: int) -> bool:
    before, mark, after = reading.tokens[i - 1], reading.tokens[i], reading.tokens[min(i + 1, len(reading.tokens) - 1)]
    return mark.text == "-" and before.end == mark.start and mark.end == after.start


def _with_suffix(reading: Reading, end: int) -> int:
    """Return the end of a name with the "Jr." that the model left outside."""
    tokens = reading.tokens
    after = end + (end < len(tokens) and tokens[end].text == ",")
    is_suffix = after < len(tokens) and tokens[after].text.casefold() not in ("senior", "junior")
    return after + 1 if is_suffix and fold_suffix(tokens[after].text) else end


def _with_hyphen(reading: Reading, end: int) -> int:
    """Return the end of a name with the second half of its family name that the model left outside ("Knox-Ridley")."""
    tokens = reading.tokens
    goes_on = end + 1 < len(tokens) and tokens[end].text == "-" and _is_hyphen(reading, end)
    return end + 2 if goes_on and tokens[end + 1].text.istitle() else end


def _is_hyphened(reading: Reading, i: int, first: int) -> bool:
    """Tell whether a small word is the second half of a given name ("Seo-yun")."""
    tokens = reading.tokens
    return (
        i - 2 >= first
        and tokens[i - 1].text == "-"
        and tokens[i - 1].start == tokens[i - 2].end
        and tokens[i].text.isalpha()
    )


def _may_edge(word: str, *, leading: bool) -> bool:
    if leading and word in ("The", "A", "An", "This", "That"):
        return False
    return word[0].isupper() or (
        leading and (is_particle(word) or word[:2] in ("d'", "d’", "al", "el")) and len(word) > 1
    )


def _make(reading: Reading, first: int, last: int, kind: str, title: str | None) -> Candidate | None:
    tokens = reading.tokens[first:last]
    loud = reading.is_loud(first)
    if any(_BREAK.search(t.text) for t in tokens) or (_holds_mark(tokens) and not _is_nicknamed(tokens)):
        return None
    if any(t.pos in ("VERB", "AUX", "PRON") and not t.text[0].isupper() for t in tokens) or (loud and len(tokens) > 3):
        return None
    if loud and len(tokens) == 1 and tokens[0].pos in ("VERB", "AUX"):
        return None  # "Driver Charged"
    before = title_before(reading, first)
    if title is None and before is not None and class_of_title(reading.text(before, first)) in PERSONAL:
        title = plain_title(reading.text(before, first))
    if title is None:
        kind = _kind_in_place(reading, first, last) or kind
    told = None if loud or title else _kind_told_behind(reading, last)
    weight = _TOLD_WEIGHT if told else _LOUD_WEIGHT if loud else 1.0
    return Candidate(first, last, printed_words(reading, first, last), told or kind, title, weight)


def _kind_in_place(reading: Reading, first: int, last: int) -> str | None:
    """Return the kind that the word in front tells: "the firm" Lowe Marsh, "The" Lowe Courant, "near" Marsh."""
    if first == reading.bounds(first)[0] or reading.is_loud(first) or reading.tokens[last - 1].dep == "compound":
        return None
    before = reading.tokens[first - 1]
    if before.text in _NEARNESS:
        return "place"
    if before.text in ("the", "The") and reading.labels.get(first) == "PERSON":
        return "organization"
    told = kind_word((before.text,)) if before.text.islower() and before.pos == "NOUN" else None
    return told if told in ("organization", "place") else None


def _kind_told_behind(reading: Reading, last: int) -> str | None:
    """Return the kind that the words behind a name tell: ", who", ", the club's treasurer,", ", which"."""
    _, end = reading.bounds(last - 1)
    if last + 2 >= end or reading.tokens[last].text != ",":
        return None
    first = reading.tokens[last + 1]
    if first.text in _RELATIVES:
        return _RELATIVES[first.text]
    start = last + 2 if first.text in _ARTICLES else last + 1
    owners = (i + 1 for i in range(start, min(start + _REACH, end)) if reading.tokens[i].text in _OWNING)
    start = next(owners, start)
    close = title_at(reading, start, end) or end
    is_post = close < end and class_of_title(reading.text(start, close)) in _POSTS
    return "person" if is_post and reading.tokens[close].text in _AFTER_POST else None


def _holds_mark(tokens: Sequence[Token]) -> bool:
    return any(token.text in _MARKS for token in tokens[1:-1])


def _is_nicknamed(tokens: Sequence[Token]) -> bool:
    """Tell whether one word in quotation marks stands inside a name (Robert “Birdie” Cole)."""
    marks = [i for i, token in enumerate(tokens) if token.text in _MARKS]
    if len(marks) != 2 or marks[0] == 0 or marks[1] == len(tokens) - 1:
        return False
    inside = [token.text for token in tokens[marks[0] + 1 : marks[1]]]
    return len(inside) == 1 or (len(inside) == 2 and inside[0] in ("The", "the"))


def _is_inside_title(reading: Reading, before: int, start: int) -> bool:
    """Tell whether a title goes on ("Chief", where "Chief Executive Officer" stands)."""
    _, end = reading.bounds(start)
    return (title_at(reading, before, end) or 0) > start


def _titled(reading: Reading, taken: set[int]) -> Iterator[Candidate]:
    """Yield runs of capitalised words that stand behind a title of respect or rank, where the model saw no name."""
    names = (t.i for t in reading.tokens if t.pos == "PROPN" and t.text[0].isupper() and t.i not in taken)
    for _, group in groupby(enumerate(names), key=lambda pair: pair[1] - pair[0]):
        run = [index for _, index in group]
        for start in run:
            before = title_before(reading, start)
            if before is None or reading.is_loud(start) or _is_inside_title(reading, before, start):
                continue
            if class_of_title(reading.text(before, start)) in ("male", "female", "military") or (
                reading.tokens[before].text[0].isupper() and class_of_title(reading.text(before, start)) == "office"
            ):
                made = _make(reading, start, min(run[-1] + 1, start + 4), "person", None)
                if made and class_of_title(reading.text(made.first, made.last)) is None:
                    yield made
                break
