"""The story in a few lines, the answer first: what holds, on whose word, what cannot be told. StoryRecords -> BriefLine."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap
from typing import Literal

from copydesk.records import Claim, Source, StoryRecords
from copydesk.text.dates import read_parts

MOST_LINES = 15
WIDTH = 100
ARTICLES = ("a", "an", "the", "his", "her", "their", "another", "one", "two", "three", "several", "some")
OPENING_WORDS = (*ARTICLES, "its", "any", "most", "neither", "no", "more", "at")
LONG_TEXT = 60
MOST_CLAIMS = 4
"""Claims that are shown with their backing; each takes at most three lines."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A statement of the brief, the view that it is `about`, and the id of its claim where it is about one.

    `backing` says who found a claim out and on whose word.
    """

    text: str
    about: Literal["articles", "copies", "claims", "problems"]
    claim: str | None = None
    backing: str | None = None


def brief_lines(records: StoryRecords) -> tuple[BriefLine, ...]:
    """Return how many pages, articles and originals there are; the heaviest claims with who found them out, on whose
    word, who denied them or would not say; what cannot be told; what was set aside. No ids stand in it.

    A terminal shows them in at most 15 lines; a claim for which there is no room is left out.
    """
    told = [claim for claim in records.claims if _is_asserted(claim)]
    told.sort(key=lambda claim: (-claim.weight, claim.id))
    opening = [*_pile(records), *_originals(records)]
    rest = [*_untold(records), *_more(records, len(told)), *_set_aside(records)]
    room = MOST_LINES - sum(len(_wrapped(line)) for line in (*opening, *rest))
    shown = []
    for claim in _shown(told):
        line = BriefLine(text=claim.text, about="claims", claim=claim.id, backing=_backing(records, claim))
        size = len(_wrapped(line))
        if size <= room:
            shown.append(line)
            room -= size
    return (*opening, *shown, *rest)


def write_brief(records: StoryRecords) -> tuple[str, ...]:
    """Return the brief as at most 15 lines for a terminal; a claim has a bullet, its backing stands below it."""
    lines = [words for line in brief_lines(records) for words in _wrapped(line)]
    return tuple(lines[:MOST_LINES])


def _wrapped(line: BriefLine) -> list[str]:
    """Return a statement as lines of a terminal."""
    if line.backing is None:
        return _fit(line.text, most=1 if line.about in ("articles", "problems") else 2)
    text = _fit(line.text, width=WIDTH - 2) + _fit(line.backing, most=1, width=WIDTH - 2)
    return [f"{'  ' if place else '• '}{words}" for place, words in enumerate(text)]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form, small numbers in words."""
    return f"{_number(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names as a sentence has them, at most so many of them."""
    shown = list(names[:most]) + (["others"] if len(names) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def in_words(date: str) -> str:
    """Return a date as a sentence has it: "6 June 2017", "June 2017", "2017"."""
    parts = read_parts(date)
    if parts is None:
        return date
    year, month, day = parts
    return " ".join(part for part in (str(day or ""), month_name[month or 0], str(year)) if part)


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- the pile ---------------------------------------------------------------------------------------


def _pile(records: StoryRecords) -> Iterator[BriefLine]:
    """Yield the first statement: pages, articles, and how many distinct stories they are."""
    pages, articles = len(records.pages), len(records.articles)
    if not articles:
        text = f"{count(pages, 'page').capitalize()} and no article in {'it' if pages == 1 else 'them'}."
        yield BriefLine(text=text, about="articles")
        return
    in_families = sum(len(family.articles) for family in records.families)
    distinct = articles - in_families + len(records.families)
    line = f"{count(pages, 'page')}, {count(articles, 'article')}"
    line += f", {count(distinct, 'original')}" if distinct != articles else ", no copies among them"
    dates = sorted(article.published.value for article in records.articles if article.published)
    if dates:
        first, last = in_words(dates[0]), in_words(dates[-1])
        line += f", of {first}" if first == last else f", from {first} to {last}"
    yield BriefLine(text=f"{_capital(line)}.", about="articles")


def _originals(records: StoryRecords) -> Iterator[BriefLine]:
    """Yield whose stories the copies are of, and how many articles lift passages from others."""
    outlets = {article.id: article.outlet for article in records.articles}
    families: dict[tuple[str, bool], list[int]] = {}
    for family in sorted(records.families, key=lambda one: (-len(one.articles), one.id)):
        origin = family.origin_outlet or outlets.get(family.original or "") or ""
        families.setdefault((origin, family.original is None), []).append(len(family.articles))
    parts = []
    for (origin, is_missing), sizes in families.items():
        story = "one story" if not origin and len(sizes) == 1 else count(len(sizes), "story", "stories")
        story = f"{'a story' if len(sizes) == 1 else story} of {origin}" if origin else story
        where = " (not in the pile)" if is_missing else ""
        parts.append(f"{_number(sum(sizes))} of {story}{where}")
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
        yield BriefLine(text=text.strip(), about="copies")


# --- claims -----------------------------------------------------------------------------------------


def _shown(claims: Sequence[Claim]) -> list[Claim]:
    """Return the heaviest claims, without versions and denials of one that is already shown."""
    shown: list[Claim] = []
    for claim in claims:
        versions = {relation.claim for relation in claim.relations if relation.kind != "contradicts"}
        if not versions & {one.id for one in shown}:
            shown.append(claim)
        if len(shown) == MOST_CLAIMS:
            break
    return shown


def _backing(records: StoryRecords, claim: Claim) -> str:
    """Return in one line who found a claim out, on whose word, and who answered it; what does not fit is left out."""
    found = claim.corroboration
    rooms = listed(found.newsrooms) if found.newsrooms else "no newsroom's own reporting"
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
            before = texts.get(one.article, "")[max(0, span.start - 4) : span.start + 4].lower()
            name = f"the {name}" if "the " in before and not name.lower().startswith("the ") else name
        names.add(name)
    whole = [name.lower() for name in names]
    return sorted(
        n for n in names if not any(w.endswith(f" {n.lower().removeprefix('the ')}") for w in whole if w != n.lower())
    )


def _called(records: StoryRecords, source: Source) -> str:
    if source.identification == "named" and source.entity:
        for entity in records.entities:
            if entity.id == source.entity and entity.kind == "person":
                return entity.name
    name = source.name or source.description or "an unnamed source"
    has_article = name.partition(" ")[0].lower() in ARTICLES
    if source.kind == "organization" and name[:1].islower() and not has_article and name[-1:] != "s":
        return f"the {name}"
    return name[:1].lower() + name[1:] if has_article else name


def _is_asserted(claim: Claim) -> bool:
    return any(assertion.stance in ("says", "confirms", "speculates") for assertion in claim.assertions)


# --- the rest ---------------------------------------------------------------------------------------


def _untold(records: StoryRecords) -> Iterator[BriefLine]:
    """Yield what no page settles: what somebody was asked and would not say, and claims that no newsroom stands behind."""
    denials = {one.id for one in records.claims if any(to.kind == "denies" for to in one.relations)}
    open_ = [claim for claim in records.claims if not _is_asserted(claim) and claim.id not in denials]
    for claim in sorted(open_, key=lambda one: (-one.weight, one.id))[:1]:
        names = _answering(records, claim, "declines")
        who = f" ({listed(names, 2)} would not say)" if names else ""
        text = f"Cannot be told: whether {_inner(records, claim.text)}{who}."
        yield BriefLine(text=text, about="claims", claim=claim.id)
    bare = [claim for claim in records.claims if _is_asserted(claim) and not claim.corroboration.newsrooms]
    if bare:
        such = f", such as: {_inner(records, bare[0].text)}" if len(bare[0].text) < LONG_TEXT else ""
        text = f"{_capital(count(len(bare), 'claim'))} without any newsroom's own reporting{such}."
        yield BriefLine(text=text, about="claims")


def _inner(records: StoryRecords, text: str) -> str:
    """Return a claim as the rest of a sentence: its first word loses its capital, unless that is a name's."""
    names = {name for entity in records.entities for name in (entity.name, *entity.aliases)}
    first = (text.split(maxsplit=1) or [""])[0]
    if first.lower() not in OPENING_WORDS and any(name.split()[0] == first for name in names if name.strip()):
        return text
    return text if first == "I" or first.isupper() or text[1:2].isupper() else text[:1].lower() + text[1:]


def _more(records: StoryRecords, told: int) -> Iterator[BriefLine]:
    changed = sum(bool(claim.relations) for claim in records.claims)
    rest = told - MOST_CLAIMS
    parts = [f"{count(rest, 'more claim')}"] if rest > 0 else []
    if changed:
        parts.append(f"{count(changed, 'claim')} told in differing versions")
    if parts:
        yield BriefLine(text=f"{_capital('; '.join(parts))}.", about="claims")


def _set_aside(records: StoryRecords) -> Iterator[BriefLine]:
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
    yield BriefLine(text=text, about="problems")


def _fit(text: str, *, most: int = 2, width: int = WIDTH) -> list[str]:
    """Return `text` wrapped to lines of `width`, the last one cut where more would follow."""
    lines = wrap(text, width)
    return (
        lines
        if len(lines) <= most
        else [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), width, placeholder=" …")]
    )
