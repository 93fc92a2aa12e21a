"""The story in a few lines, the answer first: what holds, on whose word, what cannot be told. StoryRecords -> text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap

from copydesk.records import Claim, Source, StoryRecords

MOST_LINES = 15
WIDTH = 100
MOST_CLAIMS = 4
"""Claims that are shown with their backing; each takes at most two lines."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def write_brief(records: StoryRecords) -> tuple[str, ...]:
    """Return at most 15 lines: how many pages, articles and originals; the heaviest claims with who found them out, on
    whose word, who denied them or would not say; what cannot be told; what was set aside. No ids stand in it.
    """
    told = [claim for claim in records.claims if _is_asserted(claim)]
    told.sort(key=lambda claim: (-claim.weight, claim.id))
    lines = [*_pile(records), *_originals(records)]
    for claim in told[:MOST_CLAIMS]:
        lines += _claim_lines(records, claim)
    lines += [*_untold(records), *_more(records, len(told)), *_set_aside(records)]
    return tuple(lines[:MOST_LINES])


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form, small numbers in words."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names as a sentence has them, at most so many of them."""
    shown = list(names[:most]) + (["others"] if len(names) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


# --- the pile ---------------------------------------------------------------------------------------


def _pile(records: StoryRecords) -> Iterator[str]:
    """Yield the first line: pages, articles, and how many distinct stories they are."""
    pages, articles = len(records.pages), len(records.articles)
    if not articles:
        yield f"{count(pages, 'page').capitalize()} and no article in {'it' if pages == 1 else 'them'}."
        return
    in_families = sum(len(family.articles) for family in records.families)
    distinct = articles - in_families + len(records.families)
    line = f"{count(pages, 'page')}, {count(articles, 'article')}"
    line += f", {count(distinct, 'original')}" if distinct != articles else ", no copies among them"
    dates = sorted(article.published.value for article in records.articles if article.published)
    if dates:
        line += f", of {dates[0]}" if dates[0] == dates[-1] else f", from {dates[0]} to {dates[-1]}"
    yield from _fit(f"{line[:1].upper()}{line[1:]}.", most=1)


def _originals(records: StoryRecords) -> Iterator[str]:
    """Yield whose stories the copies are of, and how many articles lift passages from others."""
    outlets = {article.id: article.outlet for article in records.articles}
    parts = []
    for family in sorted(records.families, key=lambda one: (-len(one.articles), one.id)):
        origin = family.origin_outlet or outlets.get(family.original or "")
        story = f"one story of {origin}" if origin else "one story"
        absent = "" if family.original else ", which no page here holds at first hand"
        parts.append(f"{count(len(family.articles), 'article')} carry {story}{absent}")
    lifting = {
        _taker(copy.a_coverage, copy.b_coverage, (copy.a, copy.b)) for copy in records.copies if copy.kind == "excerpt"
    }
    if lifting:
        parts.append(
            f"{count(len(lifting), 'article')} {'lifts' if len(lifting) == 1 else 'lift'} passages from others"
        )
    if parts:
        text = "; ".join(parts[:3])
        yield from _fit(f"{text[:1].upper()}{text[1:]}.")


def _taker(a_coverage: float, b_coverage: float, pair: tuple[str, str]) -> str:
    return pair[0] if a_coverage >= b_coverage else pair[1]


# --- claims -----------------------------------------------------------------------------------------


def _claim_lines(records: StoryRecords, claim: Claim) -> list[str]:
    """Return a claim's two lines: what is claimed, and who found it out on whose word, with who denied it."""
    first = shorten(f"• {claim.text}", WIDTH, placeholder=" …")
    return [first, *(f"  {line}" for line in _fit(_backing(records, claim), most=1, width=WIDTH - 2))]


def _backing(records: StoryRecords, claim: Claim) -> str:
    found = claim.corroboration
    rooms = listed(found.newsrooms) if found.newsrooms else "No newsroom of its own"
    parts = [f"{rooms}: {_sources(records, claim)}"]
    for stance, verb in (("denies", "denied by"), ("declines", "no comment from")):
        names = _answering(records, claim, stance)
        if names:
            parts.append(f"{verb} {listed(names, 2)}")
    if found.articles > found.families:
        parts.append(f"{count(found.articles, 'article')}, {count(found.families, 'original')}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _sources(records: StoryRecords, claim: Claim) -> str:
    """Return on whose word a claim stands: names where there are any, else how many people at least and at most."""
    found = claim.corroboration
    sources = [source for source in records.sources if source.id in set(found.sources)]
    named = sorted({_called(records, source) for source in sources if source.identification == "named"})
    if named and len(named) == len(sources):
        return f"on the word of {listed(named)}"
    if found.at_least == 0:
        return "no source given"
    if found.at_most is None:
        people = f"at least {count(found.at_least, 'source')}, no upper bound"
    elif found.at_most == found.at_least:
        people = count(found.at_least, "source")
    else:
        people = f"{NUMBERS[min(found.at_least, 12)]} to {count(found.at_most, 'source')}"
    return f"{listed(named, 2)} and unnamed sources, {people}" if named else f"unnamed, {people}"


def _answering(records: StoryRecords, claim: Claim, stance: str) -> list[str]:
    sources = {source.id: source for source in records.sources}
    given = [one for one in records.attributions if one.answers == claim.id and one.stance == stance]
    return sorted({_called(records, sources[one.source]) for one in given if one.source in sources})


def _called(records: StoryRecords, source: Source) -> str:
    if source.identification == "named" and source.entity:
        for entity in records.entities:
            if entity.id == source.entity and entity.kind == "person":
                return entity.name
    name = source.name or source.description or "an unnamed source"
    return name[:1].lower() + name[1:] if name.split()[0].lower() in ("a", "an", "the") else name


def _is_asserted(claim: Claim) -> bool:
    return any(assertion.stance in ("says", "confirms", "speculates") for assertion in claim.assertions)


# --- the rest ---------------------------------------------------------------------------------------


def _untold(records: StoryRecords) -> Iterator[str]:
    """Yield what no page settles: what somebody was asked and would not say, and claims that no newsroom stands behind."""
    open_ = [claim for claim in records.claims if not _is_asserted(claim)]
    for claim in sorted(open_, key=lambda one: (-one.weight, one.id))[:1]:
        names = _answering(records, claim, "declines")
        who = f": {listed(names, 2)} would not say" if names else ""
        yield from _fit(
            f"Cannot be told: whether {claim.text[:1].lower() if _is_common(records, claim) else claim.text[:1]}{claim.text[1:]}{who}.",
            most=2,
        )
    bare = [claim for claim in records.claims if _is_asserted(claim) and not claim.corroboration.newsrooms]
    if bare:
        yield f"No newsroom of its own can be named for {count(len(bare), 'claim')}."


def _is_common(records: StoryRecords, claim: Claim) -> bool:
    """Tell whether a claim's first word may lose its capital, because it begins nobody's name."""
    first = claim.text.split()[0]
    return first in ("The", "A", "An", "His", "Her", "Their") or not any(
        first in (entity.name, *entity.aliases)
        or entity.name.startswith(first)
        or any(a.startswith(first) for a in entity.aliases)
        for entity in records.entities
    )


def _more(records: StoryRecords, told: int) -> Iterator[str]:
    changed = sum(bool(claim.relations) for claim in records.claims)
    rest = told - MOST_CLAIMS
    parts = [f"{count(rest, 'more claim')}"] if rest > 0 else []
    if changed:
        parts.append(f"{count(changed, 'claim')} told in differing versions")
    if parts:
        text = "; ".join(parts)
        yield f"{text[:1].upper()}{text[1:]}."


def _set_aside(records: StoryRecords) -> Iterator[str]:
    left = [problem for problem in records.problems if problem.kind == "set_aside"]
    if not left:
        return
    reasons = Counter(problem.reason for problem in left)
    first, times = max(sorted(reasons.items()), key=lambda pair: pair[1])
    text = (
        f"Set aside: {count(len(left), 'item')}, mostly: {first}"
        if len(left) > times
        else f"Set aside: {count(times, 'item')}: {first}"
    )
    yield from _fit(text, most=1)


def _fit(text: str, *, most: int = 2, width: int = WIDTH) -> list[str]:
    """Return `text` wrapped to lines of `width`, the last one cut where more would follow."""
    lines = wrap(text, width)
    return (
        lines
        if len(lines) <= most
        else [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), width, placeholder=" …")]
    )
