"""Commands that run one stage over documents of the user's own, as JSON lines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from copydesk.cli.terminal import (
    Accurate,
    Fetch,
    MaxPage,
    Pages,
    RulesOnly,
    page_settings,
    print_rows,
    read_lines,
    road_of,
    say,
)
from copydesk.errors import BadDocument

if TYPE_CHECKING:
    from copydesk.documents import Document

app = typer.Typer()

Documents = Annotated[
    str, typer.Argument(metavar="DOCS", help="JSON lines with `doc` and `text`, or - for standard input.")
]


@app.command()
def extract(
    pages: Pages,
    whole_page: Annotated[
        bool, typer.Option("--whole-page", help="One row a page, a thread's posts in order.")
    ] = False,
    max_page: MaxPage = 20,
    fetch: Fetch = False,
) -> None:
    """Print the articles of pages as JSON lines."""
    from copydesk import layers
    from copydesk.records import Problem

    for row in layers.extract(pages, whole_page=whole_page, settings=page_settings(pages, max_page, fetch=fetch)):
        if isinstance(row, Problem):
            say(f"{row.uri or row.page}: {row.reason}")
        else:
            print_rows([row])


@app.command()
def annotate(
    documents: Documents,
    layer: Annotated[Literal["attribution", "time", "people"], typer.Option(help="What to annotate.")],
    rules_only: RulesOnly = False,
    accurate: Accurate = False,
) -> None:
    """Print one layer of annotation of documents as JSON lines."""
    from copydesk.layers import LAYERS

    road = road_of(rules_only=rules_only, accurate=accurate)
    if road != "light" and layer != "attribution":
        raise typer.BadParameter("--rules-only and --accurate are for --layer attribution")
    with _documents(documents) as found:
        print_rows(LAYERS[layer](found, road))


@app.command()
def reuse(
    documents: Documents,
    pairs: Annotated[str | None, typer.Option(help='JSON lines {"a", "b"} that limit the comparison.')] = None,
) -> None:
    """Print the passages that documents share as JSON lines."""
    from copydesk import layers
    from copydesk.records import Problem

    with _documents(documents) as found:
        for row in layers.reuse(found, _read_pairs(pairs) if pairs else None, processes=os.cpu_count() or 1):
            if isinstance(row, Problem):
                say(row.reason)
            else:
                print_rows([row])


@app.command()
def group(documents: Documents) -> None:
    """Print which documents tell the same event as JSON lines."""
    from copydesk import layers

    with _documents(documents) as found:
        print_rows(layers.group(found))


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
        print_rows([layers.timeline(found, start=first, end=last, days=days, sentences=sentences)])


@contextmanager
def _documents(path: str) -> Iterator[list[Document]]:
    """Give the documents of a file; end with code 1 if some of its lines were set aside."""
    from copydesk.documents import read_documents

    rows = list(read_documents(read_lines(path)))
    bad = [row for row in rows if isinstance(row, BadDocument)]
    for error in bad:
        say(f"{path}: {error}; set aside")
    yield [row for row in rows if not isinstance(row, BadDocument)]
    if bad:
        raise typer.Exit(1)


def _read_pairs(path: str) -> list[tuple[str, str]]:
    pairs = []
    for number, line in enumerate(read_lines(path), start=1):
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
