"""What a measurement was made on: processor, system, versions; and the memory that a program takes."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any


def describe_machine() -> dict[str, Any]:
    """Return the machine's and the libraries' names, to stand beside every result."""
    info = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    libraries = ("copydesk", "trafilatura", "lxml", "selectolax", "py3langid")
    return {
        "machine": {"processor": named[1] if named else platform.processor(), "cores": os.cpu_count()},
        "versions": {"python": platform.python_version()} | {name: version(name) for name in libraries},
    }


def resident(process: int) -> int:
    """Return the bytes that a process and all below it hold in memory; pages shared by two count twice (Linux)."""
    return sum(map(_resident, list_processes(process)))


def list_processes(root: int) -> Iterator[int]:
    yield root
    for listing in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = listing.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from list_processes(int(child))


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0
