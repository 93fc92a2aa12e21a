#!/usr/bin/env python3
"""Which changes of a sentence are noticed: real news sentences against distortions, honest rewordings and other sentences.

Usage: score_pairs.py [--half dev|final|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh] [--errors] [--json] | --self-test

`pairs.tsv` holds offsets into PolNeAR and GUM news, edits and our own rewordings; the texts are put together from ../shared/bench
at run time. Figures: the share of distortions counted as support ("same"), by kind, which should be 0; the share of paraphrases
and near copies joined ("same"), which should be 1; the share of pairs of different sentences joined, which should be 0.
`--errors` lists the wrong cases; the half final was run once unseen and is read since then. See PAIRS.md.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
TABLE = HERE / "pairs.tsv"
BENCH = HERE.parents[2] / "shared" / "bench"
DUMPS = (
    ("attribution/polnear.py", "dump", "--split", "train"),
    ("timex/timex.py", "dump", "--set", "gum-news-train"),
    ("timex/timex.py", "dump", "--set", "gum-news-dev"),
)
DISTORTIONS = ("number", "date", "name", "negation", "modality", "roles")
HONEST = ("paraphrase", "near_copy")
ANSWERS = ("same", "altered", "contradicts", "denies", "other")
SHARED_AT_MOST = 0.5
"""The largest share of a rewording's content words that may stand in the original too."""
STEM = 5
"""Two content words are one where their first five letters agree."""
STOP = """
a about after again against all also although among an and any are as at be because been before being between both but by can could
did do does down during each even for from further had has have he her hers him his how if in into is it its just like may might more
most much must no nor not now of off on once one only or other out over own same she should since so some such than that the their them
then there these they this those though through to too under until up upon was were what when where whether which while who whom whose
will with without would yet
"""
NUMBERS = """
two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand million billion trillion
half third quarter percent first second
"""
LEFT_OUT = frozenset((STOP + NUMBERS).split())
Comparer = Callable[[str, str], str]


class Pair(NamedTuple):
    """One case of the table and its two texts."""

    id: str
    kind: str
    half: str
    first: str
    second: str


class BadCase(ValueError):
    """A row that cannot be used: its text has drifted, an edit does not apply, a rewording is too near."""


def read_texts() -> dict[str, str]:
    """Return document -> text of the sets that the table points into."""
    texts = {}
    for script, *options in DUMPS:
        told = subprocess.run([sys.executable, BENCH / script, *options], check=True, stdout=subprocess.PIPE).stdout
        for row in map(json.loads, told.decode().splitlines()):
            texts[row["doc"]] = row["text"]
    return texts


