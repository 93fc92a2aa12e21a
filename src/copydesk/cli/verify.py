"""The command that holds quotations and texts against a story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from copydesk.cli.terminal import page_settings, print_rows, render

app = typer.Typer()


@app.command()
def verify(
    story: Annotated[Path, typer.Argument(metavar="STORY", help="A story file made by `copydesk build`.")],
    quote: Annotated[list[str] | None, typer.Option(help="A quotation to look up; may be given several times.")] = None,
    text: Annotated[
        list[str] | None,
        typer.Option(help="A text, web page or PDF to look up passage by passage, or - for standard input."),
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many places each.", min=1)] = 5,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to print the answers.")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Say whether quotations stand in the pile (exact, altered, absent), and which passages of a text do.

    Exit code 0: every quotation and passage is exact; 1: one is altered, edited or absent, or nothing of a text was found;
    2: the call or its input is wrong.
    """
    if not quote and not text:
        raise typer.BadParameter("give --quote or --text")
    from copydesk.codec import encode
    from copydesk.story import Story
    from copydesk.tables import verified
    from copydesk.verify.reading import read_texts

    opened = Story.open(story)
    quoted = [opened.verify(one) for one in quote or ()]
    texts = (
        [
            opened.verify_text(content, name=name)
            for name, content in read_texts(text, page_settings(text, 20, fetch=False))
        ]
        if text
        else []
    )
    if as_json or format == "json":
        print_rows(encode(answer) for answer in (*quoted, *texts))
    else:
        views = [verified.render_quotation(one, limit=limit) for one in quoted]
        views += [verified.render_text(one, limit=limit) for one in texts]
        for number, view in enumerate(views):
            if number:
                print()
            render(view)
    if not all([*(answer.is_exact for answer in quoted), *(answer.is_exact for answer in texts)]):
        raise typer.Exit(1)
