"""The command that makes a copy of a story to be passed on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli.terminal import say

app = typer.Typer()


@app.command()
def redact(
    story: Annotated[Path, typer.Argument(metavar="STORY", help="A story file made by `copydesk build`.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The story file to write.")],
) -> None:
    """Write a copy of a story without the pages and their words, to be passed on.

    Names, dates, addresses, spans, digests and what Copydesk counts stay; notes and stars do not. No five words in a row of a
    page are left, except where an address spells them. The copy can be shown, reported and exported, not searched or added to.
    """
    from copydesk.redact import write_redacted

    made = write_redacted(story, out)
    say(f"{len(made.articles)} articles without their words; written to {out}")
