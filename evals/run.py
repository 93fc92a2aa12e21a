#!/usr/bin/env python3
"""Measure every stage on the development sets beside the project and hold the scores against `evals/*/floor.json`.

Usage: run.py [NAME…] [--lower]    NAME: seeds example attribution sources stance chains verify time reuse extraction text grouping people timeline (default: all)

Prints one row a figure: what was measured, the score, the least score accepted. Exit 1 where a score is below its floor.
A floor is raised by hand; `--lower` writes scores that fell as the new floors, which a change must explain.
Without the shared data the sets that need it are left out with a word; COPYDESK_REQUIRE_SHARED=1 makes that a failure.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
COPYDESK = [sys.executable, "-m", "copydesk.cli"]
Scores = dict[str, float]


def run(*command: object, out: Path | None = None, check: bool = True) -> str:
    """Return what a command printed, or write it to `out`."""
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, encoding="utf-8", check=check)
    if out:
        out.write_text(done.stdout, encoding="utf-8")
    return done.stdout


def copydesk(*arguments: object, out: Path | None = None) -> str:
    return run(*COPYDESK, *arguments, out=out)


def facts(pages: Path, expected: Path, folder: Path) -> Scores:
    """Return the share of facts that hold in the story of `pages`, of all and of each kind."""
    copydesk("build", pages, "-o", folder / "story.db")
    copydesk("export", folder / "story.db", "-o", folder / "story.json")
    told = run(sys.executable, HERE / "facts" / "check.py", folder / "story.json", expected, check=False)
    kinds = re.findall(r"^(\w+) +(\d+)/(\d+)$", told, re.MULTILINE)
    share = re.search(r"facts that hold: \d+/\d+ = ([\d.]+)", told)
    return {"share": float(share[1]) if share else 0.0} | {kind: int(held) / int(asked) for kind, held, asked in kinds}


def seeds(folder: Path) -> Scores:
    return facts(SHARED / "seeds", SHARED / "golden" / "seeds.toml", folder)


def example(folder: Path) -> Scores:
    home = ROOT / "src" / "copydesk" / "example"
    return facts(home / "pages", home / "facts.toml", folder)


def attribution(folder: Path) -> Scores:
    """Return the scores of each road; that of the extra where it is installed."""
    scorer, found = BENCH / "attribution" / "polnear.py", {}
    run(sys.executable, scorer, "dump", "--split", "dev", out=folder / "docs.jsonl")
    roads = {"": [], "rules only, ": ["--rules-only"]}
    if find_spec("onnxruntime"):
        roads["accurate, "] = ["--accurate"]
    figures = {"ATTRIBUTION MATCHED": "attribution matched", "content matched (J>=0.5)": "content matched"}
    kinds = {f"recall content:{kind}": f"attribution matched, recall {kind}" for kind in ("direct", "indirect")}
    for road, options in roads.items():
        copydesk("annotate", "--layer", "attribution", *options, folder / "docs.jsonl", out=folder / "pred.jsonl")
        scores = json.loads(run(sys.executable, scorer, "score", "--split", "dev", folder / "pred.jsonl", "--json"))
        found |= {f"polnear dev, {road}{name} F1": scores[key]["F1"] for key, name in figures.items()}
        found |= {f"polnear dev, {road}{name}": float(scores[key].split()[3]) for key, name in kinds.items()}
    return found


def sources(folder: Path) -> Scores:
    scores: Scores = json.loads(run(sys.executable, HERE / "attribution" / "score_sources.py", "--json"))
    return scores


def stance(folder: Path) -> Scores:
    scores = json.loads(run(sys.executable, HERE / "attribution" / "score_stance.py", "--json"))
    return {f"stance dev, {name} F1": scores[name]["F1"] for name in ("micro", "macro")} | {
        "stance dev, traps": scores["traps"]["share"]
    }


def chains(folder: Path) -> Scores:
    scores = json.loads(run(sys.executable, HERE / "attribution" / "score_chains.py", "--json"))
    return {"chains dev, links F1": scores["links"]["F1"]} | {
        f"chains dev, {name}": scores[name]["share"] for name in ("no link", "whole")
    }


def verify(folder: Path) -> Scores:
    scores = json.loads(run(sys.executable, HERE / "attribution" / "score_verify.py", "--json"))
    passages = scores["passages"]
    return {f"verify dev, {name}": share["right"] / share["of"] for name, share in scores["quotations"].items()} | {
        f"verify dev, passages {name}": passages.get(name, 0) / passages["expected"]
        for name in ("found", "kind", "page")
    }


def time(folder: Path) -> Scores:
    scorer, found = BENCH / "timex" / "timex.py", {}
    for name in ("te3-timebank", "te3-aquaint", "wikiwars-train", "gum-news"):
        run(sys.executable, scorer, "dump", "--set", name, out=folder / "docs.jsonl")
        copydesk("annotate", "--layer", "time", folder / "docs.jsonl", out=folder / "pred.jsonl")
        scores = json.loads(run(sys.executable, scorer, "score", "--set", name, folder / "pred.jsonl", "--json"))
        found[f"{name}, relaxed span F1"] = scores["relaxed span"]["F1"]
        found[f"{name}, value F1"] = scores["VALUE (accuracy x relaxed F1)"]["F1"]
        found[f"{name}, calendar value F1"] = scores["calendar VALUE (accuracy x relaxed F1)"]["F1"]
    return found


def reuse(folder: Path) -> Scores:
    run(sys.executable, BENCH / "reuse" / "dump_pan13.py", folder, "--split", "dev")
    copydesk("reuse", folder / "docs.jsonl", "--pairs", folder / "pairs.jsonl", out=folder / "pred.jsonl")
    command = [sys.executable, BENCH / "reuse" / "score_pan13.py", folder / "pred.jsonl", "--split", "dev", "--json"]
    scores = json.loads(run(*command))
    parts = ("entire", "verbatim", "random", "translation", "summary")
    return {f"pan13 dev, {part} plagdet": scores[part]["plagdet"] for part in parts} | {
        "pan13 dev, pairs F1": scores["pairs"]["f1"],
        **planted(folder / "planted"),
    }


def planted(folder: Path) -> Scores:
    """Return what is found of copies planted among 300 articles by the seed kept for the eval; seed 1 is for development."""
    home = HERE / "reuse"
    run(sys.executable, home / "generate.py", folder, "--seed", 2)
    run(sys.executable, home / "read_planted.py", folder / "pages", out=folder / "story.json")
    told = run(sys.executable, home / "score.py", folder / "story.json", folder / "truth.jsonl", "--json")
    scores = json.loads(told)
    found = {f"planted, {kind} found": scores["found"][kind] for kind in ("verbatim", "edited", "spun", "excerpt")}
    return {figure: there / asked for figure, (there, asked) in found.items()} | {
        "planted, kind F1": scores["kind F1"]["macro"],
        "planted, direction decided": scores["direction"]["decidable"]["decided"],
        "planted, direction right": scores["direction"]["decidable"]["right"],
        **{f"planted, {why} left alone": 1 - rate["share"] for why, rate in scores["no copies"].items()},
    }


def extraction(folder: Path) -> Scores:
    run(sys.executable, BENCH / "extraction" / "dump.py", "wcxb-dev", folder)
    pages = [json.loads(line) for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    doc = {str(folder / page["path"]): page["doc"] for page in pages}
    told = copydesk("extract", "--whole-page", *doc)
    rows = [json.loads(line) for line in told.splitlines()]
    named = "".join(json.dumps({**row, "doc": doc[row["doc"]]}) + "\n" for row in rows)
    (folder / "pred.jsonl").write_text(named, encoding="utf-8")
    words = run(
        sys.executable,
        BENCH / "extraction" / "score.py",
        "wcxb-dev",
        folder / "pred.jsonl",
        "--types",
        "article,forum",
        "--boot",
        0,
    )
    dates = run(sys.executable, BENCH / "extraction" / "score_dates.py", "wcxb-dev", folder / "pred.jsonl")
    found = {
        f"wcxb dev, {kind} word F1": float(score)
        for kind, score in re.findall(r"(article|forum) +n= *\d+ +F1 ([\d.]+)", words)
    }
    heads = json.loads(run(sys.executable, HERE / "extraction" / "score_heads.py", folder / "pred.jsonl", "--json"))
    figures = ("title exact", "title word F1", "byline precision", "byline recall", "byline F1")
    found |= {f"wcxb dev, {figure}": heads[figure] for figure in figures}
    return found | {"wcxb dev, date accuracy": float(re.findall(r"accuracy ([\d.]+)", dates)[0])}


def text(folder: Path) -> Scores:
    heads = HERE / "text" / "heads.py"
    run(sys.executable, heads, "write", BENCH, folder / "pages")
    copydesk("extract", *sorted((folder / "pages").iterdir()), out=folder / "pred.jsonl")
    scores = json.loads(run(sys.executable, heads, "score", BENCH, folder / "pages", folder / "pred.jsonl"))
    return {f"wcxb dev as text, {figure}": score for figure, score in scores.items()}


def grouping(folder: Path) -> Scores:
    found = {}
    for name in ("ecbplus-dev", "ecbplus-train"):
        run(sys.executable, BENCH / "clustering" / "dump.py", name, folder / "docs.jsonl")
        copydesk("group", folder / "docs.jsonl", out=folder / "pred.jsonl")
        told = run(sys.executable, BENCH / "clustering" / "score.py", name, folder / "pred.jsonl")
        for measure in ("B-cubed", "standard"):
            found[f"{name}, {measure} F1"] = float(re.findall(rf"{measure} .*F1 ([\d.]+)", told)[0])
    return found


def people(folder: Path) -> Scores:
    """Return how persons are told apart: in news that others marked, in pairs of invented names, in invented sentences."""
    home, found = HERE / "people", dict[str, float]()
    asked = {"ecbplus-dev": ("given names", "all wordings"), "gum-news": ("given names", "all wordings", "end to end")}
    for name, figures in asked.items():
        run(sys.executable, home / "score_marked.py", "dump", name, folder / "docs.jsonl")
        copydesk("annotate", "--layer", "people", folder / "docs.jsonl", out=folder / "pred.jsonl")
        scores = json.loads(
            run(sys.executable, home / "score_marked.py", "score", name, folder / "pred.jsonl", "--json")
        )
        found |= {f"{name}, {figure} B-cubed F1": scores[figure]["F1"] for figure in figures}
        scores = json.loads(run(sys.executable, home / "score_marked.py", "score", name, "--given", "--json"))
        found[f"{name}, all wordings, mentions given B-cubed F1"] = scores["all wordings"]["F1"]
    pairs = json.loads(run(sys.executable, home / "score_pairs.py", "--json"))
    facts_told = json.loads(run(sys.executable, home / "score_facts.py", "--json"))
    for name, scores in {"name pairs": pairs, **facts_told}.items():
        found |= {f"{name}, precision": scores["P"], f"{name}, recall": scores["R"]}
    return found


def timeline(folder: Path) -> Scores:
    run(sys.executable, BENCH / "timeline" / "dump.py", "t17", folder)
    rows = []
    for task in map(json.loads, (folder / "tasks.jsonl").read_text(encoding="utf-8").splitlines()):
        limits = [
            "--start",
            task["start"],
            "--end",
            task["end"],
            "--days",
            task["days"],
            "--sentences",
            task["sentences_per_day"],
        ]
        told = copydesk("timeline", folder / f"{task['topic']}.jsonl", *limits)
        rows.append(json.dumps({"task": task["task"], **json.loads(told)}))
    (folder / "pred.jsonl").write_text("\n".join(rows), encoding="utf-8")
    scores = json.loads(run(sys.executable, BENCH / "timeline" / "score.py", "t17", folder / "pred.jsonl", "--json"))[
        "average"
    ]
    return {"t17 dev, date F1": scores["date"]["f1"], "t17 dev, AR-1 F1": scores["ar1"]["f1"]}


EVALS: dict[str, Callable[[Path], Scores]] = {
    "example": example,
    "seeds": seeds,
    "attribution": attribution,
    "sources": sources,
    "stance": stance,
    "chains": chains,
    "verify": verify,
    "time": time,
    "reuse": reuse,
    "extraction": extraction,
    "text": text,
    "grouping": grouping,
    "people": people,
    "timeline": timeline,
}
NEEDS_SHARED = set(EVALS) - {"example", "stance", "chains", "verify"}
FLOORS = {name: f"attribution/{name}_floor.json" for name in ("sources", "stance", "chains", "verify")}
"""Where the floors of an eval stand whose gold data lie in another's folder."""


