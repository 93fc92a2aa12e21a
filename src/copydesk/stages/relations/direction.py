"""Which of two articles copied, by dates, credits, form and what the copy changed. Shared -> Direction."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Direction, Edit, Published, Span
from copydesk.stages.relations.origins import Standing, is_paste, same_outlet, speaks_for
from copydesk.stages.relations.pairs import Shared, spans_in

DECIDED = 0.8
"""Weight of evidence (log odds) from which a direction is told."""

_COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Messrs)\.?$")
_CREDITS = re.compile(r"\b(?:report(?:ed|s|ing)?|according to|told|first|writes|wrote|via|citing|cited)\b", re.I)


class Evidence(NamedTuple):
    """A reason for `original` and how much it weighs."""

    original: str
    weight: float
    reason: str


class Side(NamedTuple):
    """One of the two articles, and where it stands."""

    article: Article
    standing: Standing


def find_direction(shared: Shared, stitched: Collection[str], standings: Mapping[str, Standing]) -> Direction:
    """Return who copied from whom with the reasons, a common origin, or undecided.

    `stitched` are the articles that lift from several others. Length is no evidence.
    """
    a, b = shared.a.article, shared.b.article
    common = _common_origin(shared, standings)
    if common is not None:
        return common
    found = [one for forth in (True, False) for one in _evidence(shared, stitched, standings, forth=forth)]
    weight = sum(one.weight if one.original == a.id else -one.weight for one in found)
    if abs(weight) < DECIDED:
        reasons = tuple(one.reason for one in found) or ("Nothing tells which of the two came first.",)
        return Direction(value="undecided", confidence=round(_odds(abs(weight)), 2), reasons=reasons)
    original = a if weight > 0 else b
    reasons = tuple(one.reason for one in sorted(found, key=lambda e: -e.weight) if one.original == original.id)
    return Direction(
        value="a_to_b" if weight > 0 else "b_to_a", confidence=round(_odds(abs(weight)), 2), reasons=reasons
    )


def is_earlier(one: Published | None, other: Published | None) -> bool:
    """Tell whether one date lies wholly before the other, as far as both are known."""
    if one is None or other is None:
        return False
    end, start = one.value.split("/")[-1], other.value.split("/")[0]
    shorter = min(len(end), len(start))
    return end[:shorter] < start[:shorter]


def _common_origin(shared: Shared, standings: Mapping[str, Standing]) -> Direction | None:
    """Return a common origin where neither can be the other's: both carry, or one pastes, a third outlet's story."""
    a, b = shared.a.article, shared.b.article
    ours, theirs = standings[a.id], standings[b.id]
    if same_outlet(ours.origin, theirs.origin):
        return _common(0.9 if ours.is_stated and theirs.is_stated else 0.8, f"Both carry text of {ours.origin}.")
    if is_paste(a) and is_paste(b):
        return None
    for one, other in ((a, b), (b, a)):
        origin, house = standings[one.id].origin, standings[other.id].house
        if origin is None or same_outlet(origin, house) or standings[other.id].origin or standings[one.id].home:
            continue
        if is_paste(one):
            return _common(
                0.8, f"One is a story of {origin} that someone pasted in a thread; the other page is {_of(house)}."
            )
        if (house or is_paste(other)) and not _is_own(shared, other, house) and not _is_earlier_by_day(other, one):
            return _common(0.7, f"One carries text of {origin}, and the other is {_of(house)}.")
    return None


def _is_own(shared: Shared, article: Article, house: str | None) -> bool:
    """Tell whether the shared words themselves say that the outlet of `article` was told."""
    return any(speaks_for(article.words_of(span), house) for span in spans_in(shared, article.id))


def _is_earlier_by_day(one: Article, other: Article) -> bool:
    first, later = one.published, other.published
    return is_earlier(first, later) and first is not None and first.basis == "stated"


def _common(confidence: float, reason: str) -> Direction:
    return Direction(value="common_origin", confidence=confidence, reasons=(reason,))


def _of(house: str | None) -> str:
    return f"one of {house}" if house else "of an outlet that is not known"


def _evidence(
    shared: Shared, stitched: Collection[str], standings: Mapping[str, Standing], *, forth: bool
) -> Iterator[Evidence]:
    """Yield what speaks for `original` having been copied by `copy`: a by b if `forth`, b by a otherwise."""
    original, copy = shared.a.article, shared.b.article
    if not forth:
        original, copy = copy, original
    sides = Side(original, standings[original.id]), Side(copy, standings[copy.id])
    yield from _by_date(original, copy)
    yield from _by_credit(shared, *sides)
    yield from _by_form(*sides)
    edits = [_seen(edit, forth=forth) for passage in shared.passages for edit in passage.edits]
    yield from _by_edits(original, edits)
    if copy.id in stitched and original.id not in stitched:
        yield Evidence(original.id, 1.2, "The copy is put together from several articles.")
    if _has_origin_furniture(original) and not _has_origin_furniture(copy) and not sides[0].standing.origin:
        yield Evidence(original.id, 0.5, "Only the original names its writer.")


def _by_date(original: Article, copy: Article) -> Iterator[Evidence]:
    first, later = original.published, copy.published
    if first and later and is_earlier(first, later):
        stated = first.basis == later.basis == "stated"
        reason = f"Published {_day(first)}, before the copy ({_day(later)})."
        yield Evidence(original.id, 2.0 if stated else 1.0, reason)


def _by_credit(shared: Shared, original: Side, copy: Side) -> Iterator[Evidence]:
    house, name = original.standing.house, original.article.id
    if house is None or same_outlet(house, copy.standing.house):
        return
    if any(same_outlet(named, house) for named in copy.standing.named):
        yield Evidence(name, 3.0, f"The copy's credit or dateline names {house}.")
    elif _credits_in_text(copy.article, house, spans_in(shared, copy.article.id)):
        yield Evidence(name, 1.6, f"The copy credits {house} in words of its own.")
    if _is_own(shared, copy.article, house):
        yield Evidence(name, 1.5, f"The copy keeps words that say that {house} was told.")


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
        is_home = same_outlet(copy.standing.origin, original.standing.house)
        yield Evidence(name, 3.0 if is_home else 1.0, "The copy is pasted in a thread.")


def _by_edits(original: Article, edits: list[tuple[str, str]]) -> Iterator[Evidence]:
    dropped = sum(bool(_COURTESY.match(before)) and not after for before, after in edits)
    if dropped >= 2:
        reason = f"The copy drops {dropped} courtesy titles (Mr., Ms.): house style laid over a finished text."
        yield Evidence(original.id, 0.9, reason)
    added = sum(_is_name_part(after) for before, after in edits if not before)
    if added >= 2:
        yield Evidence(original.id, 0.3, f"The copy adds first names or titles in {added} places.")
    traces = [after for before, after in edits if _is_spun(before, after)]
    if traces:
        reason = f"The copy reads as if spun: “{traces[0]}” for a plainer word ({len(traces)} in all)."
        yield Evidence(original.id, 1.5 if len(traces) > 1 else 0.5, reason)


def _is_name_part(word: str) -> bool:
    return word[:1].isupper() and " " not in word and not _COURTESY.match(word)


def _is_spun(before: str, after: str) -> bool:
    hit = _odd_form().search(after)
    return hit is not None and _spinning()[hit[0].casefold()] in before.casefold()


def _seen(edit: Edit, *, forth: bool) -> tuple[str, str]:
    return (edit.before, edit.after) if forth else (edit.after, edit.before)


def _has_origin_furniture(article: Article) -> bool:
    return bool(article.byline) and not is_paste(article)


def _day(published: Published) -> str:
    return published.value[:10] if "/" not in published.value else published.value


def _odds(weight: float) -> float:
    return 1 / (1 + math.exp(-weight))


@cache
def _spinning() -> dict[str, str]:
    return {form.casefold(): plain.casefold() for form, plain in load_lexicon("spinning_synonyms").items()}


@cache
def _odd_form() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _spinning()), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
