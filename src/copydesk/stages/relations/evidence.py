"""What speaks for one of two articles being the original, and how much it weighs. Shared -> Evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Edit, Published, Span
from copydesk.stages.relations.origins import Standing, is_paste, same_outlet, speaks_for
from copydesk.stages.relations.pairs import Shared, spans_in

WEIGHTS: Mapping[str, float] = {
    "credit line": 3.0,
    "pasted from the original's outlet": 3.0,
    "stated dates": 2.0,
    "credit in the text": 1.6,
    "told": 1.5,
    "spun words": 1.5,
    "rarer words": 1.5,
    "put together": 1.2,
    "pasted": 1.0,
    "titles dropped": 0.9,
    "inferred dates": 0.5,
    "text lost inside": 0.5,
    "end lost": 0.4,
    "lead put before": 0.5,
    "named writer": 0.5,
    "a spun word": 0.5,
    "names added": 0.3,
}
"""How much each kind of evidence weighs (log odds)."""
_PARAGRAPH = 8
"""A block of fewer words may be anything."""
_RARER, _RARE_WORDS = 2, 8
"""A word in so many times fewer articles is rarer; so many such words are no chance."""
_COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Messrs)\.?$")
_CREDITS = re.compile(r"\b(?:report(?:ed|s|ing)?|according to|told|first|writes|wrote|via|citing|cited)\b", re.I)


class Evidence(NamedTuple):
    """A reason for `original`, and of what kind it is."""

    original: str
    kind: str
    reason: str

    @property
    def weight(self) -> float:
        return WEIGHTS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the rest of the pile tells about a pair: pages put together from several, where each page stands, and in how
    many articles each word is used.
    """

    stitched: Collection[str]
    standings: Mapping[str, Standing]
    commonness: Mapping[str, int]


class Left(NamedTuple):
    """Paragraphs that one article has and the other lacks."""

    before: int
    inside: int
    after: int


class Side(NamedTuple):
    """One of the two articles, and where it stands."""

    article: Article
    standing: Standing


def find_evidence(shared: Shared, beside: Beside) -> list[Evidence]:
    """Return what speaks for either of the two articles, the weightiest first."""
    a, b = (Side(one.article, beside.standings[one.article.id]) for one in (shared.a, shared.b))
    found = [*_for(shared, a, b, beside), *_for(shared, b, a, beside)]
    return sorted(found, key=lambda one: -one.weight)


def _for(shared: Shared, original: Side, copy: Side, beside: Beside) -> Iterator[Evidence]:
    """Yield what speaks for `original` having been copied by `copy`."""
    name = original.article.id
    yield from _by_date(original.article, copy.article)
    yield from _by_credit(shared, original, copy)
    yield from _by_form(original, copy)
    forth = name == shared.a.article.id
    edits = [_seen(edit, forth=forth) for passage in shared.passages for edit in passage.edits]
    yield from _by_edits(original.article, edits)
    yield from _by_commonness(name, edits, beside.commonness)
    if shared.is_whole:
        yield from _by_loss(shared, original.article, copy.article)
    if copy.article.id in beside.stitched and name not in beside.stitched:
        yield Evidence(name, "put together", "The copy is put together from several articles.")


def is_earlier(one: Published | None, other: Published | None) -> bool:
    """Tell whether one date lies wholly before the other, as far as both are known."""
    if one is None or other is None:
        return False
    end, start = one.value.split("/")[-1], other.value.split("/")[0]
    shorter = min(len(end), len(start))
    return end[:shorter] < start[:shorter]


def is_told(shared: Shared, article: Article, house: str | None) -> bool:
    """Tell whether the shared words themselves say that the outlet of `article` was told."""
    return any(speaks_for(article.words_of(span), house) for span in spans_in(shared, article.id))


def _by_date(original: Article, copy: Article) -> Iterator[Evidence]:
    first, later = original.published, copy.published
    if first and later and is_earlier(first, later):
        kind = "stated dates" if first.basis == later.basis == "stated" else "inferred dates"
        yield Evidence(original.id, kind, f"Published {_day(first)}, before the copy ({_day(later)}).")


def _by_credit(shared: Shared, original: Side, copy: Side) -> Iterator[Evidence]:
    house, name = original.standing.house, original.article.id
    if house is None or same_outlet(house, copy.standing.house):
        return
    if any(same_outlet(named, house) for named in copy.standing.named):
        yield Evidence(name, "credit line", f"The copy's credit or dateline names {house}.")
    elif _credits_in_text(copy.article, house, spans_in(shared, copy.article.id)):
        yield Evidence(name, "credit in the text", f"The copy credits {house} in words of its own.")
    if is_told(shared, copy.article, house):
        yield Evidence(name, "told", f"The copy keeps words that say that {house} was told.")


def _credits_in_text(copy: Article, outlet: str, shared: list[Span]) -> bool:
    """Tell whether the article names the outlet as a source outside the shared words."""
    name = re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE)
    for block in copy.body():
        for hit in re.compile(rf"\b{re.escape(name)}\b").finditer(copy.text, block.span.start, block.span.end):
            around = copy.text[max(block.span.start, hit.start() - 40) : min(block.span.end, hit.end() + 40)]
            if not any(span.contains(Span(*hit.span())) for span in shared) and _CREDITS.search(around):
                return True
    return False


