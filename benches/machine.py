"""What a measurement was made on: processor, system, versions."""

from __future__ import annotations

import os
import platform
import re
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
