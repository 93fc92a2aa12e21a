"""Packages that add readers and exports, found as an installer leaves them: the example in `examples/newsletters`."""

import sys
import tomllib
from pathlib import Path

import pytest

from copydesk.records import Problem
from copydesk.stages.pages import PageSettings, added, read_pages

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "newsletters"
LETTER = (
    b"From: The Quay Letter <desk@quay.example>\nSubject: =?utf-8?q?F=C3=A4hren?= again\n"
    b"Date: Thu, 14 Mar 2024 08:00:00 +0100\nContent-Type: text/html; charset=iso-8859-1\n\n"
    b"<p>The f\xe4hre to Skerrow runs again.</p>"
)


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Yield what puts a package with some entry points on the path, as an installer would, without running one."""

    def put(groups, source):
        made = tmp_path / "site" / "added-0.1.dist-info"
        made.mkdir(parents=True)
        (made / "METADATA").write_text("Metadata-Version: 2.1\nName: added\nVersion: 0.1\n")
        lines = [
            f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()) for group, points in groups.items()
        ]
        (made / "entry_points.txt").write_text("\n".join(lines))
        monkeypatch.syspath_prepend(str(made.parent))
        monkeypatch.syspath_prepend(str(source))
        added._added.cache_clear()

    yield put
    added._added.cache_clear()
    for name in ("broken", "copydesk_newsletters"):
        sys.modules.pop(name, None)


@pytest.fixture
def newsletters(install):
    install(tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]["entry-points"], EXAMPLE / "src")


def read(folder, content, name="letter.eml", **settings):
    folder = folder / "letters"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return list(read_pages([folder], PageSettings(**settings)))


def test_the_example_reads_a_letter(tmp_path, newsletters):
    (page,) = read(tmp_path, LETTER)
    assert (page.page.uri, page.page.media_type) == ("letter.eml", "text/html")
    assert page.content.decode() == "<p>The fähre to Skerrow runs again.</p>"
    assert dict(page.fields) == {"title": "Fähren again", "outlet": "The Quay Letter", "date": "2024-03-14"}


def test_the_example_writes_a_bibliography(example_story, newsletters):
    text = example_story.export("bibtex")
    assert text.count("@online{") == len(example_story.records.articles)
    assert "  title = {Ministry Paid 21 Million Crowns" in text and "Date inferred:" in text


def test_without_the_package_there_is_neither(tmp_path, example_story):
    (problem,) = read(tmp_path, LETTER)
    assert isinstance(problem, Problem) and "expected HTML" in problem.reason


def test_a_letter_that_is_too_large_or_without_text_is_a_problem(tmp_path, newsletters):
    (problem,) = read(tmp_path, LETTER, max_page=40)
    assert "more than 40 bytes" in problem.reason
    (problem,) = read(tmp_path, b"Content-Type: image/png\nSubject: x\n\n")
    assert "without text" in problem.reason


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise ValueError('a bad\\n day')", "the reader broken:read failed (a bad day)"),
        ("return ['a page']", "neither a SavedPage nor a Problem"),
        ("yield 1 / 0", "division by zero"),
    ],
)
def test_a_reader_that_fails_ends_nothing(tmp_path, install, code, reason):
    (tmp_path / "broken.py").write_text(f"def read(uri, content):\n    {code}\n")
    install({"copydesk.readers": {"odd": "broken:read", "html": "broken:read"}}, tmp_path)
    read(tmp_path, b"<p>A page of its own, read as ever.</p>", name="b.html")
    problem, page = read(tmp_path, b"x", name="a.odd")
    assert reason in problem.reason and problem.uri == "a.odd"
    assert page.page.media_type == "text/html"
