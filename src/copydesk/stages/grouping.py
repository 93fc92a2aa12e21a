"""Which articles tell one story, by the words and names they share and their days. Articles -> Groups."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from copydesk.records import Article, Group, identify
from copydesk.text.shingles import hash_word, read_words, stem_word

Matrix = npt.NDArray[np.float32]

_EXACT = 40_000_000
"""Cells up to which each word has a column of its own; a larger pile shares columns."""
_COLUMNS = 8192
_UNSEEN = 30
"""Articles on other things that a pile is taken to stand beside: in a small pile a word in all of them still tells."""
_DAMPING = 0.7
"""A word that stands often tells more, but not as much more."""
_FEW = 2
"""Articles up to which a group has no likeness of its own to speak of."""
_TOGETHER = 6000
"""Articles up to which every pair is weighed; a larger pile is read in one pass against the groups so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingSettings:
    """How alike two groups are on average that become one, and how many days make articles half as alike.

    Groups of three articles and more stay apart where they are less alike than `within` of what either is in itself. An
    article or two left alone join the group nearest to them where they are as alike as `alone`. `title`, `name` and
    `number` weigh words of the headline, capitalised words and numbers against the others.
    """

    likeness: float = 0.065
    within: float = 0.0
    alone: float = 1.0
    half_days: float = 1500.0
    title: float = 2.0
    name: float = 2.0
    number: float = 2.0


STORY = GroupingSettings()
"""One running story, with all that happens in it."""
EVENT = GroupingSettings(likeness=0.15, within=0.75, alone=0.1, half_days=8.0)
"""One event."""


def group_articles(articles: Sequence[Article], settings: GroupingSettings = STORY) -> tuple[Group, ...]:
    """Return the groups, each article in exactly one, sorted by the ids of their articles.

    Articles join by how alike the groups are on average, so that no chain of neighbours ties two stories together: the
    unweighted pair-group method with arithmetic mean (Sokal and Michener 1958), cut where the settings say.
    """
    chosen = sorted({article.id: article for article in articles}.values(), key=lambda article: article.id)
    if not chosen:
        return ()
    vectors = _vectors([count_terms(article, settings) for article in chosen])
    days = np.array([_day(article) for article in chosen], dtype=np.float32)
    if len(chosen) <= _TOGETHER:
        likeness = _likeness(vectors, days, settings)
        clusters = _take_in(likeness, _merge(likeness, settings), settings.alone)
    else:
        clusters = _read_once(vectors, days, settings)
    groups = (_group([chosen[i] for i in members], vectors[members]) for members in clusters)
    return tuple(sorted(groups, key=lambda group: group.articles))


def _group(members: Sequence[Article], vectors: Matrix) -> Group:
    """The title is that of the article nearest to all the others, among those that have one."""
    centrality = vectors @ vectors.sum(axis=0)
    order = sorted(range(len(members)), key=lambda i: (-round(float(centrality[i]), 4), members[i].id))
    title = next((title for i in order if (title := members[i].title)), None) or _opening(members[order[0]])
    ids = tuple(article.id for article in members)
    return Group(id=identify("group", *ids), title=title, articles=ids, rule="grouping.likeness")


def _opening(article: Article) -> str:
    words = article.text.split()[:12]
    return " ".join(words) + (" …" if len(article.text.split()) > len(words) else "")


def count_terms(article: Article, settings: GroupingSettings) -> dict[str, float]:
    """Return the weight of each stem and each pair of names that stand side by side."""
    terms: defaultdict[str, float] = defaultdict(float)
    for text, weight in ((article.title or "", settings.title), (_prose(article), 1.0)):
        words = read_words(text)
        content = words.content.tolist()
        for i in content:
            first = text[int(words.starts[i])]
            kind = settings.name if first.isupper() else settings.number if first.isdigit() else 1.0
            terms[stem_word(words.keys[i])] += weight * kind
    return {term: count**_DAMPING for term, count in terms.items()}


def _prose(article: Article) -> str:
    return "\n".join(article.words_of(block.span) for block in article.body())


def _vectors(terms: Sequence[Mapping[str, float]]) -> Matrix:
    """Return one row of length 1 for each article: its terms, weighed by how few articles have them."""
    frequency = Counter(term for one in terms for term in one)
    vocabulary = sorted(term for term, count in frequency.items() if count > 1 or len(terms) == 1)
    exact = len(vocabulary) * len(terms) <= _EXACT
    column = {term: i if exact else hash_word(term) % _COLUMNS for i, term in enumerate(vocabulary)}
    sign = {term: 1.0 if exact or hash_word(term) >> 63 else -1.0 for term in vocabulary}
    rows = np.zeros((len(terms), max(1, len(vocabulary) if exact else _COLUMNS)), dtype=np.float32)
    for row, one in enumerate(terms):
        length = 0.0
        for term in sorted(one):
            weight = one[term] * math.log((len(terms) + _UNSEEN) / frequency[term])
            length += weight * weight
            if term in column:
                rows[row, column[term]] += sign[term] * weight
        rows[row] /= math.sqrt(length) or 1.0
    return rows


