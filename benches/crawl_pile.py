"""Pages of a crawl with planted copies, spliced from the real texts of the benchmarks. Folder, size -> pages.

Real text runs out at about 5,000 articles. So every page is new: it follows a real text for some words and goes on in another
one behind the same common word, as the writer of neither would have done, but in nobody's words but theirs. A pile is a
stream: the first thousand pages of a large pile are the pile of a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Literal

COPIED = 0.35
"""Share of the pages that copy another one."""
NEW = 0.25
"""Share of the copies that are the first of their text; any other is of a family that grows as it is large: s members are
about as 1 to the power 2.3 of s."""
FIRST = 30
"""Copies that are all the first of their text: the very first family would outgrow all others."""
OF_A_COPY = 0.2
"""Share of the copies that were made of a copy."""
RETOLD = 0.6
"""Share of the originals that tell a story of which others told."""
SITES = 400
"""The n-th of which has pages as 1 to n; every other one leaves a line of its own beneath its articles."""
RECENT = 3000
"""Pages back of which a new family is begun."""
COMMON = 300
"""A word that stands so often in the texts is one behind which one may go on elsewhere."""
RUN = 3
"""Words at least that are taken in a row."""

Kind = Literal["original", "exact", "edited", "excerpt"]
Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A page: its paragraphs as they stand on it, and which page its text is of (itself, of an original)."""

    number: int
    site: int
    title: str
    paragraphs: Paragraphs
    kind: Kind
    original: int

    @property
    def date(self) -> str:
        return (datetime(2016, 1, 1) + timedelta(minutes=15 * self.number)).isoformat(timespec="minutes")

    def row(self) -> dict[str, str]:
        """Return the page as a row of JSON lines."""
        text = "\n\n".join(self.paragraphs)
        url = f"https://site{self.site}.example/{self.number}"
        return {"url": url, "title": self.title, "date": self.date, "publisher": f"Site {self.site}", "text": text}


def make_pages(sources: Sequence[list[str]], count: int, seed: int = 17) -> Iterator[MadePage]:
    """Yield pages in the order of their publication."""
    maker = _Maker(sources, Random(seed))
    for number in range(count):
        yield maker.make(number)


class _Splicer:
    """Texts out of other texts: in nobody's words but theirs, and new as a whole."""

    def __init__(self, sources: Sequence[list[str]], chance: Random) -> None:
        self.words = [word for source in sources for word in (*source, "")]
        self.chance = chance
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        del places[""]
        self.common = {word: found for word, found in places.items() if len(found) >= COMMON and word[-1].isalpha()}
        self.names = sorted(word for word, found in places.items() if word.istitle() and 2 <= len(found) < 40)
        self.starts = [at + 1 for at, (one, _) in enumerate(pairwise(self.words)) if one.endswith(".") and len(one) > 4]

    def paragraph(self, least: int, names: Sequence[str]) -> str:
        """Return a paragraph that ends with the first sentence that ends behind so many words."""
        made: list[str] = []
        at, run = self.chance.choice(self.starts), 0
        while len(made) < least + 60:
            word = self.words[at]
            if not word:
                at, run = self.chance.choice(self.starts), 0
                continue
            made.append(word)
            run += 1
            if len(made) >= least and word[-1] in ".!?":
                break
            if run >= RUN and word in self.common:
                at, run = self.chance.choice(self.common[word]), 0
            at += 1
        for name in names:
            made[self.chance.randrange(len(made))] = name
        return " ".join(made)


class _Maker:
    """Makes page after page and remembers what may be copied."""

    def __init__(self, sources: Sequence[list[str]], chance: Random) -> None:
        self.chance, self.splicer = chance, _Splicer(sources, chance)
        self.lines = [self.splicer.paragraph(18, ()) for _ in range(SITES)]
        self.pages: list[Paragraphs] = []
        self.originals: list[int] = []
        self.copies: list[tuple[int, int]] = []
        self.stories: list[tuple[str, ...]] = []

    def make(self, number: int) -> MadePage:
        copied = number > 10 and self.chance.random() < COPIED
        kind, original, body = self._copy(number) if copied else ("original", number, self._own())
        if kind == "original":
            self.originals.append(number)
        self.pages.append(body)
        site = int(SITES ** self.chance.random()) - 1
        return MadePage(
            number=number,
            site=site,
            title=" ".join(body[0].split()[:9]),
            paragraphs=(*body, *([self.lines[site]] if site % 2 else [])),
            kind=kind,
            original=original,
        )

    def _own(self) -> Paragraphs:
        """Return an article's paragraphs: 120 to 900 words, 330 on the average."""
        if not self.stories or self.chance.random() > RETOLD:
            names = tuple(self.chance.choice(self.splicer.names) for _ in range(6))
        else:
            names = self.stories[-1 - int(min(len(self.stories), RECENT) ** self.chance.random()) + 1]
        self.stories.append(names)
        paragraphs = min(22, max(3, round(self.chance.lognormvariate(1.9, 0.45))))
        return tuple(self._paragraph(names) for _ in range(paragraphs))

    def _paragraph(self, names: Sequence[str]) -> str:
        said = [name for name in names if self.chance.random() < 0.15]
        return self.splicer.paragraph(self.chance.randint(25, 50), said)

    def _copy(self, number: int) -> tuple[Kind, int, Paragraphs]:
        if len(self.copies) < FIRST or self.chance.random() < NEW:
            recent = self.originals[-RECENT:]
            original = source = self.chance.choice(recent)
        else:
            original, source = self.chance.choice(self.copies)
            source = source if self.chance.random() < OF_A_COPY else original
        self.copies.append((original, number))
        body, drawn = self.pages[source], self.chance.random()
        if drawn < 0.45:
            return "exact", original, body
        if drawn < 0.8 or len(body) < 4:
            return "edited", original, self._edit(body)
        first = self.chance.randrange(len(body) - 2)
        own = self._own()
        at = self.chance.randrange(len(own) + 1)
        return "excerpt", original, (*own[:at], *body[first : first + 2], *own[at:])

    def _edit(self, body: Paragraphs) -> Paragraphs:
        """Return the text with other words here and there, its end cut or a lead put before it now and then."""
        rate = self.chance.uniform(0.01, 0.12)
        kept = body[: -max(1, len(body) // 4)] if self.chance.random() < 0.4 and len(body) > 3 else body
        edited = [
            " ".join(
                self.chance.choice(self.splicer.names) if self.chance.random() < rate else word for word in one.split()
            )
            for one in kept
        ]
        return (*([self._paragraph(())] if self.chance.random() < 0.3 else []), *edited)
