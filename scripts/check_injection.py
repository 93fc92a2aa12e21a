#!/usr/bin/env python3
"""Put every payload into every field of a story, and look for what a report should not hold.

Usage: check_injection.py [--step 1]

The example story's records are poisoned once for each payload to begin with, so that each field of each record class goes
through all of them. Exit 1 where a report holds an element, attribute or address that is not ours.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.security.markup import find_strange  # noqa: E402
from tests.security.payloads import PAYLOADS  # noqa: E402
from tests.security.poison import Poison  # noqa: E402

from copydesk.story import Story  # noqa: E402
from copydesk.web.report import render_report  # noqa: E402


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--step", type=int, default=1)
    records = Story.build([ROOT / "src" / "copydesk" / "example" / "pages"]).records
    strange, placed, fields = 0, 0, set[str]()
    for first in range(0, len(PAYLOADS), options.parse_args().step):
        poison = Poison(records, PAYLOADS, first=first)
        report = render_report(poison.records(records), PAYLOADS[first])
        for told in find_strange(report):
            strange += 1
            print(f"{first}: {told}")
        placed += poison.given.total()
        fields |= set(poison.given)
    print(f"{len(PAYLOADS)} payloads, {len(fields)} fields, {placed:,} places, {strange} that held what is not ours")
    return int(strange > 0)


if __name__ == "__main__":
    sys.exit(main())
