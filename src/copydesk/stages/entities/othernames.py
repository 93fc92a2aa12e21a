"""Other names that the text itself gives a person: "Ines Belmonte, née Costa". Reading -> pairs of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.stages.entities.reading import Reading
from copydesk.stages.entities.scan import Found
from copydesk.text.names import read_person_name

_SAYING_SO = (
    ("née",),
    ("nee",),
    ("né",),
    ("formerly",),
    ("formerly", "known", "as"),
    ("also", "known", "as"),
    ("better", "known", "as"),
    ("born",),
    ("a.k.a.",),
    ("aka",),
    ("alias",),
)


def find_other_names(reading: Reading, found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """Yield each full name with another that is said to be the same person's; a mere family name takes the given names."""
    for one in found:
        if one.full and one.kind == "person" and (other := _other_name(reading, one)):
            given = read_person_name(one.text).given
            yield one.text, other if " " in other else " ".join((*given, other))


def _other_name(reading: Reading, one: Found) -> str | None:
    _, end = reading.bounds(one.first)
    i = one.last + (one.last < end and reading.tokens[one.last].text in (",", "("))
    words = [token.text.casefold() for token in reading.tokens[i : min(end, i + 3)]]
    phrase = max((p for p in _SAYING_SO if tuple(words[: len(p)]) == p), key=len, default=())
    first = last = i + len(phrase)
    while last < min(end, first + 3) and reading.tokens[last].pos == "PROPN" and reading.tokens[last].text[0].isupper():
        last += 1
    return reading.text(first, last) if phrase and last > first else None
