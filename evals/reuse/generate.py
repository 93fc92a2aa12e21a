#!/usr/bin/env python3
"""Plant a pile of news pages whose copies are known.

Usage: generate.py OUT --seed N [--originals 300]

Writes OUT/pages (HTML, plain text, Markdown) and OUT/truth.jsonl: one row a page, a relation, or a pair that is none.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from markup import Page, write
from originals import Original, apart, read_originals, same_event_pairs
from pile import Pile
from plant import plant
from truth import names, rows


def draw(seed: int, size: int) -> tuple[list[Original], list[tuple[Original, Original]]]:
    """Return articles in the order of chance, kept apart, and pairs of them that tell the same event."""
    rng = random.Random(seed)
    pool = sorted(read_originals(), key=lambda one: one.id)
    rng.shuffle(pool)
    pool = apart(pool, len(pool))
    pairs = same_event_pairs(pool, round(size / 5), rng)
    used = {one.id for pair in pairs for one in pair}
    return [one for one in pool if one.id not in used], pairs


def save(pile: Pile, out: Path, seed: int) -> None:
    """Write the pages and the truth; a page's furniture names headlines of other pages."""
    file, rng = names(pile, seed), random.Random(seed)
    (out / "pages").mkdir(parents=True, exist_ok=True)
    heads = sorted(page.headline for page in pile.pages.values())
    for key in sorted(pile.pages):
        page: Page = pile.pages[key]
        (out / "pages" / file[key]).write_text(write(page, rng.sample(heads, min(3, len(heads)))), encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows(pile, seed)]
    (out / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--originals", type=int, default=300)
    given = parser.parse_args()
    originals, pairs = draw(given.seed, given.originals)
    pile = plant(originals, pairs, given.seed, given.originals)
    save(pile, given.out, given.seed)
    print(f"{len(pile.pages)} pages, {len(pile.relations)} relations, {len(pile.apart)} pairs that are none")


if __name__ == "__main__":
    main()