def _by_form(original: Side, copy: Side) -> Iterator[Evidence]:
    name = original.article.id
    if is_paste(copy.article) and not is_paste(original.article):
        is_its = same_outlet(copy.standing.origin, original.standing.house)
        kind = "pasted from the original's outlet" if is_its else "pasted"
        yield Evidence(name, kind, "The copy is pasted in a thread.")
    is_home = not is_paste(original.article) and original.standing.origin is None
    if is_home and original.article.byline and not copy.article.byline:
        yield Evidence(name, "named writer", "Only the original names its writer.")


def _by_edits(original: Article, edits: list[tuple[str, str]]) -> Iterator[Evidence]:
    dropped = sum(bool(_COURTESY.match(before)) and not after for before, after in edits)
    if dropped >= 2:
        reason = f"The copy drops {dropped} courtesy titles (Mr., Ms.): house style laid over a finished text."
        yield Evidence(original.id, "titles dropped", reason)
    added = sum(_is_name_part(after) for before, after in edits if not before)
    if added >= 2:
        yield Evidence(original.id, "names added", f"The copy adds first names or titles in {added} places.")
    traces = [after for before, after in edits if _is_spun(before, after)]
    if traces:
        reason = f"The copy reads as if spun: “{traces[0]}” for a plainer word ({len(traces)} in all)."
        yield Evidence(original.id, "spun words" if len(traces) > 1 else "a spun word", reason)


def _by_commonness(name: str, edits: list[tuple[str, str]], commonness: Mapping[str, int]) -> Iterator[Evidence]:
    """Yield it where plain words gave way to rare ones all through the text: nobody but a spinner writes so."""
    rarer: list[tuple[str, str]] = []
    plainer = 0
    for before, after in edits:
        if before.isalpha() and after.isalpha() and before.islower() and after.islower():
            ours, theirs = commonness.get(before, 0), commonness.get(after, 0)
            if ours > _RARER * theirs:
                rarer.append((before, after))
            plainer += theirs > _RARER * ours
    if len(rarer) >= _RARE_WORDS and len(rarer) >= 2 * plainer:
        before, after = rarer[0]
        reason = f"The copy puts rarer words for plain ones in {len(rarer)} places (“{after}” for “{before}”)."
        yield Evidence(name, "rarer words", reason)


def _by_loss(shared: Shared, original: Article, copy: Article) -> Iterator[Evidence]:
    """Yield what the copy lost of the original's paragraphs, or put before it, where the original lost or put nothing."""
    ours, theirs = _left(shared, original.id), _left(shared, copy.id)
    if ours.inside and not theirs.inside:
        yield Evidence(
            original.id, "text lost inside", f"The copy lacks {_paragraphs(ours.inside)} amid the shared text."
        )
    if ours.after and not theirs.after:
        yield Evidence(original.id, "end lost", f"The copy stops {_paragraphs(ours.after)} before the original's end.")
    if theirs.before and not ours.before:
        yield Evidence(original.id, "lead put before", "The copy puts a lead of its own before the shared text.")


def _left(shared: Shared, article: str) -> Left:
    """Return how many paragraphs of the article the other lacks: before, amid and after the shared ones."""
    prose = shared.side(article)
    covered = prose.cover(spans_in(shared, article)) & ~prose.cover(_added(shared, article))
    marks = ""
    for block in prose.article.body():
        first, last = prose.word_range(block.span)
        words, held = last - first, int(covered[first:last].sum())
        marks += "" if words < _PARAGRAPH else "x" if 2 * held >= words else "-" if 5 * held <= words else "?"
    inner = marks.strip("-")
    return Left(len(marks) - len(marks.lstrip("-")), inner.count("-"), len(marks) - len(marks.rstrip("-")))


def _added(shared: Shared, article: str) -> list[Span]:
    """Return what stands within the shared passages on the side of `article` only."""
    edits = [edit for passage in shared.passages for edit in passage.edits if edit.op in ("insert", "delete")]
    return [edit.a_span if article == shared.a.article.id else edit.b_span for edit in edits]


def _paragraphs(count: int) -> str:
    return "a paragraph" if count == 1 else f"{count} paragraphs"


def _is_name_part(word: str) -> bool:
    return word[:1].isupper() and " " not in word and not _COURTESY.match(word)


def _is_spun(before: str, after: str) -> bool:
    hit = _odd_form().search(after)
    return hit is not None and _spinning()[hit[0].casefold()] in before.casefold()


def _seen(edit: Edit, *, forth: bool) -> tuple[str, str]:
    return (edit.before, edit.after) if forth else (edit.after, edit.before)


def _day(published: Published) -> str:
    return published.value[:10] if "/" not in published.value else published.value


@cache
def _spinning() -> dict[str, str]:
    return {form.casefold(): plain.casefold() for form, plain in load_lexicon("spinning_synonyms").items()}


@cache
def _odd_form() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _spinning()), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
