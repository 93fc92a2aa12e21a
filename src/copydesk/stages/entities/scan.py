"""Every place that prints a known name, by the longest form that stands there. Reading, Forms -> Found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.records import EntityKind, Span
from copydesk.stages.entities.candidates import PERSONAL
from copydesk.stages.entities.kinds import Forms
from copydesk.stages.entities.reading import Reading, class_of_title, printed_words, title_before
from copydesk.stages.entities.wordlists import Words, kind_word, listed_name
from copydesk.text.names import fold_suffix

Index = Mapping[str, Sequence[tuple[Words, EntityKind]]]


class Found(NamedTuple):
    """A printed name: tokens `[first, last)` of an article, its kind, and the title in front ("Mr.", "Gov.")."""

    article: str
    first: int
    last: int
    span: Span
    words: Words
    text: str
    kind: EntityKind
    title: str | None
    title_first: int


def index_forms(forms: Forms) -> Index:
    """Return the forms by their first word, the longest first; a form that is several kinds of thing stands once a kind."""
    index: dict[str, list[tuple[Words, EntityKind]]] = defaultdict(list)
    person: EntityKind = "person"
    rows = [(words, person) for words in forms.persons | forms.surnames | forms.singles]
    rows += [((word,), person) for word in forms.first_names if (word,) not in forms.surnames | forms.singles]
    rows += [(tuple(w.upper() for w in words), person) for words in forms.persons if not " ".join(words).isupper()]
    rows += [((words[0].capitalize(), *words[1:]), person) for words in forms.surnames if words[0].islower()]
    rows += [(words, "organization") for words in forms.organizations]
    rows += [(words, "place") for words in forms.places]
    for words, kind in sorted(set(rows)):
        index[words[0]].append((words, kind))
    return {word: sorted(found, key=lambda row: (-len(row[0]), row)) for word, found in index.items()}


def find_names(reading: Reading, index: Index, forms: Forms) -> list[Found]:
    """Return the names that stand in an article, none inside another, in order.

    A family name that is also a word or a place counts only where it is printed and tagged as a name, and not as a part
    of a longer one ("Hale Street", "Port Hale").
    """
    tokens, found, position = reading.tokens, list[Found](), 0
    firsts = {words[0] for words in forms.persons if _stands(reading, words)}
    while position < len(tokens):
        hit = None
        for words, kind in index.get(tokens[position].text.replace("’", "'"), ()):
            last = position + len(words)
            if (
                last <= len(tokens)
                and tokens[last - 1].sentence == tokens[position].sentence
                and printed_words(reading, position, last) == words
                and _counts(reading, position, last, kind, forms, firsts)
            ):
                hit = _found(reading, position, last, words, kind, after=found[-1].last if found else 0)
                break
        if hit is not None:
            found.append(hit)
        position = hit.last if hit is not None else position + 1
    return found


def _stands(reading: Reading, words: Words) -> bool:
    return " ".join(words[:2]) in reading.article.text


def _found(reading: Reading, first: int, last: int, words: Words, kind: EntityKind, *, after: int) -> Found:
    start = title_before(reading, first) if kind == "person" else None
    if start is not None and start < after:  # a family name that is a title too: Alan "King", Ann Lowe
        start = None
    if start is not None and class_of_title(reading.text(start, first)) not in PERSONAL:
        start = None
    title = reading.text(start, first) if start is not None else None
    return Found(
        reading.article.id,
        first,
        last,
        reading.span(first, last),
        words,
        reading.text(first, last),
        kind,
        title,
        first if start is None else start,
    )


def _counts(reading: Reading, first: int, last: int, kind: EntityKind, forms: Forms, firsts: set[str]) -> bool:
    words = printed_words(reading, first, last)
    if reading.article.text[reading.tokens[last - 1].end : reading.tokens[last - 1].end + 1] in ("/", "@", "_"):
        return False
    if kind != "person":
        return _is_name_like(reading, first, last)
    if len(words) > 1:
        return True
    return _single_counts(reading, first, forms, firsts)


def _single_counts(reading: Reading, i: int, forms: Forms, firsts: set[str]) -> bool:
    tokens = reading.tokens
    token, label = tokens[i], reading.labels.get(i)
    words = printed_words(reading, i, i + 1)
    titled = (
        title_before(reading, i) is not None
        and class_of_title(reading.text(title_before(reading, i) or 0, i)) in PERSONAL
    )
    if label in ("DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "LANGUAGE"):
        return False
    if token.tag not in ("NNP", "NNPS") and label is None and not titled:
        return False
    if (
        (words in forms.places or words in forms.organizations or listed_name(words))
        and not titled
        and label != "PERSON"
    ):
        return False
    if (
        words not in forms.surnames and words not in forms.singles
    ):  # a first name, only where the article has it in full
        return token.text in firsts and label != "GPE" and not _in_longer_name(reading, i, forms)
    return (titled and not _goes_on(reading, i)) or not _in_longer_name(reading, i, forms)


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
