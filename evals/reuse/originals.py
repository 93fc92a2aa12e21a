"""Real articles to plant copies of, read from the sets in `../shared/bench`: PolNeAR and Timeline17.

Texts that share wording of their own accord are kept apart, so that what the truth calls unrelated is so.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
PUBLISHERS = {
    "nyt": "The New York Times",
    "wash-post": "The Washington Post",
    "huff-post": "The Huffington Post",
    "usa-today": "USA Today",
    "politico": "Politico",
    "breitbart": "Breitbart",
    "west-journal": "Western Journalism",
}
DATELINE = {
    "AP": "Associated Press",
    "UPI": "United Press International",
    "AFP": "Agence France-Presse",
    "Reuters": "Reuters",
    "CNN": "CNN",
}
"""What a dateline calls an agency: its name."""
AGENCIES = ("Reuters", "CNN", "BBC", "The Guardian", "Associated Press")
LENGTH = range(180, 1000)
"""Words of an article that may be planted."""
GRAM = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An article as its newsroom wrote it. Two `topics` in common mean that two articles may tell the same story."""

    id: str
    topics: frozenset[str]
    date: str
    outlet: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def grams(text: str, size: int = GRAM) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


# --- PolNeAR ------------------------------------------------------------------------------------------


def _dumped(*command: object) -> str:
    return subprocess.run([sys.executable, *map(str, command)], stdout=subprocess.PIPE, text=True, check=True).stdout


def _agency(lead: str) -> str | None:
    """Return the agency whose story it is by its dateline: that story's page is taken for the agency's own."""
    hit = re.search(rf"\(({'|'.join(DATELINE)})\)", lead[:200])
    return DATELINE[hit[1]] if hit else None


def _months(date: str) -> frozenset[str]:
    """Return the month and the next: politics of neighbouring months may be one story."""
    year, month = int(date[:4]), int(date[5:7])
    after = f"{year + month // 12}-{month % 12 + 1:02}"
    return frozenset({f"politics {date[:7]}", f"politics {after}"})


def read_polnear() -> Iterator[Original]:
    for split in ("train", "dev"):
        for line in _dumped(BENCH / "attribution" / "polnear.py", "dump", "--split", split).splitlines():
            row = json.loads(line)
            plain = re.sub(r"<[^>]+>\.?", "", row["text"])
            paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", plain)]
            yield Original(
                id=row["doc"],
                topics=_months(row["dct"]),
                date=row["dct"],
                outlet=_agency(" ".join(paragraphs[1:3])) or PUBLISHERS[row["publisher"]],
                title=row["title"].strip(),
                paragraphs=tuple(part for part in paragraphs[1:] if part),
            )


# --- Timeline17 ---------------------------------------------------------------------------------------

UNTOKENISE = (
    (r"-LRB- ", "("),
    (r" -RRB-", ")"),
    (r"`` ?", "“"),
    (r" ?''", "”"),
    (r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1"),
    (r" ([.,;:?!%])", r"\1"),
    (r"\$ (\d)", r"$\1"),
    (r"s ' ", "s' "),
    (r"\\\*", "*"),
)
HEAD = re.compile(r"^.{0,400}?(?=[A-Z]{4}[A-Z ]*(?:, [A-Z]\w+)?(?:, \w+ \d+)? \((?:Reuters|CNN|AP)\) ?-)")
"""What an agency's page prints before the dateline."""
NO_ARTICLE = re.compile(r"\b(?:19|20)\d\d\b|\||updated|NEW:|Live coverage|As it happened", re.IGNORECASE)


def untokenise(text: str) -> str:
    for pattern, plain in UNTOKENISE:
        text = re.sub(pattern, plain, text)
    return text.strip()


def read_timelines(folder: Path) -> Iterator[Original]:
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem == "tasks":
            continue
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            sentences = HEAD.sub("", untokenise(row["text"])).split("\n")
            sentences = [sentence.strip() for sentence in sentences if sentence.strip()]
            if not sentences or NO_ARTICLE.search(sentences[0][:250]) or len(sentences[0].split()) > 60:
                continue
            lead = re.sub(r"^.*\) --? ", "", sentences[0])
            yield Original(
                id=row["doc"],
                topics=frozenset({path.stem}),
                date=row["date"],
                outlet=_outlet("\n".join(sentences)),
                title=" ".join(lead.split()[:9]).rstrip(",.;:"),
                paragraphs=tuple(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)),
            )


