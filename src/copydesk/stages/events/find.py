"""What happened on a day: tellings of one happening brought together across articles. Draft -> Event"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Article, Draft, Event, EventStatus, Mention, Ref, Span, Timex, identify
from copydesk.stages.events.telling import Telling, find_tellings, is_speech
from copydesk.text.dates import covers, first_day, last_day

_SHARED_WITH_VERB = 0.3
_SHARED_WITHOUT = 0.55


class _Copied(NamedTuple):
    """A run of one article that stands in another too."""

    span: Span
    other: str
    other_span: Span


def find_events(draft: Draft) -> tuple[Event, ...]:
    """Return the events of the pile in order of date, the weightier first.

    Tellings of one date are one event where one copies the other, or where verb, names and content words agree; two
    happenings of one day stay two. A telling of the month joins one of the day if they agree as well.
    """
    articles = {article.id: article for article in draft.articles}
    timexes: dict[str, list[Timex]] = defaultdict(list)
    for timex in draft.timexes:
        timexes[timex.article].append(timex)
    tellings = [
        telling
        for name in sorted(articles)
        if name in draft.parses
        for telling in find_tellings(articles[name], draft.parses[name], sorted(timexes[name], key=lambda t: t.span))
    ]
    copied = _copied_runs(draft)
    mentions = _mentions(draft)
    events = [_make_event(group, articles, mentions, copied) for group in _group(tellings, copied)]
    return tuple(sorted(events, key=lambda event: (event.date, -event.salience, event.id)))


def _group(tellings: Sequence[Telling], copied: Mapping[str, Sequence[_Copied]]) -> list[list[Telling]]:
    groups: list[list[Telling]] = []
    by_month: dict[str, list[int]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda t: (*_exactness(t.date), t.ref.article, t.ref.span, t.verb)):
        month = telling.date[:7]
        fits = (
            place for place in by_month[month] if any(_is_same(telling, member, copied) for member in groups[place])
        )
        place = next(fits, None)
        if place is None:
            by_month[month].append(len(groups))
            groups.append([telling])
        else:
            groups[place].append(telling)
    return groups


def _exactness(date: str) -> tuple[int, str]:
    """Return a key that puts a day before a week, a week before a month."""
    first, last = first_day(date), last_day(date)
    return ((last - first).days if first and last else 0), date


def _is_same(one: Telling, other: Telling, copied: Mapping[str, Sequence[_Copied]]) -> bool:
    if one.date != other.date and not covers(one.date, other.date) and not covers(other.date, one.date):
        return False
    is_plan = {one.status, other.status} == {"planned", "happened"} and one.verb == other.verb  # what was to come has
    if one.status != other.status and not is_plan:
        return False
    if _is_copy(one.ref, other.ref, copied):
        return one.date == other.date
    if one.ref.article == other.ref.article and one.ref.span == other.ref.span:
        return one.verb == other.verb and one.date == other.date
    shared, smaller = len(one.words & other.words), min(len(one.words), len(other.words)) or 1
    if one.verb == other.verb and not is_speech(one.verb) and one.subject and one.subject == other.subject:
        return shared >= 2
    if one.verb == other.verb and one.names & other.names:
        return shared >= 3 and shared / smaller >= (0.4 if is_speech(one.verb) else _SHARED_WITH_VERB)
    common = (one.words & other.words) - one.names - other.names
    if one.date == other.date and one.subject and one.subject == other.subject and one.subject in common:
        return len(common) >= 2  # "the quake struck", "the quake hit"
    return one.date == other.date and shared >= 4 and shared / smaller >= _SHARED_WITHOUT


def _is_copy(one: Ref, other: Ref, copied: Mapping[str, Sequence[_Copied]]) -> bool:
    return any(
        run.other == other.article and run.span.overlaps(one.span) and run.other_span.overlaps(other.span)
        and _offsets_agree(one, other, run)
        for run in copied.get(one.article, ())
    )  # fmt: skip


def _offsets_agree(one: Ref, other: Ref, run: _Copied) -> bool:
    """Tell whether two sentences of a shared run stand at about the same place in it."""
    length = max(run.span.end - run.span.start, 1)
    scale = (run.other_span.end - run.other_span.start) / length
    expected = run.other_span.start + (one.span.start - run.span.start) * scale
    return abs(expected - other.span.start) <= max(40, 0.5 * (other.span.end - other.span.start))


def _copied_runs(draft: Draft) -> dict[str, list[_Copied]]:
    runs: dict[str, list[_Copied]] = defaultdict(list)
    for passage in draft.passages:
        runs[passage.a].append(_Copied(passage.a_span, passage.b, passage.b_span))
        runs[passage.b].append(_Copied(passage.b_span, passage.a, passage.a_span))
    return runs


def _mentions(draft: Draft) -> dict[str, list[tuple[Mention, str]]]:
    found: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for entity in draft.entities:
        if entity.kind != "place":
            for mention in entity.mentions:
                found[mention.article].append((mention, entity.id))
    return found


def _make_event(
    group: Sequence[Telling],
    articles: Mapping[str, Article],
    mentions: Mapping[str, Sequence[tuple[Mention, str]]],
    copied: Mapping[str, Sequence[_Copied]],
) -> Event:
    date = min((t.date for t in group), key=_exactness)
    status: EventStatus = "happened" if any(t.status == "happened" for t in group) else group[0].status
    best = min(group, key=lambda t: _order_of_telling(t, date, status))
    refs = sorted({t.ref for t in group}, key=lambda ref: (ref.article, ref.span))
    participants = _participants(group, best, mentions)
    origins = _count_origins(refs, copied)
    return Event(
        id=identify("ev", date, status, [[ref.article, *ref.span] for ref in refs], best.verb),
        date=date,
        modifier=best.modifier,
        status=status,
        text=articles[best.ref.article].words_of(best.text),
        participants=participants,
        evidence=tuple(refs),
        salience=_weigh(group, best, origins=origins, people=len(participants)),
        rule=best.rule,
    )


def _order_of_telling(telling: Telling, date: str, status: str) -> tuple[bool, bool, bool, int, str, Span]:
    length = telling.text.end - telling.text.start
    return (
        telling.date != date,
        telling.status != status,
        telling.rule == "events.caption",
        abs(length - 140) // 40,
        telling.ref.article,
        telling.text,
    )


def _participants(
    group: Iterable[Telling], best: Telling, mentions: Mapping[str, Sequence[tuple[Mention, str]]]
) -> tuple[str, ...]:
    """Return the people and organisations that the event's sentences name, those of its best sentence first."""
    ordered = [best, *(telling for telling in group if telling is not best)]
    named = [
        entity
        for telling in ordered
        for mention, entity in sorted(mentions.get(telling.ref.article, ()), key=lambda pair: (pair[0].span, pair[1]))
        if telling.ref.span.contains(mention.span)
    ]
    return tuple(dict.fromkeys(named))


def _count_origins(refs: Sequence[Ref], copied: Mapping[str, Sequence[_Copied]]) -> int:
    """Return how many of the sentences are not copies of one before them."""
    originals: list[Ref] = []
    for ref in refs:
        if not any(ref.article == known.article or _is_copy(ref, known, copied) for known in originals):
            originals.append(ref)
    return len(originals)


def _weigh(group: Sequence[Telling], best: Telling, *, origins: int, people: int) -> float:
    articles = len({telling.ref.article for telling in group})
    early = max(1 / (1 + telling.place / 8) for telling in group)
    speech = 0.5 if all(is_speech(telling.verb) for telling in group) else 1.0
    certain = 1.0 if best.status == "happened" else 0.8
    return round((origins + 0.25 * (articles - origins) + 0.2 * min(people, 3) + early) * speech * certain, 4)