def read_pairs(texts: Mapping[str, str]) -> Iterator[Pair]:
    """Yield every case with its texts; a case that breaks a rule of the set ends the run."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                first = cut(texts[row["document"]], row["start"], row["end"], row["digest"])
                second = change(row, first, texts)
                check(row["kind"], first, second)
            except (BadCase, KeyError) as error:
                raise BadCase(f"{row['id']}: {error}") from error
            yield Pair(row["id"], row["kind"], row["half"], first, second)


def cut(text: str, start: str, end: str, digest: str) -> str:
    """Return a piece of a text whose digest is the one noted when the case was written."""
    piece = text[int(start) : int(end)]
    found = hashlib.sha1(piece.encode()).hexdigest()[: len(digest)]
    if found != digest:
        raise BadCase(f"the text at {start}-{end} has digest {found}, expected {digest}; the offsets have drifted")
    return piece


def change(row: Mapping[str, str], first: str, texts: Mapping[str, str]) -> str:
    """Return the second text: our rewording, another sentence of the document, or the first with its edits applied."""
    if row["kind"] == "paraphrase":
        return row["change"]
    if row["kind"] == "other":
        return cut(texts[row["document"]], *row["change"].split(" "))
    return apply_edits(first, json.loads(row["change"]))


def apply_edits(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """Return the text with edits (start, end, replacement) applied; `{12:30}` in a replacement stands for that piece of the text."""
    parts, at = [], 0
    for start, end, replacement in edits:
        if not at <= start <= end <= len(text):
            raise BadCase(f"edit {start}-{end} overlaps the one before it or leaves the text of {len(text)} characters")
        new = re.sub(r"\{(\d+):(\d+)\}", lambda at: text[int(at[1]) : int(at[2])], replacement)
        if new == text[start:end]:
            raise BadCase(f"edit {start}-{end} changes nothing")
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def check(kind: str, first: str, second: str) -> None:
    if first == second:
        raise BadCase("both texts are the same")
    if kind == "paraphrase" and (share := shared_words(first, second)) > SHARED_AT_MOST:
        raise BadCase(f"{share:.2f} of the rewording's content words stand in the original, at most {SHARED_AT_MOST}")


def shared_words(original: str, rewording: str) -> float:
    """Return the share of the rewording's content words that the original has too.

    Content words are lower-cased alphabetic words, cut to five letters; names (capitalised, save a first word that is not
    capitalised elsewhere in either text), words of number, and the stop words above are left out.
    """
    names = {word for text in (original, rewording) for word in words(text)[1:] if word[0].isupper()}
    had, told = content(original, names), content(rewording, names)
    return len(had & told) / len(told) if told else 1.0


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def content(text: str, names: set[str]) -> set[str]:
    lowered = {
        word.lower() for i, word in enumerate(words(text)) if word not in names and (i == 0 or word[0].islower())
    }
    return {word[:STEM] for word in lowered - LEFT_OUT if len(word) > 1}


def score(pairs: Sequence[Pair], compare: Comparer) -> tuple[dict[str, float], list[tuple[Pair, str]]]:
    """Return the share answered "same" of each kind and of all distortions, and the wrong cases with their answers."""
    asked, same, wrong = Counter[str](), Counter[str](), list[tuple[Pair, str]]()
    for pair in pairs:
        answer = compare(pair.first, pair.second)
        if answer not in ANSWERS:
            raise ValueError(f"{pair.id}: answer {answer!r}; expected one of {', '.join(ANSWERS)}")
        groups = (pair.kind, "distortions") if pair.kind in DISTORTIONS else (pair.kind,)
        asked.update(groups)
        same.update(groups if answer == "same" else ())
        if (answer == "same") != (pair.kind in HONEST):
            wrong.append((pair, answer))
    order = (*DISTORTIONS, "distortions", *HONEST, "other")
    return {kind: same[kind] / asked[kind] for kind in order if asked[kind]}, wrong


def self_test(pairs: Sequence[Pair]) -> None:
    """Check the scorer by comparers that always give one answer, and by rows that must be refused."""
    for answer, expected in (("same", 1.0), ("other", 0.0)):
        shares, wrong = score(pairs, lambda first, second, answer=answer: answer)  # type: ignore[misc]
        assert set(shares.values()) == {expected}, shares
        assert all((pair.kind in HONEST) != (answer == "same") for pair, _ in wrong)
    for kind, first, second in (
        ("paraphrase", "The council closed the old bridge.", "The old bridge was closed."),
        ("number", "Two died.", "Two died."),
    ):
        refused(check, kind, first, second)
    refused(cut, "Two people died.", "0", "3", "0000000000")
    refused(apply_edits, "Two people died.", [(0, 3, "Ten"), (1, 5, "x")])
    refused(apply_edits, "Two people died.", [(0, 3, "{0:3}")])
    assert apply_edits("Ann met Bob.", [(0, 3, "{8:11}"), (8, 11, "{0:3}")]) == "Bob met Ann."
    assert shared_words("Ann sold the house.", "The home was sold by Ann.") == 0.5
    print(f"self-test: good, {len(pairs)} cases")


def refused(function: Callable[..., object], *arguments: object) -> None:
    try:
        function(*arguments)
    except BadCase:
        return
    raise AssertionError(f"{function.__name__}{arguments} was not refused")


def show(shares: Mapping[str, float], pairs: Sequence[Pair]) -> None:
    asked = Counter(pair.kind for pair in pairs)
    asked["distortions"] = sum(asked[kind] for kind in DISTORTIONS)
    for kind, share in shares.items():
        told = "joined" if kind in (*HONEST, "other") else "counted as support"
        print(f"{kind:12} {told:18} {share:.3f}  of {asked[kind]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--half",
        choices=(
            "dev",
            "final",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
        ),
        default="dev",
    )
    parser.add_argument("--errors", action="store_true", help="print the wrong cases")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--self-test", action="store_true", help="check the scorer and every row of the table")
    told = parser.parse_args()
    if not BENCH.is_dir():
        print("left out: needs the folder `shared` beside the project", file=sys.stderr)
        return 0
    pairs = list(read_pairs(read_texts()))
    if told.self_test:
        self_test(pairs)
        return 0
    from copydesk.stages.claims import compare_sentences

    pairs = [pair for pair in pairs if pair.half == told.half]
    shares, wrong = score(pairs, compare_sentences)
    if told.errors:
        for pair, answer in wrong:
            print(f"{pair.id}: {answer}\n    {pair.first}\n    {pair.second}")
    if told.json:
        print(json.dumps(shares))
    else:
        show(shares, pairs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