def held(name: str, scores: Scores, *, lower: bool) -> bool:
    """Print the scores beside their floors and return whether all hold."""
    path = HERE / FLOORS.get(name, f"{name}/floor.json")
    floors: Scores = json.loads(path.read_text()) if path.is_file() else {}
    below = [figure for figure, floor in floors.items() if scores.get(figure, 0.0) < floor]
    for figure, score in scores.items():
        floor = f"{floors[figure]:.3f}" if figure in floors else "–"
        print(f"{name:12} {figure:45} {score:.3f}  floor {floor}{'  BELOW' if figure in below else ''}", flush=True)
    if below and lower:
        path.write_text(json.dumps(floors | {figure: scores.get(figure, 0.0) for figure in below}, indent=1) + "\n")
        return True
    return not below


def measured(name: str) -> Scores | None:
    """Return the scores of an eval, or None where its gold data are not there."""
    if name in NEEDS_SHARED and not SHARED.is_dir():
        return None
    with TemporaryDirectory() as folder:
        return EVALS[name](Path(folder))


def main() -> int:
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or list(EVALS)
    good = True
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each eval is a run of commands
        for name, scores in zip(names, pool.map(measured, names), strict=True):
            if scores is None:
                print(f"{name:12} left out: needs the folder `shared` beside the project")
                good &= os.environ.get("COPYDESK_REQUIRE_SHARED") != "1"
            else:
                good &= held(name, scores, lower="--lower" in sys.argv)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
