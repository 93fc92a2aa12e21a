"""Which words an article prints how, and what may be names in it: all that the kinds of names are decided by. Reading -> Uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from copydesk.stages.entities.candidates import Candidate, find_candidates
from copydesk.stages.entities.kinds import Forms
from copydesk.stages.entities.reading import Reading
from copydesk.stages.entities.scan import Index


class Uses(NamedTuple):
    """An article's possible names, and each of its words with how often it stands where a small letter is told from a capital."""

    candidates: tuple[Candidate, ...]
    words: tuple[str, ...]
    counts: tuple[int, ...]


def read_uses(reading: Reading) -> Uses:
    """Return what an article prints; headlines, first words and the second half of "Joon-seo" tell nothing of capitals."""
    counts: Counter[str] = Counter()
    for number, sentence in enumerate(reading.parse.sentences):
        if number not in reading.loud:
            counts.update([token.text for token in reading.tokens[sentence.first + 1 : sentence.last]])
    halves = [reading.tokens[i + 1] for i in reading.places.get("-", ()) if i + 1 < len(reading.tokens)]
    counts.subtract([t.text for t in halves if not reading.is_loud(t.i) and reading.bounds(t.i)[0] != t.i])
    words = tuple(dict.fromkeys(token.text for token in reading.tokens))
    return Uses(tuple(find_candidates(reading)), words, tuple(counts[word] for word in words))


def find_common_words(uses: Iterable[Uses]) -> frozenset[str]:
    """Return the words that the pile prints in lower case more often than not."""
    counts: Counter[str] = Counter()
    for one in uses:
        for word, count in zip(one.words, one.counts, strict=True):
            counts[word] += count
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[word.casefold()] += count if word.islower() else -count
    return frozenset(word for word, count in folded.items() if count > 0)


def forms_in(uses: Uses, index: Index, forms: Forms) -> tuple[tuple[str, ...], ...]:
    """Return what settles which names are found in an article: each form whose words it prints, and what it counts as."""
    return tuple(_told(uses, index, forms))


def _told(uses: Uses, index: Index, forms: Forms) -> Iterator[tuple[str, ...]]:
    printed = " ".join(uses.words).replace("’", "'").split(" ")
    words = frozenset(printed)
    for word in printed:
        for row in index.get(word, ()):
            if words.issuperset(row.words):
                yield (row.kind, str(row.full), *row.words)
        if (word,) in forms.surnames:
            yield ("surname", str(word.casefold() in forms.common), word)
        if (word,) in forms.singles:
            yield ("single", word)