def _outlet(text: str) -> str:
    """Return the house that an article of Timeline17 names first."""
    named = [(text.find(name.removeprefix("The ")), name) for name in AGENCIES]
    return min([row for row in named if row[0] >= 0], default=(0, AGENCIES[-1]))[1]


def read_originals() -> list[Original]:
    """Return every article of both sets that is of a fit length and tells its story in several paragraphs."""
    with TemporaryDirectory() as folder:
        _dumped(BENCH / "timeline" / "dump.py", "t17", folder)
        found = [*read_polnear(), *read_timelines(Path(folder))]
    return [one for one in found if len(one.text.split()) in LENGTH and len(one.paragraphs) >= 5 and is_prose(one)]


def is_prose(one: Original) -> bool:
    """Say whether an article is told in paragraphs, and not in lists of names or readers' letters."""
    return sum(len(text.split()) < 6 for text in one.paragraphs) <= len(one.paragraphs) / 6


# --- what shares wording of its own accord ------------------------------------------------------------


def apart(originals: Iterable[Original], wanted: int) -> list[Original]:
    """Return the first articles that share no eight words running, as many as wanted.

    Wording that stands in three or more stories (footers of agencies, set phrases) makes no two articles kin: pages that
    share only it stay in the pile. Articles of one story may not share even that.
    """
    pool = list(originals)
    topics: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in pool:
        for gram in grams(one.text):
            topics[gram].add(min(one.topics))
    taken: dict[tuple[str, ...], set[str]] = defaultdict(set)
    kept: list[Original] = []
    for one in pool:
        own = grams(one.text)
        if len(kept) < wanted and all(not taken[gram] or _is_furniture(gram, one, topics, taken) for gram in own):
            kept.append(one)
            for gram in own:
                taken[gram] |= one.topics
    return kept


def _is_furniture(
    gram: tuple[str, ...],
    one: Original,
    topics: dict[tuple[str, ...], set[str]],
    taken: dict[tuple[str, ...], set[str]],
) -> bool:
    return len(topics[gram]) >= 3 and not one.topics & taken[gram]


def same_event_pairs(originals: list[Original], wanted: int, rng: random.Random) -> list[tuple[Original, Original]]:
    """Return pairs of one topic and day that have most names and words in common and next to no five words running."""
    days: dict[tuple[str, str], list[Original]] = defaultdict(list)
    for one in originals:
        days[min(one.topics), one.date].append(one)
    weights = Counter(word for one in originals for word in set(words_of(one.text)))
    scored = [
        (_likeness(a, b, weights), a, b)
        for day in sorted(days)
        for at, a in enumerate(days[day])
        for b in days[day][at + 1 :]
        if len(grams(a.text, 5) & grams(b.text, 5)) <= 1
    ]
    rng.shuffle(scored)
    pairs: list[tuple[Original, Original]] = []
    used: set[str] = set()
    for _, a, b in sorted(scored, key=lambda row: -row[0]):
        if len(pairs) < wanted and not {a.id, b.id} & used:
            pairs.append((a, b))
            used |= {a.id, b.id}
    return pairs


def _likeness(a: Original, b: Original, weights: Counter[str]) -> float:
    """Return the share of rare words that two articles have in common."""
    rare = [{word for word in words_of(one.text) if weights[word] <= 60} for one in (a, b)]
    return len(rare[0] & rare[1]) / (1 + min(map(len, rare)))
