#!/usr/bin/env python3
"""Fuzz one target, or each for a while, guided by the lines that inputs reach; new inputs go into its corpus.

Usage: run.py TARGET|all [--seconds 480] [--seed 1] [--keep]

With atheris (`pip install atheris`) its engine is used for one TARGET; without, and for all, inputs are mutated here, and one that reaches new lines of
Copydesk is kept as a parent. With --keep those up to 2,000 bytes are written to fuzz/corpus/TARGET, forty at most. An input
that raises, or takes over ten seconds, is written to fuzz/found and ends the run with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

try:
    import atheris  # type: ignore[import-not-found]
except ImportError:
    atheris = None
OURS = ["copydesk", "check"]
with atheris.instrument_imports(include=OURS) if atheris else nullcontext():
    from fuzz.targets import TARGETS, Target

CORPUS, FOUND = ROOT / "fuzz" / "corpus", ROOT / "fuzz" / "found"
SOURCE = (str(ROOT / "src" / "copydesk"), str(ROOT / "evals" / "facts"))
MOST, LARGEST, HUNG = 40, 2_000, 10
WORDS = (
    b"<p>", b"</p>", b"<div class=post>", b"<article>", b"<h1>", b"<time datetime=2021-03-04>", b"<blockquote>", b"<!--", b"<script>", b"&amp;", b"&#xD800;", b"\xff\xfe",
    b"By Ida Moor", b" said ", b"\xe2\x80\x9cYes,\xe2\x80\x9d", b" according to ", b"March 4, 2021", b"on Monday", b"two weeks ago", b"the 1990s", b"Reuters", b"\n\n", b"\0", b"wrote:\n> ",
    b"[quote]", b"{\"text\": \"", b"WARC/1.0\r\n", b"Content-Length: 9\r\n\r\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.4\n", b"[[fact]]\nkind = \"quote\"\n", b"text = \"", b"SQLite format 3\0",
)  # fmt: skip


def read_corpus(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]


def mutate(parents: list[bytes], draw: random.Random) -> bytes:
    made = bytearray(draw.choice(parents))
    for _ in range(draw.choice((1, 1, 2, 4, 8))):
        at, other = draw.randrange(len(made) + 1), draw.choice(parents)
        kind = draw.randrange(7)
        if kind == 0 and made:
            made[at % len(made)] = draw.randrange(256)
        elif kind == 1:
            made[at:at] = draw.choice(WORDS)
        elif kind == 2:
            del made[at : at + draw.choice((1, 4, 30))]
        elif kind == 3:
            made[at:at] = other[draw.randrange(len(other) + 1) :][: draw.choice((5, 50, 400))]
        elif kind == 4:
            made[at:at] = made[at : at + draw.choice((2, 20))] * draw.choice((2, 20))
        elif kind == 5:
            made[at : at + 3] = draw.choice("éñ“”—\u202e\u2028𝒜ſ\ufeff").encode()
        else:
            made = made[:at] + bytearray(other[at:])
    return bytes(made[:20_000])


class Lines:
    """The lines of Copydesk that a call reaches."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        self.new = 0

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(SOURCE):
            return None
        if event == "line" and (place := (frame.f_code.co_filename, frame.f_lineno)) not in self.seen:
            self.seen.add(place)
            self.new += 1
        return self.trace

    def call(self, target: Target, data: bytes) -> bool:
        """Run a target and return whether it reached new lines."""
        self.new = 0
        sys.settrace(self.trace)
        try:
            target(data)
        finally:
            sys.settrace(None)
        return self.new > 0


def fuzz(name: str, seconds: float, *, seed: int, keep: bool) -> bool:
    """Fuzz a target and return whether all went well."""
    target, draw, lines = TARGETS[name], random.Random(seed), Lines()
    parents = read_corpus(name) or [b"", b"The pier at Selby shut on Monday, the mayor said."]
    kept: list[bytes] = []
    for data in parents:
        lines.call(target, data)
    end, runs = time.monotonic() + seconds, 0
    signal.signal(signal.SIGALRM, _hang)
    while time.monotonic() < end:
        data, runs = mutate(parents, draw), runs + 1
        signal.alarm(HUNG)
        try:
            if lines.call(target, data):
                parents.append(data)
                kept += [data] if len(data) <= LARGEST else []
        except BaseException as error:
            signal.alarm(0)
            if isinstance(error, KeyboardInterrupt):
                raise
            return _tell(name, data, error)
        signal.alarm(0)
    if keep:
        _keep(name, kept)
    print(
        f"{name}: {runs} inputs in {seconds:.0f} s, {len(lines.seen)} lines of Copydesk reached, {len(kept)} new inputs, no fault",
        flush=True,
    )
    return True


def _hang(*_: object) -> None:
    raise TimeoutError(f"more than {HUNG} seconds")


def _tell(name: str, data: bytes, error: BaseException) -> bool:
    path = FOUND / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{name}: {type(error).__name__}: {error}; the input is {path}", flush=True)
    return False


def _keep(name: str, new: list[bytes]) -> None:
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    room = MOST - len(list(folder.glob("*")))
    for data in new[: max(0, room)]:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def with_atheris(name: str, seconds: int) -> None:
    """Let atheris fuzz a target; what it finds worth keeping goes beside what it finds wrong, and does not come back here."""
    (FOUND / name).mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", f"-timeout={HUNG}", f"-artifact_prefix={FOUND}/"]
    corpus = [str(CORPUS / name)] if (CORPUS / name).is_dir() else []
    with atheris.instrument_imports(include=OURS):  # so that what it loads later guides too
        TARGETS[name](b"The pier shut.")
    atheris.Setup([sys.argv[0], str(FOUND / name), *corpus, *limits], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("target", choices=[*TARGETS, "all"])
    options.add_argument("--seconds", type=int, default=480)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", action="store_true")
    given = options.parse_args()
    if given.target != "all" and atheris:
        with_atheris(given.target, given.seconds)
    names = TARGETS if given.target == "all" else [given.target]
    results = [fuzz(name, given.seconds, seed=given.seed, keep=given.keep) for name in names]
    return int(not all(results))


if __name__ == "__main__":
    sys.exit(main())
