"""The command line: each command parses, calls one method of `Story` or one layer, and renders.

Exit code 0: done; 1: done, but rows of the input were set aside; 2: the call or its input is wrong, said in one line.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from copydesk.cli import crawl, judgements, layers, redact, serve, stories, verify
from copydesk.cli.terminal import say
from copydesk.engines.base import look_seldom_for_rubbish
from copydesk.errors import CopydeskError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"copydesk {version('copydesk')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Turn a pile of saved news pages into one checked story file: who said what, when, and who copied whom."""


app.add_typer(stories.app)
app.add_typer(judgements.app)
app.add_typer(verify.app)
app.add_typer(redact.app)
app.add_typer(serve.app)
app.add_typer(crawl.app)
app.add_typer(layers.app)


def main() -> None:
    """Run the command line; say what is wrong in one line and exit with 2."""
    look_seldom_for_rubbish()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(standalone_mode=True)
    except CopydeskError as error:
        say(f"copydesk: {type(error).__name__}: {error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        say("copydesk: stopped; nothing was written")
        sys.exit(130)
