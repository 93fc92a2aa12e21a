#!/usr/bin/env python3
"""Record the digests of models, which are checked when a model is first loaded; run it after a model has changed.

Usage: record_digests.py [language] [light] [accurate]     all three unless told
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

from copydesk.digests import PLACES, RECORD, digest_of

ROOT = Path(__file__).resolve().parents[1]


def paths_of(name: str) -> list[str]:
    """Return the files of a model: all of a package's data, or those of the folder that bear the model's name."""
    package, *folders = PLACES[name].split("/")
    folder = Path(str(files(package).joinpath(*folders)))
    found = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return sorted(path for path in found if path.startswith(f"{name}.") or package != "copydesk")


def main() -> None:
    record = ROOT / "src" / "copydesk" / RECORD
    known = json.loads(record.read_text()) if record.exists() else {}
    for name in sys.argv[1:] or PLACES:
        known[name] = {path: digest_of(name, path) for path in paths_of(name)}
    record.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
