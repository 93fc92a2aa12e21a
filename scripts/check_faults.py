#!/usr/bin/env python3
"""Kill Copydesk at random moments of its work, fill its disk, and see that no story is lost, half written or silently wrong.

Usage: check_faults.py [--kills 200] [--seed 1] [--folder DIR]

Each round forks a process that builds, adds to, corrects or notes something beside a story, and kills it (SIGKILL) at a random
moment of the time that the work takes. Then the file must open and be the story before the work, or the one after it. As root,
a disk of one megabyte (tmpfs) and a folder that cannot be written are tried too. Exit 1 where anything went wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from copydesk.codec import encode
from copydesk.errors import CopydeskError
from copydesk.records import identify
from copydesk.story import Story

FIRST = "Harbour master Edda Lind resigned on Monday, the port said. Lind gave no reason. “I have done my part,” she told the Selby Lamp."
SECOND = "The council thanked Edda Lind for nine years of work. Her deputy, Tomas Lindqvist, takes over on Friday, officials said."
Work = Callable[[Path], object]


def pages(folder: Path) -> tuple[Path, Path]:
    for name, text in (("one", FIRST), ("two", SECOND)):
        (folder / f"{name}.txt").write_text(f"News of {name}\n\n{text}\n")
    return folder / "one.txt", folder / "two.txt"


def works(first: Path, second: Path) -> dict[str, Work]:
    def merge(path: Path) -> None:
        story = Story.open(path)
        found = [one.id for one in story.records.entities]
        story.merge(found[0], found[1])

    def note(path: Path) -> None:
        story = Story.open(path)
        story.note(story.records.articles[0].id, "Ask the port. " * 2000)

    return {
        "build": lambda path: Story.build([first, second], out=path, processes=1),
        "add": lambda path: Story.open(path).add([second], processes=1),
        "merge": merge,
        "note": note,
    }


def state(path: Path) -> str:
    """Return a digest of all that a story file holds, or the one line that it cannot be read."""
    try:
        story = Story.open(path)
        return identify("story", encode(story.records), [len(page.content) for page in story._store.pages()])
    except CopydeskError as error:
        return f"UNREADABLE {error}"


def in_child(work: Work, path: Path, after: float | None = None) -> float:
    """Run `work` in a forked process, killed after so many seconds; return how long it ran."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            work(path)
        except BaseException as error:
            print(f"    {type(error).__name__}: {error}", flush=True)
            os._exit(1)
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - started


def kill_rounds(folder: Path, kills: int, draw: random.Random) -> Counter[str]:
    first, second = pages(folder)
    before = folder / "before.db"
    Story.build([first], out=before, processes=1)
    found: Counter[str] = Counter()
    for name, work in works(first, second).items():
        path = folder / "story.db"
        shutil.copy(before, path)
        length = in_child(work, path)
        allowed = {state(before): "as before", state(path): "as after"}
        for _ in range(kills // 4):
            for left in folder.glob("*story.db*"):
                left.unlink()
            shutil.copy(before, path)
            in_child(work, path, draw.uniform(0, length * 1.05))
            outcome = state(path)
            found[f"{name}: {allowed.get(outcome, 'WRONG ' + outcome)}"] += 1
        SqliteLeft.look(folder, found)
    return found


class SqliteLeft:
    """What killed processes leave beside a story is gone after the next write."""

    @staticmethod
    def look(folder: Path, found: Counter[str]) -> None:
        path = folder / "story.db"
        Story.build([folder / "one.txt"], out=path, processes=1)
        left = [one.name for one in folder.iterdir() if "story.db" in one.name and one.name != "story.db"]
        found["drafts left after the next write: " + ("WRONG " + ", ".join(left) if left else "none")] += 1


def full_disk(folder: Path, found: Counter[str]) -> None:
    """Write to a disk that is full, and to one that may not be written to."""
    mount = folder / "disk"
    mount.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], capture_output=True, check=False
    ).returncode:
        found["full disk: not tried, as only root may mount one"] += 1
        return
    try:
        path, (first, second) = mount / "story.db", pages(folder)
        Story.build([first], out=path, processes=1)
        was = state(path)
        (mount / "filler").write_bytes(bytes(max(0, shutil.disk_usage(mount).free - 20_000)))
        found[f"full disk: {outcome(lambda: Story.open(path).add([second], processes=1), path, was)}"] += 1
        (mount / "filler").unlink()
        subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
        found[f"read-only: {outcome(lambda: Story.open(path).add([second], processes=1), path, was)}"] += 1
    finally:
        subprocess.run(["umount", mount], check=True)


def outcome(work: Callable[[], object], path: Path, was: str) -> str:
    try:
        work()
        told = "WRONG: nothing was told"
    except CopydeskError as error:
        told = f"told in {str(error).count(chr(10)) + 1} line"
    left = [one.name for one in path.parent.iterdir() if one.name not in ("story.db", "filler")]
    return f"{told}, {'as before' if state(path) == was else 'WRONG'}{f', WRONG: left {left}' if left else ''}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path)
    given = options.parse_args()
    with TemporaryDirectory(dir=given.folder) as folder:
        found = kill_rounds(Path(folder), given.kills, random.Random(given.seed))
        full_disk(Path(folder), found)
    for told, times in sorted(found.items()):
        print(f"{times:5}  {told}")
    return int(any("WRONG" in told for told in found))


if __name__ == "__main__":
    sys.exit(main())
