"""The command line: each command parses, calls one method of `Story` or one layer, and renders.

Data goes to standard output, talk to standard error. Exit code 0: done; 1: done, but rows of the input were set aside;
2: the call or its input is wrong, said in one line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from copydesk.errors import BadDocument, CopydeskError, UnreadableInput

if TYPE_CHECKING:
    from copydesk.documents import Document
    from copydesk.records import StoryRecords
    from copydesk.stages.pages import PageSettings
    from copydesk.story import Story

app = typer.Typer(
    help="Turn a pile of saved news pages into one checked story file: who said what, when, and who copied whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Pages = Annotated[
    list[str], typer.Argument(metavar="PAGES…", help="Files, folders, archives, or - for standard input.")
]
StoryFile = Annotated[Path, typer.Argument(metavar="STORY", help="A story file made by `copydesk build`.")]
Documents = Annotated[
    str, typer.Argument(metavar="DOCS", help="JSON lines with `doc` and `text`, or - for standard input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print records as JSON.")]
MaxPage = Annotated[float, typer.Option(help="Set aside pages larger than this many megabytes.", min=0.001)]
Processes = Annotated[int | None, typer.Option(help="Processes to work in; by default as many as pay.", min=1)]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Where to write; standard output unless told.")]
View = Literal["brief", "timeline", "quotes", "sources", "copies", "claims", "cast", "articles", "stats", "problems"]


@app.command()
def build(
    pages: Pages,
    out: Annotated[Path, typer.Option("--out", "-o", help="The story file to write.")],
    max_page: MaxPage = 20,
    processes: Processes = None,
) -> None:
    """Build a story file from pages and print its brief."""
    from copydesk.story import Story

    started = time.monotonic()
    with _progress() as progress:
        story = Story.build(pages, out=out, settings=_settings(pages, max_page), processes=processes, progress=progress)
    print("\n".join(story.brief()))
    _say(f"{_summary(story.records)}; written to {out} in {time.monotonic() - started:.1f} s")


@app.command()
def add(story: StoryFile, pages: Pages, max_page: MaxPage = 20, processes: Processes = None) -> None:
    """Take more pages into a story file and print what changed."""
    opened = _open(story)
    with _progress() as progress:
        changes = opened.add(pages, settings=_settings(pages, max_page), processes=processes, progress=progress)
    for change in changes:
        if change.added or change.dropped:
            print(f"{change.kind}: {change.added} new, {change.dropped} gone, {change.kept} as before")
    if not any(change.added or change.dropped for change in changes):
        print("nothing changed")
    _say(_summary(opened.records))


@app.command()
def show(
    story: StoryFile, view: Annotated[View, typer.Argument(help="What to show.")] = "brief", as_json: AsJson = False
) -> None:
    """Show a story in the terminal: its brief, or one kind of its records."""
    from copydesk import tables
    from copydesk.codec import encode

    opened = _open(story)
    if view == "brief":
        print(json.dumps(opened.brief(), ensure_ascii=False) if as_json else "\n".join(opened.brief()))
    elif as_json:
        _print_rows(encode(row) for row in tables.rows(view, opened.records))
    else:
        _render(tables.render_view(view, opened.records))


@app.command()
def why(story: StoryFile, record: Annotated[str, typer.Argument(metavar="ID")], as_json: AsJson = False) -> None:
    """Show a record's evidence and the rule that made it."""
    from copydesk import tables
    from copydesk.codec import encode

    opened = _open(story)
    found = opened.why(record)
    if as_json:
        _print_rows([encode(found)])
    else:
        _render(tables.render_why(found.id, opened.records))


