"""One record for each utterance, with the wordings in which pages carry it. Draft -> Quotation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import Levenshtein

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Attribution, Draft, Quotation, Source, Variant, identify
from copydesk.text.quotes import find_quotes

LEAST_WORDS = 4
"""Fewer quoted words are a name or an expression, not an utterance."""
LONG = 12
"""From so many words kept on, a quotation is told by them even where others were changed."""
DRIFT = 0.15
"""The greatest share of changed words, against those kept, in a long quotation that is still the same utterance."""
COPIED = 8
"""From so many words kept on, it is told by them where one page copies the other …"""
RESPUN = 0.25
"""… and so many of them may have been changed, as by pages that put other words for those they take."""
STRANGERS = 6
"""So many equal words make one utterance of two that carry different or unnamed speakers' labels."""
CROWD = 200
"""A run of words in more quotations than this is a common phrase and brings no two together."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|…|\.\.\.|\*+")
GAPS = ("…", "...")


@dataclass(slots=True)
class Wording:
    """One quoted run of an attribution: its parts, which a cue may divide, its words levelled, and who is said to have said it.

    `copies` are the articles that share prose with its own.
    """

    attribution: str
    article: str
    place: int
    parts: tuple[str, ...]
    words: tuple[str, ...]
    speaker: str | None
    named: bool
    copies: frozenset[str]


@dataclass(slots=True)
class Utterance:
    """Wordings that are one utterance, the longest first."""

    wordings: list[Wording] = field(default_factory=list)


def group_quotations(draft: Draft) -> tuple[Quotation, ...]:
    """Return each utterance with its variants; indirect speech and quoted expressions of a few words are left out.

    Two wordings are one utterance when one stands whole in the other, when they differ in no more than slips and
    fillers, or when a long one keeps nearly all its words (most, where one page copies the other). Two that merely look alike stay two: a short sentence with a
    word changed, or two in one article, where the reporter tells them apart.
    """
    wordings = sorted(_wordings(draft), key=lambda w: (-len(w.words), w.parts, w.article, w.place))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    utterances: list[Utterance] = []
    for wording in wordings:
        home = _home(wording, utterances, index)
        if home is None:
            home = len(utterances)
            utterances.append(Utterance())
        utterances[home].wordings.append(wording)
        for run in _runs(wording.words):
            if not index[run] or index[run][-1] != home:
                index[run].append(home)
    return tuple(sorted(map(_record, utterances), key=lambda q: (q.text.casefold(), q.id)))


def _wordings(draft: Draft) -> Iterator[Wording]:
    articles = {article.id: article for article in draft.articles}
    sources = {source.id: source for source in draft.sources}
    copies: dict[str, set[str]] = defaultdict(set)
    for copy in draft.copies:
        copies[copy.a].add(copy.b)
        copies[copy.b].add(copy.a)
    for one in draft.attributions:
        if one.kind == "indirect" or one.article not in articles:
            continue
        source = sources.get(one.source or "")
        for place, parts in _quoted(articles[one.article], one):
            words = level(" ".join(parts))
            if len(words) - sum(word in GAPS for word in words) >= LEAST_WORDS:
                kin = frozenset(copies.get(one.article, ()))
                yield Wording(one.id, one.article, place, parts, words, _speaker(source), _is_named(source), kin)


def _quoted(article: Article, one: Attribution) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Return the quoted runs of a content as they stand on the page, each with its place.

    A quotation that its cue cuts in two ("…," she said. "…") is one run of two parts; of a mixed content only the marked parts count.
    """
    if one.kind == "direct" and one.content_spans:
        parts = tuple(article.words_of(span).strip(" ,;“”\"'‘’") for span in one.content_spans)
        yield one.content_spans[0].start, parts
        return
    for span in one.content_spans:
        before = max(0, span.start - 1)
        for quote in find_quotes(article.text, before, min(len(article.text), span.end + 1)):
            start, end = max(quote.inner.start, span.start), min(quote.inner.end, span.end)
            yield start, (article.text[start:end].strip(" ,;"),)


def _speaker(source: Source | None) -> str | None:
    return None if source is None else source.entity or source.id


def _is_named(source: Source | None) -> bool:
    return source is not None and source.identification == "named"


def level(text: str) -> tuple[str, ...]:
    """Return the words of a quotation in the form in which they are compared: lower case, contractions written out."""
    written = load_lexicon("contractions")
    words: list[str] = []
    for word in _WORD.findall(text.replace("’", "'").replace("‘", "'").casefold()):
        words += written.get(word, word).split()
    return tuple(words)


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return sorted({tuple(words[i : i + LEAST_WORDS]) for i in range(len(words) - LEAST_WORDS + 1)})


