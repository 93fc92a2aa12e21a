"""Figures of a pile: own work, copies and quotations, by outlet and over time; who is quoted. StoryRecords -> Figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from copydesk.index import Index, index_records
from copydesk.records import Article, Attribution, Copy, Source, Span, StoryRecords

FEW_DAYS, FEW_MONTHS = 31, 36
"""Articles of at most so many days are counted by day, those of at most so many months by month, others by year."""
By = Literal["outlet", "date", "pile"]
Kind = TypeVar("Kind")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """How many attributions are to a named source, to one known by role, to an anonymous one, to none that is known."""

    named: int
    role: int
    anonymous: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The articles of one outlet, of one day, month or year, or of the whole pile.

    `name` is the outlet or the date, None where it is not known. An article counts as a copy when it belongs to a family
    whose original is another one. Of the `words` of the bodies, `copied_words` come from other articles of the pile; of
    the rest, `quoted_words` are direct speech. `attributions` counts all, `once` leaves out those in copied passages.
    """

    by: By
    name: str | None
    articles: int
    originals: int
    copies: int
    words: int
    copied_words: int
    quoted_words: int
    attributions: Identified
    once: Identified

    @property
    def own_words(self) -> int:
        """The words that are neither copied nor direct speech."""
        return self.words - self.copied_words - self.quoted_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A source, how often something is attributed to it, how often when copies count once, and by how many outlets."""

    source: str
    who: str
    identification: str
    attributions: int
    once: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One article's figures, before they are added up. `said` holds how each attribution's source is identified."""

    article: Article
    is_copy: bool
    words: int
    copied: int
    quoted: int
    said: Counter[str]
    once: Counter[str]


def count_pile(records: StoryRecords) -> Sequence[Figures | Quoted]:
    """Return the figures by outlet, most articles first; of the whole pile; over time; and who is quoted, most first.

    Of two articles with a common origin outside the pile both copy; their attributions count once, with the earlier.
    """
    index = index_records(records)
    said = _by(records.attributions, lambda one: one.article)
    own = {article.id: _without_repeats(article.id, said.get(article.id, []), index) for article in records.articles}
    copies = {name for family in records.families for name in family.articles if name != family.original}
    counted = [
        _count(article, (said.get(article.id, []), own[article.id]), article.id in copies, index)
        for article in records.articles
    ]
    outlets = _by(counted, lambda one: one.article.outlet)
    unit = _unit(records.articles)
    dates = _by(counted, lambda one: _date(one.article)[:unit] or None)
    return [
        *(
            _add_up("outlet", name, outlets[name])
            for name in sorted(outlets, key=lambda name: (name is None, -len(outlets[name]), name or ""))
        ),
        *([_add_up("pile", None, counted)] if counted else ()),
        *(_add_up("date", name, dates[name]) for name in sorted(dates, key=lambda name: (name is None, name or ""))),
        *_quoted(said, own, index),
    ]


