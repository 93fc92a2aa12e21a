"""Imports go one way, and each module lies where the layout says."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "src" / "copydesk"
LAYERS = [
    {"errors", "records"},
    {"codec", "digests", "keeping", "lexicon", "text", "wordnet"},
    {"documents"},
    {"stages"},
    {"pipeline", "twins"},
    {"engines", "store"},
    {"changes", "index", "brief", "export", "notes", "redact", "reported", "tables", "verify", "web"},
    {"building", "crawl", "frames"},
    {"story", "layers"},
    {"agent", "web.server"},
    {"doctor", "cli"},
]
"""Each group may import those before it, and its own members."""
RANK = {name: rank for rank, group in enumerate(LAYERS) for name in group}
STAGES = [
    "pages",
    "articles",
    "passages",
    "language",
    "entities",
    "judgements",
    "time",
    "attribution",
    "relations",
    "grouping",
]
STAGES += ["quotations", "events", "claims"]
MODULES = sorted(path for path in ROOT.rglob("*.py") if path.name != "__init__.py" or path.parent != ROOT)


def imported(path: Path) -> set[str]:
    """Names of our modules that a file imports, written from the package's root."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copydesk"):
            names |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "copydesk" else {node.module}
            )
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith("copydesk")}
    return {name.removeprefix("copydesk.") for name in names}


def part_of(name: str) -> str:
    """Return the part of the layout that a module, written from the package's root, belongs to."""
    return "web.server" if name.startswith("web.server") else name.split(".", maxsplit=1)[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    own = part_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert own in RANK, f"{own} has no place in the layout"
    for name in imported(path):
        assert RANK[part_of(name)] <= RANK[own], f"{path.name} imports {name}, which comes after it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_stage_imports_only_stages_before_it(path):
    parts = path.relative_to(ROOT).parts
    if parts[0] == "stages" and len(parts) > 1 and parts[1] != "__init__.py":
        own = parts[1].removesuffix(".py")
        for name in imported(path):
            if name.startswith("stages."):
                assert STAGES.index(name.split(".")[1]) <= STAGES.index(own), f"{own} imports {name}"


def test_no_file_is_over_its_size():
    """`records.py` may be longer: it is the one place for the data model."""
    long = [path.name for path in MODULES if len(path.read_text().splitlines()) > 300]
    assert [name for name in long if name != "records.py"] == []