def _home(wording: Wording, utterances: list[Utterance], index: dict[tuple[str, ...], list[int]]) -> int | None:
    """Return the utterance that a wording belongs to: the one that shares most runs with it among those it matches."""
    shared: Counter[int] = Counter()
    for run in _runs(wording.words):
        if len(index.get(run, ())) <= CROWD:
            shared.update(index.get(run, ()))
    for number in sorted(shared, key=lambda n: (-shared[n], n)):
        if _belongs(wording, utterances[number]):
            return number
    return None


def _belongs(wording: Wording, utterance: Utterance) -> bool:
    for other in utterance.wordings:
        stands_in = is_part(wording.words, other.words)
        if other.article == wording.article and not stands_in:
            return False
        if wording.named and other.named and wording.speaker != other.speaker:
            return False
        strangers = wording.speaker != other.speaker
        if strangers and (not stands_in or len(wording.words) < STRANGERS):
            return False
    return any(
        is_same_utterance(wording.words, other.words, copied=other.article in wording.copies)
        for other in utterance.wordings
    )


def is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether all of one wording stands in another, in order and unbroken but for the gaps that it marks."""
    position = 0
    for piece in _pieces(short):
        found = _find(piece, long, position)
        if found is None:
            return False
        position = found + len(piece)
    return True


def _pieces(words: Sequence[str]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for word in words:
        if word in GAPS:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if piece]


def _find(piece: Sequence[str], words: Sequence[str], start: int) -> int | None:
    size = len(piece)
    wanted = list(piece)
    return next((i for i in range(start, len(words) - size + 1) if list(words[i : i + size]) == wanted), None)


def is_same_utterance(a: Sequence[str], b: Sequence[str], *, copied: bool = False) -> bool:
    """Say whether two levelled wordings are one utterance written down twice; `copied` where the pages share prose."""
    short, long = sorted((tuple(a), tuple(b)), key=lambda words: (len(words), words))
    if is_part(short, long):
        return True
    operations = [op for op in Levenshtein.opcodes(short, long) if op.tag != "equal"]
    while operations and operations[0].tag == "insert" and operations[0].src_start == 0:
        operations.pop(0)
    while operations and operations[-1].tag == "insert" and operations[-1].src_end == len(short):
        operations.pop()
    changed = sum(
        max(op.src_end - op.src_start, op.dest_end - op.dest_start)
        for op in operations
        if not _is_slip(short[op.src_start : op.src_end], long[op.dest_start : op.dest_end])
    )
    kept = len(short) - sum(op.src_end - op.src_start for op in operations)
    least, drift = (COPIED, RESPUN) if copied else (LONG, DRIFT)
    return (changed == 0 and kept >= LEAST_WORDS) or (kept >= least and changed <= drift * kept)


def _is_slip(before: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether a change is one of writing and not of words: a filler, a gap, or a misspelling of a long word."""
    fillers = _fillers()
    if all(word in fillers for word in (*before, *after)):
        return True
    return len(before) == len(after) and all(map(_is_misspelling, before, after))


def _is_misspelling(a: str, b: str) -> bool:
    """Say whether one word is a slip for the other; a short word with one letter changed is another word."""
    if a[0] != b[0] or (a + b).isdigit() or min(len(a), len(b)) < 4:
        return False
    if _undoubled(a) == _undoubled(b):
        return True
    return max(len(a), len(b)) >= 8 and Levenshtein.distance(a, b) == 1 and a[-1] == b[-1]


def _undoubled(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


@cache
def _fillers() -> frozenset[str]:
    return frozenset({*load_lexicon("quotation_fillers"), *GAPS})


def _record(utterance: Utterance) -> Quotation:
    by_text: dict[str, list[Wording]] = defaultdict(list)
    for wording in utterance.wordings:
        longest = max(wording.parts, key=lambda part: len(level(part)))
        for part in wording.parts:
            if part == longest or len(level(part)) >= LEAST_WORDS:
                by_text[part].append(wording)
    variants = tuple(
        Variant(text=text, attributions=tuple(sorted({w.attribution for w in by_text[text]})))
        for text in sorted(by_text, key=lambda t: (-len(level(t)), -len(by_text[t]), t))
    )
    speaker = _chief(utterance)
    return Quotation(
        id=identify("q", speaker, level(variants[0].text), variants[0].attributions[0]),
        speaker=speaker,
        text=variants[0].text,
        variants=variants,
        rule="quotations.verbatim" if len(variants) == 1 else "quotations.aligned",
    )


def _chief(utterance: Utterance) -> str | None:
    """Return who most wordings name as the speaker; a name goes before a description."""
    votes = Counter((w.named, w.speaker) for w in utterance.wordings if w.speaker is not None)
    best = max(votes, key=lambda key: (key[0], votes[key], key[1]), default=(False, None))
    return best[1]
