"""The words of very many texts at once, the same words as `read_words` finds, as a few long arrays. Texts -> Tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from copydesk.text.shingles import Hashes, Positions, mix, read_words

_MOST = 300_000
"""Forms that are kept from one call to the next; more would fill the memory with misspellings and addresses."""
LONGEST = 60_000
SIGNATURE_BITS = 512
_SPACE = np.array([chr(code).isspace() for code in range(0x3001)] + [False])


Codes = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of the texts one after the other: half of each word's hash, its stem's hash, whether it carries meaning,
    and which form between white space it stands in, at what offsets. `counts` holds the number of words of each text.
    """

    codes: Codes
    stems: Hashes
    content: npt.NDArray[np.bool_]
    counts: Positions
    forms: Positions
    within: npt.NDArray[np.uint32]
    until: npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTexts:
    """What is kept of texts to compare them, one after the other: their words (half of each one's hash, where it starts
    and ends), their fingerprints, and how many each text has of both.

    A signature is a row of bits; one is set for each word of meaning, so that two texts with few bits in common have few
    words in common.
    """

    codes: Codes
    starts: Offsets
    ends: Offsets
    words: Positions
    hashes: Hashes
    prints: Positions
    signatures: Hashes


class _Forms(dict[str, int]):
    """Row of each form between white space ("(said," or "U.S.-led"); a form that is asked for first gets a new row.

    `first` and `count` say by row which words stand in a form, the other arrays what is known of each of these words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first = self.count = np.zeros(0, dtype=np.int64)
        self.codes, self.within, self.until = (np.zeros(0, dtype=np.uint32) for _ in range(3))
        self.stems, self.content = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.bool_)
        self._new: list[str] = []

    def __missing__(self, form: str) -> int:
        self._new.append(form)
        self[form] = row = len(self)
        return row

    def learn(self) -> None:
        """Read the words of the forms that were asked for and not known yet."""
        words = read_words("\n".join(self._new))
        ends = np.cumsum([len(form) + 1 for form in self._new])
        last = np.searchsorted(words.starts, ends)
        counts = np.diff(last, prepend=0)
        starts = np.repeat(np.concatenate([[0], ends[:-1]]), counts)
        content = np.zeros(len(words), dtype=np.bool_)
        content[words.content] = True
        self.first = np.concatenate([self.first, last - counts + len(self.codes)])
        self.count = np.concatenate([self.count, counts])
        self.codes = np.concatenate([self.codes, words.hashes.astype(np.uint32)])
        self.within = np.concatenate([self.within, (words.starts - starts).astype(np.uint32)])
        self.until = np.concatenate([self.until, (words.ends - starts).astype(np.uint32)])
        self.stems = np.concatenate([self.stems, words.stems])
        self.content = np.concatenate([self.content, content])
        self._new = []


def read_tokens(texts: Sequence[str]) -> Tokens:
    """Return the words of the texts.

    No word holds white space, so that each form between white space is taken apart once and then looked up.
    """
    table = _table()
    if len(table) > _MOST:
        _table.cache_clear()
        table = _table()
    each: list[int] = []
    rows = np.fromiter(map(table.__getitem__, chain.from_iterable(_split(texts, each))), dtype=np.int64)
    if len(table) > len(table.count):
        table.learn()
    count = table.count[rows]
    ends = np.cumsum(count)
    at = np.arange(int(count.sum())) + np.repeat(table.first[rows] - (ends - count), count)
    return Tokens(
        codes=table.codes[at],
        stems=table.stems[at],
        content=table.content[at],
        counts=np.diff(np.concatenate([[0], ends])[np.cumsum([0, *each])]),
        forms=np.repeat(np.arange(len(rows)), count),
        within=table.within[at],
        until=table.until[at],
    )


def _split(texts: Sequence[str], counts: list[int]) -> Iterator[list[str]]:
    """Yield the forms of one text after the other, so that few exist at a time, and note how many each has."""
    for text in texts:
        forms = text.split()
        counts.append(len(forms))
        yield forms


def print_texts(texts: Sequence[str]) -> PrintedTexts:
    """Return the words, fingerprints (as `find_shingles` makes them) and signatures of texts of up to `LONGEST` characters."""
    tokens = read_tokens(texts)
    owners = np.repeat(np.arange(len(texts)), tokens.counts)[tokens.content]
    stems = tokens.stems[tokens.content]
    one, two, three = stems[:-2], stems[1:-1], stems[2:]
    least, most = np.minimum(np.minimum(one, two), three), np.maximum(np.maximum(one, two), three)
    inside = owners[:-2] == owners[2:]
    marked = np.zeros((len(texts), SIGNATURE_BITS), dtype=np.bool_)
    marked[owners, (stems % np.uint64(SIGNATURE_BITS)).astype(np.int64)] = True
    starts, ends = locate_words(texts, tokens)
    return PrintedTexts(
        codes=tokens.codes,
        starts=starts.astype(np.uint16),
        ends=ends.astype(np.uint16),
        words=tokens.counts,
        hashes=mix(np.stack([least, one ^ two ^ three ^ least ^ most, most], axis=1))[inside],
        prints=np.bincount(owners[:-2][inside], minlength=len(texts)),
        signatures=np.packbits(marked, axis=1).view(np.uint64),
    )


def locate_words(texts: Sequence[str], tokens: Tokens) -> tuple[Positions, Positions]:
    """Return the characters at which each word starts and ends, counted within its own text."""
    joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    space = _SPACE[np.minimum(codes, len(_SPACE) - 1)]
    forms = np.flatnonzero(~space & np.concatenate([[True], space[:-1]]))
    before = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
    starts = forms[tokens.forms] - np.repeat(before, tokens.counts)
    return starts + tokens.within, starts + tokens.until


@cache
def _table() -> _Forms:
    return _Forms()
