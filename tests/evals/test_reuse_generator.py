"""The generator of `evals/reuse` makes the same pile for the same seed, and its truth speaks of what it wrote."""

import json
import random
import sys
from pathlib import Path

import pytest

from tests.build import shared

EVAL = Path(__file__).resolve().parents[2] / "evals" / "reuse"


@pytest.fixture
def modules(monkeypatch):
    """The eval's modules stand beside each other in a folder of their own."""
    monkeypatch.syspath_prepend(str(EVAL))
    import edits
    import generate
    import house_style
    import originals
    import plant
    import score
    import truth

    return {m.__name__: m for m in (edits, generate, house_style, originals, plant, score, truth)}


NOUNS = "harbour bridge council orchard library tramway quarry reservoir market ferry".split()  # noqa: SIM905
VERBS = "opened closed flooded reopened failed expanded burned moved doubled vanished".split()  # noqa: SIM905


def invented(originals, number: int):
    """Return an invented article of eight paragraphs, unlike that of any other number."""
    rng = random.Random(number)

    def sentence() -> str:
        return f"The {rng.choice(NOUNS)} {rng.choice(VERBS)} on day {rng.randrange(10**6)} near mile {rng.randrange(10**6)}."

    wait, leave, stop = (rng.randrange(10**6) for _ in range(3))
    quote = f"“We had {wait} reasons to wait, {leave} reasons to go on and {stop} to stop,” Ms. Ames said."
    paragraphs = [" ".join(sentence() for _ in range(3)) for _ in range(8)]
    return originals.Original(
        id=f"invented-{number}",
        topics=frozenset({f"topic {number % 3}"}),
        date=f"2019-03-{1 + number % 28:02}",
        outlet="Tarn Weekly",
        title=f"The {NOUNS[number % 10]} in question",
        paragraphs=(*paragraphs, quote),
    )


def written(modules, folder: Path, seed: int) -> dict[str, str]:
    pool = [invented(modules["originals"], number) for number in range(40)]
    pile = modules["plant"].plant(pool[:-4], [(pool[-1], pool[-2]), (pool[-3], pool[-4])], seed, 18)
    modules["generate"].save(pile, folder, seed)
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_one_seed_makes_one_pile(modules, tmp_path):
    assert written(modules, tmp_path / "a", 1) == written(modules, tmp_path / "b", 1)
    assert written(modules, tmp_path / "a", 1) != written(modules, tmp_path / "c", 2)


def test_the_truth_speaks_of_what_is_written(modules, tmp_path):
    files = written(modules, tmp_path, 1)
    rows = [json.loads(line) for line in files["truth.jsonl"].splitlines()]
    pages = {row["id"]: row for row in rows if row["row"] == "page"}
    assert {f"pages/{name}" for name in pages} == set(files) - {"truth.jsonl"}
    relations = [row for row in rows if row["row"] == "relation"]
    assert {row["kind"] for row in relations} == {"verbatim", "edited", "spun", "excerpt"}
    for row in relations:
        a, b = pages[row["a"]], pages[row["b"]]
        assert set(a["roots"]) & set(b["roots"])
        assert row["shared"] and all(n < a["paragraphs"] and m < b["paragraphs"] for n, m in row["shared"])
        assert 0 < row["a_coverage"] <= 1 and 0 < row["b_coverage"] <= 1
        assert row["direction"] in row["accepted"]
    for row in rows:
        if row["row"] == "apart":
            assert not set(pages[row["a"]]["roots"]) & set(pages[row["b"]]["roots"])


def test_a_perfect_answer_scores_one_and_an_empty_one_nothing(modules, tmp_path):
    files = written(modules, tmp_path, 1)
    truth = [json.loads(line) for line in files["truth.jsonl"].splitlines()]
    pages = [row for row in truth if row["row"] == "page"]
    story = {
        "pages": [{"id": row["id"], "uri": row["id"]} for row in pages],
        "articles": [{"id": row["id"], "page": row["id"], "outlet": None, "published": None} for row in pages],
        "copies": [
            {key: row[key] for key in ("a", "b", "kind", "a_coverage", "b_coverage")}
            | {"direction": {"value": row["direction"], "reasons": []}}
            for row in truth
            if row["row"] == "relation"
        ],
    }
    scores, errors = modules["score"].measure(story, truth)
    assert scores["kind F1"]["macro"] == 1.0 and scores["direction"]["decidable"]["right"] == 1.0
    assert scores["coverage off by"]["all"] == 0.0 and errors == []
    scores, errors = modules["score"].measure(story | {"copies": []}, truth)
    assert scores["kind F1"]["macro"] == 0.0
    assert {line.split()[0] for line in errors} == {"not"}


def test_an_edited_copy_keeps_most_and_changes_some(modules):
    edits = modules["edits"]
    text = "Mr. Ames said 9 percent of the harbour dues, which rose last week, went to the fund in order to pay for the pier."
    body = tuple(edits.Part(text=text, origins=frozenset({str(n)})) for n in range(8))
    copy, _ = edits.edit(body, random.Random(4))
    kept = [part for part in copy if part.origins]
    assert 4 <= len(kept) <= 8 and all("Mr." not in part.text and "harbour" in part.text for part in kept)


def test_articles_that_share_wording_are_kept_apart(modules):
    originals = modules["originals"]
    one, two = invented(originals, 1), invented(originals, 2)
    copy = originals.Original(
        **{name: getattr(two, name) for name in originals.Original.__slots__}
        | {"id": "copy", "paragraphs": one.paragraphs}
    )
    assert [kept.id for kept in originals.apart([one, two, copy], 9)] == ["invented-1", "invented-2"]


def test_shared_articles_can_be_read(modules):
    shared("bench/timeline")
    found = modules["originals"].read_originals()
    assert len(found) > 600 and all(len(one.paragraphs) >= 5 for one in found)


def test_no_module_of_the_eval_hides_another():
    """The eval's folder is put on the path: its names must not be those of modules that others import."""
    names = {path.stem for path in EVAL.glob("*.py")}
    assert not names & set(sys.stdlib_module_names)
