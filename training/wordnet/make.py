#!/usr/bin/env python3
"""Make `src/copydesk/models/wordnet/words.tsv.gz` out of WordNet 3.0's database files.

Usage: make.py FOLDER    the folder with index.noun, data.noun and so on (Debian's package wordnet-base has it)

Left out: names, forms of three words and more, forms of which no sense was met in the texts that were tagged with senses
(save nouns for persons), and senses of a word after its first few. What is written is described in
the model card beside the file.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parents[2] / "src" / "copydesk" / "models" / "wordnet" / "words.tsv.gz"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
MOST = {"n": 3, "v": 6, "a": 4, "r": 3}
"""How many senses of a form are kept, the most frequent first."""
FORM = re.compile(r"[a-z][a-z'-]*(_[a-z'-]+)?")
PERSON = "00007846"
"""The synset of a human being."""
UP = ("@", "@i")
POINTERS = {"!": "opposite", "+": "derived"}


class Synset(NamedTuple):
    forms: tuple[str, ...]
    above: tuple[str, ...]
    similar: tuple[str, ...]
    words: tuple[tuple[str, str, str, int, int], ...]
    """Pointers between words: kind, part of speech and offset of the other synset, word here, word there (from 1)."""


def read_synsets(path: Path) -> Iterator[tuple[str, Synset]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        forms = tuple(re.sub(r"\(\w+\)$", "", form) for form in fields[4 : 4 + 2 * count : 2])
        start = 5 + 2 * count
        pointers = [fields[at : at + 4] for at in range(start, start + 4 * int(fields[start - 1]), 4)]
        yield (
            fields[0],
            Synset(
                forms,
                tuple(offset for kind, offset, part, _ in pointers if kind in UP),
                tuple(offset for kind, offset, _, _ in pointers if kind == "&"),
                tuple(
                    (POINTERS[kind], part, offset, int(between[:2], 16), int(between[2:], 16))
                    for kind, offset, part, between in pointers
                    if kind in POINTERS
                ),
            ),
        )


def read_index(path: Path, part: str) -> Iterator[tuple[str, list[str], bool]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        pointers = int(fields[3])
        if FORM.fullmatch(fields[0]):
            tagged = int(fields[5 + pointers])
            yield fields[0], fields[6 + pointers :][: MOST[part]], tagged > 0


def below(synsets: dict[str, Synset], top: str) -> set[str]:
    """Return a synset with all that are kinds of it."""
    under: dict[str, list[str]] = {}
    for one, synset in synsets.items():
        for above in synset.above:
            under.setdefault(above, []).append(one)
    found, todo = {top}, [top]
    while todo:
        for one in under.get(todo.pop(), []):
            if one not in found:
                found.add(one)
                todo.append(one)
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    synsets = {part: dict(read_synsets(folder / f"data.{name}")) for part, name in PARTS.items()}
    persons = below(synsets["n"], PERSON)
    index = {
        part: {
            form: senses
            for form, senses, is_tagged in read_index(folder / f"index.{name}", part)
            if (is_tagged or (part == "n" and not persons.isdisjoint(senses)))
            and any(form in synsets[part][one].forms for one in senses)  # else it is written with a capital: a name
        }
        for part, name in PARTS.items()
    }
    used = {(part, one) for part, known in index.items() for senses in known.values() for one in senses}
    todo = sorted(used)
    while todo:
        part, one = todo.pop()
        new = {(part, above) for above in synsets[part][one].above} - used
        used |= new
        todo += sorted(new)
    number = {key: at for at, key in enumerate(sorted(used))}
    lines = [
        f"form\t{part}\t{form.replace('_', ' ')}\t{' '.join(str(number[part, one]) for one in senses)}"
        for part, known in index.items()
        for form, senses in sorted(known.items())
    ]
    for part, one in sorted(used):
        synset = synsets[part][one]
        for kind, others in (("above", synset.above), ("similar", synset.similar)):
            found = sorted(number[part, other] for other in others if (part, other) in number)
            if found:
                lines.append(f"{kind}\t{part}\t{number[part, one]}\t{' '.join(map(str, found))}")
    lines += sorted(
        {
            f"{kind}\t{part}\t{here.replace('_', ' ')}\t{there.replace('_', ' ')}"
            for part, one in sorted(used)
            for kind, other_part, other, mine, yours in synsets[part][one].words
            if (other_part, other) in number
            for here in [synsets[part][one].forms[mine - 1].lower()]
            for there in [synsets[other_part][other].forms[yours - 1].lower()]
            if here in index[part] and there in index[other_part] and here != there
        }
    )
    TARGET.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0))
    print(f"{len(lines)} lines, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