def _by(records: Iterable[Kind], key: Callable[[Kind], Key]) -> dict[Key, list[Kind]]:
    found: dict[Key, list[Kind]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def _count(
    article: Article, said: tuple[list[Attribution], list[Attribution]], is_copy: bool, index: Index
) -> _Counted:
    body, copied = [block.span for block in article.body()], copied_body(article, index)
    direct = _within([span for one in said[0] if one.kind == "direct" for span in one.content_spans], body)
    words = _words(article, copied)
    every, once = (Counter(_identification(one, index) for one in some) for some in said)
    return _Counted(
        article=article,
        is_copy=is_copy,
        words=_words(article, body),
        copied=words,
        quoted=_words(article, union([*direct, *copied])) - words if direct else 0,
        said=every,
        once=once,
    )


def _add_up(by: By, name: str | None, counted: Sequence[_Counted]) -> Figures:
    copies = sum(one.is_copy for one in counted)
    return Figures(
        by=by,
        name=name,
        articles=len(counted),
        originals=len(counted) - copies,
        copies=copies,
        words=sum(one.words for one in counted),
        copied_words=sum(one.copied for one in counted),
        quoted_words=sum(one.quoted for one in counted),
        attributions=_identified(one.said for one in counted),
        once=_identified(one.once for one in counted),
    )


def _identified(counters: Iterable[Counter[str]]) -> Identified:
    every: Counter[str] = Counter()
    for counter in counters:
        every.update(counter)
    return Identified(**{name: every[name] for name in ("named", "role", "anonymous", "unknown")})


def _identification(one: Attribution, index: Index) -> str:
    source = index.get(Source, one.source)
    return source.identification if source else "unknown"


def _quoted(said: Mapping[str, list[Attribution]], own: Mapping[str, list[Attribution]], index: Index) -> list[Quoted]:
    """Return the sources by how much is attributed to them when copies count once."""
    every = _by((one for some in said.values() for one in some), lambda one: one.source)
    once = Counter(one.source for some in own.values() for one in some)
    found = [
        Quoted(
            source=source.id,
            who=source.name or source.description or "not known",
            identification=source.identification,
            attributions=len(every[source.id]),
            once=once[source.id],
            outlets=len({index.outlet(one.article) for one in every[source.id]}),
        )
        for source in index.records.sources
        if source.id in every
    ]
    return sorted(found, key=lambda one: (-one.once, -one.attributions, one.who, one.source))


# --- what is copied -------------------------------------------------------------------------------


def copied_body(article: Article, index: Index) -> list[Span]:
    """Return the parts of an article's body that it has from another article, apart and in order."""
    spans = [
        passage.a_span if copy.a == article.id else passage.b_span
        for copy in index.copies_of.get(article.id, ())
        if has_from_elsewhere(copy, article.id)
        for passage in copy.passages
        if passage.evidence == "prose"
    ]
    return _within(union(spans), [block.span for block in article.body()])


def copied_share(article: Article, index: Index) -> float:
    """Return the share of an article's words that it has from another article."""
    copied = copied_body(article, index)
    return _words(article, copied) / _words(article, [block.span for block in article.body()]) if copied else 0.0


def has_from_elsewhere(copy: Copy, article: str) -> bool:
    """Return whether an article has what it shares from the other one, or both have it from outside the pile."""
    value = copy.direction.value
    return value == "common_origin" or article == {"a_to_b": copy.b, "b_to_a": copy.a}.get(value)


def _without_repeats(article: str, said: list[Attribution], index: Index) -> list[Attribution]:
    """Return the attributions that no passage holds which an article repeats after another one, or after an earlier one
    where it is open who copied."""
    repeated = union(
        passage.a_span if copy.a == article else passage.b_span
        for copy in index.copies_of.get(article, ())
        if article == _later(copy, index)
        for passage in copy.passages
    )

    def is_repeated(one: Attribution) -> bool:
        spans = one.content_spans or tuple(filter(None, [one.cue_span]))
        return any(span.overlaps(other) for span in spans for other in repeated)

    return [one for one in said if not is_repeated(one)]


def _later(copy: Copy, index: Index) -> str:
    if copy.direction.value in ("a_to_b", "b_to_a"):
        return copy.b if copy.direction.value == "a_to_b" else copy.a
    articles = ((name, index.get(Article, name)) for name in (copy.a, copy.b))
    return max(((article and _date(article)) or "9999", name) for name, article in articles)[1]


def _date(article: Article) -> str:
    """Return an article's date without its time; of an interval the first day."""
    return article.published.value.partition("/")[0][:10] if article.published else ""


def _unit(articles: Iterable[Article]) -> int:
    """Return how much of a date tells the time that it is counted under: the length of a day, month or year."""
    dates = [date for article in articles if (date := _date(article))]
    return next((unit for unit, few in ((10, FEW_DAYS), (7, FEW_MONTHS)) if len({d[:unit] for d in dates}) <= few), 4)


# --- spans ----------------------------------------------------------------------------------------


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the characters of all spans as spans that lie apart, in order."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _within(spans: Iterable[Span], limits: Sequence[Span]) -> list[Span]:
    """Return what of the spans lies in the limits, apart and in order."""
    return union(Span(max(s.start, o.start), min(s.end, o.end)) for s in spans for o in limits if s.overlaps(o))


def _words(article: Article, spans: Iterable[Span]) -> int:
    return sum(len(article.words_of(span).split()) for span in spans)
