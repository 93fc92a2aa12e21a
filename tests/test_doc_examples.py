"""The examples in the documentation run: Python and SQL on the example story; command lines fit the program.

Examples in docstrings run too. `python -m tests.test_doc_examples [PAGES]` puts what the examples print into the pages: that of a `console` block under
each of its commands, that of a program or query into the `text` block after it. A fence may say which part to show
(`from="a pattern"`, `most=9` lines) and which record an id in a command is to name (`record="claims: a pattern"`); a
fence with `file=NAME` gives the examples that file.
"""

import doctest
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from typer.main import get_command

from copydesk import story as story_module
from copydesk.cli import app
from copydesk.codec import encode
from copydesk.story import Story
from tests.conftest import EXAMPLE

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    *(page for part in ("", "questions", "stages") for page in sorted((ROOT / "docs" / part).glob("*.md"))),
    *sorted((ROOT / "examples").glob("*/README.md")),
]
MODULES = [path for path in sorted((ROOT / "src").rglob("*.py")) if ">>> " in path.read_text()]
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECORD_ID = re.compile(r"\b[a-z]+-[0-9a-f]{12}\b")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")


class Example(NamedTuple):
    """A fenced block of a page."""

    page: Path
    language: str
    settings: dict[str, str]
    text: str
    start: int


def read_examples(page: Path) -> Iterator[Example]:
    for found in FENCE.finditer(page.read_text()):
        pairs = (part.partition("=") for part in shlex.split(found[2]))
        yield Example(page, found[1], {key: value for key, _, value in pairs}, found[3], found.start(3))


def with_language(language: str) -> list[Path]:
    return [page for page in PAGES if any(one.language == language for one in read_examples(page))]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def lay_out(folder: Path, story: Path) -> None:
    """Put what the examples speak of into a folder."""
    (folder / "saved-pages").symlink_to(EXAMPLE / "pages")
    shutil.copy(story, folder / "story.db")
    for page in PAGES:
        for one in read_examples(page):
            if "file" in one.settings:
                (folder / one.settings["file"]).write_text(one.text)


@pytest.fixture
def desk(tmp_path, example_file, monkeypatch):
    """A working folder with the example story, where building a story takes no time."""
    lay_out(tmp_path, example_file)
    built = Story.open(example_file).records
    monkeypatch.setattr(story_module, "build_records", lambda *arguments, **settings: built)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", with_language("python"), ids=name)
def test_python_runs(page, desk):
    """The blocks of a page are one program."""
    names: dict[str, Any] = {}
    for one in read_examples(page):
        if one.language == "python":
            exec(compile(one.text, page.name, "exec"), names)


@pytest.mark.parametrize("page", with_language("sql"), ids=name)
def test_queries_find_something(page, example_file):
    connection = sqlite3.connect(example_file)
    for one in read_examples(page):
        if one.language == "sql":
            assert connection.execute(one.text).fetchall(), one.text


@pytest.mark.parametrize("page", [*with_language("console"), ROOT / "README.md"], ids=name)
def test_command_lines_fit_the_program(page):
    group: Any = get_command(app)
    for one in read_examples(page):
        lines = one.text.splitlines() if one.language in ("console", "sh") else []
        for line in (line for line in lines if one.language == "sh" or line.startswith("$ ")):
            for call in calls(shlex.split(line.removeprefix("$ "), comments=True)):
                group.commands[call[0]].make_context(call[0], call[1:])


def calls(words: list[str]) -> Iterator[list[str]]:
    """Yield the arguments of each call of copydesk in the words of a line of shell."""
    while "copydesk" in words:
        words = words[words.index("copydesk") + 1 :]
        end = next((at for at, word in enumerate(words) if word in ("|", ">", "<", "2>")), len(words))
        if words[:1] and not words[0].startswith("-"):
            yield words[:end]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_docstrings_run(path, desk):
    module = import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    failed, tried = doctest.testmod(module)
    assert tried and not failed


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    lost = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert not lost


# --- python -m tests.test_doc_examples: put what the examples print into the pages ---------------------


def refresh(folder: Path, pages: list[Path]) -> None:
    """Rewrite the pages, all of them or none."""
    story = Story.build([EXAMPLE / "pages"], out=folder / "built.db")
    lay_out(folder, folder / "built.db")
    os.chdir(folder)
    for page, text in {page: _refreshed(page, story) for page in pages}.items():
        page.write_text(text)


def _refreshed(page: Path, story: Story) -> str:
    """Return a page with fresh output in its `console` blocks, and in the `text` block after a program or query."""
    text, printed, parts, done = page.read_text(), list[str](), list[str](), 0
    names: dict[str, Any] = {}
    for one in read_examples(page):
        fresh = one.text
        if one.language == "console":
            fresh = "".join(_session(one, story))
        elif one.language == "text" and printed:
            fresh = "".join(f"{line}\n" for line in _shown(printed, one.settings))
        printed = _print(one, names)
        parts += [text[done : one.start], fresh]
        done = one.start + len(one.text)
    return "".join([*parts, text[done:]])


def _print(one: Example, names: dict[str, Any]) -> list[str]:
    """Return the lines that a program or query prints; none for another block."""
    if one.language == "python":
        with redirect_stdout(StringIO()) as out:
            exec(compile(one.text, one.page.name, "exec"), names)
        return out.getvalue().splitlines()
    if one.language == "sql":
        rows = sqlite3.connect("story.db").execute(one.text)
        return [" | ".join(str(cell) for cell in row) for row in rows]
    return []


def _session(one: Example, story: Story) -> Iterator[str]:
    for line in one.text.splitlines():
        if line.startswith("$ "):
            if "record" in one.settings:
                line = RECORD_ID.sub(_find(one.settings["record"], story), line)
            yield f"{line}\n"
            yield from (f"{shown}\n" for shown in _shown(_run(line[2:]), one.settings))


def _find(wanted: str, story: Story) -> str:
    kind, _, pattern = wanted.partition(": ")
    for record in getattr(story.records, kind):
        if re.search(pattern, json.dumps(encode(record), ensure_ascii=False)):
            return str(record.id)
    raise LookupError(wanted)


def _run(command: str) -> list[str]:
    """Return the lines that a command prints on a screen 100 characters wide, without the signs of progress."""
    environment = os.environ | {"COLUMNS": "100", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", command], env=environment, stdout=-1, stderr=subprocess.STDOUT, text=True)
    if "Traceback" in done.stdout:
        raise RuntimeError(f"{command}: {done.stdout}")
    return [line.rstrip() for line in done.stdout.rstrip().splitlines() if not re.fullmatch(r"\w+ …", line)]


def _shown(lines: list[str], settings: dict[str, str]) -> list[str]:
    start = next((at for at, line in enumerate(lines) if re.search(settings.get("from", ""), line)), 0)
    end = start + int(settings.get("most", len(lines)))
    while end > start and not "".join(lines[end - 1 : end]):
        end -= 1
    return [*(["…"] if start else []), *lines[start:end], *(["…"] if end < len(lines) else [])]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        refresh(Path(folder), [Path(page).resolve() for page in sys.argv[1:]] or PAGES)
