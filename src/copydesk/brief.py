"""The story in a few lines, the answer first: what holds, on whose word, what cannot be told. StoryRecords -> text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap

from copydesk.records import Claim, Source, StoryRecords

MOST_LINES = 15
WIDTH = 100
ARTICLES = ("a", "an", "the", "his", "her", "their", "another", "one", "two", "three", "several", "some")
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
    for claim in _shown(told):
        lines += _claim_lines(records, claim)
    lines += [*_untold(records), *_more(records, len(told)), *_set_aside(records)]
    return tuple(lines[:MOST_LINES])


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form, small numbers in words."""
    return f"{_number(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names as a sentence has them, at most so many of them."""
    shown = list(names[:most]) + (["others"] if len(names) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
    yield from _fit(f"{_capital(line)}.", most=1)


def _originals(records: StoryRecords) -> Iterator[str]:
    """Yield whose stories the copies are of, and how many articles lift passages from others."""
    outlets = {article.id: article.outlet for article in records.articles}
    parts = []
    for family in sorted(records.families, key=lambda one: (-len(one.articles), one.id)):
        origin = family.origin_outlet or outlets.get(family.original or "")
        story = f"a story of {origin}" if origin else "one story"
        parts.append(f"{_number(len(family.articles))} of {story}{'' if family.original else ' (not here itself)'}")
    lifting = {
        copy.a if copy.a_coverage >= copy.b_coverage else copy.b for copy in records.copies if copy.kind == "excerpt"
    }
    text = f"Copies: {'; '.join(parts[:3])}." if parts else ""
    if len(parts) > 3:
        text = f"Copies: {'; '.join(parts[:2])}; {_number(len(parts) - 2)} more families."
    if lifting:
        lifts = "lifts" if len(lifting) == 1 else "lift"
        text += f" {_capital(count(len(lifting), 'article'))} {lifts} passages from others."
    if text:
        yield from _fit(text.strip())


# --- claims -----------------------------------------------------------------------------------------


def _shown(claims: Sequence[Claim]) -> list[Claim]:
    """Return the heaviest claims, without weaker or stronger versions of one that is already shown."""
    shown: list[Claim] = []
    for claim in claims:
        versions = {relation.claim for relation in claim.relations if relation.kind == "alters"}
        if not versions & {one.id for one in shown}:
            shown.append(claim)
        if len(shown) == MOST_CLAIMS:
            break
    return shown


def _claim_lines(records: StoryRecords, claim: Claim) -> list[str]:
    """Return a claim's two lines: what is claimed, and who found it out on whose word, with who denied it."""
    first = shorten(f"• {claim.text}", WIDTH, placeholder=" …")
    return [first, *(f"  {line}" for line in _fit(_backing(records, claim), most=1, width=WIDTH - 2))]


def _backing(records: StoryRecords, claim: Claim) -> str:
    """Return in one line who found a claim out, on whose word, and who answered it; what does not fit is left out."""
    found = claim.corroboration
    rooms = listed(found.newsrooms) if found.newsrooms else "no newsroom of its own"
    line = f"{_capital(rooms)}: {_sources(records, claim)}"
    denied, silent = (_answering(records, claim, stance) for stance in ("denies", "declines"))
    more = [f"denied by {listed(denied, 2)}"] if denied else []
    more += [f"no comment from {listed(silent, 2)}", f"{_number(len(silent))} would not comment"] if silent else []
    if found.articles > found.families:
        more.append(f"in {count(found.articles, 'article')} but {count(found.families, 'original')}")
    for part in more:
        if len(line) + len(part) + 3 <= WIDTH - 2 and not ("comment" in part and "comment" in line):
            line = f"{line}; {part}"
    return f"{line}."


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
        people = f"at least {count(max(1, found.at_least - len(named)), 'unnamed source')}"
    elif found.at_most == found.at_least:
        people = count(max(1, found.at_least - len(named)), "unnamed source")
    else:
        least, most = (max(1, number - len(named)) for number in (found.at_least, found.at_most))
        people = f"{_number(least)} to {count(most, 'unnamed source')}"
    return f"{listed(named, 2)} and {people}" if named else people


def _answering(records: StoryRecords, claim: Claim, stance: str) -> list[str]:
    """Return who answered a claim so; an organisation has "the" before its name where the page has it."""
    sources = {source.id: source for source in records.sources}
    texts = {article.id: article.text for article in records.articles}
    names = set()
    for one in records.attributions:
        source = sources.get(one.source or "")
        if one.answers != claim.id or one.stance != stance or source is None:
            continue
        name, span = _called(records, source), one.source_span
        if source.kind == "organization" and span is not None:
            before = texts[one.article][max(0, span.start - 4) : span.start + 4].lower()
            name = f"the {name}" if "the " in before and not name.lower().startswith("the ") else name
        names.add(name)
    return sorted(names)


def _called(records: StoryRecords, source: Source) -> str:
    if source.identification == "named" and source.entity:
        for entity in records.entities:
            if entity.id == source.entity and entity.kind == "person":
                return entity.name
    name = source.name or source.description or "an unnamed source"
    if source.kind == "organization" and name[:1].islower() and name.split()[0] not in ARTICLES and name[-1:] != "s":
        return f"the {name}"
    return name[:1].lower() + name[1:] if name.split()[0].lower() in ARTICLES else name


def _is_asserted(claim: Claim) -> bool:
    return any(assertion.stance in ("says", "confirms", "speculates") for assertion in claim.assertions)


# --- the rest ---------------------------------------------------------------------------------------


def _untold(records: StoryRecords) -> Iterator[str]:
    """Yield what no page settles: what somebody was asked and would not say, and claims that no newsroom stands behind."""
    open_ = [claim for claim in records.claims if not _is_asserted(claim)]
    for claim in sorted(open_, key=lambda one: (-one.weight, one.id))[:1]:
        names = _answering(records, claim, "declines")
        who = f" ({listed(names, 2)} would not say)" if names else ""
        yield from _fit(f"Cannot be told: whether {_inner(claim.text)}{who}.", most=2)
    bare = sum(_is_asserted(claim) and not claim.corroboration.newsrooms for claim in records.claims)
    if bare:
        yield f"For {count(bare, 'claim')} no newsroom can be named that did its own reporting."


def _inner(text: str) -> str:
    """Return a claim as the rest of a sentence: an article or possessive at its start loses its capital."""
    first, _, rest = text.partition(" ")
    return (
        f"{first.lower()} {rest}" if first in ("The", "A", "An", "His", "Her", "Their", "Its", "Some", "Two") else text
    )


def _more(records: StoryRecords, told: int) -> Iterator[str]:
    changed = sum(bool(claim.relations) for claim in records.claims)
    rest = told - MOST_CLAIMS
    parts = [f"{count(rest, 'more claim')}"] if rest > 0 else []
    if changed:
        parts.append(f"{count(changed, 'claim')} told in differing versions")
    if parts:
        yield f"{_capital('; '.join(parts))}."


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
