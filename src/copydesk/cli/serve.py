"""The command that serves a story to a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli.terminal import say

app = typer.Typer()


@app.command()
def serve(
    story: Annotated[Path, typer.Argument(metavar="STORY", help="A story file made by `copydesk build`.")],
    host: Annotated[
        str,
        typer.Option(help="Listen here; anything but this machine's loopback lets other machines in, with a token."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8017,
    open_: Annotated[bool, typer.Option("--open", help="Open the address in the browser.")] = False,
) -> None:
    """Serve a story to your browser: the report live, with search, notes, corrections and exports.

    Prints the address and runs until Ctrl-C. Nobody but this machine is answered unless you give another --host; then only
    who opens the printed address with its token. Nothing is asked of the network.
    """
    from copydesk.web.server.running import Server

    server = Server(story, host=host, port=port)
    print(server.address, flush=True)
    say("Ctrl-C ends it." + (" Whoever has this address can read and correct the story." if server.is_open else ""))
    if open_:
        import webbrowser

        webbrowser.open(server.address)
    server.run()
    if server.desk.is_busy:
        say("copydesk: a correction was under way; the story is as it was before it")
