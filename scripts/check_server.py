#!/usr/bin/env python3
"""Ask the live story from 64 clients at once for a minute, and see that every answer comes, and is the same afterwards.

Usage: check_server.py [--clients 64] [--seconds 60] [STORY]     the example story unless told

Prints answers a second, the median and the slowest twentieth, and what went wrong. Exit 1 where anything did.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import urlsplit

from copydesk.story import Story
from copydesk.web.server.running import Server
from copydesk.web.views import VIEWS

EXAMPLE = Path(__file__).resolve().parents[1] / "src" / "copydesk" / "example" / "pages"
CHANGING = re.compile(rb'value="[\w-]{20,}"')
"""What differs from one server to the next: the token of its forms."""


def ask(connection: HTTPConnection, path: str) -> str:
    """Return the status and the digest of an answer."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return f"{answer.status} {sha256(CHANGING.sub(b'', answer.read())).hexdigest()[:12]}"


def visit(
    host: str, paths: list[str], end: float, times: list[float], wrong: Counter[str], known: dict[str, str]
) -> None:
    connection, number = HTTPConnection(host, timeout=30), len(times)
    while time.monotonic() < end:
        path, number, started = paths[number % len(paths)], number + 1, time.monotonic()
        try:
            told = ask(connection, path)
            if told != known[path]:
                wrong[f"{path}: {told} in the place of {known[path]}"] += 1
        except (OSError, HTTPException) as error:
            wrong[f"{path}: {type(error).__name__} {error}"] += 1
            connection.close()
        times.append(time.monotonic() - started)


def load(server: Server, clients: int, seconds: int) -> Counter[str]:
    host = urlsplit(server.address).netloc
    articles = [f"/articles/{one.id}" for one in server.desk.story.records.articles[:5]]
    paths = [*(f"/{name}" for name in VIEWS), "/search?q=harbour", "/export", *articles]
    known = {path: ask(HTTPConnection(host), path) for path in paths}
    wrong: Counter[str] = Counter(f"{path}: {told}" for path, told in known.items() if not told.startswith("200"))
    times: list[float] = []
    end = time.monotonic() + seconds
    threads = [Thread(target=visit, args=(host, paths, end, times, wrong, known)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong.update(
        f"{path}: another answer afterwards" for path, told in known.items() if ask(HTTPConnection(host), path) != told
    )
    times.sort()
    print(
        f"{clients} clients, {seconds} s: {len(times)} answers, {len(times) / seconds:.0f} a second, median {times[len(times) // 2]:.2f} s, 95 % within {times[len(times) * 95 // 100]:.2f} s"
    )
    return wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("story", nargs="?", type=Path)
    options.add_argument("--clients", type=int, default=64)
    options.add_argument("--seconds", type=int, default=60)
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        story = given.story or Path(folder) / "story.db"
        if given.story is None:
            Story.build([EXAMPLE], out=story, processes=1)
        server = Server(story)
        thread = Thread(target=server.run)
        thread.start()
        try:
            wrong = load(server, given.clients, given.seconds)
        finally:
            server.stop()
            thread.join(15)
    for told, times in wrong.most_common(20):
        print(f"{times:6}  {told}")
    print("no error" if not wrong else "errors")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
