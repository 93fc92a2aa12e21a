"""Every place that prints a known name, by the longest form that stands there. Reading, Forms -> Found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.records import EntityKind, Span
from copydesk.stages.entities.candidates import PERSONAL
from copydesk.stages.entities.kinds import Forms, marked_nicknames
from copydesk.stages.entities.reading import Reading, class_of_title, printed_words, title_before
from copydesk.stages.entities.signs import age_at, signs_at
from copydesk.stages.entities.wordlists import Words, kind_word, listed_name
from copydesk.text.names import fold_suffix

_IN_PLACES = frozenset({"in", "to", "from", "at", "near", "outside", "around", "across", "throughout", "of"})


class _Row(NamedTuple):
    words: Words
    kind: EntityKind
    full: bool


Index = Mapping[str, Sequence[_Row]]


class Found(NamedTuple):
    """A printed name: tokens `[first, last)` of an article, its kind, the title in front ("Mr.", "Gov."), and the signs around it.

    `age` stands behind a person's name; `event` is the group of the article.
    """

    article: str
    first: int
    last: int
    span: Span
    words: Words
    text: str
    kind: EntityKind
    title: str | None
    title_first: int
    full: bool
    signs: frozenset[str] = frozenset()
    age: int | None = None
    event: str | None = None


def index_forms(forms: Forms) -> Index:
    """Return the forms by their first word, the longest first; a form that is several kinds of thing stands once a kind."""
    rows = [_Row(words, "person", True) for words in forms.persons]
    rows += [_Row(tuple(w.upper() for w in words), "person", True) for words in forms.persons]
    rows += [_Row((*words[:-1], words[-1].upper()), "person", True) for words in forms.persons if len(words[-1]) > 2]
    rows += [_Row(words, "person", False) for words in forms.surnames | forms.singles]
    rows += [
        _Row((words[0].capitalize(), *words[1:]), "person", False)
        for words in forms.surnames | forms.singles
        if words[0].islower()
    ]
    rows += [_Row((word,), "person", False) for word in forms.first_names]
    rows += [_Row(words, "organization", False) for words in forms.organizations]
    rows += [_Row(words, "place", False) for words in forms.places]
    index: dict[str, list[_Row]] = defaultdict(list)
    for row in sorted(set(rows)):
        index[row.words[0]].append(row)
    return {word: sorted(found, key=lambda row: (-len(row.words), not row.full, row)) for word, found in index.items()}


def find_names(reading: Reading, index: Index, forms: Forms) -> list[Found]:
    """Return the names that stand in an article, none inside another, in order.

    A family name that is also a word or a place counts only where it is printed and tagged as a name, and not as a part
    of a longer one ("Hale Street", "Port Hale"); a first name only in an article that prints it with the family name.
    """
    found, after = list[Found](), 0
    page = _page(reading, index)
    for position, rows in page.rows.items():
        if position >= after:
            row = next((row for row in rows if _counts(reading, position, row, forms, page)), None)
            if row is not None:
                found.append(_found(reading, position, row, after))
                after = found[-1].last
    return found


class _Page(NamedTuple):
    """What an article prints: the rows that match at each token; of the full names among them, the first names and
    nicknames, and the family names that are never printed as a place is ("in London")."""

    rows: Mapping[int, Sequence[_Row]]
    firsts: frozenset[str]
    bearers: frozenset[str]


def _page(reading: Reading, index: Index) -> _Page:
    words = printed_words(reading, 0, len(reading.tokens))
    rows = {
        i: [row for row in index[word] if words[i : i + len(row.words)] == row.words and _stands(reading, i, row)]
        for i, word in enumerate(words)
        if word in index
    }
    full = [row.words for found in rows.values() for row in found if row.full]
    firsts = {word for words in full for word in (words[0], *marked_nicknames(words))}
    located = {words[i + 1] for i in reading.all_of(_IN_PLACES) if i + 1 < len(words)}
    return _Page(rows, frozenset(firsts), frozenset(words[-1] for words in full) - located)


def _stands(reading: Reading, first: int, row: _Row) -> bool:
    """Tell whether words stand in one sentence and are no part of an address."""
    last = first + len(row.words)
    return reading.tokens[last - 1].sentence == reading.tokens[first].sentence and reading.article.text[
        reading.tokens[last - 1].end : reading.tokens[last - 1].end + 1
    ] not in ("/", "@", "_")


def _found(reading: Reading, first: int, row: _Row, after: int) -> Found:
    last = first + len(row.words)
    start = title_before(reading, first) if row.kind == "person" else None
    if start is not None and (start < after or class_of_title(reading.text(start, first)) not in PERSONAL):
        start = None  # before `after`: a family name that is a title too (Alan "King", Ann Lowe)
    return Found(
        article=reading.article.id,
        first=first,
        last=last,
        span=reading.span(first, last),
        words=row.words,
        text=reading.text(first, last),
        kind=row.kind,
        title=reading.text(start, first) if start is not None else None,
        title_first=first if start is None else start,
        full=row.full,
        signs=signs_at(reading, first, last, first if start is None else start)
        if row.kind == "person"
        else frozenset(),
        age=age_at(reading, first if start is None else start, last) if row.kind == "person" else None,
        event=reading.article.group,
    )


def _counts(reading: Reading, first: int, row: _Row, forms: Forms, page: _Page) -> bool:
    if row.kind != "person":
        return _is_name_like(reading, first, first + len(row.words))
    return len(row.words) > 1 or _single_counts(reading, first, forms, page)


def _single_counts(reading: Reading, i: int, forms: Forms, page: _Page) -> bool:
    tokens = reading.tokens
    token, label = tokens[i], reading.labels.get(i)
    words = printed_words(reading, i, i + 1)
    title = title_before(reading, i)
    titled = title is not None and class_of_title(reading.text(title, i)) in PERSONAL
    if title is not None and class_of_title(reading.text(title, i + 1)) is not None:
        return False  # "Chief Justice", where somebody is called Justice
    if not titled and label in ("DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "LANGUAGE"):
        return False
    if token.tag not in ("NNP", "NNPS") and label is None and not titled and not _stands_as_name(reading, i, forms):
        return False
    if (
        (words in forms.places or words in forms.organizations or listed_name(words))
        and not titled
        and label != "PERSON"
        and (token.text not in page.bearers or words not in forms.surnames)
    ):
        return False
    if (
        words not in forms.surnames and words not in forms.singles
    ):  # a first name, only where the article has it in full
        return token.text in page.firsts and label != "GPE" and not _in_longer_name(reading, i, forms)
    return (titled and not _goes_on(reading, i)) or not _in_longer_name(reading, i, forms)


def _stands_as_name(reading: Reading, i: int, forms: Forms) -> bool:
    """Tell whether a family name that is tagged as a word stands as a name does: inside a sentence, or in front of a verb."""
    start, last = reading.bounds(i)
    token, after = reading.tokens[i], reading.tokens[min(i + 1, last - 1)]
    if (token.text,) not in forms.surnames or len(token.text) < 4 or token.text.casefold() in forms.common:
        return False
    if reading.is_loud(i) or not token.text[0].isupper():
        return False
    inside = i > start and reading.tokens[i - 1].text[0].isalpha()
    return inside or after.tag in ("POS", "VBD", "VBZ", "VBP", "MD") or after.pos in ("VERB", "AUX")


def _in_longer_name(reading: Reading, i: int, forms: Forms) -> bool:
    """Tell whether a family name is a part of something else: a place, a firm, or another person's full name."""
    if _goes_on(reading, i):
        return True
    first, _ = reading.bounds(i)
    if i == first or reading.is_loud(i):
        return False
    before = reading.tokens[i - 1]
    if before.pos != "PROPN" or not before.text[0].isupper() or before.text.isupper() or not before.text.isalpha():
        return False
    if (
        class_of_title(before.text)
        or title_before(reading, i) is not None
        or reading.labels.get(i - 1) in ("DATE", "TIME")
    ):
        return False
    if reading.labels.get(i - 1) != reading.labels.get(i) and reading.labels.get(i - 1) is not None:
        return False
    known = forms.kind_of((before.text,)) or listed_name((before.text,))
    return known is None and (i - 1 > first or reading.labels.get(i - 1) == "PERSON") and before.dep == "compound"


def _goes_on(reading: Reading, i: int) -> bool:
    _, last = reading.bounds(i)
    after = reading.tokens[i + 1] if i + 1 < last else None
    if after is None or reading.is_loud(i) or not after.text[0].isupper() or after.pos != "PROPN":
        return False
    return kind_word((after.text,)) is not None or fold_suffix(after.text) is not None


def _is_name_like(reading: Reading, first: int, last: int) -> bool:
    if last - first > 1:
        return True
    token = reading.tokens[first]
    return token.tag in ("NNP", "NNPS") or reading.labels.get(first) in ("ORG", "GPE", "LOC", "FAC")
