"""The export contract: one JSON object with every record of a story. StoryRecords -> text."""

from __future__ import annotations

import json
from typing import IO

from copydesk.codec import encode
from copydesk.records import SCHEMA, StoryRecords


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write the story as one JSON object, keys in the order of the contract."""
    json.dump({"schema": SCHEMA, **encode(records)}, out, ensure_ascii=False, indent=1)
    out.write("\n")