@app.command()
def search(
    story: StoryFile,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…")],
    limit: Annotated[int, typer.Option(help="At most so many hits.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Find paragraphs that hold all the words."""
    from copydesk.codec import encode

    hits = _open(story).search(" ".join(words), limit)
    if as_json:
        _print_rows({"ref": encode(hit.ref), "title": hit.title, "snippet": hit.snippet} for hit in hits)
    else:
        for hit in hits:
            print(
                _plain(
                    f"{hit.ref.article} {hit.ref.span.start}-{hit.ref.span.end}  {hit.title or 'untitled'}\n    {hit.snippet}"
                )
            )
    if not hits:
        _say("no paragraph holds all these words")


@app.command()
def report(story: StoryFile, out: Out = None) -> None:
    """Write a story as one self-contained HTML page."""
    _write(_open(story).report(), out)


@app.command()
def export(
    story: StoryFile,
    format: Annotated[str, typer.Option(help="The format to write: json.")] = "json",
    out: Out = None,
) -> None:
    """Write a story in a format that other programs read."""
    _write(_open(story).export(format), out)


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write into.")] = Path("copydesk-demo"),
) -> None:
    """Build the example story that comes with the program, and its report."""
    from importlib.resources import as_file, files

    out.mkdir(parents=True, exist_ok=True)
    with as_file(files("copydesk") / "example" / "pages") as pages:
        build([str(pages)], out=out / "story.db")
    _write(_open(out / "story.db").report(), out / "report.html")
    print(f"Report: {(out / 'report.html').resolve()}")


@app.command()
def doctor() -> None:
    """Say what is installed, what is missing, and what to do."""
    from copydesk.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{'ok     ' if finding.good else 'MISSING'} {finding.what}: {finding.detail}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(2)


# --- layer commands -----------------------------------------------------------------------------------


@app.command()
def extract(
    pages: Pages,
    whole_page: Annotated[
        bool, typer.Option("--whole-page", help="One row a page, a thread's posts in order.")
    ] = False,
    max_page: MaxPage = 20,
) -> None:
    """Print the articles of pages as JSON lines."""
    from copydesk import layers
    from copydesk.records import Problem

    for row in layers.extract(pages, whole_page=whole_page, settings=_settings(pages, max_page)):
        if isinstance(row, Problem):
            _say(f"{row.uri or row.page}: {row.reason}")
        else:
            _print_rows([row])


@app.command()
def annotate(
    documents: Documents,
    layer: Annotated[Literal["attribution", "time", "people"], typer.Option(help="What to annotate.")],
) -> None:
    """Print one layer of annotation of documents as JSON lines."""
    from copydesk.layers import LAYERS

    with _documents(documents) as found:
        _print_rows(LAYERS[layer](found))


@app.command()
def reuse(
    documents: Documents,
    pairs: Annotated[str | None, typer.Option(help='JSON lines {"a", "b"} that limit the comparison.')] = None,
) -> None:
    """Print the passages that documents share as JSON lines."""
    from copydesk import layers

    with _documents(documents) as found:
        _print_rows(layers.reuse(found, _read_pairs(pairs) if pairs else None))


@app.command()
def group(documents: Documents) -> None:
    """Print which documents tell the same event as JSON lines."""
    from copydesk import layers

    with _documents(documents) as found:
        _print_rows(layers.group(found))


@app.command()
def timeline(
    documents: Documents,
    start: Annotated[str, typer.Option(help="The first day, like 2017-06-06.")],
    end: Annotated[str, typer.Option(help="The last day.")],
    days: Annotated[int, typer.Option(help="How many days to choose.", min=1)] = 10,
    sentences: Annotated[int, typer.Option(help="How many sentences a day.", min=1)] = 1,
) -> None:
    """Print the timeline of documents as one JSON object."""
    from copydesk import layers

    first, last = _day(start), _day(end)
    with _documents(documents) as found:
        _print_rows([layers.timeline(found, start=first, end=last, days=days, sentences=sentences)])


# --- helpers --------------------------------------------------------------------------------------------


def _open(path: Path) -> Story:
    from copydesk.story import Story

    return Story.open(path)


def _settings(pages: Iterable[str], max_page: float) -> PageSettings:
    from copydesk.stages.pages import PageSettings

    standard_input = sys.stdin.buffer.read() if "-" in pages else None
    return PageSettings(max_page=int(max_page * 1_000_000), stdin=standard_input)


@contextmanager
def _documents(path: str) -> Iterator[list[Document]]:
    """Give the documents of a file; end with code 1 if some of its lines were set aside."""
    from copydesk.documents import read_documents

    rows = list(read_documents(_lines(path)))
    bad = [row for row in rows if isinstance(row, BadDocument)]
    for error in bad:
        _say(f"{path}: {error}; set aside")
    yield [row for row in rows if not isinstance(row, BadDocument)]
    if bad:
        raise typer.Exit(1)


def _lines(path: str) -> list[str]:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return content.decode("utf-8").split("\n")
    except OSError as error:
        raise UnreadableInput(
            f"{path}: cannot be read ({error.strerror or error}); name a file of JSON lines, or -"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _read_pairs(path: str) -> list[tuple[str, str]]:
    pairs = []
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                row = json.loads(line)
                pairs.append((row["a"], row["b"]))
            except (ValueError, TypeError, KeyError) as error:
                raise BadDocument(f'{path}: line {number} is no pair; expected {{"a": …, "b": …}}') from error
    return pairs


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2017-06-06") from error


def _print_rows(rows: Iterable[Any]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(
            f"{out}: cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error
    _say(f"written to {out}")


def _render(renderable: Any) -> None:
    from rich.console import Console

    Console(highlight=False).print(renderable)


def _plain(text: str) -> str:
    """Return text without the control characters that a page could steer a terminal with."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


def _say(text: str) -> None:
    print(_plain(text), file=sys.stderr)


def _summary(records: StoryRecords) -> str:
    aside = [problem for problem in records.problems if problem.kind == "set_aside"]
    parts = [
        f"{len(records.pages)} pages",
        f"{len(records.articles)} articles",
        f"{len(records.copies)} copy relations",
    ]
    reasons = "; ".join(sorted({f"{problem.uri or problem.page}: {problem.reason}" for problem in aside})[:5])
    return ", ".join(parts) + f", {len(aside)} set aside" + (f" ({reasons})" if reasons else "")


@contextmanager
def _progress() -> Iterator[Any]:
    """Show on standard error how far a build is, once it has taken a second."""
    started, shown = time.monotonic(), False
    wide = sys.stderr.isatty()

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - started > 1 and (wide or done == 0):
            shown = True
            print(
                f"\r\x1b[K{stage} {done}/{total}" if wide else f"{stage} …",
                end="" if wide else "\n",
                file=sys.stderr,
                flush=True,
            )

    yield tell
    if shown and wide:
        print("\r\x1b[K", end="", file=sys.stderr)


def main() -> None:
    """Run the command line; say what is wrong in one line and exit with 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(standalone_mode=True)
    except CopydeskError as error:
        _say(f"copydesk: {type(error).__name__}: {error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        _say("copydesk: stopped; nothing was written")
        sys.exit(130)


if __name__ == "__main__":
    main()
