"""How the commands read input and write to the terminal: data to standard output, talk to standard error."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from copydesk.errors import UnreadableInput

if TYPE_CHECKING:
    from copydesk.records import Road
    from copydesk.stages.pages import PageSettings

Pages = Annotated[
    list[str],
    typer.Argument(metavar="PAGES…", help="Files, folders, archives, addresses with --fetch, or - for standard input."),
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Read web addresses among PAGES; nothing else uses the network.")]
MaxPage = Annotated[float, typer.Option(help="Set aside pages larger than this many megabytes.", min=0.001)]
RulesOnly = Annotated[bool, typer.Option("--rules-only", help="Find attributions by rules alone, without a model.")]
Accurate = Annotated[
    bool, typer.Option("--accurate", help="Find attributions with the large model of the extra `accurate`; slower.")
]


def road_of(*, rules_only: bool, accurate: bool) -> Road:
    if rules_only and accurate:
        raise typer.BadParameter("--rules-only and --accurate exclude each other")
    return "rules" if rules_only else "accurate" if accurate else "light"


def page_settings(pages: Iterable[str], max_page: float, *, fetch: bool) -> PageSettings:
    from copydesk.stages.pages import PageSettings

    standard_input = sys.stdin.buffer.read() if "-" in pages else None
    return PageSettings(max_page=int(max_page * 1_000_000), stdin=standard_input, fetch=fetch)


def read_lines(path: str) -> list[str]:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return content.decode("utf-8").split("\n")
    except OSError as error:
        raise UnreadableInput(
            f"{path}: cannot be read ({error.strerror or error}); name a file of JSON lines, or -"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it is, and a terminal obeys."""


def print_rows(rows: Iterable[Any]) -> None:
    """Print each row as JSON in one line, with escapes for what a page could steer a terminal with."""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False)
        print(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line))


def write(text: str, out: Path | None) -> None:
    """Write text to a file, or to standard output; never over a story file or another database.

    A terminal gets it without control characters, a pipe as it is.
    """
    if out is None:
        sys.stdout.write(plain(text) if is_terminal() else text)
        return
    try:
        if out.is_file() and out.open("rb").read(15) == b"SQLite format 3":
            raise UnreadableInput(f"{out}: a database, not to be written over; name another file")
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(
            f"{out}: cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error
    say(f"written to {out}")


def render(renderable: Any) -> None:
    from rich.console import Console

    Console(highlight=False).print(renderable)


def is_terminal() -> bool:
    return sys.stdout.isatty()


def plain(text: str) -> str:
    """Return text without the control characters that a page could steer a terminal with."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


def say(text: str) -> None:
    print(plain(text), file=sys.stderr)


@contextmanager
def progress() -> Iterator[Any]:
    """Show on standard error how far a build is, once it has taken a second; off a terminal, a line every five."""
    last, shown = time.monotonic(), False
    wide = sys.stderr.isatty()

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last, shown
        if time.monotonic() - last < (0.1 if shown and wide else 1 if wide else 5):
            return
        last, shown = time.monotonic(), True
        line = f"\r\x1b[K{stage} {done}/{total}" if wide else f"{stage} {done}/{total} …"
        print(line, end="" if wide else "\n", file=sys.stderr, flush=True)

    yield tell
    if shown and wide:
        print("\r\x1b[K", end="", file=sys.stderr)
