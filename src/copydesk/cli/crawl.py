"""The command for millions of pages: tables of articles, copies, families and groups, on an engine of choice."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from copydesk.cli.terminal import Accurate, MaxPage, RulesOnly, page_settings, plain, road_of, say

if TYPE_CHECKING:
    from copydesk.crawl import CrawlSummary

app = typer.Typer()

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUTS…", help="Files, folders, archives, globs in quotes, or s3:// addresses.")
]


@app.command()
def crawl(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write the tables into.")],
    engine: Annotated[
        Literal["local", "daft", "ray"],
        typer.Option(help="What runs it: processes of this machine, or Daft, here or on Ray (extras `crawl`, `ray`)."),
    ] = "local",
    processes: Annotated[int | None, typer.Option(help="Processes to work in; by default one a core.", min=1)] = None,
    layers: Annotated[
        list[str] | None,
        typer.Option(help="What else is found; attribution: who is quoted, and how."),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Read at most so many pages.", min=1)] = None,
    sample: Annotated[
        float, typer.Option(help="Read this share of the pages, told by their names.", min=0.0, max=1.0)
    ] = 1.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would cost.")] = False,
    max_page: MaxPage = 20,
    rules_only: RulesOnly = False,
    accurate: Accurate = False,
) -> None:
    """Read any number of pages into Parquet tables: articles, passages, copies, families, groups, problems.

    A run that was cut short goes on where it stopped. `copydesk build FOLDER --group ID` makes a story of a group.
    """
    from copydesk.crawl import CrawlSettings, plan_crawl
    from copydesk.crawl import crawl as run

    settings = CrawlSettings(
        limit=limit,
        sample=sample,
        layers=tuple(layers or ()),
        road=road_of(rules_only=rules_only, accurate=accurate),
        pages=page_settings(inputs, max_page, fetch=False),
    )
    for line in () if (out / "crawl.json").is_file() else plan_crawl(inputs, settings, processes=processes).lines():
        say(line)
    if dry_run:
        return
    started = time.monotonic()
    try:
        with _rates() as tell:
            summary = run(inputs, out, settings=settings, engine=engine, processes=processes, progress=tell)
    except KeyboardInterrupt:
        say("copydesk: stopped; the same command goes on from here")
        raise typer.Exit(130) from None
    _print(summary)
    say(f"written to {out} in {time.monotonic() - started:.1f} s")


def _print(summary: CrawlSummary) -> None:
    print(", ".join(f"{count:,} {name}" for name, count in summary.rows))
    for group, title, size in summary.largest:
        print(plain(f"{group}  {size:,} articles  {title}"))


@contextmanager
def _rates() -> Iterator[Any]:
    """Show on standard error how far a step is, how fast it goes and what remains; off a terminal, a line every five seconds."""
    from copydesk.crawl.plan import tell_time

    wide = sys.stderr.isatty()
    began: dict[str, tuple[float, int]] = {}
    last = 0.0

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        start, first = began.setdefault(step, (now, done))
        if not total:  # the step begins
            return
        if now - last < (0.2 if wide else 5) and done < total:
            return
        last = now
        line = f"{step} {done:,} of {'about ' if step == 'pages read' else ''}{total:,}"
        if done > first and now > start:
            rate = (done - first) / (now - start)
            line += f", {rate:,.1f} a second, {tell_time((total - done) / rate)} left"
        print(f"\r\x1b[K{line}" if wide else line, end="" if wide else "\n", file=sys.stderr, flush=True)

    yield tell
    if wide and began:
        print("\r\x1b[K", end="", file=sys.stderr)
