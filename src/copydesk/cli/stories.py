"""Commands on a story: build it, look at it, write it out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from copydesk.cli.terminal import (
    Accurate,
    Fetch,
    MaxPage,
    Pages,
    RulesOnly,
    page_settings,
    plain,
    print_rows,
    progress,
    render,
    road_of,
    say,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.building import Given
    from copydesk.changes import Change
    from copydesk.records import StoryRecords
    from copydesk.stages.pages import PageSettings
    from copydesk.story import Story

app = typer.Typer()

StoryFile = Annotated[Path, typer.Argument(metavar="STORY", help="A story file made by `copydesk build`.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print records as JSON.")]
Processes = Annotated[int | None, typer.Option(help="Processes to work in; by default as many as pay.", min=1)]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Where to write; standard output unless told.")]
FORMATS = "json, jsonl, memo, timelinejs, gexf, ftm, annotations, schema.org, datasette; as folders: csv, parquet."
View = Literal[
    "brief",
    "timeline",
    "quotes",
    "sources",
    "copies",
    "claims",
    "cast",
    "articles",
    "judgements",
    "notes",
    "stats",
    "problems",
]


@app.command()
def build(
    pages: Pages,
    out: Annotated[Path, typer.Option("--out", "-o", help="The story file to write.")],
    max_page: MaxPage = 20,
    fetch: Fetch = False,
    processes: Processes = None,
    rules_only: RulesOnly = False,
    accurate: Accurate = False,
    group: Annotated[
        str | None, typer.Option(help="Build this group of the crawl in the folder PAGES, told by its id.")
    ] = None,
) -> None:
    """Build a story file from pages and print its brief."""
    from copydesk.story import Story

    started = time.monotonic()
    road, settings = road_of(rules_only=rules_only, accurate=accurate), page_settings(pages, max_page, fetch=fetch)
    given = pages_of(pages, group, settings) if group else pages
    with progress() as tell:
        story = Story.build(given, out=out, settings=settings, road=road, processes=processes, progress=tell)
    print(plain("\n".join(story.brief())))
    say(f"{_summary(story.records)}; written to {out} in {time.monotonic() - started:.1f} s")


@app.command()
def add(
    story: StoryFile, pages: Pages, max_page: MaxPage = 20, fetch: Fetch = False, processes: Processes = None
) -> None:
    """Take more pages into a story file and print what changed."""
    opened = open_story(story)
    with progress() as tell:
        changes = opened.add(
            pages, settings=page_settings(pages, max_page, fetch=fetch), processes=processes, progress=tell
        )
    print_changes(changes)
    say(_summary(opened.records))


@app.command()
def show(
    story: StoryFile,
    view: Annotated[View, typer.Argument(help="What to show.")] = "brief",
    limit: Annotated[int | None, typer.Option(help="At most so many rows.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """Show a story in the terminal: its brief, or one kind of its records."""
    from copydesk import tables
    from copydesk.codec import encode

    opened = open_story(story)
    if view == "brief":
        print_rows([opened.brief()]) if as_json else print(plain("\n".join(opened.brief())))
    elif as_json:
        print_rows(encode(row) for row in tables.rows(view, opened.records, limit))
    else:
        render(tables.render_view(view, opened.records, limit))


@app.command()
def why(
    story: StoryFile,
    record: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning; `show` lists them.")],
    as_json: AsJson = False,
) -> None:
    """Show a record's evidence and the rule that made it."""
    from copydesk import tables
    from copydesk.codec import encode

    opened = open_story(story)
    found = opened.why(record)
    if as_json:
        print_rows([encode(found)])
    else:
        render(tables.render_why(found.id, opened.records))


