"""Reuse among very many short texts, such as the paragraphs of a crawl. Texts -> SharedPairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from copydesk.records import Problem
from copydesk.stages.passages.blocks import align_codes, find_stretches
from copydesk.stages.passages.candidates import (
    CandidateSettings,
    Groups,
    count_meetings,
    group_texts,
    meet,
    pack_prints,
    thin_out,
)
from copydesk.stages.passages.make import PassageSettings
from copydesk.stages.passages.tokens import LONGEST, Codes, Offsets, PrintedTexts, print_texts
from copydesk.text.shingles import Hashes, Positions

_TEXTS, _PAIRS, _WAVE = 5_000, 20_000, 64
"""How many texts are printed, and pairs aligned, in one piece of work; so many pieces are handed out at a time."""

Rows = npt.NDArray[np.float64]
Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """Maps a function over items, here or in several processes: `map` itself, or an engine's."""

    def __call__(self, function: Callable[[Item], Result], items: Sequence[Item], /) -> Iterable[Result]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkSettings:
    """How very many short texts are compared.

    `passages` says what counts as shared. A fingerprint in more than `common` texts joins each of them with the `hubs`
    foremost only; `common` is lowered where a text would meet more than `meetings` others on the average. Of those that
    meet, pairs are aligned that share the part `alike` of the shorter one's words of meaning, or `enough` of these words.
    A text of more than `longest` characters is read in pieces.
    """

    passages: PassageSettings = field(default_factory=PassageSettings)
    common: int = 24
    hubs: int = 3
    meetings: int = 64
    alike: float = 0.35
    enough: int = 10
    longest: int = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPairs:
    """Passages that two texts share, one in each place of the arrays, sorted; `a` and `b` are places of texts, a < b.

    `a_spans` and `b_spans` hold characters `[start, end)` of the two texts, `similarity` the share of the words of the
    longer side that the alignment keeps. `common` is the limit that was used, `capped` how many fingerprints lay above
    it, `texts_of_capped` in how many texts the commonest of them stands, and `kept_share` the share of fingerprints
    that chose what to compare.
    """

    a: Positions
    b: Positions
    a_spans: Positions
    b_spans: Positions
    similarity: npt.NDArray[np.float64]
    common: int
    capped: int
    texts_of_capped: int
    kept_share: float

    def problems(self) -> tuple[Problem, ...]:
        """Return what was compared with less than all, if a limit was met."""
        if not self.capped and self.kept_share == 1:
            return ()
        reason = (
            f"{self.capped} phrases stand in more than {self.common} texts each (the commonest in "
            f"{self.texts_of_capped}); texts that share only these were compared with the foremost of them, and "
            f"{self.kept_share:.0%} of the shared phrases chose what to compare"
        )
        return (Problem(stage="passages", reason=reason, kind="limited"),)


class _Pieces(NamedTuple):
    texts: Sequence[str]
    owners: Positions
    offsets: Positions


class _Work(NamedTuple):
    """Pairs to be aligned, as places among a few texts, of which the words are given one text after the other."""

    codes: Codes
    starts: Offsets
    ends: Offsets
    words: Positions
    first: Positions
    second: Positions


def reuse_of_texts(texts: Sequence[str], settings: BulkSettings | None = None, *, spread: Spread = map) -> SharedPairs:
    """Return what the texts share: for each pair that does, the spans on both sides and how alike they are.

    Meant for texts of up to a hundred words or so. Those that come first in `texts` (the earliest, say) are what others
    are compared with where a phrase is common. The edits are not kept: `find_passages` lists them for pairs of interest.
    Two texts of which a passage is a fifth of either, or with all runs of three words of meaning changed, are missed.
    """
    settings = settings or BulkSettings()
    pieces = _cut(texts, min(settings.longest, LONGEST))
    printed, packed = _print(pieces.texts, spread)
    common, kept, share = _limit(group_texts(packed, len(pieces.texts)), len(pieces.texts), settings)
    pairs = _list_pairs(kept, common, printed.signatures, pieces, settings)
    hot = kept.commoner_than(common)
    del kept
    rows = np.concatenate([np.zeros((0, 7)), *_align(pieces, printed, pairs, settings, spread)])
    rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    places = rows[:, :6].astype(np.int64)
    return SharedPairs(
        a=places[:, 0],
        b=places[:, 1],
        a_spans=places[:, 2:4],
        b_spans=places[:, 4:6],
        similarity=rows[:, 6],
        common=common,
        capped=len(hot),
        texts_of_capped=int(hot.max()) if len(hot) else 0,
        kept_share=share,
    )