def _likeness(vectors: Matrix, days: Matrix, settings: GroupingSettings) -> Matrix:
    apart = np.abs(days[:, None] - days[None, :])
    likeness: Matrix = vectors @ vectors.T * np.exp2(-np.nan_to_num(apart) / settings.half_days)
    return likeness.astype(np.float32)


def _merge(likeness: Matrix, settings: GroupingSettings) -> list[list[int]]:
    """Join the two groups that are most alike on average, as long as any are alike enough."""
    groups = _Groups(likeness)
    while True:
        one, other, alike = groups.nearest()
        if alike < settings.likeness:
            return [sorted(group) for group in groups.members if group]
        if alike < settings.within * min(groups.own_likeness(one), groups.own_likeness(other)):
            groups.part(one, other)
        else:
            groups.join(one, other, alike)


class _Groups:
    """Groups with how alike each two are on average, and for each the one that is most like it."""

    def __init__(self, likeness: Matrix) -> None:
        self.alike = likeness.astype(np.float64)
        np.fill_diagonal(self.alike, -1.0)
        self.members = [[i] for i in range(len(likeness))]
        self._sums = np.zeros(len(likeness))  # of the likeness of all pairs within a group
        self._near, self._most = self.alike.argmax(axis=1), self.alike.max(axis=1)

    def nearest(self) -> tuple[int, int, float]:
        one = int(np.argmax(self._most))
        return one, int(self._near[one]), float(self._most[one])

    def own_likeness(self, group: int) -> float:
        """Return how alike the articles of a group are on average, 0 where they are few."""
        size = len(self.members[group])
        return float(self._sums[group]) / (size * (size - 1) / 2) if size > _FEW else 0.0

    def part(self, one: int, other: int) -> None:
        """Keep two groups apart for good, and what joins them."""
        self.alike[one, other] = self.alike[other, one] = -1.0
        self._look_again([one, other])

    def join(self, kept: int, gone: int, alike: float) -> None:
        ours, theirs = len(self.members[kept]), len(self.members[gone])
        mean = (self.alike[kept] * ours + self.alike[gone] * theirs) / (ours + theirs)
        mean[(self.alike[kept] < 0) | (self.alike[gone] < 0)] = -1.0
        self.alike[kept], self.alike[:, kept] = mean, mean
        self.alike[gone], self.alike[:, gone] = -1.0, -1.0
        self._sums[kept] += self._sums[gone] + alike * ours * theirs
        self.members[kept] += self.members[gone]
        self.members[gone] = []
        self._look_again([kept, gone, *np.flatnonzero((self._near == kept) | (self._near == gone))])

    def _look_again(self, rows: Sequence[int]) -> None:
        self._near[rows], self._most[rows] = self.alike[rows].argmax(axis=1), self.alike[rows].max(axis=1)


def _take_in(likeness: Matrix, clusters: Sequence[list[int]], least: float) -> list[list[int]]:
    """Let articles left alone or in twos join the group that they are most like on average, where that is enough."""
    large = [group for group in clusters if len(group) > _FEW]
    taken = [list(group) for group in large]
    alone = []
    for group in clusters:
        if len(group) <= _FEW:
            alike = [float(likeness[np.ix_(group, other)].mean()) for other in large]
            best = int(np.argmax(alike)) if alike else -1
            if best >= 0 and alike[best] >= least:
                taken[best] += group
            else:
                alone.append(group)
    return [sorted(group) for group in (*taken, *alone)]


def _read_once(vectors: Matrix, days: Matrix, settings: GroupingSettings) -> list[list[int]]:
    """Put each article, the earliest first, with the group whose middle is nearest, or begin a new one."""
    order = sorted(range(len(vectors)), key=lambda i: (float(np.nan_to_num(days[i], nan=np.inf)), i))
    middles = np.zeros_like(vectors)
    sizes = np.zeros(len(vectors), dtype=np.float32)
    latest = np.full(len(vectors), np.nan, dtype=np.float32)
    clusters: list[list[int]] = []
    for i in order:
        count = len(clusters)
        apart = np.nan_to_num(np.abs(days[i] - latest[:count]))
        alike = (middles[:count] @ vectors[i]) / np.maximum(sizes[:count], 1) * np.exp2(-apart / settings.half_days)
        best = int(np.argmax(alike)) if count else -1
        if best < 0 or alike[best] < settings.likeness:
            best = count
            clusters.append([])
        clusters[best].append(i)
        middles[best] += vectors[i]
        sizes[best] += 1
        latest[best] = days[i] if not math.isnan(days[i]) else latest[best]
    return [sorted(members) for members in clusters]


def _day(article: Article) -> float:
    """Return the day of publication as a number, the middle of what is known, or NaN."""
    if article.published is None:
        return math.nan
    parts = [part.split("T")[0] for part in article.published.value.split("/")]
    try:
        return sum(date.fromisoformat((part + "-06-15"[-(10 - len(part)) :])[:10]).toordinal() for part in parts) / len(
            parts
        )
    except ValueError:
        return math.nan
