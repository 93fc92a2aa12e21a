"""Reuse among very many short texts, such as the paragraphs of a crawl. Texts -> SharedPairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

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
from copydesk.stages.passages.tokens import SIGNATURE_BITS, locate_words, print_texts, read_tokens
from copydesk.text.shingles import Hashes, Positions

_TEXTS, _PAIRS, _WAVE = 5_000, 20_000, 64
"""How many texts are printed, and pairs aligned, in one piece of work; so many pieces are handed out at a time."""

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
    common: int = 32
    hubs: int = 4
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


class _Pieces(NamedTuple):
    texts: Sequence[str]
    owners: Positions
    offsets: Positions


class _Work(NamedTuple):
    """Pairs to be aligned, as places in a few texts."""

    texts: list[str]
    first: Positions
    second: Positions
    settings: PassageSettings


def reuse_of_texts(texts: Sequence[str], settings: BulkSettings | None = None, *, spread: Spread = map) -> SharedPairs:
    """Return what the texts share: for each pair that does, the spans on both sides and how alike they are.

    Meant for texts of up to a hundred words or so. Those that come first in `texts` (the earliest, say) are what others
    are compared with where a phrase is common. The edits are not kept: `find_passages` lists them for pairs of interest.
    Two texts of which a passage is a fifth of either, or with all runs of three words of meaning changed, are missed.
    """
    settings = settings or BulkSettings()
    pieces = _cut(texts, settings.longest)
    hashes, signatures = _print(pieces.texts, spread)
    groups = group_texts(hashes, len(pieces.texts))
    common, kept, share = _limit(groups, len(pieces.texts), settings)
    pairs = _list_pairs(kept, common, signatures, pieces, settings)
    hot = kept.commoner_than(common)
    del groups, kept, hashes, signatures
    rows = np.concatenate([np.zeros((0, 7)), *_align(pieces, pairs, settings, spread)])
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
    if all(len(text) <= longest for text in texts):
        return _Pieces(texts, np.arange(len(texts)), np.zeros(len(texts), dtype=np.int64))
    pieces: list[tuple[str, int, int]] = []
    for number, text in enumerate(texts):
        start = 0
        while len(text) - start > longest:
            space = max(text.rfind(" ", start + 1, start + longest), text.rfind("\n", start + 1, start + longest))
            end = space if space > 0 else start + longest
            pieces.append((text[start:end], number, start))
            start = end
        pieces.append((text[start:], number, start))
    parts, owners, offsets = zip(*pieces, strict=True)
    return _Pieces(parts, np.array(owners, dtype=np.int64), np.array(offsets, dtype=np.int64))


def _print(texts: Sequence[str], spread: Spread) -> tuple[Hashes, Hashes]:
    """Return the fingerprints, each with its text's number, and the texts' signatures."""
    work = [texts[start : start + _TEXTS] for start in range(0, len(texts), _TEXTS)]
    packed, signatures = [np.zeros(0, dtype=np.uint64)], [np.zeros((0, SIGNATURE_BITS // 64), dtype=np.uint64)]
    for number, prints in enumerate(spread(print_texts, work)):
        owners = np.repeat(np.arange(len(prints.counts)) + number * _TEXTS, prints.counts)
        packed.append(pack_prints(prints.hashes, owners, len(texts)))
        signatures.append(prints.signatures)
    return np.concatenate(packed), np.concatenate(signatures)


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
    sizes = np.bitwise_count(signatures).sum(axis=1, dtype=np.int16)
    found = [np.zeros(0, dtype=np.int64)]
    for first, second in meet(groups, common, settings.hubs):
        shared = np.bitwise_count(signatures[first] & signatures[second]).sum(axis=1, dtype=np.int16)
        asked = np.minimum(settings.alike * np.minimum(sizes[first], sizes[second]), settings.enough)
        wanted = (shared >= asked) & (pieces.owners[first] != pieces.owners[second])
        found.append(first[wanted] * len(signatures) + second[wanted])
    codes = np.unique(np.concatenate(found))
    first, second = np.divmod(codes, max(1, len(signatures)))
    lead = np.arange(len(signatures))
    lead[second[::-1]] = first[::-1]  # the foremost that a text is to be compared with
    order = np.argsort(lead[first], kind="stable")
    return first[order], second[order]


def _align(
    pieces: _Pieces, pairs: tuple[Positions, Positions], settings: BulkSettings, spread: Spread
) -> Iterator[npt.NDArray[np.float64]]:
    """Yield the passages of pile after pile of pairs: texts, spans of characters and similarity, in seven columns."""
    first, second = pairs
    for wave in range(0, len(first), _PAIRS * _WAVE):
        cuts = range(wave, min(wave + _PAIRS * _WAVE, len(first)), _PAIRS)
        spots = [(first[cut : cut + _PAIRS], second[cut : cut + _PAIRS]) for cut in cuts]
        used = [np.unique(np.concatenate(spot), return_inverse=True) for spot in spots]
        work = [
            _Work(
                [pieces.texts[at] for at in places.tolist()],
                within[: len(spot[0])],
                within[len(spot[0]) :],
                settings.passages,
            )
            for spot, (places, within) in zip(spots, used, strict=True)
        ]
        for (places, _), rows in zip(used, spread(_align_pile, work), strict=True):
            for column, spans in ((0, slice(2, 4)), (1, slice(4, 6))):
                place = places[rows[:, column].astype(np.int64)]
                rows[:, column] = pieces.owners[place]
                rows[:, spans] += pieces.offsets[place][:, None]
            yield rows


def _align_pile(work: _Work) -> npt.NDArray[np.float64]:
    tokens = read_tokens(work.texts)
    ends = np.cumsum(tokens.counts)
    begins = ends - tokens.counts
    letters = (tokens.codes + np.where(tokens.codes < 0xD800, 0, 0x800)).astype("<u4").tobytes().decode("utf-32-le")
    coded = [letters[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
    blocks = align_codes([(coded[a], coded[b]) for a, b in zip(work.first.tolist(), work.second.tolist(), strict=True)])
    found = find_stretches(blocks, least=work.settings.least, similarity=work.settings.similarity)
    starts, stops = locate_words(work.texts, tokens)
    a, b = work.first[found.pair], work.second[found.pair]
    columns = [
        a,
        b,
        starts[begins[a] + found.a_first],
        stops[begins[a] + found.a_last - 1],
        starts[begins[b] + found.b_first],
        stops[begins[b] + found.b_last - 1],
        np.round(found.kept / np.maximum(1, found.longer()), 4),
    ]
    return np.stack(columns, axis=1).astype(np.float64)