def _cut(texts: Sequence[str], longest: int) -> _Pieces:
    """Return the texts, longer ones in pieces that end between two words where there is a gap between words."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    pieces: list[str] = []
    owners, offsets, done = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], 0
    for number in [*np.flatnonzero(lengths > longest).tolist(), len(texts)]:
        starts = _piece_starts(texts[number], longest) if number < len(texts) else []
        pieces += texts[done:number]
        pieces += [texts[number][start:end] for start, end in pairwise([*starts, None])]
        owners += [np.arange(done, number), np.full(len(starts), number)]
        offsets += [np.zeros(number - done, dtype=np.int64), np.array(starts, dtype=np.int64)]
        done = number + 1
    return _Pieces(pieces, np.concatenate(owners), np.concatenate(offsets))


def _piece_starts(text: str, longest: int) -> list[int]:
    starts = [0]
    while len(text) - starts[-1] > longest:
        start = starts[-1]
        space = max(text.rfind(" ", start + 1, start + longest), text.rfind("\n", start + 1, start + longest))
        starts.append(space if space > 0 else start + longest)
    return starts


def _print(texts: Sequence[str], spread: Spread) -> tuple[PrintedTexts, list[Hashes]]:
    """Return what is kept of all texts, and apart from it their fingerprints, packed with the numbers of the texts."""
    work = [texts[start : start + _TEXTS] for start in range(0, len(texts), _TEXTS)] or [[]]
    columns: dict[str, Any] = {}
    packed = np.zeros(0, dtype=np.uint64)
    for number, one in enumerate(spread(print_texts, work)):
        owners = np.repeat(np.arange(len(one.prints)) + number * _TEXTS, one.prints)
        _append(packed, pack_prints(one.hashes, owners, len(texts)))
        for name in PrintedTexts.__slots__:
            piece = getattr(one, name) if name != "hashes" else one.hashes[:0]
            _append(columns.setdefault(name, np.zeros_like(piece[:0])), piece)
    return PrintedTexts(**columns), [packed]


def _append(column: npt.NDArray[Any], piece: npt.NDArray[Any]) -> None:
    """Lengthen an array where it stands; pieces put together at the end would take twice the room."""
    at = len(column)
    column.resize((at + len(piece), *piece.shape[1:]), refcheck=False)
    column[at:] = piece


def _limit(groups: Groups, texts: int, settings: BulkSettings) -> tuple[int, Groups, float]:
    """Return from how many texts on a fingerprint is common, so that no text has too many others to meet."""
    busiest, common = max(1, settings.meetings * texts), settings.common
    while common > 2 and count_meetings(groups.counts, common, settings.hubs) > busiest:
        common -= 2
    kept, share = thin_out(groups, CandidateSettings(common=common, hubs=settings.hubs, busiest=busiest))
    return common, kept, share


def _list_pairs(
    groups: Groups, common: int, signatures: Hashes, pieces: _Pieces, settings: BulkSettings
) -> tuple[Positions, Positions]:
    """Return the pairs to be aligned, ordered so that texts that belong together are aligned together."""
    number = len(signatures)
    asked = np.minimum(np.ceil(settings.alike * _count_bits(signatures)), settings.enough).astype(np.int16)
    found = [np.zeros(0, dtype=np.int64)]
    for first, second in meet(groups, common, settings.hubs):
        wanted = np.minimum(asked[first], asked[second])
        alike = np.flatnonzero(_count_shared(signatures, first, second) >= wanted)
        first, second = first[alike], second[alike]
        found.append((first * number + second)[pieces.owners[first] != pieces.owners[second]])
    codes = np.concatenate(found)
    codes.sort()
    codes = codes[np.diff(codes, prepend=-1) > 0]
    return _by_family(*np.divmod(codes, max(1, number)), signatures)


def _by_family(first: Positions, second: Positions, signatures: Hashes) -> tuple[Positions, Positions]:
    """Return the pairs so ordered that texts which belong together are read and aligned together."""
    number = len(signatures)
    best = np.zeros(number, dtype=np.int64)
    for start in range(0, len(first), _PAIRS):
        ours, theirs = first[start : start + _PAIRS], second[start : start + _PAIRS]
        np.maximum.at(best, theirs, (_count_shared(signatures, ours, theirs) + 1) * number - ours)
    lead = np.where(
        best, -best % max(1, number), np.arange(number)
    )  # the earlier text most alike, the foremost of several
    for _ in range(3):
        lead = lead[lead]
    order = np.argsort(lead[first], kind="stable")
    return first[order], second[order]


def _count_shared(signatures: Hashes, first: Positions, second: Positions) -> Positions:
    """Return of each pair how many words of meaning the two have in common, or a few more."""
    return _count_bits(signatures[first] & signatures[second])


def _count_bits(signatures: Hashes) -> Positions:
    """Return the bits set in each row, adding eight counts of a byte each in one number: four times as fast as a sum."""
    bytes_ = np.bitwise_count(signatures).view(np.uint64).ravel()
    pairs = (bytes_ & np.uint64(0x00FF00FF00FF00FF)) + (bytes_ >> np.uint64(8) & np.uint64(0x00FF00FF00FF00FF))
    return (pairs * np.uint64(0x0001000100010001) >> np.uint64(48)).astype(np.int64)


def _align(
    pieces: _Pieces, printed: PrintedTexts, pairs: tuple[Positions, Positions], settings: BulkSettings, spread: Spread
) -> Iterator[Rows]:
    """Yield the passages of pile after pile of pairs: texts, spans of characters and similarity, in seven columns."""
    first, second = pairs
    align = partial(_align_pile, settings=settings.passages)
    begins = np.cumsum(printed.words) - printed.words
    for wave in range(0, len(first), _PAIRS * _WAVE):
        cuts = range(wave, min(wave + _PAIRS * _WAVE, len(first)), _PAIRS)
        spots = [(first[cut : cut + _PAIRS], second[cut : cut + _PAIRS]) for cut in cuts]
        used = [np.unique(np.concatenate(spot), return_inverse=True) for spot in spots]
        work = [_gather(printed, begins, places, within) for places, within in used]
        for (places, _), rows in zip(used, spread(align, work), strict=True):
            for column, spans in ((0, slice(2, 4)), (1, slice(4, 6))):
                place = places[rows[:, column].astype(np.int64)]
                rows[:, column] = pieces.owners[place]
                rows[:, spans] += pieces.offsets[place][:, None]
            yield rows


def _gather(printed: PrintedTexts, begins: Positions, places: Positions, within: Positions) -> _Work:
    """Return the work of aligning pairs of the texts in some places; `within` names first the one side, then the other."""
    words = printed.words[places]
    at = np.repeat(begins[places] - (np.cumsum(words) - words), words) + np.arange(int(words.sum()))
    first, second = within.reshape(2, -1)
    return _Work(printed.codes[at], printed.starts[at], printed.ends[at], words, first, second)


def _align_pile(work: _Work, settings: PassageSettings) -> Rows:
    stops = np.cumsum(work.words)
    begins = stops - work.words
    letters = np.searchsorted(np.unique(work.codes), work.codes)  # each word a letter, those for surrogates left out
    text = (letters + np.where(letters < 0xD800, 0, 0x800)).astype("<u4").tobytes().decode("utf-32-le")
    coded = [text[begin:stop] for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)]
    blocks = align_codes([(coded[a], coded[b]) for a, b in zip(work.first.tolist(), work.second.tolist(), strict=True)])
    found = find_stretches(blocks, least=settings.least, similarity=settings.similarity)
    a, b = work.first[found.pair], work.second[found.pair]
    columns = [
        a,
        b,
        work.starts[begins[a] + found.a_first],
        work.ends[begins[a] + found.a_last - 1],
        work.starts[begins[b] + found.b_first],
        work.ends[begins[b] + found.b_last - 1],
        np.round(found.kept / np.maximum(1, found.longer()), 4),
    ]
    return np.stack(columns, axis=1).astype(np.float64)