@app.command()
def search(
    story: StoryFile,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…")],
    limit: Annotated[int, typer.Option(help="At most so many hits.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Find paragraphs that hold all the words."""
    from copydesk.codec import encode

    hits = open_story(story).search(" ".join(words), limit)
    if as_json:
        print_rows({"ref": encode(hit.ref), "title": hit.title, "snippet": hit.snippet} for hit in hits)
    else:
        for hit in hits:
            print(
                plain(
                    f"{hit.ref.article} {hit.ref.span.start}-{hit.ref.span.end}  {hit.title or 'untitled'}\n    {hit.snippet}"
                )
            )
    if not hits:
        say("no paragraph holds all these words")


@app.command()
def report(story: StoryFile, out: Out = None) -> None:
    """Write a story as one self-contained HTML page."""
    write(open_story(story).report(), out)


@app.command()
def export(
    story: StoryFile,
    format: Annotated[str, typer.Option(help=FORMATS)] = "json",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write; a folder for csv and parquet.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only this kind of record; may be given again.")] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="Not before this date (2017, 2017-06, 2017-06-06).")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="Not after this date.")] = None,
    person: Annotated[str | None, typer.Option(help="Only what concerns this person, told by name or id.")] = None,
    selected: Annotated[
        list[str] | None, typer.Option(help="Only the record with this id; may be given again.")
    ] = None,
) -> None:
    """Write a story in a format that other programs read."""
    from copydesk.errors import UnreadableInput
    from copydesk.export import FOLDERS, Limits

    opened = open_story(story)
    chosen = tuple(opened.why(one).id for one in selected or ())
    meant = opened.entity(person).id if person else None
    limits = Limits(only=tuple(only or ()), first=first, last=last, person=meant, selected=chosen)
    if format not in FOLDERS:
        write(opened.export(format, limits), out)
    elif out is None:
        raise UnreadableInput(f"{format}: writes a folder; name it with --out")
    else:
        opened.export_tables(format, out, limits)
        say(f"written to {out}")


@app.command()
def mcp(story: StoryFile) -> None:
    """Let an agent read a story over the Model Context Protocol (standard input and output)."""
    from copydesk.agent.server import make_server

    make_server(open_story(story)).run("stdio")


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write into.")] = Path("copydesk-demo"),
) -> None:
    """Build the example story that comes with the program, and its report."""
    from importlib.resources import as_file, files

    out.mkdir(parents=True, exist_ok=True)
    with as_file(files("copydesk") / "example" / "pages") as pages:
        build([str(pages)], out=out / "story.db")
    write(open_story(out / "story.db").report(), out / "report.html")
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


def pages_of(folders: Sequence[str], group: str, settings: PageSettings) -> Sequence[Given]:
    """Return the pages of a group of a crawl, told by the one folder that holds it."""
    from copydesk.crawl import pages_of_group

    if len(folders) != 1:
        raise typer.BadParameter("--group asks for one folder, that of a crawl")
    return pages_of_group(folders[0], group, settings)


def open_story(path: Path) -> Story:
    """Return the story kept in a file."""
    from copydesk.story import Story

    return Story.open(path)


def print_changes(changes: Sequence[Change]) -> None:
    """Print how many records of each kind are new or gone."""
    for change in changes:
        if change.added or change.dropped:
            print(f"{change.kind}: {change.added} new, {change.dropped} gone, {change.kept} as before")
    if not any(change.added or change.dropped for change in changes):
        print("nothing changed")


def _summary(records: StoryRecords) -> str:
    aside = [problem for problem in records.problems if problem.kind == "set_aside"]
    counts = ((records.pages, "page"), (records.articles, "article"), (records.copies, "copy relation"))
    parts = [f"{len(found)} {name}{'' if len(found) == 1 else 's'}" for found, name in counts]
    reasons = [f"{problem.uri or problem.page}: {problem.reason}"[:100] for problem in aside[:3]]
    more = ["… (`copydesk show STORY problems` lists all)"] if len(aside) > 3 else []
    return ", ".join([*parts, f"{len(aside)} set aside"]) + (f" ({'; '.join(reasons + more)})" if aside else "")
